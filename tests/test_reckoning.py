"""Claims held against records: exact sums, shares as intervals, verdicts, and nothing counted twice."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.catalogue import Catalogue
from generator.findings import Finding
from generator.itemising import Obstacle
from generator.language import Language
from generator.loader import Entry, load, load_vocabularies, read_entry
from generator.publication import Publication
from generator.reckoning import Reckoning, Verdict, claims_about, reckonings
from generator.records import BY_FOLDER
from generator.values.interval import Interval
from generator.writing.page import Page
from generator.writing.reckoned import sentences, share
from tests.publications import shown

ROOT = Path(__file__).parent.parent
VOCABULARIES = load_vocabularies(ROOT, [])
PUBLICATION = Publication.model_validate(
    {
        "name": "试验城",
        "tagline": "试验",
        "languages": ["zh", "en"],
        "centre": {"lat": "36.6", "lon": "101.8"},
        "centre_name": "市中心",
        "bounds": {"south": "36", "west": "101", "north": "37", "east": "102"},
    }
)
YI = 10**8 * 100
"""亿元 in fen."""


def entry(name: str, text: str) -> Entry:
    """A record read from its text; ``name`` is ``projects/road``."""
    folder, _, id_ = name.partition("/")
    findings: list[Finding] = []
    made = read_entry(BY_FOLDER[folder], id_, f"data/{name}.yml", text.encode(), findings)
    assert made is not None and not findings, shown(findings)
    return made


def catalogue(records: Mapping[str, str]) -> Catalogue:
    """A catalogue of a few records."""
    return Catalogue(PUBLICATION, VOCABULARIES, [entry(name, text) for name, text in records.items()])


def claim(figure: str, *lines: str, measure: str = "amount") -> dict[str, str]:
    """A claim called ``said``."""
    return {"claims/said": "\n".join([f"title: 说\nmeasure: {measure}\nfigure: {figure}\nsources: [so]", *lines, ""])}


def projects(*budgets: str, **more: str) -> dict[str, str]:
    """Projects ``p0``, ``p1`` … that are part of the programme ``whole``, each with its budget and other fields."""
    rest = "".join(f"{name}: {value}\n" for name, value in more.items())
    part = "title: 项%d\npart_of: whole\nbudget: %s\n%s"
    parts = {f"projects/p{n}": part % (n, budget, rest) for n, budget in enumerate(budgets)}
    return {"projects/whole": "title: 全部\nform: programme\nbudget: [{value: 9亿元, basis: planned}]\n", **parts}


def reckoned(records: Mapping[str, str]) -> Reckoning:
    """The reckoning of the claim ``said``."""
    return reckonings(catalogue(records))["said"]


PROGRAMME = "scope: {programme: whole}"
PLANNED = "{value: %s, basis: planned}"


@pytest.mark.parametrize(
    ("claimed", "budgets", "verdict"),
    [
        ("1亿元", ["5000万元", "5000万元"], Verdict.FULLY_ITEMISED),
        ("1亿元", ["1.2 亿元"], Verdict.FULLY_ITEMISED),
        ("1.0亿元", ["1.2 亿元"], Verdict.EXCEEDS_CLAIM),
        ("1.0亿元", ["9949万元"], Verdict.FULLY_ITEMISED),
        ("1.00亿元", ["9949.00万元"], Verdict.PARTLY_ITEMISED),
        ("100000000 元", ["99999999 元"], Verdict.FULLY_ITEMISED),
        ("100000000.00 元", ["99999999.99 元"], Verdict.PARTLY_ITEMISED),
        ("100000000.00 元", ["100000000.01 元"], Verdict.EXCEEDS_CLAIM),
        ("71.9亿元", ["71.85亿元"], Verdict.FULLY_ITEMISED),
        ("71.9亿元", ["71.84亿元"], Verdict.PARTLY_ITEMISED),
        ("71.9亿元", ["not-stated"], Verdict.NOTHING_ITEMISED),
        ("71.9亿元", [], Verdict.NOTHING_ITEMISED),
    ],
)
def test_the_verdict_follows_from_where_the_true_figures_may_lie(
    claimed: str, budgets: list[str], verdict: Verdict
) -> None:
    written = [budget if budget == "not-stated" else PLANNED % budget for budget in budgets]
    assert reckoned(claim(PLANNED % claimed, PROGRAMME) | projects(*written)).verdict is verdict


def test_amounts_on_another_basis_are_not_added_up_and_the_page_can_say_why() -> None:
    found = reckoned(claim(PLANNED % "1亿元", PROGRAMME) | projects("{value: 1亿元, basis: paid}"))
    assert (found.verdict, found.obstacle) == (Verdict.NOT_COMPARABLE, Obstacle.OTHER_BASIS)
    assert found.stated.value == 0


def test_of_figures_on_several_bases_only_the_claims_own_counts() -> None:
    budget = "[{value: 3亿元, basis: approved}, {value: 1亿元, basis: planned}, {value: 9亿元, basis: final}]"
    assert reckoned(claim(PLANNED % "4亿元", PROGRAMME) | projects(budget)).stated.value == YI


def test_a_claim_that_does_not_say_what_it_covers_is_not_compared() -> None:
    found = reckoned(claim("{value: 27.5万人, counts: 受益的人}", measure="output") | projects())
    assert (found.verdict, found.obstacle) == (Verdict.NOT_COMPARABLE, Obstacle.SCOPE_NOT_STATED)
    assert found.claimed == Interval(Fraction(274_500), Fraction(275_500))


def test_projects_and_works_are_never_counted_for_one_another() -> None:
    works = projects("not-stated", "not-stated", outputs="[{value: 1951, unit: work, counts: 工程}]", form="project")
    number = "{value: 138, unit: project, counts: 项目}"
    found = reckoned(claim(number, PROGRAMME, measure="records") | works)
    assert (int(found.stated.value), found.verdict) == (2, Verdict.PARTLY_ITEMISED)
    done = reckoned(claim("{value: 1951, unit: project, counts: 工程}", PROGRAMME, measure="output") | works)
    assert (done.verdict, done.obstacle) == (Verdict.NOT_COMPARABLE, Obstacle.OTHER_UNIT)


def test_a_programme_is_not_a_project() -> None:
    found = reckoned(
        claim("{value: 1, unit: project, counts: 项目}", PROGRAMME, measure="records")
        | projects("not-stated", form="programme")
    )
    assert (found.verdict, found.obstacle) == (Verdict.NOT_COMPARABLE, Obstacle.OTHER_UNIT)


def test_the_whole_never_itemises_itself() -> None:
    found = reckoned(claim(PLANNED % "9亿元", PROGRAMME, "projects: [whole]") | projects())
    assert (found.verdict, found.stated.items) == (Verdict.NOTHING_ITEMISED, ())


def test_parts_of_a_programme_that_counts_are_not_counted_again() -> None:
    parts = projects(PLANNED % "4亿元", PLANNED % "2亿元")
    parts["projects/p1"] = parts["projects/p1"].replace("part_of: whole", "part_of: p0")
    found = reckoned(claim(PLANNED % "4亿元", PROGRAMME) | parts)
    assert (int(found.stated.value), found.verdict) == (4 * YI, Verdict.FULLY_ITEMISED)
    assert [item.obstacle for item in found.stated.items] == [None, Obstacle.COUNTED_ELSEWHERE]


def test_money_of_a_fund_is_not_counted_again_for_the_projects_it_gives_to() -> None:
    fund = (
        "title: 钱\ntotal: {value: 3亿元, basis: allocated}\n"
        "allocations: [{value: 2亿元, basis: allocated, project: p0}, {value: 1亿元, basis: allocated, project: p0}]\n"
    )
    given_to = claim("{value: 3亿元, basis: allocated}", PROGRAMME) | projects("not-stated") | {"funds/fo": fund}
    assert reckoned(given_to).stated.value == 3 * YI
    both = claim("{value: 3亿元, basis: allocated}", PROGRAMME, "includes: [{fund: fo, sources: so}]")
    found = reckoned(both | projects("not-stated") | {"funds/fo": fund})
    assert (int(found.stated.value), found.verdict) == (3 * YI, Verdict.FULLY_ITEMISED)


def test_what_may_belong_is_kept_apart_and_bounds_what_could_be_itemised() -> None:
    may = "may_include: [{project: other, reason: 没有说}]"
    other = {"projects/other": "title: 别的\nbudget: {value: 9949万元}\n"}
    found = reckoned(claim("{value: 71.9亿元}", PROGRAMME, may) | projects() | other)
    assert found.verdict is Verdict.NOTHING_ITEMISED
    assert (int(found.stated.value), int(found.possible.value)) == (0, 9949 * 10**6)
    assert found.unexplained == Interval(Fraction(718_500_000_000), Fraction(719_500_000_000))
    most = found.possible_coverage
    assert most is not None and Fraction(9949, 718_500) < most.high < Fraction(14, 1000)


OF_FUND = "scope: {fund: fo}"
LINES = """title: 钱
period: 2024
total: {value: 1200.50 万元, basis: allocated}
allocations:
  - {value: 700.25 万元, basis: allocated, place: '630121'}
  - {value: 300.00 万元, basis: allocated, purpose: 农村道路, date: 2024-03-08}
  - {value: 150.25 万元, basis: allocated, project: p0, place: '630121'}
  - {value: 50.00 万元, basis: allocated, place: '630122', purpose: 水}
  - {value: 999.00 万元, basis: planned, place: '630121'}
