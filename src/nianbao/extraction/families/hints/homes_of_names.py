"""A person, a studio, a class or an event belongs to one school wherever its name comes up.

Cue: names of persons (behind 教师, 学生 …, or at the head of a story), names in quotation marks, and names that end in a word for a studio, a base, a club or
an event, which stand in two and more sentences with a school beside each: in the same clause before the name, in brackets or behind
由, 设在, 落户 after it. All but one of the sentences have one school, and one has another. Why it should hold in any report: a report tells of one teacher
or studio more than once and each time under its own school. Guards: a clause of several schools tells of none, and
a name that stands in such a clause is left alone, as are names that 各校 or 两校 share, people who move, and general names
(市级实训基地); where only two sentences speak, the school must stand right beside the name in both, and one
of them say that the thing stands there or is borne by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Hint, Remark
from nianbao.extraction.example import Example
from nianbao.extraction.known_bodies import Bodies, Spoken, known_bodies
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TABLE = "\n\n表1 各校情况\n\n学校\t招生数\t在校生数\n青河职业学校\t210\t640\n青河卫生学校\t180\t520\n东升艺术学校\t90\t260\n"
EXAMPLES = (
    Example(
        "fail",
        f"青河职业学校教师周立明获评市级名师。\n\n周立明，青河职业学校教师，从教二十年。\n\n东升艺术学校教师周立明在会上发言。{_TABLE}",
    ),
    Example(
        "fail",
        f"青河卫生学校的“暖阳”志愿队走进社区。\n\n“暖阳”志愿队（青河卫生学校）受到表彰。\n\n东升艺术学校“暖阳”志愿队服务老人80人次。{_TABLE}",
    ),
    Example("fail", f"茶艺体验馆设在东升艺术学校。\n\n青河卫生学校茶艺体验馆全年开放60天。{_TABLE}"),
    Example("silent", f"茶艺体验馆设在东升艺术学校。\n\n东升艺术学校茶艺体验馆全年开放60天。{_TABLE}"),
    Example("silent", f"青河职业学校开展“最美班级”评选。\n\n东升艺术学校“最美班级”评选结束。{_TABLE}"),
    Example("silent", f"青河职业学校教师周立明调入东升艺术学校。\n\n东升艺术学校教师周立明获奖。{_TABLE}"),
)
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
_ROLES = "教师|老师|学生|同学|校长|书记|班主任|毕业生|选手|教练|党员|名师|辅导员|校友"
_PERSON_BEHIND = as_pattern(
    rf"(?:{_ROLES})(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=[，。、；（(]|的|在|获|以|被|带领|指导|主持|荣获|老师|同学)"
)
_PERSON_FIRST = as_pattern(rf"(?:^|(?<=[。】：\s]))(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})(?=\s*[，（(])")
_QUOTED = as_pattern(r"[“「](?P<name>[\u4e00-\u9fff·+]{2,12})[”」]")
_OWN_KIND = as_pattern(
    r"\s*(?:[\u4e00-\u9fff]{0,6}?)(?:工作室|工作坊|社团|志愿队|服务队|志愿服务队|订单班|冠名班|班|乐团|艺术团|剧社|实训室|体验馆|展厅|基地|中心|驿站|车间)"
)
_THING = as_pattern(
    r"(?:工作室|工作坊|工作站|实训基地|实践基地|教学基地|实训中心|创新中心|实践中心|体验中心|体验馆|展示馆|陈列馆|博物馆|产业学院|技能节|艺术节|文化节|大讲堂|志愿队|服务队|艺术团)"
)
_RUN = as_pattern(r"[\u4e00-\u9fff]*$")
_LONGEST = 14
_THING_LEAD = as_pattern(
    r".*(?:[的与和及由在向对为是从到了有被将座处个]|建成|建立|成立|建设|开设|举办|承办|牵头|依托|共建|新建|打造|设立|拥有|命名|评为|获批|立项|认定|走进|利用|发挥|建好|学校|参观|其中|全年)"
)
_GENERAL = as_pattern(
    r"(?:国家|全国|全市|全区|[省市区县校院]级?|公共|开放型?|区域|共享|校内|校外|生产性|专业|综合|产教融合|校企|合作|职业|技能|技术|实习|教学|就业|创业|大师|名师|名班主任|企业|教师|学生|社会|高技能|人才|培训|虚拟|仿真|现代|数字化?|劳动|教育|体验|示范|心理|健康|咨询|辅导|传统|文化|非遗|实训|实践|志愿|党员|青年|"
    r"基地|中心|工作室|工作坊|工作站|体验馆|展示馆|陈列馆|博物馆|产业学院|创新|技能节|艺术节|文化节|大讲堂|志愿队|服务队|艺术团|[一二三四五六七八九十两多\d新型性])+"
)
_AFTER = as_pattern(
    r"[”」]?[^，。；的]{0,8}?(?:[（(]|由|设在|设于|建在|建于|位于|坐落于|坐落在|落户于?|挂靠在?|落地|依托)"
)
_HELD_AT = as_pattern(r"[”」]?[^，。；的]{0,8}?在")
_HELD = as_pattern(r"(?:隆重|正式|顺利|成功)?(?:举行|举办|召开|开幕|落成|揭牌|启用|挂牌|成立|建成)")
_INTRODUCED = as_pattern(r"\s*(?:[，,]\s*[男女])?\s*[，,（(]\s*(?:系|是|现为|现任|来自|毕业于)?\s*$")
_BESIDE = as_pattern(
    rf"(?:的|建有|建成|成立|承办|承建|牵头|举办|主办|打造|设立|了|20\d\d级|[\u4e00-\u9fff]{{0,10}}(?:{_ROLES})|党员)*[“「]?$"
)
_CALLED = as_pattern(rf"(?:{_ROLES})$")
_SHARED = as_pattern(r"各校|[两二三四五六]校|[两二三四五六]所|双方|联合|共同|合办|联办")
_MOVED = as_pattern(
    r"调[入任到往]|轮岗|交流|支教|挂职|借调|兼任|兼职|原|曾|转[入学到]|赴|走进|来到|参观|联系|访|邀请|聘请"
)
_FEWEST = 4  # characters of a thing without quotation marks
_MOST = 12  # sentences; what stands everywhere is no proper name
_STRONG, _PAIR = 0.6, 0.4
_BEST = 3


@dataclass(frozen=True, slots=True)
class _Home:
    body: str
    passage: Passage
    start: int  # of the name of the body
    end: int
    is_beside: bool
    is_stated: bool  # it says where the thing is or who bears it
    sentence: tuple[str, int]


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """The heaviest few."""
    bodies = known_bodies(manuscript)
    if len({body for body in bodies.of.values() if bodies.is_school(body)}) < 2:
        return
    passages = [passage for passage in manuscript.passages if passage.kind != "heading"]
    names = _names(passages, bodies)
    text = "\n".join(passage.plain for passage in passages)
    hints = []
    spoken = {passage.id: [s for s in bodies.spoken(passage.plain) if bodies.is_school(s.body)] for passage in passages}
    for name in sorted(name for name in names if text.count(name) > 1):
        hint = _judged(name, passages, spoken, is_person=names[name])
        if hint is not None:
            hints.append(hint)
    hints.sort(key=lambda hint: (-hint.weight, hint.remark.places[0].sort_key))
    yield from hints[:_BEST]


def _names(passages: list[Passage], bodies: Bodies) -> dict[str, bool]:
    """Proper names, with whether a person bears it."""
    found: dict[str, bool] = {}
    for passage in passages:
        for pattern in (_PERSON_BEHIND, _PERSON_FIRST):
            for match in pattern.finditer(passage.plain):
                found[match["name"]] = True
        for match in _QUOTED.finditer(passage.plain):
            if _OWN_KIND.match(passage.plain, match.end()) or _THING.search(match["name"]):
                found.setdefault(match["name"], False)
        for match in _THING.finditer(passage.plain):
            run = _RUN.search(passage.plain[max(0, match.start() - _LONGEST) : match.start()])
            name = (run[0] if run is not None else "") + match[0]
            name = name[max((spoken.end for spoken in bodies.spoken(name)), default=0) :]
            lead = _THING_LEAD.match(name)
            name = name[lead.end() :] if lead is not None else name
            if len(name) > _FEWEST and _GENERAL.fullmatch(name) is None:
                found.setdefault(name, False)
    return found


def _judged(name: str, passages: list[Passage], spoken: dict[str, list[Spoken]], *, is_person: bool) -> Hint | None:
    homes: dict[tuple[str, int], _Home] = {}
    for passage in passages:
        at = passage.plain.find(name)
        while at >= 0:
            home = _home(passage, at, at + len(name), spoken[passage.id], is_person=is_person)
            if home is _SEVERAL:
                return None
            if isinstance(home, _Home):
                homes.setdefault(home.sentence, home)
            at = passage.plain.find(name, at + 1)
    often = Counter(home.body for home in homes.values())
    if len(often) != 2 or often.total() > _MOST:
        return None
    (usual, times), (odd, once) = often.most_common()
    if once != 1:
        return None
    told = list(homes.values())
    if times == 1:
        # Of two that contradict each other the later one is told.
        if not all(home.is_beside for home in told) or not any(home.is_stated for home in told):
            return None
        usual, odd = told[0].body, told[1].body
    here = next(home for home in told if home.body == odd)
    there = next(home for home in told if home.body == usual)
    return _hint(name, here, there, _STRONG if times > 1 else _PAIR)


_SEVERAL = "several"


def _home(passage: Passage, start: int, end: int, spoken: list[Spoken], *, is_person: bool) -> _Home | str | None:
    """Whose the name is where it stands here; ``_SEVERAL`` where that is more than one."""
    words = passage.plain
    left, right = passage.full_sentence_at(start)
    near = [each for each in spoken if left <= each.start < right]
    if not near:
        return None
    clause, stop = passage.clause_at(start)
    if _SHARED.search(words[clause:stop]) or (is_person and _MOVED.search(words[left:right])):
        return _SEVERAL
    sentence = (passage.id, left)
    behind = next((each for each in near if each.start >= end), None)
    if behind is not None:
        between = words[end : behind.start]
        is_held = _HELD_AT.fullmatch(between) is not None and _HELD.match(words, behind.end) is not None
        if _INTRODUCED.match(between) if is_person else is_held or _AFTER.fullmatch(between):
            return _Home(behind.body, passage, behind.start, behind.end, True, True, sentence)
    before = [each for each in near if clause <= each.start and each.end <= start]
    if len({each.body for each in before}) > 1:
        return _SEVERAL
    if not before:
        others = {each.body for each in near}
        first = near[0]
        if is_person or len(others) > 1 or first.start > start:
            return None
        return _Home(first.body, passage, first.start, first.end, False, False, sentence)
    last = before[-1]
    if not is_person and _MOVED.search(words[clause:start]):
        return None
    is_beside = _BESIDE.fullmatch(words[last.end : start]) is not None
    is_called_so = _CALLED.search(words[last.end : start]) is not None or words[end : end + 2] in ("老师", "同学")
    if is_person and not (is_beside and is_called_so):
        return None
    return _Home(last.body, passage, last.start, last.end, is_beside, is_person, sentence)


def _hint(name: str, here: _Home, there: _Home, weight: float) -> Hint:
    places = (here.passage.place(here.start, here.end), there.passage.place(there.start, there.end))
    where = f"第{places[1].line}行" if places[1].line else "别处"
    remark = Remark(
        f"homes-of-names:{here.passage.id}:{here.start}:{name}", "homes-of-names", FAULT, places,
        f"此处「{name}」属于「{places[0].text}」，{where}属于「{places[1].text}」；请核对学校",
        f"“{name}” goes with “{places[0].text}” here and with “{places[1].text}” elsewhere; please compare",
        severity="info", reported=places[0].text, expected=places[1].text, formula=f"{places[0].text} / {name}",
    )  # fmt: skip
    return Hint(remark, weight)
