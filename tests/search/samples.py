"""Random catalogs of varied agencies and texts, including characters that are hard to search for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

from generator.model.agency import Agency, FormerName
from generator.model.catalog import Catalog
from generator.model.form import Form
from generator.model.report import Cell, Report, Withdrawal
from generator.sources.form_loader import load_forms

PLACES = ["青禾县", "儋州市", "𬭚城县", "雄安新区", "衢州市柯城区", "重庆市长寿区", "六安市", "台州市", "蚌埠市"]

AGENCIES = {
    "zjj": ("department", "住房和城乡建设局", "住建局"),
    "jyj": ("department", "教育局", "教体局"),
    "fgj": ("department", "发展和改革局", "发改局"),
    "ylj": ("department", "医疗保障局", "医保局"),
    "zrzy": ("department", "自然资源和规划局", "资规局"),
    "swj": ("department", "水务局", "水利局"),
    "kfq": ("zone", "经济技术开发区管理委员会", "经开区"),
    "ctz": ("township", "茶亭镇人民政府", "茶亭镇"),
    "bmj": ("subdistrict", "北门街道办事处", "北门街道"),
}

TERMS = """
政务公开 依申请公开 主动公开 行政处罚 行政许可 行政强制 规范性文件 信息公开平台 门户网站 新媒体 微信公众号
监督保障 教育培训 政策解读 回应关切 优化营商环境 重点领域 义务教育 城市管理 食品药品 生态环境 财政预决算
乡村振兴 社会保险 安全生产 施工许可 商品房预售 住房保障 老旧小区改造 招标投标 行政复议 行政诉讼 目录更新
"""

FRAMES = [
    "本年度共办理{0}{1}件，其中{2}{3}件。",
    "强化{0}，完善{2}，{4}持续推进{5}工作。",
    "收到{0}申请{1}件，均已按期答复，涉及{5}{3}件，金额{6}万元。",
    "一是加强{0}；二是规范{2}，更新{5}信息{1}条。",
    "存在{0}不够及时、{2}不够深入的问题，下一步将加强{5}。",
]

UNUSUAL_TERMS = """
１６件 ㎡ ⼈民 ＡＰＰ Ｗi-Fi 𠮷林 e\u0301 ﬁ İ县 ΑΣ ㍿ ① ½ 가\u11a8 甲\t乙 丙\u3000丁
"""

WORDS, UNUSUAL = TERMS.split(), UNUSUAL_TERMS.strip("\n").split(" ")


def make_catalog(places: int, years: range, *, seed: int = 1, paragraphs: int = 12) -> Catalog:
    """Return a government and nine agencies per place, with reports; the first place is demonstration data."""
    random = Random(seed)
    forms = load_forms()
    agencies: dict[str, Agency] = {}
    reports: dict[tuple[str, int], Report] = {}
    for number in range(places):
        for agency in _agencies(number):
            agencies[agency.id] = agency
            for year in years:
                form = forms.for_year(year)
                if form and random.random() < 0.9 and agency.kind != "government":
                    reports[agency.id, year] = _report(random, form, agency, year, paragraphs)
    return Catalog(Path("reports"), forms, agencies, reports)


def _agencies(number: int) -> list[Agency]:
    place = PLACES[number] if number < len(PLACES) else f"{PLACES[number % len(PLACES)][:-1]}{_directions(number)}县"
    id = f"p{number}"
    government = Agency(id, f"{place}人民政府", "government", (place[:-1],), demo=number == 0)
    below = [
        Agency(
            f"{id}/{key}",
            f"{place}{name}",
            kind,
            (short, f"{place[:-1]}{short}"),
            formerly=(FormerName(f"{place}建设局", 2019),) if key == "zjj" else (),
        )
        for key, (kind, name, short) in AGENCIES.items()
    ]
    return [government, *below]


def _directions(number: int) -> str:
    return "".join("东西南北上下前后左右"[int(digit)] for digit in str(number))


def _report(random: Random, form: Form, agency: Agency, year: int, paragraphs: int) -> Report:
    tables = {
        section: {
            row: tuple(Cell("0", Decimal(0)) for _ in block.column_names) for row, (block, _) in table.rows.items()
        }
        for section, table in form.tables.items()
    }
    text = {
        section.key: "\n".join(_paragraph(random, agency, year) for _ in range(paragraphs))
        for section in form.sections
        if section.key not in form.tables
    }
    return Report(
        agency.id,
        year,
        form.id,
        tables,
        text,
        preamble=_paragraph(random, agency, year) if random.random() < 0.3 else None,
        title=f"{agency.name}{year}年度政府信息公开年报" if random.random() < 0.1 else None,
        withdrawn=Withdrawal(date(year + 1, 6, 1), "重复") if random.random() < 0.03 else None,
    )


def _paragraph(random: Random, agency: Agency, year: int) -> str:
    def words() -> list[str]:
        return [
            random.choice(WORDS),
            str(random.randrange(500)),
            random.choice(WORDS),
            str(random.randrange(50)),
            random.choice([agency.name, agency.short_names[0], f"{year}年", f"{year - 1}年", random.choice(UNUSUAL)]),
            random.choice(WORDS),
            f"{random.randrange(10**7) / 1000:.3f}",
        ]

    return "".join(random.choice(FRAMES).format(*words()) for _ in range(random.randrange(1, 4)))
