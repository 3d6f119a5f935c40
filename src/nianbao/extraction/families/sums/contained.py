"""Some of them are no more than all of them, however the sentence parts the two.

Cue: （含正高级 6 名）; 其中 that begins a sentence; 培训 860 人次 and 公益性培训 in one sentence; 实习学生 in one sentence of a paragraph and
专业对口实习 in another; money and 用于; 412 名学生参加考核，有 402 名通过; 全部 and 100% beside those of whom it is not true. Why it should hold in any
report: a kind with one word more is a kind of the kind without it, and those who pass have sat. Guards: one measure,
heads and never times; any figure of the whole that the paragraph gives is a legal reading, so that only a part larger than
all of them is told; another time, another school, 累计 and 新增 make another whole.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nianbao.extraction.claims import Remark, at_most, relation, unitless
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import label_of
from nianbao.extraction.names.said_things import reduced, said_things
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Relation

FAULT = "logic"
EXAMPLES = (
    Example("fail", "高级职称教师81名（含正高级86名），占比较高。"),
    Example("fail", "合作企业总数达到55家。其中深度合作企业65家。"),
    Example("fail", "合作企业共15家，其中区内企业51"),
    Example("fail", "全年开展培训5810人日，公益性培训58100人日。"),
    Example("fail", "本年度岗位实习学生372人，安排合理。专业对口实习431人，受到企业好评。"),
    Example("fail", "经费支出2160万元，用于设备购置2560万元。"),
    Example("fail", "412名学生参加考核，有421名通过。"),
    Example("fail", "自查发现问题18个，已整改20个。"),
    Example("fail", "毕业生全部就业，8人待业。"),
    Example("fail", "毕业生均已升入高校，对口就业率100%，升入高等院校比例为60%。"),
    Example("fail", "学校现有教职工186人。\n\n二、教师队伍\n\n专任教师206人，结构合理。"),
    Example("pass", "高级职称教师81名（含正高级6名），占比较高。"),
    Example("pass", "412名学生参加考核，有402名通过。"),
    Example("silent", "本年度岗位实习学生372人。上年专业对口实习431人。"),
    Example("silent", "走访企业32家，合作企业45家。"),
)
_BRACKET = as_pattern(
    r"\s*[（(]\s*(?:其中)?(?:含(?!在)|包括|包含|内含)[^，。；、（）()\d]{0,12}$|\s*[，,]\s*(?:包括|包含|含(?!在)|内含)[^，。；、（）()\d]{0,12}$"
)
_AMONG = as_pattern(r"\s*[，,]?其中[，,:：]?[^，。；：\d]{0,16}$")
# 合作企业 15 家，其中区内企业 51。: the figure ends its clause, and its measure word was left out.
_BARE_PART = as_pattern(r"[，,（(]?\s*(?:其中|期中(?!考|测|检))[，,:：]?[^，。；：\d%、（）()]{2,14}$")
_NO_NUMBER_OF = as_pattern(
    r"(?:率|占?比|例|分|度|值|龄|号|第|占|[年月批次期届轮])[为是达约有到]*\s*$"
)  # what is measured or numbered
_CLAUSE_END = as_pattern(r"\s*(?:[，。；、）)]|$)")
_SPENT = as_pattern(r"(?:支出|投入|经费|资金|收入|拨款|补助)[^，。；\d]{0,6}$")
_USED = as_pattern(r"\s*[，,]?\s*(?:其中)?(?:主要|全部|专项)?(?:用于|用来)[^，。；、\d]{2,14}$")
_ALTOGETHER = as_pattern(r"总|累计|[共合]计|共达")  # 新增 40 万元，用于实训的经费总额达到 300 万元
_SAT = as_pattern(
    r"(?:学生|考生|选手|学员|教师|师生)?(?:参加|报名参加|报考|参评)了?[^，。；\d]{0,14}(?:考试|考核|鉴定|测试|认定|评审|大赛|竞赛|比赛|培训)$"
)
_PASSED = as_pattern(
    r"(?:学生|考生|选手|学员|教师)?(?:顺利|全部|一次性)?(?:通过|合格|及格|过关|达标|获得|取得|获|考取|拿到)"
)
# 查摆问题 17 个，已整改 15 个; 发现的 18 处隐患，到年底已经消除 16 处: nobody mends more than was found.
_FAULT_NOUN = as_pattern(r"\s*[\u4e00-\u9fff]{0,4}?(?:问题|隐患|不足|风险点|意见|建议)")
_NAMED_FAULT = as_pattern(r"(?:问题|隐患|不足|风险点|意见|建议)[^，。；\d]{0,3}$")
_MENDED = as_pattern(
    r"[，,](?:截至|截止|到|至)?(?:目前|年底|年末|学期末)?[，,]?(?:其中)?(?:现?已经?|均已)?(?:完成|落实)?(?:整改|解决|办结|销号|消除|整治|采纳)(?:完成|到位|完毕|落实)?了?\s*"
)
_BETWEEN = as_pattern(r"[，,、；]?\s*(?:其中)?[，,]?\s*(?:有|共有|共|已有|已)?\s*$")
# What narrows a noun that stands behind it: 公益性培训 is 培训.
_NARROWER = as_pattern(
    r"(?:女|男|公益性?|住[宿校]|寄宿|走读|贫困|困难|少数民族|[藏回维苗壮彝]族|残疾|农村|深度|紧密型?|电子|线上|骨干|青年|对口|专业对口|正高级|校外|市外|省外|境外|优秀|省级|国家级|市级|学生|教师|教工|在职)"
)
# Names in a paragraph: those of the second kind are some of the first.
_PAIRS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (as_pattern(r"(?:参加|安排)?(?:顶岗|岗位|跟岗)?实习(?:学生|人数|生)?(?:共|总数)?"), as_pattern(r"(?:实习)?(?:专业)?对口(?:实习)?(?:学生|岗位)?")),
    (as_pattern(r"(?:应届|全部|直接)?毕业生?(?:总数)?"), as_pattern(r"(?:升入|考入|升学|考取|对口升学)[^，]{0,12}|(?:直接)?就业(?:学生|毕业生)?|取得毕业证书?|获得?毕业证书?")),
    (as_pattern(r"(?:直接|初次)?就业(?:毕业生|学生)?"), as_pattern(r"(?:专业)?对口就业(?:毕业生|学生)?|(?:专业)?对口")),
    (as_pattern(r"(?:全日制)?在校学?生|全校学生"), as_pattern(r"住[宿校]学?生|寄宿生|走读生|[男女]学?生|毕业生|(?:新生|共青)?团员")),
    (as_pattern(r"教职员?工"), as_pattern(r"专[任职]教师|女教职工|班主任|在编教师|行政人员")),
    (as_pattern(r"专[任职]教师"), as_pattern(r"女教师|男教师|专业课?(?:专任)?教师|文化课教师|公共基础课教师|高级职称(?:教师)?|具有高级职称的?(?:教师)?")),
    (as_pattern(r"专业课?(?:专任)?教师"), as_pattern(r"双师(?:型|素质)(?:专业课?)?教师|双师型")),
    (as_pattern(r"(?:录取|招收|招生)(?:新生|学生)?"), as_pattern(r"(?:实际)?报到?(?:注册)?(?:新生|学生)?|注册(?:新生|学生)?")),
    (as_pattern(r"合作企业"), as_pattern(r"(?:深度|紧密|稳定|长期)(?:型)?合作企业")),
    (as_pattern(r"(?:报名|报考|参考|(?:报名)?参加[^，]{0,10}(?:考试|考核|鉴定|测试))(?:的?(?:学生|考生|人数))?"), as_pattern(r"[^，]{0,8}(?:录取|考取|上线|通过|合格|过关|首考通过|取得[^，]{0,8}证书?)(?:的?(?:学生|考生|人数))?")),
    (as_pattern(r"[\u4e00-\u9fff]{0,4}(?:填写?|填报|收回|回收|收到|发放|有效)(?:了|问卷|有效问卷)*"), as_pattern(r"[^，]{0,8}满意的?")),
    (as_pattern(r"(?:收回|回收|收到)(?:了|调查|问卷|答卷)*"), as_pattern(r"(?:其中)?有效(?:调查)?(?:问卷|答卷)?")),
    (as_pattern(r"(?:报名|报考)(?:的?(?:学生|考生|人数|参加))?"), as_pattern(r"(?:实际|正式)?(?:参加[^，]{0,8}(?:考试|考核|鉴定|测试)|实考|到考)(?:的?(?:学生|考生|人数))?")),
    (as_pattern(r"(?:参赛|派出|选派)(?:选手|学生|教师|师生|队员)"), as_pattern(r"获奖(?:选手|学生|教师|师生|队员)")),
    (as_pattern(r"(?:立项|承担|主持)?课题"), as_pattern(r"[^，]{0,4}结题(?:的?课题)?")),
    (as_pattern(r"(?:发表)?论文"), as_pattern(r"[^，]{0,6}核心期刊(?:论文)?")),
    (as_pattern(r"(?:开设|设有)?专业"), as_pattern(r"(?:省级|国家级|市级)?(?:重点|骨干|特色|品牌|示范)专业")),
)  # fmt: skip
_ANY_PART = as_pattern(
    r"对口|升入|考入|升学|考取|就业|毕业|住[宿校]|寄宿|走读|[男女]|团员|专[任职]|班主任|在编|行政|专业课|文化课|公共基础课|高级|双师|录取|上线|通过|合格|过关|取得|满意|有效|参加|实考|到考|获奖|结题|核心期刊|报到|注册|合作企业|重点|骨干|特色|品牌|示范"
)
_OTHER_TIME = as_pattern(
    r"上年|去年|往届|历届|累计|20\d\d|校区|同比|[一二三]年级|[级届]|以来|曾|原有?|[三五十\d]年[来间]|\d所|各"
)
# In a sentence without these, the whole that stands before the part is its own.
_SET_APART = as_pattern(r"上年|去年|往届|累计|新增|另|20\d\d|[^，。；]校区|每|均|增|减|比|较|计划")
_OTHER_KIND = as_pattern(r"新增|每|平均|计划|目标|其他|另|分别")
_OF_A_PLACE = as_pattern(r"[本外][市省区县地]|[省市区县][内外]")
_VERB = as_pattern(r"^(?:开展|组织|举办|完成|承担|承接|提供|接待|共|各类)+")
_WITHOUT_YEAR = as_pattern(
    r"(?:截[至止]|到)?20\d\d(?:[-—–至]20\d\d)?(?:学年|年度|年)(?:[末底初]|\d{1,2}月底?)?|20\d\d届"
)
_HEADS = frozenset("人名位")
# Things said anywhere: the part is no more than the largest figure that any place gives for the whole.
_WHOLE_OF = {
    "full_time_teachers": ("staff",), "major_course_teachers": ("full_time_teachers", "staff"), "boarders": ("full_time_students",),
    "graduates_further_study": ("graduates",), "graduates": ("full_time_students",),
}  # fmt: skip
# Claims of all, and those of whom they are not true.
_ALL: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (as_pattern(r"(?<!基本)(?:全部|均已?|都已?|百分之百|100%)(?:实现)?(?:了)?(?:就业|落实)|(?:就业率|落实率)(?:达到?|为|是|均为|均达)*\s*(?:了)?100(?:\.0+)?%"), as_pattern(r"未(?:能)?(?:实现)?(?:就业|落实)|待就业|待业|没有?(?:就业|落实)|尚未(?:就业|落实)")),
    (as_pattern(r"全部(?:考取|升入|升学)|升学率(?:达到?|为|是)*\s*100(?:\.0+)?%"), as_pattern(r"未(?:能)?升学|没有?升学|落榜")),
    (as_pattern(r"全部(?:顺利|如期|按时)?毕业(?!生)|毕业率(?:达到?|为|是)*\s*100(?:\.0+)?%"), as_pattern(r"未(?:能)?(?:如期|按时)?毕业|延期毕业|肄业|结业")),
    (as_pattern(r"全部(?:合格|通过|达标|过关)|(?:合格率|通过率|达标率|及格率)(?:达到?|为|是)*\s*100(?:\.0+)?%"), as_pattern(r"不合格|未(?:能)?通过|没有?通过|不及格|未达标|不达标")),
    (as_pattern(r"(?:零|无一人?)(?:流失|辍学|退学)|巩固率(?:达到?|为|是)*\s*100(?:\.0+)?%"), as_pattern(r"流失|辍学|退学")),
)  # fmt: skip
# Claims of all, and the rates that would be 100 % with them: 均已升入高校 and 升入高校比例为 50%.
_TO_SCHOOLS = r"(?:高校|高等院校|高等学校|高等教育|高一级学校|上一级学校|上级学校|大学|大专院校)"
_ALL_RATES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (as_pattern(rf"(?:全部|均已?|都已?)(?:顺利|成功)?(?:升学|(?:升入|考入|考取|进入)[了]?{_TO_SCHOOLS})"), as_pattern(rf"升学(?:率|比例|占比)|(?:升入|考入|考取|进入){_TO_SCHOOLS}(?:的?(?:毕业生|学生|人数))?(?:的?比例|比率|率|占比)")),
    (as_pattern(r"(?:全部|均已?|都已?)(?:顺利|成功|实现)?了?(?:就业|落实)(?!于|在|协议|意向)"), as_pattern(r"(?:初次|总体|毕业)?(?:就业|落实|去向落实)(?:率|比例)")),
    (as_pattern(r"(?:全部|均已?|都已?)(?:顺利|如期|按时)毕业"), as_pattern(r"毕业率")),
    (as_pattern(r"(?:全部|均已?|都已?)(?:顺利|一次|一次性)?(?:通过|合格|达标|过关)"), as_pattern(r"(?:通过|合格|达标|过关|及格)(?:率|比例)")),
    (as_pattern(r"(?:全部|均已?|都已?)(?:顺利|一次|一次性)?(?:取得|获得|考取|拿到)[^，。；\d]{0,8}证书?"), as_pattern(r"(?:取证|获证|持证|证书获得|证书获取|证书取得)(?:率|比例)")),
)  # fmt: skip
_ALL_OF_SOME = as_pattern(
    r"专业|班(?!级)|部分|其余|其他|其它|其中|\d+\s*[名人位]|校区|分校|学院|[一二三四\d][部校系]|系部|20\d\d届?.{0,12}20\d\d|上年|去年|除|例如"
)
_RATE_LEAD = as_pattern(r"(?:[我全本][区市县校])?(?:毕业生|学生|学员|考生)?的?")
_RATE_TAIL = as_pattern(r"[为达是到约有]*\s*$")
_OWN_SUBJECT = as_pattern(r"(?!.*(?:毕业生|学生|全[校区市县]|其余))[\u4e00-\u9fff、]{4,}$")
_SAYS_ALL = as_pattern(r"全部|[均都零无]|100|百分之百")  # one of these is in every claim of all
_MANY = 6
_MEAN = as_pattern(r"平均|[人生师班户亩校]均|均价|每[\u4e00-\u9fff]{1,2}$")  # the mean of several lies between them


def find(manuscript: Manuscript) -> Iterator[Relation | Remark]:
    """Neighbours first, then names of one paragraph, then those of the whole document."""
    for passage in manuscript.prose():
        mentions = [m for m in passage.mentions if not m.is_loose]
        if mentions:
            yield from _neighbours(passage, mentions)
            yield from _named(passage, mentions)
            yield from _not_all(passage, mentions)
            yield from _not_hundred(passage, mentions)
    yield from _anywhere(manuscript)


def _alike(left: Mention, right: Mention) -> bool:
    if (
        left.number.hedge is not Hedge.NONE
        or right.number.hedge is not Hedge.NONE
        or left.unit is None
        or right.unit is None
    ):
        return False
    if left.is_money:
        return right.is_money
    return bool(left.measure) and (left.measure == right.measure or {left.measure, right.measure} <= _HEADS)


def _told(part: Mention, wholes: Sequence[Mention], cue: str) -> Relation:
    its = part.operand(f"{label_of(part)[-12:]} {part.raw.strip()}".strip())
    readings = [
        at_most([its], [whole.operand(f"{label_of(whole)[-12:]} {whole.raw.strip()}".strip())])
        for whole in wholes[:_MANY]
    ]
    place = (
        part.passage.place(min(part.start, wholes[0].start), max(part.end, wholes[0].end))
        if wholes[0].passage is part.passage
        else part.place
    )
    return relation("contained", readings, cue=cue, severity="warning", place=place)


def _neighbours(passage: Passage, mentions: list[Mention]) -> Iterator[Relation]:
    """A figure and the next, with nothing but what joins them between."""
    for whole, part in itertools.pairwise(mentions):
        if not _alike(whole, part) or whole.is_percent:
            continue
        between = passage.plain[whole.end : part.start]
        if _is_opened(whole, between) and (
            _BRACKET.match(between) or (whole.noun and _BRACKET.match(between[len(whole.noun) :]))
        ):
            yield _told(part, [whole], between.strip("（(，, ")[:8])
        elif part.is_money and _USED.match(between) and not _ALTOGETHER.search(between) and _is_spent(whole):
            yield _told(part, [whole], "用于")
        elif _SAT.match(whole.noun) and _PASSED.match(part.noun) and _BETWEEN.fullmatch(between[len(whole.noun) :]):
            yield _told(part, [whole], "通过")
        elif _is_mended(whole, between):
            yield _told(part, [whole], "整改")
    yield from _without_measure(passage, mentions)
    for (start, end), (then, stop) in itertools.pairwise(passage.full_sentences):
        first = next((m for m in mentions if then <= m.start < stop), None)
        if first is None or first.is_percent or not _AMONG.fullmatch(passage.plain[then : first.start]):
            continue
        wholes = [
            m
            for m in mentions
            if start <= m.start < end
            and _alike(m, first)
            and _MEAN.search(passage.plain[m.clause[0] : m.start]) is None
        ]
        if wholes:
            yield _told(first, sorted(wholes, key=lambda m: -m.number.value), "其中")


def _without_measure(passage: Passage, mentions: list[Mention]) -> Iterator[Relation]:
    """A bare figure behind 其中 counts what the figure before it counts."""
    for whole, part in itertools.pairwise(mentions):
        between = passage.plain[whole.end : part.start].removeprefix(whole.noun)
        mistyped = "期中" in between and part.measure == whole.measure  # 期中 for 其中, which no other family reads
        if (part.unit is not None and not mistyped) or part.noun or part.number.places:
            continue
        if not whole.measure or whole.unit is None or not whole.unit.counts or whole.number.hedge is not Hedge.NONE:
            continue
        if (
            part.number.hedge is Hedge.NONE
            and _BARE_PART.fullmatch(between)
            and not _NO_NUMBER_OF.search(between)
            and not _NO_NUMBER_OF.search(whole.measure)
            and _CLAUSE_END.match(passage.plain, part.end)
            and not _OTHER_KIND.search(whole.words_before)
        ):
            its, all_of_them = part.named_operand(), whole.named_operand()
            yield relation(
                "contained", [at_most([unitless(its)], [unitless(all_of_them)])], cue="其中", severity="warning", place=passage.place(whole.start, part.end)
            )  # fmt: skip


def _is_spent(whole: Mention) -> bool:
    """投入 300 万元 is spent; 用于设备的支出 200 万元 is one use of several, and the next use is none of its parts."""
    before = whole.passage.plain[whole.clause[0] : whole.start]
    return _SPENT.search(before) is not None and "用于" not in before


def _is_mended(whole: Mention, between: str) -> bool:
    """True where faults were found and the next figure is how many of them were mended."""
    noun = _FAULT_NOUN.match(between)
    rest = between[noun.end() :] if noun is not None else between
    return _MENDED.fullmatch(rest) is not None and (
        noun is not None or _NAMED_FAULT.search(whole.words_before) is not None
    )


def _is_opened(whole: Mention, between: str) -> bool:
    """专业群 3 个，含专业 11 个: what is counted in 个 is a part only under the name of the whole."""
    if whole.is_money or whole.measure in _HEADS:
        return True
    name = (whole.noun or reduced(label_of(whole)))[-2:]
    return len(name) > 1 and name in between


def _named(passage: Passage, mentions: list[Mention]) -> Iterator[Relation]:
    """Two names of one paragraph, of which the second is the first with a word more, or a known kind of it."""
    if not _ANY_PART.search(passage.plain) and not _NARROWER.search(passage.plain):
        return
    counted = [
        m
        for m in mentions
        if not m.is_percent and m.number.hedge is Hedge.NONE and m.unit is not None and not m.is_money
    ]
    names = {m.id: "" if _is_apart(m) else _VERB.sub("", reduced(_WITHOUT_YEAR.sub("", label_of(m)))) for m in counted}
    for part in counted:
        its_name = names[part.id]
        if len(its_name) < 2:
            continue
        wholes = [
            m for m in counted
            if m is not part and names[m.id] and _alike(m, part) and _holds(names[m.id], its_name, m.sentence == part.sentence)
        ]  # fmt: skip
        beside = [m for m in wholes if m.sentence == part.sentence]
        if len(beside) == 1 and beside[0].start < part.start and not _SET_APART.search(passage.plain, *part.sentence):
            wholes = beside
        if wholes:
            yield _told(part, sorted(wholes, key=lambda m: (-m.number.value, m.start)), its_name)


def _is_apart(mention: Mention) -> bool:
    """True where the sentence up to the figure speaks of another time or of some of the schools."""
    words = mention.passage.plain[mention.sentence[0] : mention.start]
    if _OTHER_KIND.search(mention.words_before) or _OF_A_PLACE.search(mention.words_before):
        return True
    return _OTHER_TIME.search(_WITHOUT_YEAR.sub("", words, count=1)) is not None


def _holds(whole: str, part: str, together: bool) -> bool:
    """
    >>> _holds("培训", "公益性培训", True), _holds("走访企业", "合作企业", True), _holds("岗位实习学生", "专业对口实习", False)
    (True, False, True)
    """
    if together and part.endswith(whole) and _NARROWER.fullmatch(part.removesuffix(whole)):
        return True
    return not _as_wholes(whole).isdisjoint(_as_parts(part))


@lru_cache(4_096)
def _as_wholes(name: str) -> frozenset[int]:
    """The pairs of which the name is the whole."""
    return frozenset(number for number, (big, _) in enumerate(_PAIRS) if big.fullmatch(name))


@lru_cache(4_096)
def _as_parts(name: str) -> frozenset[int]:
    return frozenset(number for number, (_, small) in enumerate(_PAIRS) if small.fullmatch(name))


def _not_all(passage: Passage, mentions: list[Mention]) -> Iterator[Remark]:
    for start, end in passage.full_sentences:
        for all_of_them, others in _ALL if _SAYS_ALL.search(passage.plain, start, end) else ():
            claim = all_of_them.search(passage.plain, start, end)
            if claim is None:
                continue
            for mention in mentions:
                if (
                    not start <= mention.start < end
                    or not _HEADS & set(mention.measure[-1:])
                    or not mention.number.value
                ):
                    continue
                around = passage.plain[mention.clause[0] : mention.clause[1]]
                if (
                    others.search(around) is None
                    or _OTHER_TIME.search(_WITHOUT_YEAR.sub("", passage.plain[start:end], count=1))
                    or as_pattern(r"除").search(around)
                ):
                    continue
                if passage.plain[claim.end() : mention.start].count("，") > 1:
                    continue
                if mention.end <= claim.start() and _OWN_SUBJECT.search(
                    passage.plain, passage.clause_at(claim.start())[0], claim.start()
                ):
                    # 未落实的 6 人里会计占 2 人，电商和农艺全部落实: the claim is made of those that are named.
                    continue
                place = passage.place(mention.start, mention.end)
                yield Remark(
                    f"contained:{mention.id}:all", "contained", FAULT, (place, passage.place(claim.start(), claim.end())),
                    f"前说「{claim[0].strip()}」，又说还有 {mention.raw.strip()}例外，请核对", f"“{claim[0].strip()}” is said, yet {mention.raw.strip()} are excepted: check both",
                    severity="warning", reported=mention.raw.strip(), formula=f"{claim[0].strip()} ≠ {mention.raw.strip()}", keys=(mention.id,),
                )  # fmt: skip
                break


def _not_hundred(passage: Passage, mentions: list[Mention]) -> Iterator[Remark]:
    """均已升入高校 and, in the same sentence, the rate of those who did at less than 100 %."""
    rates = [m for m in mentions if m.is_percent and 0 < m.number.value < 1 and m.number.hedge is Hedge.NONE]
    for mention in rates:
        start, end = passage.full_sentence_at(mention.start)
        for all_of_them, rate in _ALL_RATES if _SAYS_ALL.search(passage.plain, start, end) else ():
            claim = all_of_them.search(passage.plain, start, end)
            label = passage.plain[mention.clause[0] : mention.start]
            lead = _RATE_LEAD.match(label)
            named = rate.match(label, lead.end() if lead is not None else 0)
            if claim is None or named is None or not _RATE_TAIL.fullmatch(label, named.end()):
                continue
            if _ALL_OF_SOME.search(_WITHOUT_YEAR.sub("", passage.plain[start : claim.start()].replace("学校", ""))):
                continue
            between = passage.plain[min(claim.end(), mention.end) : max(claim.start(), mention.clause[0])]
            if _ALL_OF_SOME.search(between.replace("院校", "")):
                continue
            place = passage.place(mention.start, mention.end)
            yield Remark(
                f"contained:{mention.id}:rate", "contained", FAULT, (place, passage.place(claim.start(), claim.end())),
                f"同一句前说「{claim[0].strip()}」，「{named[0]}」却写作 {mention.raw.strip()}，不是 100%，请核对", f"“{claim[0].strip()}” is said of all, yet the rate reads {mention.raw.strip()}: check both",
                severity="warning", reported=mention.raw.strip(), expected="100%", formula=f"{claim[0].strip()} ≠ {mention.raw.strip()}", keys=(mention.id,),
            )  # fmt: skip
            break


def _anywhere(manuscript: Manuscript) -> Iterator[Relation]:
    """A part said of all, larger than every figure that any sentence gives for its whole."""
    said = said_things(manuscript)
    for thing in said:
        wholes = _WHOLE_OF.get(thing.thing)
        if wholes is None or not thing.is_whole or thing.scope or thing.period is not None:
            continue
        if thing.mention.number.hedge is not Hedge.NONE or not _HEADS & set(thing.mention.measure[-1:]):
            continue
        candidates = [s for s in said if s.thing in wholes and s.mention.measure[-1:] in _HEADS]
        if not any(s.is_whole and not s.scope and s.period is None for s in candidates):
            continue
        ordered = sorted((s.mention for s in candidates), key=lambda m: (-m.number.value, m.id))
        if ordered[0].number.value < thing.mention.number.value:
            yield _told(thing.mention, ordered, thing.name)
