"""Synthetic cultural sites, with everything that a visitor wants to know, or with nearly nothing of it."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.synthetic import words
from tests.synthetic.words import Pair

Fields = dict[str, Any]

TOPICS = {
    "access": [{"topic": "closure"}, {"topic": "steps"}],
    "etiquette": [{"topic": "photography"}, {"topic": "head-cover"}],
    "transport": [{"mode": "bus"}, {"mode": "car"}],
}
"""What the sentences of `words.yml` are about."""


def site(
    rng: Random,
    number: int,
    code: str,
    place: Pair,
    around: tuple[float, float],
    sources: list[str],
    projects: list[str],
) -> Fields:
    """A site near the point ``around`` of the place that it lies in."""
    drawn = rng.choice(words.SITES)
    kind: Pair = drawn["name"]
    fields: Fields = {
        "names": names(rng, (f"合成{number:04}{kind[0]}", f"Synthetic {kind[1]} {number:04}"), number, sources)
    }
    fields["summary"] = (
        f"{place[0]}的一处合成{kind[0]}，并不存在。",
        f"A synthetic {kind[1].lower()} in {place[1]}; it does not exist.",
    )
    fields |= {"type": drawn["type"], "tradition": drawn["tradition"], "place": code}
    if rng.random() < 0.7:
        fields["address"] = (f"{place[0]}合成路{number}号", f"{number} Synthetic Road, {place[1]}")
    if rng.random() < 0.9:
        lat, lon = around[0] + rng.uniform(-0.06, 0.06), around[1] + rng.uniform(-0.06, 0.06)
        fields["coordinates"] = {
            "value": {"lat": f"{lat:.{rng.choice((3, 4, 5))}f}", "lon": f"{lon:.4f}"},
            "confidence": rng.choice(("high", "medium", "low")),
        }
        fields["precision_m"] = str(rng.choice((20, 50, 100, 500)))
    year = rng.randint(600, 1700)
    for event in rng.sample(words.EVENTS, rng.choice((0, 1, 2, 4))):
        circa = {"circa": "true"} if rng.random() < 0.3 else {}
        fields.setdefault("founding", []).append({"value": str(year), "event": event, **circa, "sources": sources})
        year = min(1940, year + rng.randint(20, 200))
    if rng.random() < 0.4:
        fields["designations"] = [
            {
                "type": "provincial-protected",
                "detail": (f"第{rng.randint(1, 9)}批", f"Batch {rng.randint(1, 9)}"),
                "date": str(rng.randint(1956, 2019)),
            }
        ]
    features = rng.sample(words.FEATURES, rng.choice((0, 1, 3, 6)))
    fields["features"] = [feature | {"confidence": "medium"} for feature in features]
    if rng.random() < 0.6:
        fields["measures"] = [
            {"of": ("占地面积", "Area of the grounds"), "value": str(rng.randint(400, 90_000)), "unit": "m2"}
        ]
    if rng.random() < 0.8:
        fields["visiting"] = visiting(rng, sources, rng.random() < 0.4)
    if rng.random() < 0.5:
        fields["description"] = words.prose(rng, place, ("修缮", "repair"), 2018, rng.randint(1, 4))
    fields["projects"] = projects
    return {name: value for name, value in fields.items() if value != []} | {"sources": sources}


def names(rng: Random, name: Pair, number: int, sources: list[str]) -> Fields:
    """A name by language, with other names, and in Tibetan for some."""
    others = [
        {"value": f"合成{number:04}{other}", "sources": sources}
        for other in rng.sample(("旧寺", "大庙", "老院"), rng.choice((0, 0, 1, 3)))
    ]
    zh = {"value": name[0], "sources": sources, "alternatives": others} if others else name[0]
    found: Fields = {"zh": zh, "en": name[1]}
    if rng.random() < 0.4:
        found["bo"] = "དཔེ་མཚོན་དགོན་པ་" + "".join(chr(0x0F20 + int(digit)) for digit in str(number))
    return found


def visiting(rng: Random, sources: list[str], full: bool) -> Fields:
    """What a visitor needs, each fact with its date; ``full``: all of it."""
    stated = {
        "as_of": f"2024-0{rng.randint(1, 9)}",
        "sources": sources,
        "confidence": rng.choice(("high", "medium", "low")),
    }
    found: Fields = {
        "hours": {"value": "Tu-Su 08:30-17:30", **stated},
        "fees": [{"value": f"{rng.randrange(0, 90, 5)} 元", **stated}],
    }
    if rng.random() < 0.2:
        found["fees"] = [{"absence": "not-stated", "sources": sources}]
    for name, texts in words.VISITING.items():
        if full or rng.random() < 0.3:
            kept = texts[: None if full else 1]
            found[name] = [TOPICS[name][number] | {"value": text, **stated} for number, text in enumerate(kept)]
    return found
