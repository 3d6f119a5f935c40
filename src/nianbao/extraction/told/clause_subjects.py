"""What a clause speaks of: which figure a share, a change or a rate in it belongs to, and which it cannot.

A claim binds to the subject of its own clause. A figure that was brought in only to compare with (比上届的 52 人) is
nobody's subject; a level that is told after two values (其中甲校 500 人) takes what follows for itself; people of one
kind are no whole of people of another; and a point of an enumeration does not reach into the next one.
"""

from __future__ import annotations

from collections.abc import Sequence

from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import are_comparable

_TIME = r"(?:20\d{2}[^，。；\d]{0,6}|(?:上|去|前)(?:一|个)?(?:学?年度?|届)|同期|往[年届]|当年)"
_COMPARED = as_pattern(
    rf"(?:(?:比|较|与|同|跟)[^，。；\d]{{0,8}}{_TIME}[^，。；（(\d]{{0,6}}|[（(]\s*{_TIME}[^，。；\d]{{0,4}}"
    rf"|^\s*而?(?:上年|去年|上一?学年|上一年度?|上届|前一年)(?:同期)?(?:为|是|有|只有|仅))\s*$"
)
_STUDENTS = as_pattern(
    r"学生|新生|毕业生|在校生|招生|考生|实习生|住宿生|学员|[男女]生|升学|升入|录取|报到|入学|应届|往届|就业"
)
_STAFF = as_pattern(r"教师|教职工|职工|讲师|教授|导师|班主任|职称|双师|专任|教辅|工勤|在编")
_NEXT_POINT = as_pattern(
    r"(?:^|[，。；：])\s*(?:[一二三四五六七八九]是|第[一二三四五六七八九][，是]|[（(]?\d{1,2}[）)、]|[①-⑨])"
)
_MOVED = as_pattern(
    r"增(?![值强])|减(?!免)|升(?![学入读本格])|降|提高|下滑|回落|上涨|扩大|缩|多(?![媒功种元])|少(?![年数])|净(?!化)|差|新招|扩招|同比"
)
_BECAME = as_pattern(r"(?:增[加长]?|减少?|下?降|上?升|提高|扩大|回落|下滑|缩减?)(?:到了?|至)")
_PLACED = as_pattern(r"在[^，。；\d]{2,24}?[中上里](?![职专等学海午])")


def is_compared(mention: Mention) -> bool:
    """True of the 52 of 考取证书 60 人，比上届的 52 人增加 8 人: it is there to compare with."""
    before = mention.passage.plain[mention.clause[0] : mention.start]
    return _COMPARED.search(before) is not None


def kind_of_people(words: str) -> str:
    """students or staff; empty where the words name neither or both.

    >>> kind_of_people("中年教师"), kind_of_people("招生"), kind_of_people("党员"), kind_of_people("指导学生教师")
    ('staff', 'students', '', '')
    """
    students, staff = _STUDENTS.search(words) is not None, _STAFF.search(words) is not None
    return "" if students == staff else "students" if students else "staff"


def is_listed_with(left: Mention, right: Mention) -> bool:
    """一等奖 2 篇、二等奖 3 篇: side by side in one list."""
    between = left.passage.plain[left.end : right.start]
    return as_pattern(r"\s*[、和及][^，。；、]*").fullmatch(between) is not None


def are_of_other_subjects(passage: Passage, whole: Mention, part: Mention) -> bool:
    """People of another kind, or what another point of the enumeration speaks of."""
    return are_other_people(whole, part) or are_of_other_points(passage, whole, part)


def are_other_people(left: Mention, right: Mention) -> bool:
    """Teachers and students: neither are part of the other."""
    return len({_kind(left), _kind(right)} - {""}) > 1


def _kind(mention: Mention) -> str:
    """By its own name, or else by the words of its clause: 研究生学历教师由 33 人增加到 38 人."""
    return kind_of_people(f"{mention.name}{mention.noun}") or kind_of_people(mention.words_before)


_OPENED = as_pattern(r"其中|包括|[中里][，,：:]|：|（")
_OF_ALL = as_pattern(r"总|共|全|合计|各类")


def is_whole_of(passage: Passage, whole: Mention, part: Mention) -> bool:
    """True where the text says that the one holds the other.

    It opens it up, stands right before it, totals it, or is called alike.
    """
    between = [m for m in passage.mentions_in(whole.end, part.digits_start) if not (m.is_loose or m.is_percent)]
    if whole.sentence == part.sentence and (not between or _OPENED.search(passage.plain, whole.end, part.start)):
        return True
    words, others = f"{whole.name}{whole.noun[:8]}", f"{part.words_before}{part.noun[:8]}"
    if _OF_ALL.search(words) or (_kind(whole) and _kind(whole) == _kind(part)):
        return True
    return any(words[i : i + 2] in others for i in range(len(words) - 1))


