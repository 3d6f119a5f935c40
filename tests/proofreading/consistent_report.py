"""Made-up reports whose every figure follows from one set of counts, in many layouts and wordings.

A clean report must give no error and no warning; whatever a mutation changes is then the
only thing to find. Nothing here is taken from a real report.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

DISTRICTS = ("东屏区", "南屿区", "西岭县", "北溪区", "青禾区", "临江区", "云栖县", "望海区")
MAJORS = ("会计事务", "电子商务", "汽车运用与维修", "学前教育", "计算机应用", "旅游服务与管理", "数控技术应用", "护理", "建筑工程施工",
          "物流服务与管理", "中餐烹饪", "美发与形象设计", "航空服务", "机电技术应用", "动漫与游戏制作", "园林技术", "老年人服务与管理")  # fmt: skip
COURSES = ("电工", "焊工", "叉车驾驶", "育婴员", "养老护理", "茶艺师", "中式面点", "计算机操作", "安全生产")
SLOGANS = ("“一体两翼”", "“三全育人”", "“五育并举”", "“双元育人”", "“一核三进四融”", "“四有好教师”")
FILLER = (
    "坚持把立德树人作为根本任务，围绕{slogan}工作思路，统筹推进课程、实践、文化和管理育人，引导学生树立正确的世界观、人生观、价值观。",
    "各校以党建为引领，落实全面从严治党要求，开展主题党日、专题党课、集中学习等活动，党组织的凝聚力和战斗力不断增强。",
    "深化产教融合、校企合作，推进现代学徒制和“3+2”中高职衔接试点，探索“1+X”证书制度，人才培养模式改革取得新进展。",
    "按照《职业学校学生实习管理规定》组织实习，校企双方共同制定实习方案，落实指导教师，加强过程管理，保障学生权益。",
    "依托5G和虚拟仿真技术改造实训环境，将新技术、新工艺、新规范纳入教学标准和教学内容，课堂教学质量稳步提升。",
    "面向社区居民开展书法、茶艺、剪纸等体验课程，组织志愿服务队走进社区、走进乡村、走进企业，受到群众好评。",
    "存在的主要问题是：专业设置与区域产业的匹配度有待提高，高水平专业带头人数量不足，教师企业实践的深度还不够。",
    "下一步，将完善政府主导、行业指导、企业参与的办学机制，优化专业布局，加强师资队伍建设，推动职业教育高质量发展。",
    "教师参加市级以上教学能力比赛，以赛促教、以赛促学，第三届技能文化节期间开放日活动吸引了众多家长参加。",
    "严格落实教育经费“两个只增不减”要求，规范专项资金使用，强化绩效评价，每学期开展一次专项检查。",
    "学校建有心理辅导室，配备专职心理教师，每学年开展一次心理健康普查，17级和18级学生普查已经完成。",
    "2015年学校被认定为市级示范校，始建于1984年的老校区完成了改造，新增一批智慧教室。",
)
_HAN = "零一二三四五六七八九十"


def rounded(value: Decimal, places: int) -> str:
    return str(value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def percent(part: int, whole: int, places: int = 2) -> str:
    return rounded(Decimal(part) * 100 / Decimal(whole), places) + "%"


def spell(number: int) -> str:
    return _HAN[number] if number <= 10 else f"十{_HAN[number - 10]}"


@dataclass
class Facts:
    """The counts from which everything else is worked out."""

    chance: random.Random
    period: int
    district: str = ""
    majors: list[str] = field(default_factory=list)
    graduates: list[int] = field(default_factory=list)
    employed: list[int] = field(default_factory=list)
    further: list[int] = field(default_factory=list)
    pay: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        chance = self.chance
        self.district = chance.choice(DISTRICTS)
        self.majors = chance.sample(MAJORS, chance.randint(6, 11))
        for _ in self.majors:
            employed, further = chance.randint(3, 60), chance.randint(3, 60)
            self.employed.append(employed)
            self.further.append(further)
            self.graduates.append(employed + further)
            self.pay.append(chance.randrange(2400, 5200, 100))
        self.enrolled = [chance.randint(300, 900), 0]
        self.enrolled[1] = self.enrolled[0] + chance.choice((-1, 1)) * chance.randint(11, 90)
        self.local = chance.randint(100, self.enrolled[1] - 50)
        self.students = [chance.randint(900, 2900) for _ in range(2)]
        if self.students[0] == self.students[1]:
            self.students[1] += 17
        self.postgraduates = [chance.randint(12, 40) for _ in range(2)]
        self.bachelors = [chance.randint(120, 260) for _ in range(2)]
        self.teachers = [a + b for a, b in zip(self.postgraduates, self.bachelors, strict=True)]
        self.titles: list[list[int]] = []
        for teachers in self.teachers:
            high, middle = chance.randint(30, 50), chance.randint(40, 55)
            self.titles.append([high, middle, teachers - high - middle])
        self.common = [chance.randint(50, teachers - 40) for teachers in self.teachers]
        self.dual = [
            chance.randint(20, teachers - common - 1)
            for teachers, common in zip(self.teachers, self.common, strict=True)
        ]
        self.staff = self.teachers[1] + chance.randint(15, 60)
        self.members = chance.randint(40, self.staff - 40)
        self.trainings = {name: chance.randint(40, 1900) for name in chance.sample(COURSES, chance.randint(4, 6))}
        self.money = [Decimal(chance.randint(10000, 90000)) / 100 for _ in range(3)]
        self.equipment = [Decimal(chance.randint(90000, 500000)) / 10 for _ in range(2)]
        self.books = [Decimal(chance.randint(900, 4000)) / 100 for _ in range(2)]


class Writer:
    """One report: an outline scheme, captions or none, and wordings chosen as it goes."""

    def __init__(self, seed: int, length: int = 3) -> None:
        self.chance = random.Random(seed)
        self.facts = Facts(self.chance, self.chance.randint(2017, 2024))
        self.scheme = self.chance.choice(("decimal", "han", "chapter"))
        self.captions = self.chance.choice(("numbered", "plain", "none"))
        self.length = length
        self.lines: list[str] = []
        self.numbers = [0, 0]
        self.tables = 0

    def write(self) -> str:
        facts, chance = self.facts, self.chance
        self.lines = [f"{facts.district}中等职业教育质量年度报告（{facts.period}）", ""]
        self.paragraph(
            f"{facts.period}年，{facts.district}中等职业教育以习近平新时代中国特色社会主义思想为指导，稳步推进各项工作，现报告如下。"
        )
        chapters = [
            ("基本情况", (self.scale, self.facilities, self.teachers)),
            ("学生发展", (self.graduates, self.pay)),
            ("社会服务", (self.trainings,)),
            ("发展保障", (self.party, self.money, self.lists)),
        ]
        for title, parts in chapters:
            self.heading(title, 0)
            if chance.random() < 0.4:
                self.filler(1)
            for part in parts:
                part()
                self.filler(self.length)
        self.heading("面临挑战", 0)
        self.filler(2)
        if chance.random() < 0.5:
            self.lines += ["", f"{facts.period}年12月"]
        return "\n".join(self.lines) + "\n"

    # Pieces of layout ---------------------------------------------------------------------

    def heading(self, title: str, level: int) -> None:
        self.numbers[level] += 1
        if level == 0:
            self.numbers[1] = 0
        one, two = self.numbers
        if self.scheme == "decimal":
            mark = f"{one}. " if level == 0 else f"{one}.{two} "
        elif self.scheme == "han":
            mark = f"{spell(one)}、" if level == 0 else f"（{spell(two)}）"
        else:
            mark = f"{spell(one)}、" if level == 0 else f"{two}. "
        self.lines += ["", mark + title, ""]

    def paragraph(self, words: str) -> None:
        if self.chance.random() < 0.25:
            # Spaces between Chinese characters and digits, as word processors put them.
            for digit in "0123456789":
                words = words.replace(f"人{digit}", f"人 {digit}").replace(f"有{digit}", f"有 {digit}")
        self.lines += [words, ""]

    def filler(self, number: int) -> None:
        for _ in range(number):
            # No paragraph is said twice.
            words = self.chance.choice(FILLER).format(slogan=self.chance.choice(SLOGANS))
            if words not in self.lines:
                self.paragraph(words)

    def table(self, title: str, rows: list[list[str]]) -> None:
        self.tables += 1
        if self.captions == "numbered":
            self.lines += [f"表{self.tables} {title}", ""]
        elif self.captions == "plain":
            self.lines += [title, ""]
        else:
            self.paragraph("具体情况如下表所示。")
        self.lines += ["\t".join(row) for row in rows]
        self.lines += [""]

    # Contents -----------------------------------------------------------------------------

    def scale(self) -> None:
        facts, chance = self.facts, self.chance
        self.heading("规模与结构", 1)
        before, now = facts.enrolled
        word, gap = ("增加", now - before) if now > before else ("减少", before - now)
        share = rounded(Decimal(gap) * 100 / before, 2)
        outside = now - facts.local
        wording = chance.randrange(4)
        if wording == 0:
            self.paragraph(
                f"招生人数由{facts.period - 1}年的{before}人{word}到{facts.period}年的{now}人，{word}{gap}人，{word}{share}%。"
            )
        elif wording == 1:
            self.paragraph(
                f"{facts.period - 1}年招生{before}人，{facts.period}年招生{now}人，比上年{word}{gap}人，其中本市户籍学生{facts.local}人，非本市户籍学生{outside}人。"
            )
        elif wording == 2:
            self.paragraph(
                f"全区共招收新生{now}人，其中本地学生{facts.local}人，占{percent(facts.local, now)}，外地学生{outside}人。"
            )
        else:
            self.paragraph(f"全区招收本地学生{facts.local}人、外地学生{outside}人，合计{now}人。")
        a, b = facts.students
        change = b - a
        layout = chance.randrange(3)
        if layout == 0:
            rows = [["指标", f"{facts.period - 1}年", f"{facts.period}年", "增量"],
                    ["招生数（人）", str(before), str(now), str(now - before)],
                    ["在校生数（人）", str(a), str(b), str(change)]]  # fmt: skip
        elif layout == 1:
            arrow = "↑" if change > 0 else "↓"
            other = "↑" if now > before else "↓"
            rows = [["年度", "招生数", "在校生数"], [f"{facts.period - 1}年", str(before), str(a)], [f"{facts.period}年", str(now), str(b)],
                    ["变化情况", f"{other}{gap}", f"{arrow}{abs(change)}"]]  # fmt: skip
        else:
            girls = chance.randint(200, b - 200)
            first = chance.randint(100, b // 3)
            second = chance.randint(100, b // 3)
            third = b - first - second
            rows = [["类别", "人数", "占比"], ["一年级", str(first), percent(first, b)], ["二年级", str(second), percent(second, b)],
                    ["三年级", str(third), percent(third, b)], ["合计", str(b), "100%"]]  # fmt: skip
            self.paragraph(f"{facts.period}年在校生{b}人，其中男生{b - girls}人，女生{girls}人。")
        self.table(f"{facts.period - 1}—{facts.period}年学生规模" if layout == 0 else "学生规模", rows)

    def facilities(self) -> None:
        facts = self.facts
        self.heading("设施设备", 1)
        (a, b), (c, d) = facts.equipment, facts.books
        word = "升高" if b > a else "降低"
        other = "升高" if d > c else "降低"
        self.table("办学条件", [["年度", "生均仪器设备值(元)", "生均图书(册)"], [f"{facts.period - 1}年", str(a), str(c)], [f"{facts.period}年", str(b), str(d)],
                             ["变化情况", f"{word}{abs(b - a)}", f"{other}{abs(d - c)}"]])  # fmt: skip

    def teachers(self) -> None:
        facts, chance = self.facts, self.chance
        self.heading("教师队伍", 1)
        one, two = facts.teachers
        names = ["高级教师", "一级教师", "二级教师及以下"]
        rows = [["项目", "内容", "数量", "", "比率", ""], ["", "", f"{facts.period - 1}年", f"{facts.period}年", f"{facts.period - 1}年", f"{facts.period}年"],
                ["专任教师", "", str(one), str(two), "", ""]]  # fmt: skip
        groups = [("学历结构", ["研究生", "本科"], [[p, q] for p, q in zip(facts.postgraduates, facts.bachelors, strict=True)]),
                  ("职称结构", names, facts.titles),
                  ("任课情况", ["公共基础课", "专业课"], [[p, q - p] for p, q in zip(facts.common, facts.teachers, strict=True)])]  # fmt: skip
        for title, labels, (old, new) in groups:
            for index, label in enumerate(labels):
                rows.append(
                    [
                        title if index == 0 else "",
                        label,
                        str(old[index]),
                        str(new[index]),
                        percent(old[index], one),
                        percent(new[index], two),
                    ]
                )
        self.table("专任教师情况", rows)
        dual = facts.dual[1]
        wording = chance.randrange(3)
        if wording == 0:
            self.paragraph(
                f"现有教职工{facts.staff}人，其中专任教师{two}人，占教职工总数的{percent(two, facts.staff)}。双师型教师{dual}人，占专任教师的{percent(dual, two)}。"
            )
        elif wording == 1:
            self.paragraph(f"全区教职工{facts.staff}名，专任教师{two}名，占{percent(two, facts.staff)}。")
        else:
            places = 1
            self.paragraph(
                f"专任教师{two}人，其中双师型教师{dual}人，占专任教师比例为{percent(dual, two, places)}；研究生学历{facts.postgraduates[1]}人，占{percent(facts.postgraduates[1], two, places)}。"
            )

    def graduates(self) -> None:
        facts, chance = self.facts, self.chance
        self.heading("就业质量", 1)
        total, work, further = sum(facts.graduates), sum(facts.employed), sum(facts.further)
        rate = percent(further, total)
        wording = chance.randrange(3)
        if wording == 0:
            self.paragraph(f"{facts.period}年毕业生{total}人，其中直接就业{work}人，升学{further}人，升学率{rate}。")
        elif wording == 1:
            self.paragraph(f"{facts.period}年共有毕业生{total}人。升入高等院校{further}人，占毕业生的{rate}。")
        else:
            self.paragraph(f"毕业生{total}人，升学{further}人，升学率为{rate}，就业形势总体稳定。")
        numbered = chance.random() < 0.6
        head = ["专业名称", "毕业生人数", "就业人数", "升学人数"]
        if chance.random() < 0.5:
            head.append("升学率")
        rows = [(["序号", *head] if numbered else head)]
        for index, name in enumerate(facts.majors):
            row = [name, str(facts.graduates[index]), str(facts.employed[index]), str(facts.further[index])]
            if len(head) == 5:
                row.append(percent(facts.further[index], facts.graduates[index]))
            rows.append([str(index + 1), *row] if numbered else row)
        last = ["合计", str(total), str(work), str(further)]
        if len(head) == 5:
            last.append(rate)
        last = ["", *last] if numbered else last
        if numbered and chance.random() < 0.5:
            last[0], last[1] = "合计", ""
        if chance.random() < 0.2:
            rows.insert(1, last)
        else:
            rows.append(last)
        self.table(f"{facts.period}年毕业生就业情况", rows)

    def pay(self) -> None:
        facts = self.facts
        self.heading("就业待遇", 1)
        rows = [
            ["专业", "就业率", "初次就业起薪（元）"],
            *([name, "100%", str(pay)] for name, pay in zip(facts.majors, facts.pay, strict=True)),
        ]
        self.paragraph(f"各专业就业率均为100%，各专业起薪均在{min(facts.pay)}元以上。")
        self.table("各专业就业待遇", rows)

    def trainings(self) -> None:
        facts, chance = self.facts, self.chance
        self.heading("社会培训", 1)
        total = sum(facts.trainings.values())
        listed = "、".join(f"{name}培训{number}人次" for name, number in facts.trainings.items())
        count = len(facts.trainings)
        names = "、".join(facts.trainings)
        wording = chance.randrange(3)
        if wording == 0:
            self.paragraph(f"全年开展{listed}，共计{total}人次。")
        elif wording == 1:
            self.paragraph(f"全年面向社会开展培训{total}人次，涵盖{names}{spell(count)}个工种。")
        else:
            self.paragraph(f"开设{names}等{spell(count)}个培训项目，培训{total}人次。")
        rows = [
            ["培训项目", "人次"],
            *([name, str(number)] for name, number in facts.trainings.items()),
            ["合计", str(total)],
        ]
        self.table("社会培训情况", rows)

    def party(self) -> None:
        facts = self.facts
        self.heading("党建引领", 1)
        self.paragraph(
            f"全区职教系统教职工{facts.staff}人，党员{facts.members}人，占{percent(facts.members, facts.staff)}。"
        )

    def money(self) -> None:
        facts, chance = self.facts, self.chance
        self.heading("经费投入", 1)
        a, b, c = facts.money
        total = a + b + c
        wording = chance.randrange(3)
        if wording == 0:
            self.paragraph(
                f"{facts.period}年共投入经费{total}万元，其中校园建设{a}万元，设备购置{b}万元，其他支出{c}万元。"
            )
        elif wording == 1:
            self.paragraph(
                f"全年投入实训基地建设经费{a}万元、教师培训经费{b}万元、学生资助经费{c}万元，合计{total}万元。"
            )
        else:
            old = a + b
            rise = rounded((total - old) * 100 / old, 2)
            self.paragraph(
                f"经费投入由{facts.period - 1}年的{old}万元增加到{facts.period}年的{total}万元，增加{c}万元，增长{rise}%。"
            )

    def lists(self) -> None:
        facts, chance = self.facts, self.chance
        self.heading("特色工作", 1)
        chosen = chance.sample(facts.majors, chance.randint(3, 5))
        self.paragraph(f"建成{'、'.join(chosen)}{spell(len(chosen))}个特色专业。")
        points = ("完善制度", "加强培训", "强化督导", "总结推广")[: chance.randint(2, 4)]
        said = "；".join(f"{spell(index)}是{words}，形成长效机制" for index, words in enumerate(points, start=1))
        self.paragraph(f"重点抓好以下{spell(len(points))}项工作：{said}。")
        groups = chance.sample(("语文组", "数学组", "英语组", "艺术组", "体育组"), chance.randint(2, 4))
        self.paragraph(
            f"成立了{spell(len(groups)) if len(groups) > 2 else '两'}个教研组，分别是{'、'.join(groups[:-1])}和{groups[-1]}。"
        )
        values = [chance.randint(3, 40) for _ in chosen]
        self.paragraph(f"{'、'.join(chosen)}专业参赛获奖数分别为{'、'.join(f'{value}项' for value in values)}。")


def write_report(seed: int, length: int = 3) -> str:
    """A consistent report as plain text; equal seeds give equal reports."""
    return Writer(seed, length).write()
