"""Services, policies and the pages that lead to them: what is known is shown, what is not is said, nothing is empty."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from generator.catalogue import Catalogue
from generator.checks import check
from generator.duty_lists import load_duties
from generator.findings import Finding
from generator.language import Language
from generator.loader import load
from generator.need_lists import load_needs
from generator.records import BY_NAME
from generator.render import help as help_pages
from generator.render import home, listings, record_pages
from generator.surroundings import Surroundings
from generator.tabular.bundles import files, has_geometry
from tests.publications import PUBLICATION, only, write_publication

TODAY = date(2026, 6, 30)
DESK = """\
name: {zh: 窗口, en: Desk}
summary: {zh: 一个窗口。, en: A desk.}
themes: [dispute]
audiences: [residents]
places: ["630121"]
telephones: ["0971-6123456"]
hours: {value: "Mo-Fr 09:00-17:00", as_of: 2026-01-01}
costs: [free, {value: 10元, of: {zh: 复印, en: Copies}}]
steps: [{zh: 先打电话。, en: Call first.}, {zh: 再来。, en: Then come.}]
deadlines: [{of: {zh: 答复, en: Answer}, value: {zh: 十天以内, en: Within ten days}}]
legal_basis: [new-rule]
as_of: 2026-01-01
coordinates: {lat: 36.91, lon: 101.71}
sources: gazette
"""
SILENT = """\
name: {zh: 没有号码的热线, en: Line without a number}
themes: [rights]
telephones: [not-stated]
places: ["630100"]
sources: gazette
"""
NEW = """\
title: {zh: 新规定, en: New rule}
type: rule
themes: [community]
in_force: 2020-01-01
supersedes: [old-rule]
channels: [{audience: schools, value: {zh: 一堂课, en: A lesson}}]
audiences: [schools]
sources: gazette
"""
OLD = "title: {zh: 旧规定, en: Old rule}\ntype: rule\nthemes: [community]\nin_force: 2000-01-01\nsources: gazette\n"
AID = """\
title: {zh: 补贴, en: Allowance}
type: benefit
themes: [assistance]
validity: not-stated
benefit: {entitled: not-stated, amounts: [{value: 120元, per: {zh: 每月, en: a month}}], services: [desk]}
sources: gazette
"""
RECORDS = {
    "services/desk": DESK, "services/silent": SILENT, "policies/new-rule": NEW, "policies/old-rule": OLD,
    "policies/aid": AID,
}  # fmt: skip
NEEDS = """\
needs:
  - id: trouble
    title: {zh: 有麻烦, en: Trouble}
    lead: {zh: 找谁。, en: Whom to ask.}
    parts:
      - {title: {zh: 先问, en: First}, kinds: [service], themes: [dispute], form: guide}
      - title: {zh: 钱, en: Money}
        kinds: [policy]
        themes: [housing]
        empty: {zh: 没有写房租。, en: Nothing on rent.}
      - {title: {zh: 地, en: Land}, ids: [policy/aid], land: true}
"""
LAND = """\
title: {zh: 清单, en: List}
about: {zh: 试, en: Trial}
groups:
  - id: land
    title: {zh: 征地, en: Land}
    kind: project
    items: [{id: taken, title: {zh: 征地, en: Land}, any_of: ["documents[type=landAndSettlementImpact]"]}]
"""
ROAD = """\
title: {zh: 路, en: Road}
category: roads
status: not-stated
budget: not-stated
documents:
  - {title: {zh: 征地公告, en: Notice on land}, type: landAndSettlementImpact, source: gazette}
  - {title: {zh: 合同, en: Contract}, type: contractSigned, source: gazette}