"""


def funded(lines: str = LINES, *more: str, scope: str = OF_FUND, figure: str = "1200.50 万元") -> Reckoning:
    """A claim of what a fund gave in all, held against its lines."""
    said = claim(f"{{value: {figure}, basis: allocated}}", scope, *more)
    places = {name: text for name, text in LOCATED.items() if name.startswith("places/")}
    return reckoned(said | places | projects("{value: 9亿元, basis: allocated}") | {"funds/fo": lines})


def wan(items: Reckoning) -> tuple[Fraction, Fraction]:
    """What is stated and what may belong, in 万元."""
    return items.stated.value / 10**6, items.possible.value / 10**6


def test_what_a_fund_gave_in_all_is_itemised_by_its_lines_for_places_purposes_and_projects() -> None:
    found = funded()
    assert (wan(found), found.verdict) == ((Fraction("1200.50"), Fraction(0)), Verdict.FULLY_ITEMISED)
    assert [item.obstacle for item in found.stated.items if not item.held] == [Obstacle.OTHER_BASIS]
    assert sum(item.line is not None for item in found.stated.counted) == 3
    stands = funded(LINES, "funds: [fo]")
    assert (wan(stands), stands.verdict) == (wan(found), found.verdict)


def test_a_fund_that_is_named_itself_is_counted_once_with_its_lines() -> None:
    assert wan(funded(LINES, "includes: [{fund: fo, sources: so}]"))[0] == Fraction("1200.50")
    may = funded(LINES, "may_include: [{fund: fo, reason: 没有说}]")
    assert wan(may) == (Fraction("1200.50"), Fraction(0))


@pytest.mark.parametrize(
    ("scope", "stated", "possible"),
    [
        ("fund: fo, place: '630121'", "700.25", "300.00"),
        ("fund: fo, place: '630122'", "50.00", "300.00"),
        ("fund: fo, period: 2024-03", "300.00", "900.50"),
        ("fund: fo, period: 2025", "0", "150.25"),
        ("fund: fo, period: 2023/2024", "1050.25", "150.25"),
        ("fund: fo, category: roads", "0", "1200.50"),
        ("fund: fo, programme: whole", "150.25", "0"),
        ("kind: fund, period: 2024", "0", "1200.50"),
    ],
)
def test_the_bounds_of_a_scope_hold_for_the_lines_of_a_fund_too(scope: str, stated: str, possible: str) -> None:
    assert wan(funded(scope=f"scope: {{{scope}}}")) == (Fraction(stated), Fraction(possible))


def test_lines_of_money_are_not_projects_or_villages() -> None:
    said = claim("{value: 3, unit: project, counts: 项目}", OF_FUND, measure="records")
    found = reckoned(said | projects("not-stated") | {"funds/fo": LINES})
    assert (int(found.stated.value), [item.entry.id for item in found.stated.items]) == (1, ["p0"])


OPEN_LINES = """title: 钱
allocations:
  - {value: 500.00 万元, basis: allocated, project: p0}
  - {absence: not-stated, basis: allocated, project: p0}
  - {absence: not-stated, basis: allocated, project: p1}
  - {value: 250.00 万元, basis: allocated, place: '630121'}
  - {absence: withheld, basis: allocated, purpose: 桥}
