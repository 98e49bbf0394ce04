"""The projects of the gallery: each shows one extreme that a page has to bear."""

from __future__ import annotations

from tests.synthetic import words
from tests.synthetic.frame import Fields

_WORKS = {work.name[0]: work for work in words.WORKS}
_ROLES = ("publicAuthority", "funder", "buyer", "procuringEntity", "supplier", "builder", "designer", "supervisor", "beneficiary")

_LONG_ZH = """\
合成市2021年度在七个县（区）实施农村人居环境整治提升项目群，内容包括村道硬化、人畜饮水改造、**太阳能路灯安装**和村级综合服务中心建设。

### 做什么

- 村道：优先硬化通往学校和卫生室的路段。
- 饮水：更换老化管道，管道埋深在冻土层以下。
- 路灯：每五十米一盏，由村集体管护。

### 怎么管

资金按进度拨付，年底前完成绩效评价；评价结果见[合成公告](https://example.org/synthetic/)。

> 设计方案征求过群众意见，采纳了其中的八条。

1. 立项后三十日内公示建设内容。
2. 开工前公示施工单位和工期。
3. 验收后公示决算。

""" + "由于冬季气温低，工期顺延到次年五月；沿线的管网、照明和排水同步改造，避免反复开挖。" * 6

_LONG_EN = """\
In 2021 Synthetic City began a programme on village surroundings in seven counties and districts: paving of village roads, drinking water, **solar street lights** and village service centres.

### What is done

- Roads: those that lead to schools and clinics come first.
- Water: old pipes are replaced, laid below the depth of frost.
- Lights: one every fifty metres, looked after by the village.

### How it is run

Money is paid as the work goes on, and results are assessed before the end of the year; they stand in the [synthetic notice](https://example.org/synthetic/).

> The design was discussed in public, and eight proposals were taken up.

1. Within thirty days of approval the works are announced.
2. Before they begin, so are the builder and the dates.
3. After acceptance, the final accounts.

""" + "Because of the cold winter the work ran on into May of the next year; pipes, lights and drains along the way are renewed at the same time, so that the road is opened once. " * 6


def _output(name: str, value: str) -> Fields:
    return {"value": value + _WORKS[name].unit, "counts": _WORKS[name].counts}


def _part(number: int, work: str, amount: str, place: str, status: str) -> Fields:
    zh, en = _WORKS[work].name
    return {
        "title": (f"合成项目群第{number}项：{zh}", f"Synthetic part {number}: {en}"),
        "form": "project", "category": _WORKS[work].category, "status": status, "part_of": "syn-everything", "planned": "2021/2023",
        "places": [place], "responsible": "syn-county", "budget": [{"value": amount, "basis": "allocated"}],
        "outputs": [_output(work, str(number * 13))], "sources": ["syn-full"],
    }  # fmt: skip