def are_of_other_points(passage: Passage, left: Mention, right: Mention) -> bool:
    """一是招生 300 人；二是教师 60 人: each point of an enumeration speaks of its own matter."""
    return _NEXT_POINT.search(passage.plain, left.end, right.start) is not None


_BODY_OPENS = as_pattern(
    r"(?P<lead>其中|另外|此外|而|但|又|以)?[，,:：]?(?P<body>[\u4e00-\u9fff]{1,12}?(?:学校|学院|[艺职技农工卫体商林师]校|职高|中专|职教中心|中心|(?<=[办\u4e00-\u9fff])[两三四五]校|[系部]|专业|公司|(?<![全该本我])[县市镇]|(?<![全该本我地])区))"
    r"(?!课|群|均|内|域|别|分|级|教师|学生)"
)
_WHOLE_BODY = as_pattern(r"[全本我该各]?[两三四五六七八九]?(?:所|个)?(?:学?校|区|县|市|中职学校|职业学校|学院|专业)")


def is_of_another_body(passage: Passage, after: int, end: int) -> bool:
    """Whether a clause between a figure that ends at ``after`` and ``end`` turns to a body that the sentence had not named.

    全区计划招生 1160 人，实际招生 1101 人，其中甲校完成率 67.5%，还差 39 人: both are said of 甲校.
    """
    start = passage.full_sentence_at(after - 1)[0]
    said = passage.plain[start:after]
    for begin, stop in passage.clauses:
        if stop <= after or begin >= end:
            continue
        match = _BODY_OPENS.match(passage.plain, max(begin, after), min(stop, end))
        if match is not None and not _WHOLE_BODY.fullmatch(match["body"]) and match["body"] not in said:
            return True
    return False


def is_change(passage: Passage, mention: Mention, start: int) -> bool:
    """True where the words from ``start`` say that the figure is by how much something moved, and not what it became."""
    words = passage.plain[max(start, mention.clause[0]) : mention.start]
    return _MOVED.search(_BECAME.sub("", words)[-8:]) is not None


def level_between(passage: Passage, pair: Sequence[Mention], mention: Mention) -> Mention | None:
    """The figure that was told as it stands after the two values of a change: what follows is said of it.

    940 人减少到 900 人，其中甲校 500 人，减少 25 人: the 25 are those of 甲校.
    """
    last = max(pair, key=lambda m: m.end)
    previous = last
    found = None
    for other in passage.mentions_in(last.end, mention.digits_start):
        if (
            not other.is_loose
            and other.is_percent == last.is_percent
            and are_comparable(other.unit, last.unit)
            and (other.unit is not None or other.measure == last.measure)
            and not is_change(passage, other, previous.end)
            and not is_compared(other)
        ):
            found = other
        previous = other
    return found


def before_another_place(passage: Passage, total: Mention, parts: Sequence[Mention]) -> list[Mention]:
    """The parts up to the one that is told of another place or contest than the total.

    在市赛上获奖 20 项，其中一等奖 4 项，护理专业在国赛中获奖 2 项: the last are none of the 20. Where the first part
    has a place of its own, the whole is divided by places.
    """
    start = passage.full_sentence_at(total.start)[0]
    if not parts or _PLACED.search(passage.plain, start, total.start) is None:
        return list(parts)
    kept = list(parts[:1])
    if _PLACED.search(passage.plain, total.end, parts[0].start):
        return list(parts)
    for part in parts[1:]:
        if _PLACED.search(passage.plain, kept[-1].end, part.start):
            break
        kept.append(part)
    return kept


_COUNTED_FIRST = as_pattern(r"[\s\-•·●○■◆▪*]*(?P<who>[\u4e00-\u9fff（）()“”]{2,16})")
_VERBS = as_pattern(r"有|设|共|建|开|招|聘|拥|配|为|是|达|新|完成|全[校区市县]|(?:学|我|本)校$")


def things_counted_first(mention: Mention) -> str:
    """民办园 15 所，专任教师 174 人: the things that a sentence counts at its head, as the subject of what follows; "" where none are."""
    start, _ = mention.passage.full_sentence_at(mention.start)
    first = next(iter(mention.passage.mentions_in(start, mention.start)), None)
    if first is None or first.is_percent or first.measure not in ("个", "家", "所", "处", "座"):
        return ""
    match = _COUNTED_FIRST.fullmatch(mention.passage.plain[start : first.start])
    return "" if match is None or _VERBS.search(match["who"]) else match["who"]