"""


def test_in_a_sum_a_line_without_an_amount_is_named_and_adds_nothing() -> None:
    said = claim("{value: 1200.50万元, basis: allocated}", OF_FUND)
    found = reckoned(said | projects("not-stated", "not-stated") | {"funds/fo": OPEN_LINES})
    assert (wan(found)[0], found.verdict) == (Fraction(750), Verdict.PARTLY_ITEMISED)
    by_project = {item.entry.id: item for item in found.stated.items if item.line is None}
    assert (by_project["p0"].value, by_project["p0"].unstated) == (500 * 10**6, 1)
    assert by_project["p1"].obstacle is Obstacle.NO_FIGURE
    assert [item.obstacle for item in found.stated.items if item.line] == [None, Obstacle.NO_FIGURE]


@pytest.mark.parametrize(
    ("scope", "stated", "possible"),
    [
        ("fund: fo", 5, 0),
        ("fund: fo, place: '630121'", 1, 4),
        ("fund: fo, programme: whole", 3, 0),
        ("fund: fo, category: roads", 3, 2),
        ("fund: fo, category: water", 0, 2),
    ],
)
def test_where_lines_are_counted_each_is_one_with_an_amount_or_without(scope: str, stated: int, possible: int) -> None:
    said = claim("{value: 5, unit: allocation, counts: 分配}", f"scope: {{{scope}}}", measure="records")
    given = projects("not-stated", "not-stated", category="roads") | {"funds/fo": OPEN_LINES}
    found = reckoned(said | given | {"places/630121": "name: 县\nlevel: county\ncode: '630121'\n"})
    assert (int(found.stated.value), int(found.possible.value)) == (stated, possible)
    assert all(item.line is not None for item in found.stated.items)


def test_where_projects_are_counted_one_is_one_however_many_lines_it_has() -> None:
    said = claim("{value: 2, unit: project, counts: 项目}", OF_FUND, measure="records")
    found = reckoned(said | projects("not-stated", "not-stated", "not-stated") | {"funds/fo": OPEN_LINES})
    assert (int(found.stated.value), found.verdict) == (2, Verdict.FULLY_ITEMISED)


def test_a_programme_and_its_part_both_count_only_where_the_lines_of_the_fund_are_all_there_are() -> None:
    lines = """title: 钱
