"""Synthetic records in any number, seeded, skewed as public records are: a few large and long, most small and short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tests.synthetic import words
from tests.synthetic.frame import Fields, Folder
from tests.synthetic.money import Money
from tests.synthetic.sites import site
from tests.synthetic.words import Pair, Work

DISTRICTS, TOWNS = 8, 22
DRAFT_EVERY = 97
"""One project in so many is a draft; nothing may refer to it."""
PEOPLE = ("户", "人")
"""Units of people."""
COMPLETED = ("completion", "maintenance")
"""Statuses in which a final figure is asked for; mostly none was published."""
STATUSES = ("completion", "completion", "implementation", "implementation", "maintenance", "preparation", "cancelled")


def write_synthetic(
    folder: Path, *, records: int, seed: int = 1, languages: Sequence[str] = ("zh", "en")
) -> Counter[str]:
    """Write a whole publication of so many records below ``folder``; returns how many of each kind.

    The same numbers and seed give the same bytes. It passes the check without errors; a few translations are missing.
    """
    if records < 20:
        raise ValueError("a synthetic publication has at least 20 records")
    target = Folder(folder, languages)
    _Maker(target, Random(seed), records).make()
    return target.written


class _Maker:
    """Makes the records kind by kind, those that are named by others first."""

    def __init__(self, target: Folder, rng: Random, records: int) -> None:
        self.target, self.rng = target, rng
        self.sources = [f"syn-source-{n:04}" for n in range(1, max(3, records // 40) + 1)]
        self.places = _places(min(1 + DISTRICTS + TOWNS, max(4, records // 4)))
        counties = [code for code in self.places if len(code) == 6]
        self.offices = {
            f"syn-office-{n:03}": (
                counties[n % len(counties)],
                words.OFFICES[n // len(counties) % len(words.OFFICES)],
            )
            for n in range(max(3, min(len(counties) * len(words.OFFICES), records // 50)))
        }
        self.sites = max(1, records // 25)
        self.funds = max(1, records // 120)
        named = len(self.sources) + len(self.places) + len(self.offices) + self.sites + self.funds
        self.projects = [f"syn-project-{n:05}" for n in range(1, records - named + 1)]
        self.published = [id_ for n, id_ in enumerate(self.projects, 1) if n % DRAFT_EVERY]
        self.room: dict[str, int] = {}
        """Programme → yuan that its parts may still have."""
        self.above: dict[str, str] = {}
        """Project → the programme that it is part of."""
        self.programmes = [id_ for n, id_ in enumerate(self.projects, 1) if n % 60 == 7 and n % DRAFT_EVERY]

    def make(self) -> None:
        """Write everything."""
        self.target.frame(self._headline())
        for number, id_ in enumerate(self.sources, 1):
            self.target.write("source", id_, self._source(number))
        for code, name in self.places.items():
            self.target.write("place", code, self._place(code, name))
        for id_, (county, office) in self.offices.items():
            self.target.write("organisation", id_, self._office(id_, county, office))
        for number, id_ in enumerate(self.projects, 1):
            self.target.write("project", id_, self._project(number, id_))
        for number in range(1, self.funds + 1):
            self.target.write("fund", f"syn-fund-{number:03}", self._fund(number))
        for number in range(1, self.sites + 1):
            place = self.rng.choice(list(self.places)[1:])
            near = self.rng.sample(self.published, min(len(self.published), self.rng.choice((0, 0, 1, 3))))
            made = site(self.rng, number, place, self.places[place], point_of(place), self._cited(3), near)
            self.target.write("site", f"syn-site-{number:04}", made)

    def _headline(self) -> list[Fields]:
        label = ("一个合成的数字", "A synthetic figure")
        return [
            {"record": f"fund/syn-fund-{n:03}", "figure": "total.0", "label": label}
            for n in range(1, min(4, self.funds) + 1)
        ]

    def _cited(self, most: int) -> list[str]:
        # A few sources carry most of what is said.
        return sorted(
            {self.sources[int(len(self.sources) * self.rng.random() ** 3)] for _ in range(self.rng.randint(1, most))}
        )

    def _source(self, number: int) -> Fields:
        rng = self.rng
        paper, place = rng.choice(words.PAPERS), self.places[rng.choice(list(self.places))]
        year = rng.randint(2009, 2024)
        fields: Fields = {
            "title": (
                f"{place[0]}{year}年{paper[0]}（合成{number:04}）",
                f"{paper[1]}, {place[1]}, {year} (synthetic {number:04})",
            ),
            "type": rng.choice(("official-notice", "press-article", "statistics", "official-site")),
            "publisher": rng.choice(("not-stated", (f"{place[0]}人民政府", f"People’s Government of {place[1]}"))),
            "date": rng.choice(
                (
                    "not-stated",
                    str(year),
                    f"{year}-0{rng.randint(1, 9)}",
                    f"{year}-1{rng.randint(0, 2)}-{rng.randint(10, 28)}",
                )
            ),
            "url": rng.choice(("not-stated", f"https://example.org/synthetic/{number}.html")),
            "retrieved": f"2025-0{rng.randint(1, 9)}-{rng.randint(10, 28)}",
            "language": "zh",
        }
        if rng.random() < 0.3:
            fields["sha256"] = f"{rng.getrandbits(256):064x}"
        return fields

    def _place(self, code: str, name: Pair) -> Fields:
        rng = self.rng
        level = "city" if code == "990100" else "town" if len(code) == 9 else rng.choice(("district", "county"))
        fields: Fields = {"name": name, "code": code, "level": level}
        if rng.random() < 0.4:
            fields["name"] = (*name, "དཔེ་མཚོན་ས་གནས་" + "".join(chr(0x0F20 + int(digit)) for digit in code[-2:]))
        if code != "990100":
            fields["parent"] = code[:6] if len(code) == 9 else "990100"
        if level == "city" or rng.random() < 0.85:
            fields["coordinates"] = {"value": _degrees(point_of(code)), "confidence": rng.choice(("high", "medium"))}
            fields["point_of"] = ("政府驻地", "the seat of its government")
        if level != "city" and rng.random() < 0.5:
            fields["statistics"] = [
                {"value": f"{rng.randint(8, 96)}个村", "counts": ("行政村", "villages"), "as_of": "2020"}
            ]
        return fields | {"sources": self._cited(1)}

    def _office(self, id_: str, county: str, office: Pair) -> Fields:
        zh, en = self.places[county]
        round_ = int(id_[-3:]) // (len(words.OFFICES) * (1 + DISTRICTS))
        again = (f"第{round_ + 1}", f" {round_ + 1}") if round_ else ("", "")
        fields: Fields = {
            "name": (f"{zh}{again[0]}{office[0]}", f"{office[1]}{again[1]} of {en}"),
            "type": "government" if office == words.OFFICES[0] else "department",
            "level": "city" if county == "990100" else "county",
            "place": county,
        }
        if self.rng.random() < 0.3:
            fields["website"] = f"https://example.org/synthetic/{id_}/"
        return fields | {"sources": self._cited(1)}

    def _project(self, number: int, id_: str) -> Fields:
        rng = self.rng
        programme, draft = id_ in self.programmes, number % DRAFT_EVERY == 0
        where = sorted({self._somewhere() for _ in range(rng.choice((1, 1, 1, 1, 2, 3, 8)))})
        place, work, year = self.places[where[0]], rng.choice(words.WORKS), rng.randint(2009, 2024)
        money = Money.drawn(rng, programme)
        title = _title(rng, place, work, year, number, len(where), programme)
        fields: Fields = {"title": title if rng.random() > 0.02 else (title[0], "")}
        if rng.random() < 0.9:
            summary = words.paragraph(rng, place, work.name, year, rng.choice((1, 1, 1, 2, 4)))
            fields["summary"] = summary if rng.random() > 0.02 else (summary[0], "")
        fields |= {"form": "programme" if programme else "project", "category": work.category}
        fields["status"] = _status(rng, year)
        above = self.programmes[int(len(self.programmes) * rng.random() ** 2)] if self.programmes else id_
        # Upwards only, so that no chain of programmes closes to a circle.
        if above < id_ and not draft and rng.random() < (0.1 if programme else 0.3) and self._has_room(above, money):
            fields["part_of"] = self.above[id_] = above
        fields["planned"] = rng.choice(
            ("not-stated", str(year), f"{year}/{year + rng.randint(1, 4)}", f"{year}-03/{year}-11")
        )
        if rng.random() < 0.3:
            fields["actual"] = f"{year}-04/" if year > 2022 else f"{year}-04/{year + 1}-0{rng.randint(1, 9)}"
        fields["places"] = where
        if rng.random() < 0.8:
            fields["responsible"] = self._office_id()
        if rng.random() < 0.3:
            roles = ("publicAuthority", "funder", "procuringEntity", "beneficiary")
            fields["parties"] = [
                {"organisation": self._office_id(), "role": rng.choice(roles)} for _ in range(rng.randint(1, 4))
            ]
        fields["budget"] = money.budget(rng, year, self._cited(1))
        if isinstance(fields["budget"], list) and _code(fields["status"]) in COMPLETED and rng.random() < 0.9:
            fields["budget"].append({"absence": "not-stated", "basis": "final"})
        if programme:
            # Several budgets, the smallest of them rounded down: so much of it the parts may take together.
            self.room[id_] = money.yuan // 2
        if rng.random() < 0.25:
            fields["funding"] = [line | {"funder": self._office_id()} for line in money.lines(rng, year)]
        if rng.random() < 0.7:
            fields["outputs"] = _outputs(rng, work, programme)
        if rng.random() < 0.35:
            counts = (
                ("项目群受益群众", "people the programme serves") if programme else ("受益群众", "people who benefit")
            )
            fields["beneficiaries"] = [
                {"value": f"{max(12, int(rng.lognormvariate(7, 1.5)))}人", "counts": counts, "as_of": str(year)}
            ]
        if rng.random() < 0.2:
            fields["milestones"] = _milestones(rng, year)
        if rng.random() < 0.25:
            fields["description"] = words.prose(rng, place, work.name, year, rng.choice((1, 2, 2, 3, 4, 9)))
        if rng.random() < 0.25:
            fields["open_questions"] = rng.sample(words.OPEN, rng.randint(1, 3))
        if draft:
            fields["draft"] = "true"
        return fields | {"sources": self._cited(2)}

    def _fund(self, number: int) -> Fields:
        rng, year = self.rng, self.rng.randint(2012, 2024)
        lines: list[Fields] = []
        basis = rng.choice(("allocated", "approved"))
        for _ in range(min(120, max(1, int(rng.lognormvariate(2.3, 1.1))))):
            money = Money(int(rng.lognormvariate(15, 0.9)))
            line: Fields = {"value": money.written(rng), "basis": basis}
            project = rng.choice(self.published) if rng.random() < 0.8 else None
            above = self.above.get(project or "")
            if project and (above is None or self._has_room(above, money)):
                line["project"] = project
            else:
                line |= {"place": self._somewhere(), "purpose": rng.choice(words.WORKS).name}
            lines.append(line | {"date": f"{year}-0{rng.randint(1, 9)}"})
        total = Money(int(sum(Money.read(line["value"]) for line in lines) * rng.uniform(1.1, 3.0)))
        return {
            "title": (f"{year}年合成专项资金{number:03}", f"Synthetic Special Fund {number:03}, {year}"),
            "summary": words.sentence(rng, self.places["990100"], words.WORKS[0].name, year),
            "level": rng.choice(("national", "provincial", "provincial", "city", "county")),
            "funder": self._office_id(),
            "period": rng.choice((str(year), "not-stated", f"{year}/{year + 2}")),
            "total": [{"value": total.written(rng), "basis": "approved"}],
            "purpose": rng.choice(words.WORKS).name,
            "legal_basis": "not-stated",
            "allocations": lines,
            "sources": self._cited(2),
        }

    def _has_room(self, programme: str, money: Money) -> bool:
        """Whether a part of that size fits into the programme; if so, its room is taken."""
        needed = money.yuan * 3 // 2
        if self.room.get(programme, 0) < needed:
            return False
        self.room[programme] -= needed
        return True

    def _somewhere(self) -> str:
        codes = list(self.places)
        return codes[int(len(codes) * self.rng.random() ** 1.6)] if len(codes) > 2 else codes[-1]

    def _office_id(self) -> str:
        ids = list(self.offices)
        return ids[int(len(ids) * self.rng.random() ** 2)]


def point_of(code: str) -> tuple[float, float]:
    """Latitude and longitude of a synthetic place: districts on a spiral around the city, towns around them."""
    if code == "990100":
        return 36.0, 101.0
    number = int(code[4:6])
    lat, lon = 36.0 + ((number * 37) % 17 - 8) / 20, 101.0 + ((number * 53) % 19 - 9) / 20
    town = int(code[6:]) if len(code) == 9 else 0
    return lat + ((town * 29) % 11 - 5) / 60 * bool(town), lon + ((town * 31) % 13 - 6) / 60 * bool(town)


def _places(number: int) -> dict[str, Pair]:
    """Code → name: the city, its districts, and the towns of the districts in turn."""
    found: dict[str, Pair] = {"990100": ("合成市", "Synthetic City")}
    districts = min(DISTRICTS, number - 1)
    for n in range(1, districts + 1):
        found[f"9901{n:02}"] = (f"合成区{n:02}", f"Synthetic District {n:02}")
    for n in range(number - 1 - districts):
        district, town = n % districts + 1, n // districts + 1
        found[f"9901{district:02}{town:03}"] = (
            f"合成镇{district:02}{town:02}",
            f"Synthetic Town {district:02}{town:02}",
        )
    return found


def _degrees(point: tuple[float, float]) -> Fields:
    return {"lat": f"{point[0]:.4f}", "lon": f"{point[1]:.4f}"}


def _title(rng: Random, place: Pair, work: Work, year: int, number: int, places: int, programme: bool) -> Pair:
    """A title as notices have them: mostly short, some that list all they contain."""
    thing = ("项目群", "programme") if programme else ("项目", "project")
    also = rng.sample([other.name for other in words.WORKS if other is not work], rng.choice((0, 0, 0, 0, 1, 6)))
    zh = "、".join([work.name[0], *(other for other, _ in also)])
    en = ", ".join([work.name[1], *(other for _, other in also)])
    if places > 2:
        return (
            f"{place[0]}等{places}个地区{year}年{zh}{thing[0]}（合成{number:05}）",
            f"Synthetic {thing[1]} {number:05}: {en} in {place[1]} and {places - 1} more, {year}",
        )
    return f"{place[0]}{zh}{thing[0]}（合成{number:05}）", f"Synthetic {thing[1]} {number:05}: {en} in {place[1]}"


def _code(status: object) -> object:
    return status.get("value") if isinstance(status, dict) else status


def _status(rng: Random, year: int) -> object:
    if rng.random() < 0.15:
        return "not-stated"
    return (
        {"value": rng.choice(STATUSES), "as_of": str(min(2024, year + 1))}
        if rng.random() < 0.4
        else rng.choice(STATUSES)
    )


def _outputs(rng: Random, work: Work, programme: bool) -> list[Fields]:
    made: list[Fields] = [
        {
            "value": f"{max(10, int(work.size * rng.lognormvariate(0, 0.8)))}{work.unit}",
            "counts": _counted(work, programme),
        }
    ]
    for other in rng.sample(words.WORKS, rng.choice((0, 0, 0, 1, 2, 7))):
        if other.counts != work.counts:
            made.append(
                {
                    "value": f"{max(10, int(other.size * rng.lognormvariate(0, 0.8)))}{other.unit}",
                    "counts": _counted(other, programme),
                }
            )
    if rng.random() < 0.1:
        made.append({"absence": "not-stated", "counts": ("受益的村", "villages that benefit")})
    return made


def _counted(work: Work, programme: bool) -> Pair:
    """What a work counts; people otherwise in programmes, else a few could be left of those of the parts by chance."""
    zh, en = work.counts
    return (f"项目群{zh}", f"{en} by the programme") if programme and work.unit in PEOPLE else work.counts


def _milestones(rng: Random, year: int) -> list[Fields]:
    steps: tuple[Pair, ...] = (
        ("立项", "Approved"),
        ("开工", "Begun"),
        ("主体完工", "Main works done"),
        ("验收", "Accepted"),
    )
    made: list[Fields] = []
    for number, title in enumerate(steps[: rng.randint(2, 4)]):
        step: Fields = {"title": title, "due": f"{year + number // 2}-0{3 + number}"}
        if year < 2022 and rng.random() < 0.6:
            step["reached"] = f"{year + number // 2}-0{4 + number}-{rng.randint(10, 28)}"
        made.append(step)
    return made
