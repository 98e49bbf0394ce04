"""Charts for tests: what is drawn, read back out of the drawing, and examples with everything that is hard to draw."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from generator.drawing.charts.bars import Bar, draw_bars
from generator.drawing.charts.canvas import Caption, Datum
from generator.drawing.charts.flows import Flow, Node, draw_flows
from generator.drawing.charts.lines import Series, Tick, draw_lines
from generator.drawing.charts.stacks import Line, Piece, Stack, draw_stacks
from generator.drawing.charts.tiles import Tile, draw_tiles
from generator.drawing.lettering import Box, text_width

SVG = "{http://www.w3.org/2000/svg}"
CAPTION = Caption(title="看得见的题目", description="给看不见图的人的话。")
LONG = "西宁市某某区某某街道老旧小区改造与配套基础设施提升工程（二期）项目及其附属道路绿化"
ENGLISH = "Improvement of old housing estates and their infrastructure in a subdistrict of Xining (phase two)"


@dataclass(frozen=True)
class Shape:
    """A drawn shape: its element, its number, and its classes."""

    element: ElementTree.Element
    value: Fraction | None
    classes: frozenset[str]

    def length(self, name: str) -> float:
        return float(self.element.attrib[name])

    @property
    def is_least(self) -> bool:
        return "c-least" in self.classes


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def shapes(svg: ElementTree.Element) -> list[Shape]:
    """The shapes that stand for values, in the order in which they are drawn."""
    found = []
    for element in svg.iter():
        written = element.attrib.get("data-value")
        classes = frozenset(element.attrib.get("class", "").split())
        if written is not None and not classes & {"c-grid", "c-against"}:
            found.append(Shape(element, Fraction(written) if written else None, classes))
    return found


def texts(svg: ElementTree.Element) -> list[str]:
    """Every text, its lines joined."""
    return ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]


def boxes(svg: ElementTree.Element) -> Iterator[tuple[str, Box]]:
    """Each line of text and where it was written, by the estimate that drawings are made with."""
    for text in svg.iter(f"{SVG}text"):
        size = float(text.attrib["font-size"])
        for row in list(text.iter(f"{SVG}tspan")) or [text]:
            written = row.text or ""
            x, baseline = float(row.attrib["x"]), float(row.attrib["y"])
            anchor = text.attrib.get("text-anchor", "start")
            box = Box.of_text(anchor, x, baseline - 0.86 * size, text_width(written, size), size)
            yield written, Box(box.left, box.top + 0.1, box.right, box.bottom - 0.1)


def band(shape: Shape) -> tuple[float, float]:
    """How thick a flow is where it leaves and where it arrives."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", shape.element.attrib["d"])]
    top, end, end_below, top_below = numbers[1], numbers[7], numbers[8], numbers[-1]
    return top_below - top, end_below - end


def wan(number: int | None, text: str = "") -> Datum:
    """So many ten thousand yuan, in fen."""
    if number is None:
        return Datum(None, text or "来源未说明")
    return Datum(number * 1_000_000, text or f"{number:,} 万元")


def one_yuan_and_a_billion() -> list[Bar]:
    return [Bar("大的", Datum(100_000_000_000, "10 亿元")), Bar("小的", Datum(100, "1 元"))]


def hard_bars() -> str:
    data = [
        Bar("大通回族土族自治县", wan(9949)), Bar("湟中区", wan(4200)), Bar("城北区", wan(0)),
        Bar("城东区", wan(None)), Bar(LONG, Datum(1, "0.01 元")),
        Bar(ENGLISH, Datum(9_949_000_000, "CNY 99.49 million")),
    ]  # fmt: skip
    return draw_bars(data, CAPTION, ident="bars")


def grouped_bars() -> str:
    data = [
        Bar("计划", wan(1200), 1, "2019年"), Bar("支付", wan(800), 2, "2019年"), Bar("计划", wan(1500), 1, "2020年"),
        Bar("下达", wan(1100), 3, "2020年"), Bar("退回", wan(-100), 4, "2020年"),
    ]  # fmt: skip
    return draw_bars(data, CAPTION, ident="grouped")


def claimed() -> str:
    pieces = (
        Piece("来源写明属于的", wan(0), 1), Piece("可能属于的（来源没有说明）", wan(9949), 2),
        Piece("还没有说明的", Datum(709_051_000_000, "70.9051 亿元"), 0),
    )  # fmt: skip
    return draw_stacks([Stack("说法", Datum(719_000_000_000, "71.9 亿元"), pieces)], CAPTION, ident="claimed")


def exceeded() -> str:
    stack = Stack("已列明的", wan(1400), (Piece("写明属于的", wan(1300), 1), Piece("可能属于的", wan(100), 2)))
    return draw_stacks([stack], CAPTION, ident="exceeded", against=Line("说法", wan(1000)))


