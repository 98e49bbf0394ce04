"""The sites of the gallery: one with everything, one with nothing, and those that are disputed, closed or nowhere."""

from __future__ import annotations

from tests.synthetic import words
from tests.synthetic.frame import Fields

_NOW: Fields = {"as_of": "2024-05", "sources": ["syn-guide"], "confidence": "high"}
_OLD: Fields = {"as_of": "2011", "sources": ["syn-unknown"], "confidence": "low"}


def _image(name: str, zh: str, en: str) -> Fields:
    return {"file": f"synthetic/{name}.png", "alt": (zh, en), "credit": "合成图画，程序绘制", "licence": "CC BY 4.0", "taken": "2023-08"}


def _event(year: str, event: words.Pair, **more: object) -> Fields:
    return {"value": year, "event": event, "sources": ["syn-guide"], **more}


SITES: dict[str, Fields] = {
    "syn-monastery": {
        "names": {
            "zh": {"value": "合成寺", "sources": ["syn-full"], "alternatives": [{"value": other, "sources": ["syn-unknown"]} for other in ("合成大寺", "合成金瓦寺", "合成旧院", "合成北寺", "合成山寺")]},
            "en": {"value": "Synthetic Monastery", "sources": ["syn-guide"], "alternatives": [{"value": "Synthetic Temple", "sources": ["syn-unknown"]}]},
            "bo": {"value": "དཔེ་མཚོན་དགོན་པ་བྱམས་པ་གླིང་", "sources": ["syn-guide"], "alternatives": [{"value": "དཔེ་མཚོན་འབུམ་", "sources": ["syn-unknown"]}]},
        },
        "summary": ("一处样样都有的合成寺院：照片、来历、开放时间、争议和资金。", "A synthetic monastery with everything: pictures, history, hours, disputes and money."),
        "type": "BuddhistTemple", "tradition": "tibetan-buddhist", "place": "990102",
        "address": {"value": ("合成自治县合成镇0201合成街56号", "56 Synthetic Street, Synthetic Town 0201"), **_NOW},
        "coordinates": {"value": {"lat": "36.3921", "lon": "100.6812"}, "confidence": "high", "sources": ["syn-guide"]}, "precision_m": "50",
        "founding": [
            _event("1379", ("传说在此建塔", "By tradition, a stupa was raised here"), traditional="true", circa="true", confidence="low", note=("只见于口传。", "Known by word of mouth only.")),
            _event("1560/1577", ("始建禅堂，渐成寺院", "A meditation hall, which grew into a monastery"), calendar=("明嘉靖三十九年", "39th year of Jiajing of the Ming"), confidence="medium", alternatives=[{"value": "1577", "sources": ["syn-unknown"]}]),
            _event("1711", ("重修大殿，覆鎏金铜瓦", "Main hall rebuilt, with a roof of gilt copper")), _event("1913", ("火灾后重建", "Rebuilt after a fire")), _event("1991/1995", ("落架大修", "Taken down and repaired")),
        ],
        "founding_note": ("早期年代出自口传，1560年以后有文字可查。", "The early dates were handed down by mouth; from 1560 on there are written ones."),
        "designations": [{"type": "national-protected", "detail": ("第一批", "First batch"), "number": "合成-0-0001", "date": "1961-03-04"}, {"type": "scenic-rating", "detail": ("5A级", "5A"), "date": "2012"}, {"type": "intangible-heritage", "detail": "not-stated"}],
        "features": [{"topic": topic, "value": value, **_NOW} for topic, value in words.FEATURES],
        "measures": [{"of": ("占地面积", "Area of the grounds"), "value": "600", "unit": "mu", **_OLD, "alternatives": [{"value": "40公顷", "sources": ["syn-guide"]}]}, {"of": ("殿堂", "Halls"), "value": "52座殿堂", **_NOW}, {"of": ("最高的殿", "Tallest hall"), "value": "18.3", "unit": "m"}],
        "visiting": {
            "hours": {"value": "Mo-Su 08:00-17:00", **_NOW}, "fee": {"value": "70 元", **_NOW, "alternatives": [{"value": "80 元", **_OLD, "note": ("旧票价。", "An earlier price.")}]},
            "access": [{"value": ("东门和主殿开放，西院维修中。", "The east gate and main hall are open; the west court is under repair."), **_NOW}, {"value": ("轮椅可到前院。", "Wheelchairs reach the front court."), **_NOW}],
            "etiquette": [{"value": ("殿内请勿拍照，顺时针行走。", "Please take no photographs inside, and walk clockwise."), **_NOW}],
            "transport": [{"value": ("在合成广场乘合成1路，约五十分钟。", "Synthetic line 1 from Synthetic Square, some fifty minutes."), **_NOW}, {"value": ("有停车场。", "There is a car park."), **_OLD}],
        },
        "description": ("寺院依山而建，由东向西逐级升高。\n\n### 看什么\n\n- 主殿的鎏金铜瓦\n- 前院的八座白塔\n\n殿内的壁画分三次绘成，最晚的一次在1995年大修之后。", "The monastery climbs its hill from east to west.\n\n### What to see\n\n- the gilt roof of the main hall\n- the eight white stupas of the front court\n\nThe murals were painted in three campaigns, the last after the repairs of 1995."),
        "projects": ["syn-part-1", "syn-long-title", "syn-everything"], "website": "https://example.org/synthetic/monastery/",
        "images": [_image("wide", "合成图画：山前的红房子", "Synthetic drawing: a red house before hills"), _image("tall", "合成图画：竖幅", "Synthetic drawing, upright"), _image("strip", "合成图画：横幅长卷", "Synthetic drawing, a long strip")],
        "documents": [{"title": ("修缮工程公示（合成）", "Notice of repairs (synthetic)"), "type": "completionCertificate", "date": "1995"}],
        "open_questions": [words.OPEN[4], ("始建年份究竟是1560年还是1577年？", "Was it founded in 1560 or in 1577?")], "sources": ["syn-full", "syn-guide"],
    },
    "syn-bare-site": {"names": {"zh": "合成塔", "en": "Synthetic Pagoda"}, "type": "TouristAttraction", "sources": ["syn-unknown"]},
    "syn-closed": {"names": {"zh": "合成石窟", "en": "Synthetic Grottoes"}, "summary": ("已经关闭，只能远看。", "Closed; to be seen from a distance only."), "type": "LandmarksOrHistoricalBuildings", "tradition": "taoist", "place": "990101", "coordinates": {"value": {"lat": "36.04", "lon": "101.08"}, "confidence": "low"}, "precision_m": "500", "visiting": {"access": [{"value": ("因落石关闭，请不要走近崖壁。", "Closed because of rockfall; please keep away from the cliff."), **_OLD}], "hours": {"absence": "not-applicable"}, "fee": {"value": "5元", **_OLD}}, "sources": ["syn-guide"]},
    "syn-mosque": {"names": {"zh": "合成清真寺", "en": "Synthetic Mosque"}, "summary": ("一座合成的清真寺，有一张方形的图画。", "A synthetic mosque, with one square drawing."), "type": "Mosque", "tradition": "islamic", "place": "990103", "coordinates": {"value": {"lat": "35.97", "lon": "100.95"}, "confidence": "medium"}, "visiting": {"hours": {"value": "Mo-Th,Sa-Su 09:00-17:30", **_NOW}, "fee": {"value": "0 元", **_NOW}}, "images": [_image("square", "合成图画：方形", "Synthetic drawing, square")], "sources": ["syn-guide"]},
    "syn-long-name": {"names": {"zh": "合成市第二十七合成中学旧址暨合成地方志陈列馆和非物质文化遗产传习所联合展示中心", "en": "Joint Exhibition Centre of the Former Synthetic Middle School No. 27, the Synthetic Gazetteer Rooms and the Synthetic Workshop of Intangible Heritage"}, "type": "Museum", "place": "990102002", "address": "not-stated", "sources": ["syn-long"]},
    "syn-chinese-site": {"names": {"zh": "合成古城墙"}, "summary": ("只有中文的合成场所。", ""), "type": "TouristAttraction", "tradition": "secular", "place": "990101", "coordinates": {"value": {"lat": "36.015", "lon": "101.03"}, "confidence": "high"}, "founding": [_event("1386", words.EVENTS[0], circa="true")], "sources": ["syn-full"]},
}  # fmt: skip
