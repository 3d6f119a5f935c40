"""Made-up reports full of tables, to be printed and copied out of the print again.

Every figure follows from one set of counts, so a report contradicts itself nowhere; the tables are of the kinds
that districts publish: majors and schools in rows, heads of two levels, indicators with blank serial numbers,
labels beside several rows, text in cells. Nothing here is taken from a real report.
"""

# ruff: noqa: E501
from __future__ import annotations

import html
import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

MAJORS = ("会计事务", "电子商务", "汽车运用与维修", "学前教育", "计算机平面设计", "旅游服务与管理", "数控技术应用", "护理", "建筑工程施工",
          "物流服务与管理", "中餐烹饪", "美发与形象设计", "航空服务", "机电技术应用", "动漫与游戏制作", "园林技术", "智慧健康养老服务")  # fmt: skip
SCHOOLS = (
    "青禾职业学校",
    "青禾区现代职业技术学校",
    "青禾财经学校",
    "青禾区商贸旅游职业中专学校",
    "第二职业高级中学",
    "青禾卫生学校",
)
COURSES = ("电工上岗培训", "养老护理员技能提升培训", "中式面点师培训", "育婴员岗前培训", "退役军人学历提升班", "社区居民智能手机应用培训",
           "茶艺师", "消防设施操作员取证培训", "残疾人职业技能培训", "企业新型学徒制培训", "物业管理人员继续教育", "安全生产管理人员培训")  # fmt: skip
AUDIENCES = ("企业在职职工", "社区居民", "下岗转岗人员及农村转移劳动力", "退役军人", "中小学生", "进城务工人员")
WHO = ("各校", "区教育委员会", "学校党组织", "各专业部", "教务部门", "学生工作部门", "就业指导中心", "实训管理部门", "骨干教师", "班主任队伍",
       "校企合作办公室", "督导部门", "后勤部门", "团委和学生会", "合作企业", "教研组", "继续教育部", "信息中心", "心理健康教师", "招生部门")  # fmt: skip
AIMS = (
    "坚持立德树人根本任务，",
    "围绕区域产业发展的需要，",
    "按照年初确定的工作安排，",
    "结合自身办学特色，",
    "针对学生成长中遇到的困难，",
)
DEEDS = (
    "统筹推进课程、实践、文化和管理育人，",
    "完善工作机制和管理制度，",
    "深入行业企业和社区开展调研，",
    "加强过程管理和跟踪指导，",
    "总结推广成熟的经验做法，",
)
FRUITS = ("引导学生树立正确的世界观、人生观和价值观，促进学生全面发展。", "为改善办学条件、深化教学改革创造了良好环境。", "人才培养质量稳步提升，社会认可度不断提高。",
          "教学能力和专业水平不断提高，队伍建设取得新的进展。", "服务区域经济社会发展的能力进一步增强。")  # fmt: skip


@dataclass
class Cell:
    text: str
    down: int = 1
    across: int = 1


@dataclass
class Printed:
    """A piece of a report: ``kind`` is title, heading, paragraph, caption, note or table."""

    kind: str
    text: str = ""
    level: int = 0
    rows: list[list[Cell]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)  # of the columns, in centimetres
    head: int = 1  # rows of the head


def rounded(value: Decimal, places: int) -> str:
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def percent(part: int, whole: int, places: int = 2) -> str:
    return rounded(Decimal(part) * 100 / Decimal(whole), places)


def row(*texts: object) -> list[Cell]:
    return [cell if isinstance(cell, Cell) else Cell(str(cell)) for cell in texts]