def several_stacks() -> str:
    rows = ((2018, 1200, 300, 100), (2019, 900, 200, 0), (2020, 10, 1, 6000))
    stacks = [
        Stack(
            f"{year}年", wan(a + b + c), (Piece("中央", wan(a), 1), Piece("省级", wan(b), 2), Piece("市级", wan(c), 3))
        )
        for year, a, b, c in rows
    ]
    return draw_stacks(stacks, CAPTION, ident="stacks")


def all_fills() -> str:
    pieces = tuple(Piece(f"第{series}类", wan(series * 10), series) for series in range(1, 7))
    return draw_stacks([Stack("全部", wan(210), pieces)], CAPTION, ident="fills")


def two_lines() -> str:
    planned = (100, 200, 300, 500, 800, 900, 1000, 1100, 1150, 1200)
    paid = (10, 50, 120, None, None, 600, 900, 1050, 1150, 1190)
    data = [Series(name, tuple(map(wan, values))) for name, values in (("计划", planned), ("实际支付的金额", paid))]
    years = [f"{year}年" for year in range(2012, 2022)]
    return draw_lines(years, data, CAPTION, ident="lines", ticks=[Tick(wan(500)), Tick(wan(1000))])


def one_point() -> str:
    return draw_lines(["2020年"], [Series("", (wan(120),))], CAPTION, ident="point")


def one_line() -> str:
    return draw_lines(["2018", "2019", "2020"], [Series("", tuple(map(wan, (3, 9, 4))))], CAPTION, ident="line")


def fund_flows() -> str:
    to = (
        ("to-1", "朔北藏族乡边麻沟村乡村旅游基础设施", 500),
        ("to-2", LONG, 320),
        ("to-3", "通村道路", 3),
        ("to-4", ENGLISH, 180),
    )
    nodes = [
        Node("from", 0, "青海省民族宗教事务委员会", "1,200 万元"),
        Node("fund", 1, "2019年少数民族发展资金（第一批）", "1,200 万元"),
        *(Node(key, 2, label, f"{number} 万元") for key, label, number in to),
        Node("rest", 2, "尚未列出", "197 万元", rest=True),
    ]
    flows = [Flow("from", "fund", wan(1200)), *(Flow("fund", key, wan(number)) for key, _, number in to)]
    return draw_flows(nodes, [*flows, Flow("fund", "rest", wan(197))], CAPTION, ident="flows")


def joined_flows() -> str:
    nodes = [
        Node("a", 0, "中央财政衔接推进乡村振兴补助资金", "900 万元"), Node("b", 0, "省级财政", "290 万元"),
        Node("c", 0, "市级", "10 万元"), Node("fund", 1, "2024年财政衔接推进乡村振兴补助资金", "1,200 万元"),
        Node("x", 2, "大通县", "1,000 万元"), Node("y", 2, "湟源县", "200 万元"),
    ]  # fmt: skip
    amounts = (("a", "fund", 900), ("b", "fund", 290), ("c", "fund", 10), ("fund", "x", 1000), ("fund", "y", 200))
    return draw_flows(nodes, [Flow(a, b, wan(n)) for a, b, n in amounts], CAPTION, ident="joined")


def several_funds() -> str:
    names = (
        ("s", 0, "国家", 500), ("t", 0, "青海省", 400), ("m", 1, "发展资金", 500), ("n", 1, "产业扶持专项资金", 100),
        ("o", 1, "危房改造", 300), ("x", 2, "大通县", 600), ("y", 2, "湟源县", 200), ("z", 2, "湟中区", 100),
    )  # fmt: skip
    amounts = (
        ("s", "m", 500), ("t", "n", 100), ("t", "o", 300), ("m", "x", 400), ("m", "y", 100), ("n", "x", 100),
        ("o", "x", 100), ("o", "y", 100), ("o", "z", 100),
    )  # fmt: skip
    nodes = [Node(key, layer, label, f"{number} 万元") for key, layer, label, number in names]
    return draw_flows(nodes, [Flow(a, b, wan(n)) for a, b, n in amounts], CAPTION, ident="several")


DIVISIONS = (
    ("城东区", 101.8038, 36.5996), ("城中区", 101.7844, 36.6226), ("城西区", 101.7659, 36.6283),
    ("城北区", 101.7664, 36.6503), ("湟中区", 101.5717, 36.5009), ("大通回族土族自治县", 101.6859, 36.9266),
    ("湟源县", 101.2563, 36.6824),
)  # fmt: skip


def divisions() -> str:
    values = (120, 80, 0, None, 4200, 9949, 310)
    tiles = [Tile(name, wan(n), (east, north)) for (name, east, north), n in zip(DIVISIONS, values, strict=True)]
    return draw_tiles([*tiles, Tile("不知在哪里", wan(5))], CAPTION, ident="tiles")


EXAMPLES: dict[str, Callable[[], str]] = {
    "bars": hard_bars, "grouped-bars": grouped_bars, "claimed": claimed, "exceeded": exceeded,
    "stacks": several_stacks, "fills": all_fills, "two-lines": two_lines, "one-point": one_point,
    "one-line": one_line, "fund-flows": fund_flows, "joined-flows": joined_flows, "several-funds": several_funds,
    "divisions": divisions,
}  # fmt: skip