sources: gazette
"""


def catalogue_of(
    folder: Path, records: dict[str, str] | None = None, needs: str = NEEDS, publication: str = ""
) -> tuple[Catalogue, list[Finding]]:
    """A publication with needs, and what is wrong with it."""
    write_publication(folder, RECORDS if records is None else records, publication=PUBLICATION + publication)
    (folder / "site_config" / "needs.yml").write_text(needs, encoding="utf-8")
    (folder / "site_config" / "duties").mkdir(exist_ok=True)
    (folder / "site_config" / "duties" / "land.yml").write_text(LAND, encoding="utf-8")
    loaded = load(folder)
    found = list(loaded.findings)
    asked, file = load_needs(folder, found)
    around = Surroundings(as_of=TODAY, needs=asked, needs_file=file, duties=load_duties(folder, found))
    assert loaded.publication is not None
    made = Catalogue(loaded.publication, loaded.vocabularies, loaded.entries, around)
    return made, [*found, *check(made)]


def pages_of(catalogue: Catalogue, code: str = "zh") -> dict[str, str]:
    """Every page that services and policies stand on."""
    language = Language(code, catalogue.publication)
    made = [*help_pages.render(catalogue, language), *record_pages.render(catalogue, language)]
    made += [*listings.render(catalogue, language), *home.render(catalogue, language)]
    return {artifact.path: artifact.content.decode() for artifact in made}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    made, found = catalogue_of(tmp_path_factory.mktemp("help"), RECORDS | {"projects/road": ROAD})
    assert not [one for one in found if one.is_error], found
    return made


@pytest.fixture(scope="module")
def pages(catalogue: Catalogue) -> dict[str, str]:
    return pages_of(catalogue)


def words(html: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_a_service_says_how_to_reach_and_to_use_it(pages: dict[str, str]) -> None:
    page = pages["services/desk.md"]
    assert 'href="tel&#58;&#43;869716123456"' in page
    assert page.index("先打电话。") < page.index("再来。") and '<ol class="h-steps">' in page
    assert "免费" in page and "复印" in page and "十天以内" in page
    assert "data-opening=" in page, "its hours are told as those of sites are"
    assert "新规定" in page
    assert "联系方式没有说明" not in page


def test_a_service_that_nobody_can_reach_is_listed_and_marked_everywhere(pages: dict[str, str]) -> None:
    assert "联系方式没有说明" in pages["services/silent.md"]
    for path in ("services/index.md", "help/index.md", "help/in/630100.md"):
        row = pages[path]
        assert row.count("p-caveat") == 1, path
        assert "没有号码的热线" in row
    assert "p-caveat" not in pages["services/desk.md"]


def test_a_service_is_asked_to_be_reported_only_where_there_is_a_way_to(tmp_path: Path, pages: dict[str, str]) -> None:
    assert "告诉我们" not in pages["services/silent.md"]
    feedback = "feedback: {channels: [{name: {zh: 热线, en: Line}, telephone: '12345'}]}\n"
    made, _ = catalogue_of(tmp_path, publication=feedback)
    assert "告诉我们" in pages_of(made)["services/silent.md"]


def test_what_replaces_a_policy_is_written_once_and_told_on_both_pages(pages: dict[str, str]) -> None:
    new, old = words(pages["policies/new-rule.md"]), words(pages["policies/old-rule.md"])
    assert re.search(r"取代了 旧规定", new) and re.search(r"被取代于 新规定", old)
    assert "已经施行" in new and "已被取代" in old and "从2020年1月1日起被取代" in old


def test_a_policy_of_which_no_date_is_known_says_so(pages: dict[str, str]) -> None:
    assert "来源没有说明它是不是有效" in pages["policies/aid.md"]


def test_a_benefit_says_who_gets_what_and_where_and_what_is_not_stated(pages: dict[str, str]) -> None:
    said = words(pages["policies/aid.md"])
    assert re.search(r"谁可以享受 来源未说明", said)
    assert re.search(r"120 元 每月", said) and re.search(r"到哪里办 窗口", said)
    assert 'id="benefit.amounts.0"' in pages["policies/aid.md"], "an amount has an address of its own"
    assert "补贴" in pages["services/desk.md"], "the service names the benefit that one applies for there"


def test_a_need_is_filled_by_asking_and_says_what_nothing_answers(pages: dict[str, str]) -> None:
    page = pages["help/trouble.md"]
    assert "窗口" in page and "先打电话。" in page and "十天以内" in page
    assert "没有写房租。" in page
    assert "补贴" in page and "公开了 1 份征地文件" in page


def test_no_heading_stands_over_nothing(pages: dict[str, str]) -> None:
    for path, text in pages.items():
        if path.startswith(("help/", "services/", "policies/")) and path.endswith(".md"):
            assert not re.search(r"^##+ [^\n]*\n+(?=##? |\Z)", text, re.MULTILINE), path
            assert not re.search(r"</h2>\s*(<h2|\Z)", text), path


def test_the_documents_on_land_stand_apart_on_the_page_of_their_project(pages: dict[str, str]) -> None:
    page = pages["projects/road.md"]
    land, rest = page.index("{: #land }"), page.index("{: #documents }")
    assert land < page.index("征地公告") < rest < page.index("合同")
    assert page.count("征地公告") == 1


def test_the_finder_is_whole_without_a_script(pages: dict[str, str]) -> None:
    index = pages["help/index.md"]
    for name in ("窗口", "没有号码的热线", "新规定", "旧规定", "补贴", "有麻烦"):
        assert name in index
    for path in ("for/residents/", "for/schools/", "in/630100/", "in/630121/", "trouble/"):
        assert f'href="{path}"' in index
        assert f"help/{path.rstrip('/')}.md" in pages


def test_a_wider_place_s_services_are_offered_in_the_places_within_it(pages: dict[str, str]) -> None:
    county = pages["help/in/630121.md"]
    assert county.index('id="own"' if 'id="own"' in county else "{: #own }") < county.index("窗口")
    assert county.index("{: #wider }") < county.index("没有号码的热线")
    assert county.index("{: #nowhere }") < county.index("新规定")


def test_an_audience_reads_what_is_for_it_then_what_does_not_say_for_whom_it_is(pages: dict[str, str]) -> None:
    schools = pages["help/for/schools.md"]
    assert schools.index("{: #own }") < schools.index("新规定") < schools.index("{: #others }")
    assert "一堂课" in schools
    assert "窗口" not in words(schools), "what is stated to be for others is not for them"


def test_the_home_page_leads_there_where_there_is_something(tmp_path: Path, pages: dict[str, str]) -> None:
    assert 'href="help/"' in pages["index.md"]
    made, _ = catalogue_of(tmp_path, {}, "needs: []\n")
    assert 'href="help/"' not in pages_of(made)["index.md"]


def test_a_publication_without_services_has_a_finder_that_says_so(tmp_path: Path) -> None:
    made, found = catalogue_of(tmp_path, {}, "needs: []\n")
    assert not found
    assert "help/index.md" in pages_of(made)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kinds: [service]", "kinds: [shop]", "choice"),
        ("themes: [dispute]", "themes: [quarrel]", "term-unknown"),
        ("ids: [policy/aid]", "ids: [policy/add]", "reference-unknown"),
        ("ids: [policy/aid], land: true", "lead: {zh: 空, en: Empty}", "need-asks-nothing"),
        ("form: guide", "form: book", "choice"),
        ("id: trouble", "id: for", "id-form"),
    ],
)
def test_a_need_that_asks_for_what_is_not_there_is_a_finding_at_its_place(
    tmp_path: Path, old: str, new: str, code: str
) -> None:
    _, found = catalogue_of(tmp_path, needs=NEEDS.replace(old, new))
    one = only(found)
    assert (one.code, one.position.file) == (code, "site_config/needs.yml")
    assert one.position.line > 1


def test_a_need_named_twice_is_a_finding(tmp_path: Path) -> None:
    _, found = catalogue_of(tmp_path, needs=NEEDS + NEEDS.partition("\n")[2])
    assert only(found).code == "need-twice"


def test_a_need_that_names_a_draft_is_a_finding(tmp_path: Path) -> None:
    _, found = catalogue_of(tmp_path, RECORDS | {"policies/aid": AID + "draft: true\n"})
    assert only(found).code == "reference-draft"


def test_services_and_policies_are_in_the_downloads_because_they_are_declared(catalogue: Catalogue) -> None:
    made = files(catalogue, Language("zh", catalogue.publication))
    rows = list(csv.DictReader(io.StringIO(made["services.csv"].decode("utf-8-sig"))))
    assert {row["id"] for row in rows} == {"desk", "silent"}
    lines = list(csv.DictReader(io.StringIO(made["services-telephones.csv"].decode("utf-8-sig"))))
    assert "0971-6123456" in {row["telephones.value"] for row in lines}
    assert has_geometry(BY_NAME["service"])
    assert len(json.loads(made["services.geojson"])["features"]) == 1
    benefits = json.loads(made["policies.json"])
    assert "120" in json.dumps(benefits)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_everything_is_said_in_both_languages(catalogue: Catalogue, code: str) -> None:
    made = pages_of(catalogue, code)
    assert ("Call first." in made["services/desk.md"]) is (code == "en")


def test_what_has_no_date_of_its_own_is_as_fresh_as_its_record(tmp_path: Path, pages: dict[str, str]) -> None:
    dated = DESK.replace(', as_of: 2026-01-01}', "}")
    made, _ = catalogue_of(tmp_path / "dated", RECORDS | {"services/desk": dated})
    assert "data-opening=" in pages_of(made)["services/desk.md"]
    made, _ = catalogue_of(tmp_path / "undated", RECORDS | {"services/desk": dated.replace("as_of: 2026-01-01\n", "")})
    page = pages_of(made)["services/desk.md"]
    assert "data-opening=" not in page and "来源没有写日期" in page


def test_a_record_past_its_date_asks_its_readers_to_make_sure(tmp_path: Path, pages: dict[str, str]) -> None:
    assert "内容截至2026年1月1日。" in pages["services/desk.md"]
    made, _ = catalogue_of(tmp_path, RECORDS | {"services/desk": DESK + "verify_by: 2026-06-29\n"})
    assert re.search(r'p-verify-due">内容截至2026年1月1日，已经有一段时间了', pages_of(made)["services/desk.md"])


def test_the_mailbox_of_an_office_is_a_way_to_a_service(tmp_path: Path) -> None:
    box = "emails: [{value: office@example.org, purpose: {zh: 咨询, en: Questions}}]\n"
    made, found = catalogue_of(tmp_path, RECORDS | {"services/silent": SILENT.replace("rights", "dispute") + box})
    assert not [one for one in found if one.is_error]
    pages = pages_of(made)
    link = '<a href="mailto:office@example.org">office@example.org</a>'
    for name in ("services/silent.md", "help/trouble.md"):
        assert link in unescape(pages[name]), name
    assert "没有登记联系办法" not in pages["services/silent.md"]
    table = files(made, Language("zh", made.publication))["services-emails.csv"].decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [(row["emails.value"], row["emails.purpose.en"]) for row in rows] == [("office@example.org", "Questions")]


def test_an_office_shows_the_benefits_that_it_handles_and_the_policies_that_it_discloses(tmp_path: Path) -> None:
    aid = AID.replace("services: [desk]", "offices: [bureau]") + "catalogued: {department: bureau}\n"
    made, _ = catalogue_of(tmp_path, RECORDS | {"policies/aid": aid})
    page = pages_of(made, "en")["organisations/bureau.md"]
    for title in ("Benefits it handles", "Policies that it discloses"):
        assert title in page
        assert "../../policies/aid/" in page.partition(title)[2]


@pytest.mark.parametrize(
    ("code", "said"), [("zh", "到2026年12月1日就不再适用"), ("en", "from 1 December 2026 on it no longer will")]
)
def test_a_policy_whose_end_is_set_says_so_and_the_list_says_how_each_stands(
    tmp_path: Path, code: str, said: str
) -> None:
    aid = AID.replace("validity: not-stated\n", "in_force: 2020-01-01\nrepealed: 2026-12-01\n")
    made, _ = catalogue_of(tmp_path, RECORDS | {"policies/aid": aid})
    pages = pages_of(made, code)
    assert said in pages["policies/aid.md"]
    listed = unescape(pages["policies/index.md"])
    for state in ("in-force", "replaced"):
        word = Language(code, made.publication).word(f"policy.validity.{state}")
        assert f'data-values="{word}"' in listed and f"h-validity-{state}" in listed


def test_a_total_of_disputes_stands_in_the_guide_with_its_figure_and_source(tmp_path: Path) -> None:
    total = (
        "title: {zh: 调解的纠纷, en: Mediated}\nmeasure: output\nplace: '630121'\nthemes: [dispute]\nsources: gazette\n"
        "figure: {value: 1200, unit: case, as_of: 2025, counts: {zh: 纠纷, en: disputes}}\n"
    )
    needs = NEEDS + "      - {title: {zh: 每年, en: A year}, kinds: [claim], themes: [dispute]}\n"
    made, found = catalogue_of(tmp_path, RECORDS | {"claims/disputes": total}, needs)
    assert not [one for one in found if one.is_error]
    page = re.sub(r"<[^>]+>", "", unescape(pages_of(made, "en")["help/trouble.md"]))
    assert re.search(r"Mediated.*1,200.cases.*disputes", page, re.DOTALL)