def parted(chance: random.Random, whole: int, count: int) -> list[int]:
    """Some parts that add up to the whole."""
    cuts = sorted(chance.sample(range(3, whole - 3), count - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]


class Report:
    """One report: what it holds and how its tables are set."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.period = self.chance.choice((2019, 2021, 2022, 2023, 2024))
        self.schools = self.chance.sample(SCHOOLS, self.chance.randint(3, 5))
        self.majors = self.chance.sample(MAJORS, self.chance.randint(6, 12))
        self.narrow = self.chance.choice((0.75, 0.9, 1.05))
        self.size = self.chance.choice((9, 10, 10.5, 12))
        self.repeats_head = self.chance.random() < 0.5
        self.running_header = self.chance.random() < 0.6
        self.centred = self.chance.random() < 0.7
        self.unit_below = self.chance.random() < 0.4  # heads broken before their unit
        self.fillers = self.chance.sample(WHO, len(WHO))
        chance = self.chance
        self.employed = [[chance.randint(3, 70) for _ in self.majors] for _ in (0, 1)]
        self.further = [[chance.randint(3, 70) for _ in self.majors] for _ in (0, 1)]
        self.other = [[chance.choice((0, 0, 1, 2)) for _ in self.majors] for _ in (0, 1)]
        self.placed = [sum(a) + sum(b) for a, b in zip(self.employed, self.further, strict=True)]
        self.graduates = [a + sum(b) for a, b in zip(self.placed, self.other, strict=True)]
        self.staff = [chance.randint(200, 480) for _ in range(5)]
        self.pupils = [chance.randint(2400, 5200) for _ in range(5)]
        self.pieces: list[Printed] = []
        self.tables = 0

    @property
    def title(self) -> str:
        return f"青禾区中等职业教育质量年度报告（{self.period}年）"

    def add(self, kind: str, text: str, level: int = 0) -> None:
        self.pieces.append(Printed(kind, text, level))

    def table(self, title: str, rows: list[list[Cell]], widths: list[float], head: int = 1, note: str = "") -> None:
        self.tables += 1
        self.add("caption", f"表{self.tables} {title}")
        scale = self.narrow
        self.pieces.append(Printed("table", rows=rows, widths=[w * scale for w in widths], head=head))
        if note:
            self.add("note", note)

    def filler(self) -> None:
        words = (self.fillers.pop(), *(self.chance.choice(kind) for kind in (AIMS, DEEDS, FRUITS)))
        self.add("paragraph", "".join(words))


def written(seed: int) -> Report:
    """The report with this number: seven of the tables, in an order of its own, among prose."""
    report = Report(seed)
    report.add("title", report.title)
    makers = [majors, schools, indicators, teachers, funds, courses, satisfaction, over_years, equipment, awards]
    chosen = report.chance.sample(makers, 8)
    for number, make in enumerate(chosen, 1):
        report.add("heading", f"{number} {HEADINGS[make.__name__]}", 1)
        report.filler()
        make(report)
        report.filler()
    return report


HEADINGS = {
    "majors": "毕业生就业情况", "schools": "办学规模", "indicators": "指标数据", "teachers": "教师队伍结构", "funds": "经费投入",
    "courses": "社会培训", "satisfaction": "满意度调查", "over_years": "发展变化", "equipment": "设施设备", "awards": "技能竞赛",
}  # fmt: skip


def majors(report: Report) -> None:
    """Majors in rows with serial numbers; the last row is their sum."""
    chance = report.chance
    employed, further, other = report.employed[1], report.further[1], report.other[1]
    rows = [row("序号", "专业名称", "毕业生数（人）", "去向落实人数（人）", "升学人数（人）", "去向落实率（%）")]
    for n, name in enumerate(report.majors):
        total = employed[n] + further[n] + other[n]
        rows.append(row(n + 1, name, total, employed[n] + further[n], further[n], percent(total - other[n], total)))
    graduates, placed = sum(employed) + sum(further) + sum(other), sum(employed) + sum(further)
    rate = percent(placed, graduates)
    rows.append(row(Cell("合计", 1, 2), graduates, placed, sum(further), rate))
    report.add(
        "paragraph",
        f"{report.period}年，全区中等职业学校共有毕业生{graduates}人，去向落实{placed}人，去向落实率为{rate}%，其中升学{sum(further)}人。",
    )
    widths = chance.choice(([1.1, 2.4, 1.9, 1.9, 1.9, 1.9], [1.3, 4.2, 2.6, 2.6, 2.6, 2.4]))
    report.table(f"{report.period}年分专业毕业生就业情况", rows, widths, note="数据来源：各校就业统计")


def schools(report: Report) -> None:
    """A row for each school under heads of two levels: years over what is counted."""
    chance, this = report.chance, report.period
    kinds = ("招生数", "在校生数", "毕业生数")
    wholes = [(chance.randint(900, 1900), report.pupils[y + 3], report.graduates[y]) for y in (0, 1)]
    shares = [[parted(chance, whole, len(report.schools)) for whole in year] for year in wholes]
    counts = [[[shares[y][k][n] for k in range(3)] for y in (0, 1)] for n in range(len(report.schools))]
    rows = [row(Cell("学校", 2, 1), *(Cell(f"{period}年（人）", 1, 3) for period in (this - 1, this)))]
    rows.append(row(*kinds, *kinds))
    for name, school in zip(report.schools, counts, strict=True):
        rows.append(row(name, *school[0], *school[1]))
    totals = [sum(school[y][k] for school in counts) for y in (0, 1) for k in range(3)]
    rows.append(row("合计", *totals))
    report.add(
        "paragraph",
        f"{this}年，全区{len(report.schools)}所中等职业学校共招生{totals[3]}人，在校生{totals[4]}人，毕业生{totals[5]}人。",
    )
    report.table(
        "各校招生、在校生和毕业生情况", rows, [chance.choice((2.6, 4.4)), *[chance.choice((1.7, 2.0))] * 6], head=2
    )


def indicators(report: Report) -> None:
    """The indicator tables: serial numbers with blanks below, a unit to each row, two years."""
    chance, this = report.chance, report.period
    graduates, placed = report.graduates, report.placed
    further = [sum(report.further[y]) for y in (0, 1)]
    bachelor = [n // 9 + chance.randint(0, 7) for n in further]
    industries = []
    for y in (0, 1):
        working = placed[y] - further[y]
        first = chance.randint(1, 5)
        second = chance.randint(working // 5, working // 2)
        industries.append((working, first, second, working - first - second))
    entries: list[tuple[str, str, str, list[object]]] = [
        ("1", "毕业生人数", "人", list(graduates)),
        ("2", "毕业去向落实人数", "人", list(placed)),
        ("", "其中：毕业生升学人数", "人", list(further)),
        ("", "升入本科人数", "人", list(bachelor)),
        ("3", "毕业生本省去向落实率", "%", [percent(n - chance.randint(3, 20), n) for n in placed]),
        ("4", "月收入", "元", [chance.randrange(3000, 6000, 10) for _ in (0, 1)]),
        ("5", "毕业生面向三次产业就业人数", "人", [counts[0] for counts in industries]),
        ("", "其中：面向第一产业", "人", [counts[1] for counts in industries]),
        ("", "面向第二产业", "人", [counts[2] for counts in industries]),
        ("", "面向第三产业", "人", [counts[3] for counts in industries]),
        ("6", "自主创业率", "%", [f"{chance.randint(1, 4)}.{chance.randint(10, 99)}" for _ in (0, 1)]),
        ("7", "毕业三年晋升比例", "%", [f"{chance.randint(30, 60)}.{chance.randint(10, 99)}" for _ in (0, 1)]),
    ]
    rows = [row("序号", "指标", "单位", f"{this - 1}年", f"{this}年")]
    rows += [row(serial, name, unit, *values) for serial, name, unit, values in entries]
    report.table("人才培养质量计分卡", rows, [1.2, chance.choice((3.2, 5.6)), 1.5, 2.2, 2.2])
    teachers, students = report.staff[-1], report.pupils[-1]
    national, regional, own = chance.randint(1, 3), chance.randint(2, 9), chance.randint(10, 30)
    resources: list[tuple[str, str, str, object]] = [
        ("1", "生师比*", ":1", rounded(Decimal(students) / teachers, 2)),
        ("2", "“双师型”教师比例", "%", percent(chance.randint(teachers // 2, teachers), teachers)),
        ("3", "专业群数量*", "个", chance.randint(3, 8)),
        ("", "专业数量*", "个", chance.randint(12, 30)),
        ("4", "教学计划内课程总数", "门", chance.randint(200, 600)),
        ("", "", "学时", chance.randint(9000, 20000)),
        ("", "其中：课证融通课程数", "门", chance.randint(10, 60)),
        ("", "", "学时", chance.randint(500, 2000)),
        ("5", "在线精品课程数", "门", national + regional + own),
        ("", "其中：国家级数量", "门", national),
        ("", "接入国家智慧教育平台数量", "门", national - chance.randint(0, 1)),
        ("", "省级数量", "门", regional),
        ("", "校级数量", "门", own),
        ("6", "互联网出口带宽*", "Mbps", chance.choice((500, 1000, 2000))),
        ("7", "生均教学科研仪器设备值*", "元/生", f"{chance.randint(15000, 60000)}.{chance.randint(10, 99)}"),
    ]
    rows = [row("序号", "指标", "单位", f"{this}年"), *(row(*entry) for entry in resources)]
    report.table("教学资源表", rows, [1.2, chance.choice((3.4, 6.0)), 1.6, 2.6])


def teachers(report: Report) -> None:
    """Labels that stand beside several rows; each group adds up to all teachers."""
    chance = report.chance
    parts = {
        "学历": ["研究生", "本科", "专科及以下"],
        "职称": ["正高级", "高级", "中级", "初级", "未定级"],
        "年龄": ["30岁及以下", "31—40岁", "41—50岁", "51岁及以上"],
    }
    total = report.staff[-1]
    rows = [row("类别", "项目", "人数（人）", "占比（%）")]
    said = ""
    for name, kinds in parts.items():
        counts = parted(chance, total, len(kinds))
        for n, (kind, count) in enumerate(zip(kinds, counts, strict=True)):
            beside = [Cell(name, len(kinds), 1)] if n == 0 else []
            rows.append(row(*beside, kind, count, percent(count, total)))
        if name == "学历":
            said = f"其中研究生学历{counts[0]}人，占{percent(counts[0], total)}%；本科学历{counts[1]}人，占{percent(counts[1], total)}%。"
    report.add("paragraph", f"全区中等职业学校共有专任教师{total}人，{said}")
    report.table("专任教师结构", rows, [2.0, chance.choice((2.0, 3.2)), 2.4, 2.4])


def funds(report: Report) -> None:
    """Money in two years with what it grew by, in amounts and percents."""
    chance, this = report.chance, report.period
    names = ("财政预算教育经费", "其中：一般公共预算教育经费", "教育费附加", "企业投入及社会捐赠", "其他收入")
    amounts = []
    for _ in names[1:]:
        before = Decimal(chance.randint(10_000, 900_000)) / 100
        amounts.append((before, before + Decimal(chance.randint(-9_000, 90_000)) / 100))
    budget = (amounts[0][0] + amounts[1][0], amounts[0][1] + amounts[1][1])
    entries = [budget, *amounts]
    total = (budget[0] + amounts[2][0] + amounts[3][0], budget[1] + amounts[2][1] + amounts[3][1])
    rows = [row("项目", f"{this - 1}年（万元）", f"{this}年（万元）", "增减额（万元）", "增减率（%）")]
    for name, (before, now) in [*zip(names, entries, strict=True), ("合计", total)]:
        rows.append(row(name, before, now, now - before, rounded((now - before) * 100 / before, 2)))
    report.add(
        "paragraph",
        f"{this}年，全区职业教育经费投入{total[1]}万元，比上年的{total[0]}万元{'增加' if total[1] > total[0] else '减少'}{abs(total[1] - total[0])}万元。",
    )
    report.table(
        "职业教育经费投入情况",
        rows,
        [chance.choice((3.0, 5.0)), 2.3, 2.3, 2.2, 2.2],
        note="注：增减额为负数的表示减少。",
    )


def courses(report: Report) -> None:
    """A long table with words in its cells and a sum at its end."""
    chance = report.chance
    rows = [row("序号", "培训项目", "培训对象", "期数", "人次", "学时")]
    sums = [0, 0]
    for n in range(chance.randint(9, 26)):
        count, people, hours = chance.randint(1, 12), chance.randint(20, 3000), chance.choice((8, 16, 24, 40, 80))
        sums = [sums[0] + count, sums[1] + people]
        rows.append(row(n + 1, COURSES[n % len(COURSES)], chance.choice(AUDIENCES), count, people, hours))
    rows.append(row(Cell("合计", 1, 3), *sums, "—"))
    report.add("paragraph", f"全年开展社会培训{sums[0]}期，培训{sums[1]}人次。")
    report.table("社会培训情况统计", rows, [1.2, chance.choice((3.0, 5.0)), chance.choice((2.4, 3.6)), 1.5, 1.8, 1.5])


def satisfaction(report: Report) -> None:
    """Rates with the number of people asked and the way they were asked."""
    chance = report.chance
    names = [("1", "在校生满意度"), ("", "其中：课堂育人满意度"), ("", "课外育人满意度"), ("", "思想政治课教学满意度"),
             ("", "公共基础课（不含思想政治课）教学满意度"), ("", "专业课教学满意度"), ("2", "毕业生满意度"), ("", "其中：应届毕业生满意度"),
             ("", "毕业三年内毕业生满意度"), ("3", "教职工满意度"), ("4", "用人单位满意度"), ("5", "家长满意度")]  # fmt: skip
    rows = [row("序号", "指标", "单位", f"{report.period}年", "调查人次", "调查方式")]
    whole = 0
    for serial, name in names:
        asked = chance.randint(40, whole - 1) if not serial else chance.randint(200, 400)
        whole = asked if serial else whole
        rate = f"{chance.randint(88, 98)}.{chance.randint(10, 99)}"
        rows.append(row(serial, name, "%", rate, asked, chance.choice(("网络问卷", "问卷调查", "电话访谈"))))
    report.table("满意度调查表", rows, [1.2, chance.choice((3.4, 5.4)), 1.3, 1.9, 1.9, 2.2])


def over_years(report: Report) -> None:
    """Years in rows."""
    this = report.period
    rows = [row("年份", "学校数（所）", "在校生数（人）", "专任教师数（人）", "生师比")]
    for period, pupils, staff in zip(range(this - 4, this + 1), report.pupils, report.staff, strict=True):
        rows.append(row(f"{period}年", len(report.schools), pupils, staff, f"{rounded(Decimal(pupils) / staff, 2)}:1"))
    report.table(f"{this - 4}—{this}年职业教育基本情况", rows, [1.8, 1.9, 2.2, 2.4, 2.0])


def equipment(report: Report) -> None:
    """What is counted in rows, schools in columns under a common head, blanks where a school has none."""
    chance = report.chance
    names = [("占地面积", "平方米", 20000, 90000), ("校舍建筑面积", "平方米", 8000, 40000), ("纸质图书", "册", 9000, 60000),
             ("教学用计算机", "台", 200, 900), ("实训室", "个", 8, 40), ("校外实训基地", "个", 5, 60), ("多媒体教室", "间", 20, 90)]  # fmt: skip
    picked = report.schools[:3]
    rows = [row(Cell("项目", 2, 1), Cell("单位", 2, 1), Cell("学校", 1, len(picked)), Cell("合计", 2, 1)), row(*picked)]
    for name, unit, least, most in names:
        counts = [chance.randint(least, most) for _ in picked]
        shown: list[object] = list(counts)
        if name == "校外实训基地":
            counts[1], shown[1] = 0, ""
        rows.append(row(name, unit, *shown, sum(counts)))
    report.table("各校设施设备情况", rows, [2.8, 1.7, *[chance.choice((2.0, 2.6))] * len(picked), 2.0], head=2)


def awards(report: Report) -> None:
    """Counts by level and prize, adding up both ways."""
    chance = report.chance
    levels = ("国家级", "省（市）级", "区级")
    prizes = ("一等奖", "二等奖", "三等奖")
    counts = [[chance.randint(1, 40) for _ in prizes] for _ in levels]
    rows = [row(Cell("级别", 2, 1), Cell("获奖数量（项）", 1, 4), Cell("参赛人次", 2, 1)), row(*prizes, "小计")]
    people = [chance.randint(60, 400) for _ in levels]
    for name, found, asked in zip(levels, counts, people, strict=True):
        rows.append(row(name, *found, sum(found), asked))
    columns = [sum(found[k] for found in counts) for k in range(3)]
    rows.append(row("合计", *columns, sum(columns), sum(people)))
    report.add(
        "paragraph",
        f"全年学生在各级各类技能竞赛中获奖{sum(columns)}项，其中一等奖{columns[0]}项、二等奖{columns[1]}项、三等奖{columns[2]}项。",
    )
    report.table("学生技能竞赛获奖情况", rows, [2.2, 1.6, 1.6, 1.6, 1.6, 2.0], head=2)


def as_page(report: Report) -> str:
    """The report as a web page to be printed."""
    align = "center" if report.centred else "left"
    repeat = "table-header-group" if report.repeats_head else "table-row-group"
    parts = [
        "<!doctype html><html lang=zh><meta charset=utf-8><style>"
        "@page{size:A4;margin:25mm 24mm}body{font:12pt/1.8 'Noto Serif CJK SC'}p{text-indent:2em;margin:0}"
        f"table{{border-collapse:collapse;margin:6pt auto;font-size:{report.size}pt;line-height:1.4;table-layout:fixed}}"
        f"td{{border:1px solid #000;padding:1pt 3pt;text-align:{align};vertical-align:middle}}thead{{display:{repeat}}}"
        "h1{text-align:center;font-size:18pt}h2{font-size:14pt}p.c{text-align:center;text-indent:0}</style>"
    ]
    for piece in report.pieces:
        words = html.escape(piece.text)
        if piece.kind == "title":
            parts.append(f"<h1>{words}</h1>")
        elif piece.kind == "heading":
            parts.append(f"<h2>{words}</h2>")
        elif piece.kind in ("paragraph", "note"):
            parts.append(f"<p>{words}</p>")
        elif piece.kind == "caption":
            parts.append(f"<p class=c>{words}</p>")
        else:
            parts.append(_table_on_page(report, piece))
    return "\n".join(parts)


def _table_on_page(report: Report, piece: Printed) -> str:
    columns = "".join(f"<col style='width:{w:.2f}cm'>" for w in piece.widths)
    rows = []
    for n, cells in enumerate(piece.rows):
        inside = "".join(
            f"<td rowspan={c.down} colspan={c.across}>{_words(report, c.text, n < piece.head, '<br>')}</td>"
            for c in cells
        )
        rows.append(f"<tr>{inside}</tr>")
    head, body = "".join(rows[: piece.head]), "".join(rows[piece.head :])
    width = sum(piece.widths)
    return f"<table style='width:{width:.2f}cm'><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"


def _words(report: Report, text: str, in_head: bool, line_break: str) -> str:
    words = html.escape(text)
    return words.replace("（", f"{line_break}（") if in_head and report.unit_below else words


_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def as_word_body(report: Report) -> str:
    """``word/document.xml`` of the report, with a running header and page numbers where it has them."""
    parts = []
    for piece in report.pieces:
        if piece.kind == "table":
            parts.append(_table_in_word(report, piece))
            continue
        centred = '<w:jc w:val="center"/>' if piece.kind in ("title", "caption") else ""
        indent = '<w:ind w:firstLine="480"/>' if piece.kind in ("paragraph", "note") else ""
        size = {"title": 36, "heading": 28}.get(piece.kind, 24)
        bold = "<w:b/>" if piece.kind in ("title", "heading") else ""
        parts.append(_paragraph(piece.text, f"<w:pPr>{indent}{centred}</w:pPr>", f"{bold}<w:sz w:val='{size}'/>"))
    margins = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1400" w:bottom="1440" w:left="1400" w:header="800" w:footer="800" w:gutter="0"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{"".join(parts)}<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>{margins}</w:sectPr></w:body></w:document>'


def _paragraph(text: str, settings: str, run: str) -> str:
    fonts = '<w:rFonts w:ascii="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC"/>'
    lines = html.escape(text).split("\n")
    inside = "<w:br/>".join(f"<w:t xml:space='preserve'>{line}</w:t>" for line in lines)
    return f"<w:p>{settings}<w:r><w:rPr>{fonts}{run}</w:rPr>{inside}</w:r></w:p>"


def _table_in_word(report: Report, piece: Printed) -> str:
    widths = [round(w * 567) for w in piece.widths]
    align = "center" if report.centred else "left"
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = []
    running: dict[int, tuple[int, int]] = {}  # column: rows that a cell above still reaches, its width
    for n, cells in enumerate(piece.rows):
        waiting = list(cells)
        inside, column = [], 0
        while column < len(widths):
            if running.get(column, (0, 1))[0] > 0:
                left, across = running[column]
                running[column] = (left - 1, across)
                inside.append(_cell(widths[column : column + across], "", "<w:vMerge/>", align, report.size))
                column += across
                continue
            cell = waiting.pop(0)
            merge = '<w:vMerge w:val="restart"/>' if cell.down > 1 else ""
            if cell.down > 1:
                running[column] = (cell.down - 1, cell.across)
            words = cell.text.replace("（", "\n（") if n < piece.head and report.unit_below else cell.text
            inside.append(_cell(widths[column : column + cell.across], words, merge, align, report.size))
            column += cell.across
        header = "<w:trPr><w:tblHeader/></w:trPr>" if n < piece.head and report.repeats_head else ""
        rows.append(f"<w:tr>{header}{''.join(inside)}</w:tr>")
    return f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def _cell(widths: list[int], text: str, merge: str, align: str, size: float) -> str:
    span = f'<w:gridSpan w:val="{len(widths)}"/>' if len(widths) > 1 else ""
    words = _paragraph(text, f'<w:pPr><w:jc w:val="{align}"/></w:pPr>', f"<w:sz w:val='{round(size * 2)}'/>")
    return f'<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>{words}</w:tc>'
