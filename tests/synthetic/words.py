"""Ordinary administrative words, in pairs of Chinese and English, and the sentences that are made of them.

Nothing here is about anything: the words are those that any county's notices use, the numbers are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

Pair = tuple[str, str]
"""The same in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something that is built, repaired or run: its name, its category, and what it is counted in."""

    name: Pair
    category: str
    unit: str
    """As written behind a figure."""
    counts: Pair
    size: int
    """How many of them a middling project has."""


WORKS = (
    Work(("村道硬化", "village road paving"), "infrastructure", "公里", ("硬化的村道", "village roads paved"), 12),
    Work(("人畜饮水改造", "drinking water works"), "livelihood", "公里", ("铺设的管道", "water pipes laid"), 35),
    Work(("农村危房改造", "repair of unsafe rural housing"), "livelihood", "户", ("改造的住房", "homes repaired"), 240),
    Work(("人居环境整治", "improvement of village surroundings"), "livelihood", "个村", ("整治的村", "villages improved"), 9),
    Work(("小学操场修缮", "renewal of school playgrounds"), "infrastructure", "平方米", ("修缮的操场", "playground renewed"), 5200),
    Work(("灌溉渠道衬砌", "lining of irrigation channels"), "industry", "公里", ("衬砌的渠道", "channels lined"), 18),
    Work(("设施农业大棚建设", "building of greenhouses"), "industry", "座", ("建成的大棚", "greenhouses built"), 160),
    Work(("太阳能路灯安装", "installation of solar street lights"), "infrastructure", "套", ("安装的路灯", "lights installed"), 430),
    Work(("村级综合服务中心建设", "building of village service centres"), "livelihood", "处", ("建成的中心", "centres built"), 6),
    Work(("易地搬迁安置点配套", "services for relocation sites"), "relief", "户", ("覆盖的住户", "households covered"), 380),
    Work(("河道治理", "river bank works"), "infrastructure", "公里", ("治理的河道", "river banks secured"), 7),
    Work(("文物保护利用设施建设", "works for the care of monuments"), "culture", "平方米", ("修缮的建筑", "buildings repaired"), 1900),
    Work(("乡村旅游步道建设", "building of footpaths for visitors"), "culture", "公里", ("建成的步道", "footpaths built"), 5),
    Work(("草原围栏与补播", "fencing and reseeding of grassland"), "industry", "亩", ("补播的草地", "grassland reseeded"), 8600),
)

OFFICES: tuple[Pair, ...] = (
    ("人民政府", "People’s Government"), ("发展和改革局", "Development and Reform Bureau"), ("财政局", "Finance Bureau"),
    ("民族宗教事务局", "Ethnic and Religious Affairs Bureau"), ("住房和城乡建设局", "Housing and Construction Bureau"),
    ("水务局", "Water Bureau"), ("农业农村局", "Agriculture Bureau"), ("交通运输局", "Transport Bureau"),
    ("教育局", "Education Bureau"), ("文化旅游局", "Culture and Tourism Bureau"), ("乡村振兴局", "Rural Revitalisation Bureau"),
)  # fmt: skip

PAPERS: tuple[Pair, ...] = (
    ("资金分配公告", "Notice of allocation"), ("项目批复", "Approval of projects"), ("年度统计公报", "Annual statistical bulletin"),
    ("竣工验收公示", "Notice of completion"), ("预算执行情况报告", "Report on the budget"), ("建设内容公示", "Notice of works"),
    ("工作动态", "News of the office"), ("招标公告", "Invitation to tender"),
)  # fmt: skip

SITES: tuple[tuple[Pair, str, str], ...] = (
    (("寺", "Temple"), "BuddhistTemple", "tibetan-buddhist"), (("清真寺", "Mosque"), "Mosque", "islamic"),
    (("观", "Taoist Temple"), "LandmarksOrHistoricalBuildings", "taoist"), (("塔", "Pagoda"), "LandmarksOrHistoricalBuildings", "han-buddhist"),
    (("博物馆", "Museum"), "Museum", "secular"), (("文庙", "Confucian Temple"), "LandmarksOrHistoricalBuildings", "confucian"),
    (("公园", "Park"), "Park", "secular"), (("古城墙", "Old City Wall"), "TouristAttraction", "secular"),
)  # fmt: skip

EVENTS: tuple[Pair, ...] = (
    ("始建", "First built"), ("重修大殿", "Main hall rebuilt"), ("毁于火灾", "Destroyed by fire"),
    ("迁至今址", "Moved to where it stands"), ("扩建院落", "Courtyards added"), ("落架大修", "Taken down and repaired"),
)  # fmt: skip

FEATURES: tuple[tuple[str, Pair], ...] = (
    ("architecture", ("单檐歇山顶，面阔五间，檐下施彩绘斗栱。", "A single-eaved hip-and-gable roof, five bays wide, with painted brackets.")),
    ("architecture", ("砖木结构，院落三进，中轴对称。", "Brick and timber, three courtyards on one axis.")),
    ("art", ("殿内存有壁画，年代经过测定。", "Murals survive inside; their age has been measured.")),
    ("history", ("碑文记有历次重修的年份。", "A stele records the years in which it was rebuilt.")),
    ("setting", ("背山面水，海拔两千三百米。", "Hills behind, water in front, 2,300 metres above the sea.")),
    ("standing", ("附近乡镇的人常来游览。", "People of the towns around often come to see it.")),
)  # fmt: skip

OPEN: tuple[Pair, ...] = (
    ("这个数字是计划数、下达数，还是支出数？", "Was this sum planned, allocated or spent?"),
    ("在哪些年份实施，各年多少钱？", "In which years was it done, and how much money came in each?"),
    ("涉及哪些村，来源没有列出。", "Which villages are covered? The source does not list them."),
    ("这笔钱是否包含在项目群的总额之中？", "Is this sum part of the programme’s total?"),
    ("验收之后由谁管护？", "Who looks after it once it has been accepted?"),
)  # fmt: skip

SENTENCES: tuple[Pair, ...] = (
    ("{year}年，{place}启动{work}，计划分{n}期实施。", "In {year} {place_en} began {work_en}, planned in {n} stages."),
    ("工程由县级部门负责，乡镇配合做好征地和协调。", "A county office is responsible; the townships help with land and coordination."),
    ("资金按进度拨付，年底前完成绩效评价。", "Money is paid as the work goes on, and results are assessed before the end of the year."),
    ("验收时抽查了{n}个点位，结果在公告栏公示。", "At acceptance {n} spots were checked, and the results were posted in public."),
    ("设计方案征求过群众意见，采纳了其中的{n}条。", "The design was discussed in public, and {n} proposals were taken up."),
    ("由于冬季气温低，工期顺延到次年{month}月。", "Because of the cold winter the work ran on into month {month} of the next year."),
    ("建成后由村集体管护，每年检修{n}次。", "Once built it is looked after by the village, with {n} inspections a year."),
    ("沿线的管网、照明和排水同步改造。", "Pipes, lights and drains along the way are renewed at the same time."),
    ("{place}的同类工程此前已实施过{n}批。", "{place_en} had seen {n} earlier rounds of works of this kind."),
    ("来源只给出合计，没有分列各村的数字。", "The source gives the sum only, not the figures of each village."),
    ("施工单位通过公开招标确定，合同工期{days}天。", "The builder was chosen by open tender, with {days} days to finish."),
    ("同步建立了台账，逐项登记、逐项销号。", "A register was kept, in which each item is entered and struck off."),
    ("项目区海拔较高，材料运距约{days}公里。", "The area lies high, and material is brought from some {days} kilometres away."),
    ("资金来源包括上级补助和本级配套两部分。", "The money comes from higher levels and from the county’s own budget."),
)  # fmt: skip


def sentence(rng: Random, place: Pair, work: Pair, year: int) -> Pair:
    """One sentence about a work in a place."""
    zh, en = rng.choice(SENTENCES)
    filled = {"year": year, "n": rng.randint(2, 9), "month": rng.randint(3, 6), "days": rng.randrange(60, 480, 15)}
    return zh.format(place=place[0], work=work[0], **filled), en.format(place_en=place[1], work_en=work[1], **filled)


def paragraph(rng: Random, place: Pair, work: Pair, year: int, sentences: int) -> Pair:
    """Several sentences in a row."""
    made = [sentence(rng, place, work, year) for _ in range(sentences)]
    return "".join(zh for zh, _ in made), " ".join(en for _, en in made)


def prose(rng: Random, place: Pair, work: Pair, year: int, paragraphs: int) -> Pair:
    """Paragraphs of Markdown; long ones with headings, a list and emphasis, as editors write them."""
    zh, en = [], []
    for number in range(paragraphs):
        if number and number % 3 == 0:
            zh.append("### 实施情况")
            en.append("### How it went")
        one = paragraph(rng, place, work, year, rng.randint(2, 6))
        zh.append(one[0])
        en.append(one[1])
        if number == 1 and rng.random() < 0.4:
            listed = [sentence(rng, place, work, year) for _ in range(rng.randint(2, 4))]
            zh.append("\n".join(f"- {line}" for line, _ in listed))
            en.append("\n".join(f"- {line}" for _, line in listed))
        if number == 2 and rng.random() < 0.3:
            zh.append("**以上内容为合成文字，**只用来试验版面。")
            en.append("**These words are synthetic** and serve to try the layout only.")
    return "\n\n".join(zh), "\n\n".join(en)