PROJECTS: dict[str, Fields] = {
    "syn-everything": {
        "title": ("合成市2021年度农村人居环境整治提升项目群（样样都有）", "Synthetic programme on village surroundings, 2021 (with everything)"),
        "summary": ("七个县（区）的村道、饮水、路灯和服务中心，分三批实施。", "Village roads, water, lights and service centres in seven counties and districts, in three rounds."),
        "form": "programme", "category": "livelihood", "status": {"value": "implementation", "as_of": "2023-05"},
        "planned": "2021-03/2024-12", "actual": "2021-06/", "places": ["990100", "990101", "990102", "990103", "990102001"],
        "responsible": "syn-long-name", "parties": [{"organisation": list(("syn-city", "syn-county", "syn-company"))[n % 3], "role": role} for n, role in enumerate(_ROLES)],
        "budget": [
            {"value": "71.9亿元", "basis": "planned", "as_of": "2021-01", "stated_as": "71.9亿元", "sources": [{"source": "syn-full", "at": "第3页，表1"}], "confidence": "high", "note": ("数字写到0.1亿元。", "Given to the nearest ten million yuan.")},
            {"value": "68.34亿元", "basis": "approved", "as_of": "2021-03", "sources": ["syn-long"], "alternatives": [{"value": "69.1亿元", "sources": ["syn-unknown"], "note": ("网页没有日期。", "The page has no date.")}, {"value": "66亿元", "sources": ["syn-guide"], "confidence": "low"}]},
            {"value": "41.02亿元", "basis": "allocated", "as_of": "2022-12", "confidence": "medium"},
            {"value": "3892174600.50", "basis": "paid", "as_of": "2023-06-30"},
            {"absence": "not-stated", "basis": "final", "note": ("尚未决算。", "No final accounts yet.")},
        ],
        "funding": [
            {"value": "12亿元", "basis": "allocated", "funder": "syn-city", "date": "2021-04"},
            {"value": "6,500万元", "basis": "paid", "funder": "syn-company", "date": "2022"},
            {"value": "480.25万元", "basis": "not-stated"},
        ],
        "outputs": [_output("村道硬化", "1951.6"), _output("人畜饮水改造", "640"), _output("太阳能路灯安装", "12850"), _output("人居环境整治", "289"), _output("村级综合服务中心建设", "1"), {"absence": "withheld", "counts": ("占用的耕地", "farmland used")}],
        "beneficiaries": [{"value": "6.7万户", "counts": ("项目群受益的户", "households the programme serves"), "as_of": "2022"}, {"value": "27.5万人", "counts": ("项目群受益的人", "people the programme serves"), "as_of": "2022", "confidence": "low", "note": ("两个来源不一致。", "Two sources disagree."), "alternatives": [{"value": "28万人", "sources": ["syn-unknown"]}]}],
        "milestones": [{"title": ("立项", "Approved"), "due": "2021-01", "reached": "2021-02-18"}, {"title": ("第一批开工", "First round begun"), "due": "2021-04", "reached": "2021-06"}, {"title": ("第二批开工", "Second round begun"), "due": "2022"}, {"title": ("全部验收并移交村集体管护", "All accepted and handed over to the villages"), "due": "2024-12-31"}],
        "documents": [{"title": ("资金分配公告（合成）", "Notice of allocations (synthetic)"), "type": "allocationNotice", "source": "syn-full", "date": "2021-06-30", "url": "https://example.org/synthetic/notice.pdf"}, {"title": ("建设内容（合成）", "Scope of works (synthetic)"), "type": "projectScope", "date": "2021-02"}, {"title": ("没有类型的文件（合成）", "A document of no type (synthetic)")}],
        "images": [{"file": "synthetic/wide.png", "alt": ("合成图画：山前的红房子", "Synthetic drawing: a red house before hills"), "credit": "合成图画", "licence": "CC BY 4.0", "taken": "2022-07"}],
        "description": (_LONG_ZH, _LONG_EN), "open_questions": list(words.OPEN), "sources": ["syn-full", "syn-long", "syn-unknown"],
    },
    "syn-bare": {"title": ("合成项目：只有名称", "Synthetic project: a name and nothing else"), "sources": ["syn-unknown"]},
    "syn-unsourced": {"title": ("合成项目：没有来源", "Synthetic project: without a source"), "form": "project", "budget": [{"value": "88万元", "basis": "planned"}]},
    "syn-not-stated": {
        "title": ("合成项目：来源什么都没说", "Synthetic project: the source states nothing"), "form": "project", "category": "relief", "status": "not-stated", "planned": "not-stated", "actual": "not-stated",
        "budget": [{"absence": "not-stated", "note": ("来源只说“投入大量资金”。", "The source says only “much money”.")}, {"absence": "withheld", "basis": "final"}, {"absence": "not-applicable", "basis": "paid"}],
        "outputs": [{"absence": "not-stated", "counts": ("改造的住房", "homes repaired")}], "open_questions": [words.OPEN[0]], "places": ["990103"], "sources": ["syn-unknown"],
    },
    "syn-short": {"title": ("合成桥", "Synthetic Bridge"), "summary": ("修桥。", "A bridge."), "form": "project", "category": "infrastructure", "status": "completion", "places": ["990101"], "budget": [{"value": "800 元", "basis": "paid"}], "outputs": [{"value": "1座", "counts": ("桥", "bridge")}], "sources": ["syn-full"]},
    "syn-long-title": {
        "title": ("关于合成区01、合成自治县02、合成区03等七个县（区）二十个乡镇2021年度第二批农村人居环境整治、村道硬化、人畜饮水改造、太阳能路灯安装、村级综合服务中心建设、灌溉渠道衬砌、河道治理、小学操场修缮、设施农业大棚建设、草原围栏与补播、乡村旅游步道建设及配套设施建设项目（合成超长名称）", "Synthetic project with a very long title: village surroundings, road paving, drinking water, solar street lights, service centres, channels, river banks, playgrounds, greenhouses, grassland fencing, footpaths and all that belongs to them, in twenty townships of seven counties and districts, second round of 2021"),
        "form": "project", "category": "infrastructure", "status": "preparation", "places": ["990102002", "990102001"], "budget": [{"value": "1.2亿元", "basis": "planned"}], "sources": ["syn-long"],
    },
    "syn-unbroken": {"title": ("合成" * 40, "Synthetic" + "unbrokenword" * 10), "summary": ("合成" * 100, "synthetic" + "unbrokenword" * 20), "form": "project", "sources": ["syn-full"]},
    "syn-huge": {"title": ("合成特大项目", "Synthetic project of enormous size"), "form": "project", "category": "infrastructure", "status": "implementation", "places": ["990100"], "budget": [{"value": "98765.43亿元", "basis": "planned"}, {"value": "9876543210123.45", "basis": "approved"}], "outputs": [{"value": "123456789012平方米", "counts": ("修缮的建筑", "buildings repaired")}], "sources": ["syn-full"]},
    "syn-signs": {"title": ("合成项目 *星号* _下划线_ [方括号](圆括号) # 井号 & “引号” 1. 100% |竖线| ~波浪~ \\反斜杠", "Synthetic *stars* _lines_ [square](round) # hash & \"quotes\" 1. 100% |bar| ~wave~ \\slash !important"), "summary": ("- 不是列表 + 也不是 1. 也不是；=等号= ^上标^ $公式$ :表情: @某处", "- not a list + nor this 1. nor this; =equals= ^up^ $math$ :smile: @where"), "form": "project", "budget": [{"value": "100万元", "note": ("*注* _释_ [^1]", "*A* _note_ [^1]")}], "sources": ["syn-full"]},
    "syn-chinese-only": {"title": ("只有中文的合成项目", ""), "summary": ("这条记录还没有译成英文。", ""), "form": "project", "category": "culture", "status": "maintenance", "places": ["990101"], "budget": [{"value": "320万元", "basis": "final"}], "description": ("建成后由村集体管护，每年检修三次。", ""), "sources": ["syn-full"]},
    "syn-english-only": {"title": ("", "A synthetic project in English only"), "summary": ("", "This record has not been put into Chinese yet."), "form": "project", "budget": [{"value": "320万元", "basis": "final"}], "sources": ["syn-guide"]},
    "syn-low": {"title": ("合成项目：处处存疑", "Synthetic project: doubtful throughout"), "form": "project", "category": "industry", "status": {"value": "completion", "confidence": "low", "as_of": "2018"}, "planned": {"value": "2016/2018", "confidence": "low", "alternatives": [{"value": "2015/2017", "sources": ["syn-unknown"]}]}, "places": ["990102"], "budget": [{"value": "2300万元", "basis": "not-stated", "confidence": "low", "alternatives": [{"value": "2,450.5万元", "sources": ["syn-unknown"], "note": words.OPEN[0]}]}], "sources": ["syn-guide"]},
    "syn-fund-only": {"title": ("合成项目：钱全部来自一笔资金", "Synthetic project: all its money from one fund"), "form": "project", "category": "livelihood", "status": "completion", "places": ["990102001"], "responsible": "syn-county", "sources": ["syn-full"]},
    "syn-cancelled": {"title": ("已取消的合成项目", "Synthetic project, cancelled"), "form": "project", "category": "infrastructure", "status": "cancelled", "planned": "/2019", "places": ["990103"], "budget": [{"value": "0 元", "basis": "paid"}, {"value": "560万元", "basis": "planned"}], "sources": ["syn-full"]},
    "syn-empty-programme": {"title": ("没有列出子项目的合成项目群", "Synthetic programme without listed parts"), "form": "programme", "status": "not-stated", "budget": [{"value": "99490000", "basis": "not-stated"}], "outputs": [{"value": "138个项目", "counts": ("项目总数", "Projects in all")}], "open_questions": [words.OPEN[2], words.OPEN[3]], "sources": ["syn-full"]},
    "syn-part-1": _part(1, "村道硬化", "8.4亿元", "990101", "implementation"),
    "syn-part-2": _part(2, "人畜饮水改造", "23万元", "990102001", "completion"),
    "syn-part-3": _part(3, "太阳能路灯安装", "1905.5万元", "990102", "preparation") | {"form": "programme"},
    "syn-part-3-1": _part(4, "太阳能路灯安装", "600万元", "990102002", "identification") | {"part_of": "syn-part-3"},
    "syn-draft": {"title": ("合成草稿", "Synthetic draft"), "form": "project", "draft": "true", "sources": ["syn-full"]},
}  # fmt: skip
