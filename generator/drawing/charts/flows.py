"""Where money comes from and where it goes: bands as thick as their amounts, from layer to layer.

Made for a phone: the last layer has its names beside it, each with room for three lines; what stands alone in its
layer is named above; several that stand at the beginning are named on their left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.drawing.charts.canvas import (
    LEADING,
    LEAST,
    WIDTH,
    Caption,
    Datum,
    Number,
    fitted,
    frame,
    named,
    number,
    plain,
    write,
)

BAR = 9.0
"""Thickness of a node."""
APART = 10.0
"""Between a node with its words and the next."""
SPREAD = 76.0
"""From a layer to the next."""
LEFT = 84.0
"""For names on the left."""
TALL, TALLEST = 110.0, 900.0
"""How high the money of a whole layer is drawn, at least and at most."""


@dataclass(frozen=True)
class Node:
    """A funder, a fund, a project, a place. ``text`` is its amount, written; the amount is that of its flows.

    ``rest`` is for what is in truth no destination: money that is left, or whose way is not known.
    """

    key: str
    layer: int
    label: str
    text: str
    rest: bool = False


@dataclass(frozen=True)
class Flow:
    """Money from one node to another in the next layer, more than nothing."""

    source: str
    target: str
    datum: Datum


@dataclass(frozen=True)
class _Placed:
    """A node on the drawing, and how much of it is still free on either side."""

    node: Node
    x: float
    top: float
    height: float
    value: Number


@dataclass(frozen=True)
class _Name:
    """The lines of a name and of the amount below it."""

    label: list[str]
    text: list[str]

    @property
    def height(self) -> float:
        return LEADING * (len(self.label) + len(self.text))


def draw_flows(nodes: Sequence[Node], flows: Sequence[Flow], caption: Caption, *, ident: str) -> str:
    """The nodes of two or three layers in their order, and their flows.

    Empty without a flow. ``ValueError`` where a flow is not above nothing or skips a layer, or where as much does not
    leave a node in the middle as comes into it: then something is not drawn, and should be.
    """
    if not flows:
        return ""
    values = _values(nodes, flows)
    layers = [[node for node in nodes if node.layer == layer] for layer in range(max(n.layer for n in nodes) + 1)]
    x = _columns(layers)
    names = {node.key: _name(node, layers, x) for node in nodes}
    scale = _scale(layers, values, names)
    heights = _heights(nodes, flows, scale)
    heads, head = _heads(layers, names)
    placed: dict[str, _Placed] = {}
    foot = 0.0
    rooms = {node.key: _rooms(node, names, heights, len(layers), node.key in heads) for node in nodes}
    highs = [sum(sum(rooms[node.key]) + APART for node in layer) for layer in layers]
    for index, layer in enumerate(layers):
        # In the middle where nothing stands above: bands then run as level as they can.
        top = head if head else (max(highs) - highs[index]) / 2
        for node in layer:
            above, beside = rooms[node.key]
            height = heights[node.key]
            start = top + above + (beside - height) / 2
            placed[node.key] = _Placed(node, x[index], start, height, values[node.key])
            top += above + beside + APART
        foot = max(foot, top - APART)
    parts = _bands(flows, placed, scale)
    parts += [_node(place) for place in placed.values()]
    for place in placed.values():
        parts += _words(place, names[place.node.key], layers, heads)
    return frame("flows", foot + 2, caption, ident, parts)


def _values(nodes: Sequence[Node], flows: Sequence[Flow]) -> dict[str, Number]:
    layer = {node.key: node.layer for node in nodes}
    into: dict[str, Number] = dict.fromkeys(layer, 0)
    out: dict[str, Number] = dict.fromkeys(layer, 0)
    for flow in flows:
        if flow.datum.value is None or flow.datum.value <= 0 or layer[flow.target] != layer[flow.source] + 1:
            raise ValueError(f"{flow.source} → {flow.target} cannot be drawn")
        out[flow.source] += flow.datum.value
        into[flow.target] += flow.datum.value
    for key in layer:
        if into[key] and out[key] and into[key] != out[key]:
            raise ValueError(f"{key}: {into[key]} come in, {out[key]} go out")
        if not into[key] and not out[key]:
            raise ValueError(f"{key} has no flow")
    return {key: into[key] or out[key] for key in layer}


def _columns(layers: Sequence[Sequence[Node]]) -> list[float]:
    """Where the layers stand: further right, and closer, where the first needs room for its names."""
    if len(layers[0]) == 1:
        return [SPREAD * index for index in range(len(layers))] if len(layers) > 2 else [0.0, SPREAD * 1.5]
    if len(layers) > 2 and len(layers[1]) > 1:
        return [LEFT - 8 + (SPREAD + 8) * index for index in range(len(layers))]
    return [LEFT + 6 + (SPREAD - 14) * index for index in range(len(layers))]


def _name(node: Node, layers: Sequence[Sequence[Node]], x: Sequence[float]) -> _Name:
    """The words of a node in the room that they have."""
    if node.layer == len(layers) - 1:
        width = WIDTH - x[-1] - BAR - 7
    elif len(layers[node.layer]) == 1:
        width = WIDTH - x[node.layer]
    else:
        width = x[node.layer + 1] - x[node.layer] - 8 if node.layer else x[0] - 6
    return _Name(fitted(node.label, width), fitted(node.text, width, most=2))


def _heads(layers: Sequence[Sequence[Node]], names: Mapping[str, _Name]) -> tuple[dict[str, float], float]:
    """Where the names begin that stand above everything, like steps; and where the drawing below them does."""
    heads: dict[str, float] = {}
    top = 0.0
    for layer in layers[:-1]:
        if len(layer) == 1:
            heads[layer[0].key] = top
            top += names[layer[0].key].height + 5
    return heads, top


def _rooms(
    node: Node, names: Mapping[str, _Name], heights: Mapping[str, float], layers: int, headed: bool
) -> tuple[float, float]:
    """How much a node takes above it, for its name, and in its own height, which its name beside it may exceed."""
    high, height = names[node.key].height, heights[node.key]
    if headed:
        return 0.0, height
    return (high + 2, height) if 0 < node.layer < layers - 1 else (0.0, max(height, high))


def _scale(layers: Sequence[Sequence[Node]], values: Mapping[str, Number], names: Mapping[str, _Name]) -> float:
    """Units of height for a unit of money: the money as high as the names beside it, so that bands run level; less
    where a single node would push the others far apart."""
    most = max(sum(values[node.key] for node in layer) for layer in layers)
    beside = sum(names[node.key].height + APART for node in layers[-1])
    largest = max(values[node.key] for node in layers[-1])
    high = min(beside * 0.75, beside * 0.35 * float(most) / float(largest))
    return min(TALLEST, max(TALL, high)) / float(most)


def _thickness(flow: Flow, scale: float) -> float:
    assert flow.datum.value is not None
    return max(LEAST, float(flow.datum.value) * scale)


def _heights(nodes: Sequence[Node], flows: Sequence[Flow], scale: float) -> dict[str, float]:
    """A node is as high as its flows on the side where they take more room."""
    return {
        node.key: max(
            sum(_thickness(flow, scale) for flow in flows if flow.source == node.key),
            sum(_thickness(flow, scale) for flow in flows if flow.target == node.key),
        )
        for node in nodes
    }


def _bands(flows: Sequence[Flow], placed: Mapping[str, _Placed], scale: float) -> list[str]:
    """Bands leave and arrive in the order of the nodes, so that those between two layers cross as little as may be."""
    order = {key: number for number, key in enumerate(placed)}
    leaving = {key: place.top for key, place in placed.items()}
    arriving = dict(leaving)
    starts: dict[Flow, float] = {}
    for flow in sorted(flows, key=lambda flow: (order[flow.source], order[flow.target])):
        starts[flow] = leaving[flow.source]
        leaving[flow.source] += _thickness(flow, scale)
    bands = []
    for flow in sorted(flows, key=lambda flow: (order[flow.target], order[flow.source])):
        source, target, thick = placed[flow.source], placed[flow.target], _thickness(flow, scale)
        top, end = starts[flow], arriving[flow.target]
        arriving[flow.target] += thick
        bands.append(_band(flow, source, target, top, end, thick, scale))
    return bands


def _band(flow: Flow, source: _Placed, target: _Placed, top: float, end: float, thick: float, scale: float) -> str:
    left, right = source.x + BAR, target.x
    middle = plain((left + right) / 2)
    assert flow.datum.value is not None
    kind = "c-flow" + (" c-rest" if target.node.rest or source.node.rest else "")
    kind += " c-least" if float(flow.datum.value) * scale < LEAST else ""
    path = (
        f"M{plain(left)} {plain(top)}C{middle} {plain(top)} {middle} {plain(end)} {plain(right)} {plain(end)}"
        f"V{plain(end + thick)}C{middle} {plain(end + thick)} {middle} {plain(top + thick)}"
        f" {plain(left)} {plain(top + thick)}z"
    )
    title = named(source.node.label, "→", target.node.label, flow.datum.text)
    return f'<path class="{kind}"{number(flow.datum.value)} d="{path}">{title}</path>'


def _node(place: _Placed) -> str:
    kind = "c-node c-rest" if place.node.rest else "c-node"
    title = named(place.node.label, place.node.text)
    return (
        f'<rect class="{kind}" data-node="{place.value}" x="{plain(place.x)}" y="{plain(place.top)}"'
        f' width="{plain(BAR)}" height="{plain(place.height)}">{title}</rect>'
    )


def _words(place: _Placed, name: _Name, layers: Sequence[Sequence[Node]], heads: Mapping[str, float]) -> list[str]:
    """The name and, below it, the amount; a thin line where they stand apart from their node."""
    node, parts, kind, anchor = place.node, [], "", "start"
    x, top = place.x, place.top + (place.height - name.height) / 2
    if node.key in heads:
        top = heads[node.key]
        if place.top - top - name.height > LEADING:
            parts.append(
                f'<path class="c-lead" d="M{plain(x + 1)} {plain(top + name.height + 3)}V{plain(place.top)}"/>'
            )
    elif node.layer == len(layers) - 1:
        x += BAR + 7
    elif node.layer == 0:
        x, anchor = x - 6, "end"
    else:
        top, kind = place.top - name.height - 2, " c-halo"
    below = top + LEADING * len(name.label)
    parts.append(write(name.label, x, top, kind="label" + kind, anchor=anchor))
    parts.append(write(name.text, x, below, kind="value" + kind, anchor=anchor))
    return parts
