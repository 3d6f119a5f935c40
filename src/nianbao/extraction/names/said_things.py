"""What a sentence counts, under one name however it was written.

专任教师 175 人, 现有专任教师队伍 175 人, 教师中专任教师为 175 人 and 175 名专任教师 say the same. The words round a
number are reduced to what is counted, and what is counted is looked up among the things of which an
institution has one number at a time. Whatever narrows the words (新进, 其中 of a part, a school of its own,
another date) keeps the figure apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.known_facts import (
    OF_SOME,
    is_matched_otherwise,
    is_over,
    label_of,
    of_wider_body,
    school_of,
    schools_in,
    scope_of,
    those_meant,
)
from nianbao.extraction.names.named_units import unit_named
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern

_NEVER = r"(?!)"  # a name of the whole that no words are
# Id (that of the indicator where there is one), dimension, names that all mean the whole, names that may mean a part.
THINGS: tuple[tuple[str, str, str, str], ...] = (
    ("full_time_students", "people", r"在校学?生|在校学生", r"全日制(?:学历教育)?在校学?生|学历教育在校学?生|在籍学?生|学生|在校"),
    ("staff", "people", r"教职员?工", r"(?:在职|在编|在岗|在册)教职员?工"),
    ("full_time_teachers", "people", r"专[任职]教师|专任", r"(?:校内|在编|在职|在岗|文化课)专任教师"),
    ("teachers_dual_qualified", "people", r"双师(?:型|素质)(?:专任|专业)?教师|双师型", r"双师(?:型|素质)专业课?教师"),
    ("major_course_teachers", "people", r"专业课(?:专任)?教师", r"专业(?:专任)?教师"),
    ("part_time_teachers", "people", r"兼职教师|外聘兼职教师", r"(?:企业|行业企业|外聘|校外)(?:兼职)?教师"),
    ("graduates", "people", r"毕业生|毕业学生", r"应届毕业生|(?:全日制)(?:应届)?毕业生"),
    ("enrolment", "people", r"招生|(?:招收|录取)(?:新生|学生)?|新生|招收新生", r"实际(?:招生|招收|录取)(?:新生|学生)?|录取"),
    ("graduates_further_study", "people", _NEVER, r"升学|升入(?:高职|高校|高等院校|高等职业院校|高一级学校|上一级学校)"),
    ("trained", "attendance", _NEVER, r"(?:面向社会)?(?:开展|组织|完成|举办)?(?:各级|各类|社会|职业|技能)*培训"),
    ("state_grants", "people", _NEVER, r"(?:享受|获得?|领取|发放)?(?:国家)?助学金(?:学生|惠及学生)?"),
    ("free_tuition", "people", _NEVER, r"(?:享受|落实)?(?:国家)?免(?:除)?学费(?:政策)?(?:学生|惠及学生)?"),
    ("boarders", "people", r"住[宿校]学?生|寄宿学?生|在校住宿学?生", ""),
    ("party_members", "people", r"(?:中共|共产)?党员", r"(?:在职|教工|教职工|教师|正式|在册)党员"),
    ("majors", "items", r"专业", r"(?:招生|在招)专业"),
    ("classes", "classes", r"教学班级?|班级|班", r"学生班级|行政班级?"),
    ("land_area", "area", r"占地(?:总)?(?:面积)?", ""),
    ("building_area", "area", r"(?:校舍)?(?:总)?建筑(?:总)?面积|校舍(?:总)?面积|校舍建筑", ""),
    ("books", "books", r"(?:馆藏)?纸质(?:图书|藏书)|纸质书籍", r"(?:图书馆)?(?:馆藏)?(?:图书|藏书)"),
    ("electronic_books", "books", r"电子(?:图书|读物|藏书)|数字图书", ""),
    ("equipment_value", "money", r"教学(?:科研)?(?:实训)?仪器设备(?:资产)?(?:总)?(?:价?值)?", r"(?:实训|教学|实训教学)?(?:仪器)?设备(?:资产)?(?:总)?(?:价?值)"),
    ("fixed_assets", "money", r"固定资产(?:总)?(?:价?值|额)?", ""),
    ("training_seats", "items", r"(?:校内)?实[践训习](?:教学|实习)?工位", r"工位"),
    ("training_rooms", "items", r"(?:校内)?实[验训习](?:实训)?室", r"专业(?:实训|教)室|实验实训室"),
    ("training_bases_inside", "items", r"校内(?:实[习训]|实践|实训实习|实习实训)(?:教学)?基地", ""),
    ("training_bases_outside", "items", r"校外(?:实[习训]|实践|实训实习|实习实训)(?:教学)?基地", ""),
    ("classrooms", "items", r"(?:普通)?教室", r"多媒体教室|智慧教室"),
    ("computers", "machines", r"(?:教学用?)?计算机|电脑", r"学生用?(?:计算机|电脑)"),
    ("partner_firms", "companies", r"(?:校企)?合作(?:企业|单位)|(?:深度|紧密)合作企业", ""),
    ("party_branches", "items", r"党支部", r"(?:基层)党支部"),
    ("societies", "items", r"(?:学生)?社团", ""),
    ("employment_rate", "share", r"(?:毕业生)?(?:总体)?就业率", r"(?:毕业生)?初次就业率|毕业去向落实率"),
    ("matched_employment_rate", "share", r"(?:毕业生)?(?:专业)?对口就业率|(?:就业|专业)?对口率", ""),
    ("further_study_rate", "share", r"(?:毕业生)?(?:总体)?升学率", ""),
    ("retention_rate", "share", r"(?:学生|在校生)?巩固率", ""),
    ("student_satisfaction", "share", r"(?:在校)?(?:学生|生)(?:总体)?满意度", ""),
    ("parent_satisfaction", "share", r"(?:学生)?家长(?:总体)?满意度", ""),
    ("employer_satisfaction", "share", r"用人单位(?:总体)?(?:对毕业生)?(?:的)?满意度", ""),
    ("staff_satisfaction", "share", r"(?:教职工|教师)(?:总体)?满意度", ""),
    ("graduate_satisfaction", "share", r"(?:应届)?毕业生(?:总体)?满意度", ""),
    ("students_per_teacher", "ratio", r"生师比|师生比", ""),
    ("graduate_monthly_income", "money", r"(?:毕业生)?(?:初次就业)?(?:平均)?(?:月收入|月薪|起薪)|(?:平均)?(?:初次)?就业(?:平均)?(?:月收入|月薪|起薪)", ""),
)  # fmt: skip
_WHOLES = {thing: as_pattern(whole) for thing, _, whole, _ in THINGS}
# Those in whose midst others stand: 教职工 216 人，其中专任教师 175 人.
WHOLES = frozenset(("staff", "full_time_students", "full_time_teachers", "graduates"))
# Counted with other measure words than the dimension's own.
_OTHER_DIMENSIONS = {
    "items": ("items", "schools", "classes", "projects"), "classes": ("items", "classes"), "companies": ("companies", "items"),
    "machines": ("machines", "sets"),
}  # fmt: skip
_LEAD = as_pattern(
    r"^(?:截[至止]到?|到|目前|现在|当前|20\d\d(?:[-—至]20\d\d)?学?年度?[初末底]?|\d{1,2}月(?:[初底末]|\d{1,2}[日号])?|今年|本年度|本学?年|当年|全年|年[末底初]|报告期内?|止|一年来|"
    r"学校|我校|本校|该校|全校|学院|全院|全[区市县]|[我本][区市县]|区域?内|校园|师资队伍|教师队伍|现[有共]?|共有?|总共|拥有|具有|有|设有?|建有|建成|开设了?|开办|配[有备]|聘[请任]了?|设置|办有|"
    r"合计|总计|总|已有?|达到?|为|是|约|各类|其中|的|中(?![专职级小高等考央介医药餐式西外青老共层])|下设|之|[,，:：、()])"
)
_OF_ALL = as_pattern(
    r"^(?:教师|教职员?工|教师队伍|师资队伍|专任教师|全体教师|学校教师|毕业生|在校生)(?:队伍)?[中里](?=[专双].{0,6}(?:教师|专任|双师型)$)"
)
_TAIL = as_pattern(
    r"(?:总?人数|总数|数量|总数量|总量|队伍|规模|数|总规模|[共总合]计?|[达增]?到|达|为|是|现?有|了|约|,|:|目前|已)+$"
)
_BEHIND = as_pattern(r"(?:组成|左右|[（(].*|其中.*|不等|在[校岗编籍])?")
_BEHIND_NAME = as_pattern(r"(?:[（(].*|[中里].*|覆盖.*|涵盖.*|分布.*|组成.*|构成.*|,.*)?")
_QUOTES = as_pattern(r"[“”\"'‘’「」]")
_LONGEST = 24  # characters behind a number that may belong to it
# One pattern for each dimension, with a group for each thing.
_BY_DIMENSION: dict[str, tuple[tuple[str, ...], re.Pattern[str]]] = {}
for _dimension in sorted({other for _, wanted, _, _ in THINGS for other in _OTHER_DIMENSIONS.get(wanted, (wanted,))}):
    _rows = [row for row in THINGS if _dimension in _OTHER_DIMENSIONS.get(row[1], (row[1],))]
    _BY_DIMENSION[_dimension] = (
        tuple(thing for thing, _, _, _ in _rows),
        as_pattern("|".join(f"({whole}|{part})" if part else f"({whole})" for _, _, whole, part in _rows)),
    )
# A firm with which the school works, whatever the order of the words.
_FRAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("partner_firms", as_pattern(r"(?:学校|我校|目前|现|已|先后)*[与和同]#(?:多?家)?(?:[\u4e00-\u9fff]{0,4})(?:企业|企事业单位)(?:建立|开展|签订|签署|保持|深度|紧密)+.{0,8}合作.{0,6}")),
    ("graduates_further_study", as_pattern(r"(?:今年|本年度|共|有|其中)*#毕业生?(?:通过.{0,8})?(?:升入|升学|考入|考取).{0,12}")),
)  # fmt: skip
_FRAME_NAMES = {"partner_firms": "合作企业", "graduates_further_study": "升学毕业生"}
_NARROWING = as_pattern(
    r"参加|选派|派出|新[增进聘招入建设]|增[加长至]|减少|比(?![例重赛])|较|目标|计划|规划|预计|力争|将|累计|曾|(?<![中高])原(?![料材])|平均|每|各[校系部]|某|例如|为例|培训|[竞大]赛|实习|[A-Z甲乙丙丁]校|校区|分校|合并|之前|"
    r"上[一年学]|去年|前年|同期|近.年|[三五十]年来|以来|往届|规定|标准|要求|原则|不低于|获|奖|资助|调查|抽样|样本|问卷|回收|访谈|走访|"
    r"[本专]科|高职|大专|附设|成人|函授|业余|短期|非全日制|联合|结对|帮扶|对口支援|合作办学|专业群|残疾|特教|幼儿园|小学|初中|普[通高]|民办|公办|录用|同学|[她他](?!们)|外省|外地|京籍|农村|城镇|贫困"
)
_SUBJECTS = as_pattern(
    r"(?:截[至止]|目前|到?20\d\d|现|今|学校|我校|本校|全[校区市县]|[我本][区市县]|区域?内|师资|教师|办学|校园)"
)
_DATE = as_pattern(r"(20\d\d)年(\d{1,2})月")
_PERIODS = as_pattern(r"(20[0-4]\d)\s*(?:[-—~至]+\s*(20\d\d)\s*)?(?:学?年|届|级)")
_BEFORE_NOW = as_pattern(r"上一?年|去年|上一?学年|前年|同期|上一?届|往年")
_CASE = as_pattern(r"案例|典型|特色|附件|附录|经验|做法|掠影|风采|人物|故事")
_LEVELS = (
    ("district", as_pattern(r"全[区市县]|[我本][区市县]|区域?内")),
    ("school", as_pattern(r"全校|[我本该]校|学校")),
)


@dataclass(frozen=True, eq=False)
class SaidThing:
    """A figure in running text under the name of what it counts; ``is_whole`` where nothing narrows it."""

    thing: str  # of THINGS, or the reduced words themselves
    name: str  # as the sentence has it, reduced
    mention: Mention
    period: int | None  # None for the report's own
    date: str  # year and month where the sentence gives both
    scope: str
    is_whole: bool
    level: str = ""

    @property
    def is_known(self) -> bool:
        return self.thing != self.name


@lru_cache(maxsize=16_384)
def reduced(words: str) -> str:
    """The words before a number without time, place, verbs and words for number.

    >>> reduced("截至2023年底，学校现有专任教师队伍"), reduced("教师中专任教师为"), reduced("校内实训室数量达到"), reduced("全市中专学校")
    ('专任教师', '专任教师', '校内实训室', '中专学校')
    """
    name = _QUOTES.sub("", compact(words))
    while match := _LEAD.match(name):
        name = name[match.end() :]
    previous = None
    while name != previous:
        previous = name
        name = _OF_ALL.sub("", _TAIL.sub("", name))
        while match := _LEAD.match(name):
            name = name[match.end() :]
    return name.replace("的", "")


@kept
def said_things(manuscript: Manuscript) -> tuple[SaidThing, ...]:
    """Every figure of running text that has a name, in reading order."""
    return tuple(_read(manuscript))


def _read(manuscript: Manuscript) -> Iterator[SaidThing]:
    title = "".join(passage.plain for passage in manuscript.passages[:6] if "。" not in passage.plain)
    heading_scope = ""
    for passage in manuscript.passages:
        if passage.kind == "heading":
            heading_scope = school_of(passage.plain) or ("案例" if _CASE.search(passage.plain) else "")
        if passage.kind not in ("paragraph", "note", "case"):
            continue
        last: SaidThing | None = None
        schools: list[tuple[int, str]] | None = None
        for mention in passage.mentions:
            if mention.is_loose:
                continue
            label = label_of(mention)
            after = compact(passage.plain[mention.end : min(mention.clause[1], mention.end + _LONGEST)])
            looked_up = _look_up(reduced(label), after, mention, label)
            if looked_up is None:
                last = None
                continue
            if schools is None:
                schools = schools_in(passage.plain, title)
            last = _thing_of(manuscript, mention, looked_up, last, heading_scope, schools)
            yield last


def _thing_of(
    manuscript: Manuscript,
    mention: Mention,
    looked_up: tuple[str, str, bool],
    last: SaidThing | None,
    heading: str,
    schools: list[tuple[int, str]],
) -> SaidThing:
    thing, name, certain = looked_up
    passage = mention.passage
    start = passage.full_sentence_at(mention.start)[0]
    lead = passage.plain[start : mention.clause[0]]
    clause = passage.plain[mention.clause[0] : mention.start]
    is_whole = certain and mention.clause[0] >= start and not _NARROWING.search(compact(lead))
    if is_whole and ("其中" in clause or as_pattern(r"其中\s*$").search(lead[-4:])):
        is_whole = last is not None and last.thing in WHOLES and last.is_whole
    if OF_SOME.search(clause):
        is_whole = False
    piece = passage.plain[max(start, passage.sentence_at(mention.start)[0]) : mention.clause[0]]
    is_whole = is_whole and _is_of_all(piece) and not _has_own_subject(lead, clause) and not scope_of(mention)
    is_whole = is_whole and not those_meant(mention, thing)
    is_whole = is_whole and not is_matched_otherwise(thing, name, passage.plain[: mention.start])
    named = [name for position, name in schools if position < mention.start]
    scope = (
        (named[-1] if named else "") or unit_named(manuscript, mention) or heading or of_wider_body(manuscript, mention)
    )
    if passage.kind == "case":
        scope = scope or "案例"
    dates = _DATE.findall(passage.plain[start : mention.start])
    level = next((level for level, pattern in _LEVELS if pattern.search(clause)), "")
    return SaidThing(
        thing, name, mention, _period(manuscript, lead, clause), "-".join(dates[-1]) if dates else "", scope, is_whole, level
    )  # fmt: skip


def _look_up(before: str, after: str, mention: Mention, label: str) -> tuple[str, str, bool] | None:
    dimension = mention.unit.dimension if mention.unit is not None else ""
    things, pattern = _BY_DIMENSION.get(dimension, ((), None))
    after = _QUOTES.sub("", after)
    if len(before) < 5 and dimension in ("companies", "items", "people"):
        frame = f"{compact(label)}#{after}"
        for thing, shape in _FRAMES:
            if shape.fullmatch(frame):
                return thing, _FRAME_NAMES[thing], thing == "partner_firms"
    if before:
        if _BEHIND.fullmatch(after):
            match = pattern.fullmatch(before) if pattern is not None else None
            if match is not None and match.lastindex is not None:
                thing = things[match.lastindex - 1]
                return thing, before, _WHOLES[thing].fullmatch(before) is not None
            return (before, before, False) if _is_name(before) else None
    elif pattern is not None and after:
        match = pattern.match(after)
        if match is not None and match.lastindex is not None and _BEHIND_NAME.fullmatch(after[match.end() :]):
            thing = things[match.lastindex - 1]
            whole = _WHOLES[thing].fullmatch(match[0]) is not None
            return thing, match[0], whole and as_pattern(r"有|共|设|建|聘|全[校区市县]").search(label) is not None
    return None


_ALL_NAMES = as_pattern("|".join(f"{whole}|{part}" if part else whole for _, _, whole, part in THINGS))


def _is_of_all(lead: str) -> bool:
    """职教中心占地 120 亩，在校生 1200 人: the sentence begins with a body of its own, and goes on to speak of it."""
    first = as_pattern(r"[，,：:]").split(compact(lead))[0]
    counted = as_pattern(r"\d").search(first)
    if not first or _SUBJECTS.match(first):
        return True
    name = reduced(first[: counted.start()]) if counted is not None else ""
    return counted is not None and (not name or _ALL_NAMES.fullmatch(name) is not None)


def _has_own_subject(lead: str, clause: str) -> bool:
    """装备制造类规模最大，有在校生 824 人: the verb goes back to whom the clause before speaks of."""
    before = as_pattern(r"[，,]").split(compact(lead).rstrip("，,"))[-1]
    return (
        as_pattern(r"\s*(?:有|达|为|共有?|拥有)").match(clause) is not None
        and before != ""
        and not as_pattern(r"\d").search(before)
        and not _SUBJECTS.match(before)
    )


def _is_name(words: str) -> bool:
    return as_pattern(r"[\u4e00-\u9fff]{4,20}").fullmatch(words) is not None and not _NARROWING.search(words)


def _period(manuscript: Manuscript, lead: str, clause: str) -> int | None:
    if _BEFORE_NOW.search(clause[-14:]):
        return (manuscript.data_period or 0) - 1
    words = lead + clause
    periods = [match for match in _PERIODS.finditer(words) if not is_over(words, match, len(lead))]
    if not periods:
        return None
    period = int(periods[-1][2] or periods[-1][1])
    return None if period == manuscript.data_period else period
