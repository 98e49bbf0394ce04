"""A small synthetic publication of extremes: what page design is judged on. Each record is there for one thing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from tests.synthetic import words
from tests.synthetic.frame import Fields, Folder
from tests.synthetic.gallery_projects import PROJECTS
from tests.synthetic.gallery_sites import SITES

HEADLINE: list[Fields] = [
    {"record": "project/syn-everything", "figure": "budget.0", "label": ("合成项目群的资金", "Money of the synthetic programme"), "open": ("编造的数字。", "A made-up figure.")},
    {"record": "project/syn-everything", "figure": "outputs.0", "label": ("合成村道", "Synthetic village roads")},
    {"record": "fund/syn-many-lines", "figure": "total.0", "label": ("合成专项资金", "The synthetic special fund"), "open": ("明细加起来不到总额。", "Its lines come to less than its total.")},
    {"record": "project/syn-not-stated", "figure": "budget.0", "label": ("没有数字的项目", "A project without a figure")},
]

PLACES: dict[str, Fields] = {
    "990100": {"name": ("合成市", "Synthetic City", "དཔེ་མཚོན་གྲོང་ཁྱེར་"), "level": "city", "coordinates": {"lat": "36.0", "lon": "101.0"}, "point_of": ("市政府驻地", "the seat of the city government")},
    "990101": {"name": ("合成区01", "Synthetic District 01"), "level": "district", "parent": "990100", "coordinates": {"lat": "36.02", "lon": "101.05"}},
    "990102": {"name": ("合成回族土族藏族自治县02", "Synthetic Hui, Tu and Tibetan Autonomous County 02", "དཔེ་མཚོན་རང་སྐྱོང་རྫོང་༠༢"), "level": "autonomous-county", "parent": "990100", "coordinates": {"lat": "36.35", "lon": "100.7"}, "statistics": [{"value": "289个村", "counts": ("行政村", "villages"), "as_of": "2020"}, {"value": "45.9万人", "counts": ("户籍人口", "registered population"), "as_of": "2020", "confidence": "medium"}], "former": [{"value": ("合成旧县", "Synthetic Old County"), "as_of": "1985"}]},
    "990103": {"name": ("合成区03", "Synthetic District 03"), "level": "district", "parent": "990100"},
    "990102001": {"name": ("合成镇0201", "Synthetic Town 0201"), "level": "town", "parent": "990102", "coordinates": {"lat": "36.41", "lon": "100.66"}},
    "990102002": {"name": ("合成乡0202", ""), "level": "ethnic-township", "parent": "990102"},
}

OFFICES: dict[str, Fields] = {
    "syn-city": {"name": ("合成市人民政府", "People’s Government of Synthetic City"), "type": "government", "level": "city", "place": "990100", "website": "https://example.org/synthetic/"},
    "syn-long-name": {"name": ("合成市农村人居环境整治提升五年行动及乡村建设示范工作领导小组办公室", "Office of the Synthetic City Leading Group for the Five-Year Action on Rural Surroundings and Model Villages"), "type": "department", "level": "city", "place": "990100", "parent": "syn-city", "open_questions": [words.OPEN[4]]},
    "syn-county": {"name": ("合成自治县水务局", "Synthetic County Water Bureau"), "type": "department", "level": "county", "place": "990102", "parent": "syn-city"},
    "syn-company": {"name": ("合成建设公司", ""), "type": "company"},
}

SOURCES: dict[str, Fields] = {
    "syn-full": {"title": ("合成市2021年度衔接资金分配公告", "Synthetic notice of allocations, 2021"), "type": "official-notice", "publisher": ("合成市财政局", "Synthetic City Finance Bureau"), "date": "2021-06-30", "url": "https://example.org/synthetic/notice.pdf", "retrieved": "2025-02-03", "licence": ("未说明许可", "No licence stated"), "language": "zh", "sha256": "5" * 64},
    "syn-unknown": {"title": ("没有日期的合成网页", "A synthetic page without a date"), "type": "web-page", "publisher": "not-stated", "date": "not-stated", "url": "not-stated", "retrieved": "2025-03-01"},
    "syn-long": {"title": ("合成市发展和改革委员会、合成市财政局、合成市农业农村局关于下达2021年度第二批农村人居环境整治、村道硬化和人畜饮水改造项目资金计划的通知（合成文号）", "Synthetic circular of the Development and Reform Commission, the Finance Bureau and the Agriculture Bureau on the plan of money for the second round of 2021 of works on surroundings, village roads and drinking water"), "type": "official-notice", "publisher": ("合成市", "Synthetic City"), "date": "2021-03", "url": "https://example.org/synthetic/" + "very-long-path/" * 8 + "index.html", "retrieved": "2025-02-03", "language": "zh"},
    "syn-guide": {"title": ("", "A synthetic guide for travellers"), "type": "guide", "publisher": ("", "Synthetic Guides"), "date": "2019", "url": "https://example.org/synthetic/guide/", "retrieved": "2025-01-10", "language": "en"},
}


def write_gallery(folder: Path) -> Counter[str]:
    """Write the publication below ``folder``, with four drawn pictures; returns how many records of each kind."""
    target = Folder(folder, ("zh", "en"))
    target.frame(HEADLINE)
    _draw_pictures(folder / "content" / "assets" / "synthetic")
    for code, place in PLACES.items():
        target.write("place", code, {"code": code, **place, "sources": ["syn-full"]})
    for id_, office in OFFICES.items():
        target.write("organisation", id_, office | {"sources": ["syn-full"]})
    for id_, source in SOURCES.items():
        target.write("source", id_, source)
    for kind, records in (("project", PROJECTS), ("fund", _funds()), ("site", SITES)):
        for id_, fields in records.items():
            target.write(kind, id_, fields)
    return target.written


def _funds() -> dict[str, Fields]:
    rng = Random(7)
    projects = [id_ for id_, fields in PROJECTS.items() if "draft" not in fields and id_ not in ("syn-short", "syn-cancelled", "syn-bare")]
    lines: list[Fields] = []
    for number in range(60):
        line: Fields = {"value": f"{rng.randint(20, 4000)}.{rng.randint(0, 99):02}万元", "basis": "allocated", "date": f"2021-0{number % 9 + 1}"}
        line |= {"project": projects[number % len(projects)]} if number % 3 else {"place": "990102", "purpose": words.WORKS[number % len(words.WORKS)].name}
        lines.append(line)
    lines[4]["note"] = ("先下达六成，其余验收后拨付。", "Six tenths first, the rest after acceptance.")
    return {
        "syn-bare-fund": {"title": ("合成资金：只有名称", "Synthetic fund: a name and nothing else"), "sources": ["syn-unknown"]},
        "syn-many-lines": {
            "title": ("合成市2021年度衔接推进乡村振兴补助资金（六十笔明细）", "Synthetic rural revitalisation grants, 2021: sixty lines"),
            "summary": ("一笔资金，六十行去向。", "One fund, sixty lines of where it went."),
            "level": "provincial", "funder": "syn-city", "period": "2021", "total": [{"value": "36.5亿元", "basis": "approved", "as_of": "2021"}, {"value": "12.04亿元", "basis": "paid", "as_of": "2022", "confidence": "low"}],
            "purpose": ("村道、饮水和人居环境", "Village roads, drinking water, surroundings"), "legal_basis": ("《合成资金管理办法》第十二条", "Article 12 of the Synthetic Rules on Funds"),
            "allocations": lines, "sources": ["syn-full", "syn-long"],
        },
        "syn-one-project": {
            "title": ("合成小额资金", "Synthetic small fund"), "level": "county", "funder": "syn-county", "period": "2019/2020", "total": "not-stated",
            "allocations": [{"value": "9800 元", "basis": "paid", "project": "syn-fund-only"}], "open_questions": [words.OPEN[0], words.OPEN[1]], "sources": ["syn-full"],
        },
    }  # fmt: skip


def _draw_pictures(folder: Path) -> None:
    """Hills under a sky in four formats of picture: wide, tall, square and a strip."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, width, height, sky in (("wide", 1600, 900, "#9db8c9"), ("tall", 900, 1400, "#c9b79d"), ("square", 900, 900, "#b3c6b0"), ("strip", 2000, 500, "#d2c4c9")):
        picture = Image.new("RGB", (width, height), sky)
        pen = ImageDraw.Draw(picture)
        pen.polygon([(0, height), (0, height * 2 // 3), (width // 3, height // 3), (width * 3 // 5, height * 3 // 5), (width, height // 2), (width, height)], fill="#7d7a5f")
        pen.rectangle([width * 2 // 5, height * 3 // 5, width * 3 // 5, height * 9 // 10], fill="#8c4a3c")
        pen.polygon([(width * 3 // 8, height * 3 // 5), (width // 2, height * 9 // 20), (width * 5 // 8, height * 3 // 5)], fill="#4a4238")
        picture.save(folder / f"{name}.png")