allocations:
  - {value: 500.00 万元, basis: allocated, project: p0}
  - {value: 200.00 万元, basis: allocated, project: p1}
"""
    parts = projects("not-stated", "not-stated")
    parts["projects/p1"] = parts["projects/p1"].replace("part_of: whole", "part_of: p0")
    said = claim("{value: 700.00 万元, basis: allocated}", OF_FUND) | parts
    assert wan(reckoned(said | {"funds/fo": lines}))[0] == 500
    assert wan(reckoned(said | {"funds/fo": lines + "allocations_complete: true\n"}))[0] == 700


LOCATED = {
    "places/630100": 'name: 市\ncode: "630100"\nlevel: city\n',
    "places/630121": 'name: 县\ncode: "630121"\nlevel: county\nparent: "630100"\n',
    "places/630122": 'name: 邻县\ncode: "630122"\nlevel: county\nparent: "630100"\n',
    "projects/in": 'title: 内\nplaces: ["630121"]\ncategory: roads\nplanned: 2024\n',
    "projects/out": 'title: 外\nplaces: ["630122"]\nbudget: {value: 2亿元, basis: planned}\n',
    "projects/across": 'title: 跨\nplaces: ["630121", "630122"]\nbudget: {value: 4亿元, basis: planned}\n',
    "projects/above": 'title: 上\nplaces: ["630100"]\nbudget: {value: 8亿元, basis: planned}\n',
    "projects/nowhere": "title: 无\nbudget: {value: 16亿元, basis: planned}\n",
}


@pytest.mark.parametrize(
    ("scope", "stated", "possible"),
    [
        ("place: '630121', stated: true", {"in"}, {"across"}),
        ("place: '630121'", set(), {"in", "across"}),
        ("place: '630100', stated: true", {"in", "out", "across", "above"}, set()),
        ("place: '630121', category: roads, stated: true", {"in"}, {"across"}),
        ("place: '630121', category: water, stated: true", set(), {"across"}),
        ("place: '630121', period: 2023/2025, stated: true", {"in"}, {"across"}),
        ("place: '630121', period: 2024-03/2025, stated: true", set(), {"in", "across"}),
        ("place: '630121', period: 2025, stated: true", set(), {"across"}),
        ("category: roads, stated: true", {"in"}, set()),
        ("category: roads", set(), {"in"}),
    ],
)
def test_records_belong_only_where_the_source_draws_the_bounds_and_the_record_lies_in_them(
    scope: str, stated: set[str], possible: set[str]
) -> None:
    found = reckoned(claim(PLANNED % "99亿元", f"scope: {{{scope}}}") | LOCATED)
    assert {item.entry.id for item in found.stated.items} == stated
    assert {item.entry.id for item in found.possible.items} == possible


def test_of_several_figures_in_one_unit_the_one_in_the_same_words_counts_and_none_if_unclear() -> None:
    outputs = "[{value: 12, unit: village, counts: 搬迁的村}, {value: 30, unit: village, counts: 通路的村}]"
    villages = "{value: 16, unit: village, counts: %s}"
    parts = projects("not-stated", outputs=outputs)
    moved, lit = (
        reckoned(claim(villages % counts, PROGRAMME, measure="output") | parts) for counts in ("搬迁的村", "通电的村")
    )
    assert moved.stated.value == 12
    assert [item.obstacle for item in lit.stated.items] == [Obstacle.SEVERAL_FIGURES]


def test_a_record_knows_the_claims_that_it_belongs_to_or_stands_for() -> None:
    made = catalogue(claim(PLANNED % "1亿元", PROGRAMME, "projects: [whole]") | projects(PLANNED % "1亿元"))
    assert {key: [one.id for one in claims] for key, claims in claims_about(made).items()} == {
        ("project", "whole"): ["said"],
        ("project", "p0"): ["said"],
    }


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (Interval(Fraction(1), Fraction(1)), "100%"),
        (Interval(Fraction(9999, 10000), Fraction(9999, 10000)), "99.9%"),
        (Interval(Fraction(10001, 10000), Fraction(10001, 10000)), "100.1%"),
        (Interval(Fraction(1, 3), Fraction(1, 3)), "33.3%"),
        (Interval(Fraction(138, 10000), Fraction(1385, 100000)), "1.3%–1.4%"),
        (Interval(Fraction(0), Fraction(0)), "0%"),
        (None, "—"),
    ],
)
def test_a_share_is_never_rounded_to_the_whole(interval: Interval | None, words: str) -> None:
    assert share(interval) == words


# ----------------------------------------------------------------------------------------- against an oracle

yuan = st.integers(1, 10**12)
steps = st.sampled_from([Fraction(1, 100), Fraction(1), Fraction(10**4), Fraction(10**6), Fraction(10**8)])


def rounded(value: Fraction, step: Fraction) -> str:
    """``value`` yuan as a notice would round it, in 元, 万元 or 亿元 with the decimals of its step; never to nought."""
    nearest = max(1, round(value / step)) * step
    unit, factor = next((u, f) for u, f in (("亿元", 10**8), ("万元", 10**4), ("元", 1)) if step >= Fraction(f, 100))
    places = {Fraction(1, 100): 2, Fraction(1, 10): 1}.get(step / factor, 0)
    return f"{Decimal(int(nearest * 100)) / 100 / factor:.{places}f} {unit}"


@given(st.lists(st.tuples(yuan, steps), min_size=1, max_size=6), steps, st.booleans())
def test_intervals_hold_the_truth_whatever_was_rounded(
    parts: list[tuple[int, Fraction]], step: Fraction, complete: bool
) -> None:
    kept = [(Fraction(max(value, int(of) + 1)), of) for value, of in parts]
    whole = sum((value for value, _ in kept), Fraction(0)) * (1 if complete else 3)
    whole = max(whole, step)
    found = reckoned(
        claim(PLANNED % rounded(whole, step), PROGRAMME) | projects(*(PLANNED % rounded(*part) for part in kept))
    )
    true_sum = sum((value for value, _ in kept), Fraction(0)) * 100
    true_whole = whole * 100
    assert true_sum in found.stated.interval
    assert true_whole in found.claimed
    assert true_whole - true_sum in found.unexplained
    if found.coverage is not None:
        assert true_sum / true_whole in found.coverage
    if true_sum == true_whole:
        assert found.verdict is Verdict.FULLY_ITEMISED
    if found.verdict is Verdict.PARTLY_ITEMISED:
        assert true_sum < true_whole
    if found.verdict is Verdict.EXCEEDS_CLAIM:
        assert true_sum > true_whole
    as_written = sum((Fraction(rounded(*part).split()[0]) * _factor(rounded(*part)) for part in kept), Fraction(0))
    assert found.stated.value == as_written * 100


def _factor(written: str) -> int:
    return {"亿元": 10**8, "万元": 10**4, "元": 1}[written.split()[1]]


lines_of_a_fund = st.lists(
    st.tuples(
        st.integers(1, 10**12),
        st.sampled_from(["allocated", "planned", "not-stated"]),
        st.sampled_from(["purpose: 用途", "place: '630121'", "project: p0", "project: p1", "project: gone", ""]),
    ),
    max_size=12,
)


@given(lines_of_a_fund, st.sampled_from(["", "funds: [fo]", "includes: [{fund: fo, sources: so}]"]), st.booleans())
def test_the_lines_of_a_fund_come_to_its_sum_to_the_fen_however_the_fund_is_named(
    lines: list[tuple[int, str, str]], named: str, complete: bool
) -> None:
    written = [
        f"  - {{value: {Decimal(fen) / 100:.2f} 元, basis: {basis}{', ' + target if target else ''}}}"
        for fen, basis, target in lines
    ]
    fund = "title: 钱\n" + ("allocations:\n" + "\n".join(written) + "\n" if written else "")
    fund += f"allocations_complete: {str(complete).lower()}\n"
    said = claim("{value: 9亿元, basis: allocated}", OF_FUND, named)
    found = reckoned(said | projects("not-stated", "{value: 5亿元, basis: allocated}") | {"funds/fo": fund})
    assert found.stated.value == sum(fen for fen, basis, _ in lines if basis == "allocated")
    assert found.stated.interval == Interval.exactly(found.stated.value)
    assert found.possible.value == 0


@given(st.lists(st.integers(-50, 50), min_size=4, max_size=4), st.integers(0, 10), st.integers(0, 10))
def test_interval_arithmetic_agrees_with_every_pair_of_points(ends: list[int], one: int, other: int) -> None:
    (a, b), (c, d) = sorted(ends[:2]), sorted(ends[2:])
    first, second = Interval(Fraction(a), Fraction(b)), Interval(Fraction(c), Fraction(d))
    x = a + Fraction(b - a, 10) * one
    y = c + Fraction(d - c, 10) * other
    assert x - y in first - second
    share_ = first.share_of(second)
    assert (share_ is None) == (c <= 0)
    if share_ is not None:
        assert x / y in share_


# ------------------------------------------------------------------------------------------- the real claims


@pytest.fixture(scope="module")
def real() -> Catalogue:
    """The real publication."""
    loaded = load(ROOT)
    assert loaded.publication is not None
    return Catalogue(loaded.publication, loaded.vocabularies, loaded.entries)


@pytest.mark.parametrize(
    ("id_", "claimed"),
    [
        ("development-and-livelihood-money", Interval(Fraction(718_500_000_000), Fraction(719_500_000_000))),
        ("development-and-livelihood-projects", Interval.exactly(138)),
        ("rural-works", Interval.exactly(1951)),
        ("relocation-villages", Interval.exactly(16)),
        ("whole-village-villages", Interval.exactly(83)),
        ("datong-industry-money", Interval(Fraction(9_948_500_000), Fraction(9_949_500_000))),
        ("datong-townships", Interval.exactly(8)),
        ("datong-villages", Interval.exactly(64)),
        ("beneficiaries-households", Interval(Fraction(66_500), Fraction(67_500))),
        ("beneficiaries-persons", Interval(Fraction(274_500), Fraction(275_500))),
    ],
)
def test_every_figure_of_the_article_is_a_claim_of_which_nothing_is_itemised(
    real: Catalogue, id_: str, claimed: Interval
) -> None:
    found = reckonings(real)[id_]
    assert found.claimed == claimed
    assert not found.stated.items
    scoped = not id_.startswith("beneficiaries")
    assert found.verdict is (Verdict.NOTHING_ITEMISED if scoped else Verdict.NOT_COMPARABLE)


def test_of_the_7_19_billion_nothing_is_stated_to_belong_and_at_most_1_4_percent_may(real: Catalogue) -> None:
    found = reckonings(real)["development-and-livelihood-money"]
    assert found.coverage == Interval.exactly(0)
    assert [item.entry.id for item in found.possible.counted] == ["datong-industry"]
    assert found.possible.value == 9_949_000_000
    assert Fraction(9949, 718_500).limit_denominator(10**6) < Fraction(13847, 10**6)
    chinese = "".join(sentences(Page(real, Language("zh", real.publication), ""), found))
    english = " ".join(sentences(Page(real, Language("en", real.publication), ""), found))
    assert "说的是71.9 亿元" in chinese and "可能属于它的有9,949 万元" in chinese and "最多占1.4%" in chinese
    assert "CNY 7.19 billion" in english and "CNY 99.49 million may belong" in english and "at most 1.4%" in english


def test_the_1951_works_are_never_counted_among_the_138_projects(real: Catalogue) -> None:
    found = reckonings(real)["development-and-livelihood-projects"]
    works = next(item for item in found.possible.items if item.entry.id == "rural-works-1951")
    assert works.obstacle is Obstacle.OTHER_UNIT and not found.possible.counted


def test_the_households_and_persons_are_found_from_the_three_programmes_they_may_belong_to(real: Catalogue) -> None:
    for id_ in ("relocation-16-villages", "whole-village-development-83", "rural-works-1951"):
        claims = {one.id for one in claims_about(real)["project", id_]}
        assert {"beneficiaries-households", "beneficiaries-persons"} <= claims
