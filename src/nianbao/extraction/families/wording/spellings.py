"""A long name that stands several times has one spelling: 会计事务专业 and 会计事物专业, 开放性科学实践活动 and 开放科学实践活动.

Cue: names that end in a word for bodies, undertakings, majors or documents (公司, 学会, 活动, 工程, 专业 …), and titles in 《》,
which stand at least twice with the same characters before that word. Why it should hold in any report: a spelling that
differs from them in one character and stands once is a slip far oftener than another thing. Guards: numerals, points of
the compass, grades, levels and words of grammar tell two things apart; what a table lists is a thing of its own; only
where the name stands three times and more the odd spelling is called wrong, otherwise it is pointed out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.names.former_names import is_told_of_before
from nianbao.extraction.running_text import SHORTEST, RunningText, places_of, repeated_names, running_text
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TWICE = "华新精工科技公司捐赠设备。华新精工科技公司派出导师，与华新精工科技公司共建基地。"
EXAMPLES = (
    Example("fail", f"{_TWICE}\n\n学生到华鑫精工科技公司实习。"),
    Example("fail", "开展初中开放性科学实践活动。初中开放性科学实践活动受到好评。\n\n承担初中开放科学实践活动。"),
    Example("fail", "落实《某市职业教育改革实施方案》。\n\n依据《某市职业教育改革施方案》开展工作。"),
    Example("fail", "某市海宴职业学校（以下简称“海宴学校”）办学稳定。海晏学校招生，海晏学校就业，海晏学校升学。"),
    Example("silent", "某市海晏职业学校（以下简称“海晏学校”）办学稳定。海晏学校招生，海晏学校就业，海晏学校升学。"),
    Example(
        "silent",
        "湾东市海湾交通运输学校（以下简称“海湾交校”）始建于1965年。海湾交通运输学校招生，海湾交通运输学校升学。",
    ),
    Example("silent", f"{_TWICE}\n\n学生到华新第二精工科技公司实习。"),
    Example("silent", "落实《第一期职业教育行动计划》。\n\n落实《第二期职业教育行动计划》。"),
)
_TITLED = as_pattern(r"《([^《》]{6,40})》")
_KEPT_APART = as_pattern(
    r"[一二三四五六七八九十百两\d〇零东西南北中高初大小上下前后左右内外男女正副新老旧甲乙丙丁校市区县省国乡镇院系部级教学师生专本职春夏秋冬我各全该多优良软硬"
    r"年月日届期次批个类人员文理工农商医金银铜公民]"
)
_GRAMMAR = as_pattern(r"[的和与及是在为把对由到从将等或以了有被让使让向、并所其这此]")
_BODIES = ("公司", "集团", "学校", "学院", "学会", "协会")  # of which two are seldom called so alike
_FIRM = 3  # times that a name stands before another spelling is called wrong


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Names in running text, then titles."""
    text = running_text(manuscript)
    labels = {compact(sheet.row_label(row)) for sheet in manuscript.sheets for row in sheet.data_rows}
    told: set[tuple[int, int]] = set()
    for name, times in repeated_names(text.words):
        for start, end in _variants(text.words, name):
            odd = text.words[start:end]
            if any(start < b and a < end for a, b in told) or not _is_slip(name, odd) or _stands_alone(odd, labels):
                continue
            if text.words.count(odd) > 1 or _are_two_bodies(text.words, name, odd, start):
                continue
            if is_told_of_before(text.words, start, end):
                continue
            told.add((start, end))
            yield _remark(text, start, end, name, times)
    yield from _short_names(text)
    yield from _titles(manuscript)


_SHORT_NAME = as_pattern(r"简称为?[“\"「](?P<name>[\u4e00-\u9fff]{2,12})[”\"」]")
_WHOLE_NAME = as_pattern(r"(?P<whole>[\u4e00-\u9fff]{0,30})[（(，,]?以?下?\Z")  # what stands before 简称
_LONGEST_BEFORE = 33
_SHORTEST_SHORT = 3


def _short_names(text: RunningText) -> Iterator[Remark]:
    """（以下简称“海晏学校”）, and 海宴学校 from there on: the short name that is announced is never used."""
    for match in _SHORT_NAME.finditer(text.words):
        name = match["name"]
        if len(name) < _SHORTEST_SHORT or text.words.count(name) > 1:
            # 我校 and 学校: two characters of which one is another are another word.
            continue
        before = _WHOLE_NAME.search(text.words[max(0, match.start() - _LONGEST_BEFORE) : match.start()])
        whole = before["whole"] if before is not None else ""
        others: Counter[str] = Counter()
        for index in range(len(name)):
            like = re.compile(f"{name[:index]}[\\u4e00-\\u9fff]{name[index + 1 :]}")
            others.update(
                found[0]
                for found in like.finditer(text.words)
                if found[0] != name and not _is_within(text.words, found, whole)
            )
        usual, times = others.most_common(1)[0] if others else ("", 0)
        if times < _FIRM or _changed(usual, name) is None:
            continue
        start, end = match.span("name")
        yield _remark(text, start, end, usual, times, announced=True)


def _is_within(words: str, found: re.Match[str], whole: str) -> bool:
    """海湾交通 in 海湾交通运输学校, which is called 海湾交校 for short: a piece of the whole name and no short one."""
    _, piece, rest = whole.partition(found[0])
    return bool(piece and rest) and words.startswith(rest, found.end())


def _variants(words: str, name: str) -> Iterator[tuple[int, int]]:
    """Places where one half of the name stands and the other half does not quite."""
    size, half = len(name), len(name) // 2
    left, right = name[:half], name[half:]
    for position in places_of(words, left):
        if not words.startswith(right, position + half):
            for length in (size, size - 1, size + 1):
                if words[position + length - 2 : position + length] == name[-2:]:
                    yield position, position + length
    for position in places_of(words, right):
        if words[max(0, position - half) : position] != left:
            end = position + size - half
            for length in (size, size - 1, size + 1):
                start = end - length
                if start >= 0 and words[start] == name[0]:
                    yield start, end


def _is_slip(name: str, odd: str) -> bool:
    """One character is another, is gone or is too many, and it is none that tells two things apart.

    >>> _is_slip("会计事务专业", "会计事物专业"), _is_slip("市级技能大赛活动", "区级技能大赛活动"), _is_slip("开放性科学实践活动", "开放科学实践活动")
    (True, False, True)
    """
    changed = _changed(name, odd)
    return (
        changed is not None and as_pattern(r"[\u4e00-\u9fff]+").fullmatch(odd) is not None and not tells_apart(changed)
    )


_BODY_NAMED = as_pattern(r"(?:公司|集团|学校|学院|大学|中学|小学|医院|协会|学会|中心)$")


def _are_two_bodies(words: str, name: str, odd: str, start: int) -> bool:
    """四川航天职业技术学院 and 成都航空职业技术学院: bodies that are called otherwise before the names are two."""
    if _BODY_NAMED.search(name) is None:
        return False
    here = words[max(0, start - 2) : start]
    there = {words[max(0, found.start() - 2) : found.start()] for found in re.finditer(re.escape(name), words)}
    return _HAN_ONLY.search(here) is not None and all(_HAN_ONLY.search(lead) and lead != here for lead in there)


_HAN_ONLY = as_pattern(r"[\u4e00-\u9fff]$")


def tells_apart(changed: str) -> bool:
    """市 and 区 are two levels, 新 and 鑫 are not; a character too many tells two things apart by itself."""
    return all(map(_KEPT_APART.match, changed)) or _GRAMMAR.search(changed) is not None


def _changed(name: str, odd: str) -> str | None:
    """The characters by which the two differ, where one edit leads from one to the other; None where it takes more."""
    if len(name) == len(odd):
        apart = [index for index, pair in enumerate(zip(name, odd, strict=True)) if pair[0] != pair[1]]
        return name[apart[0]] + odd[apart[0]] if len(apart) == 1 else None
    short, long = sorted((name, odd), key=len)
    if len(long) - len(short) != 1:
        return None
    return next((long[i] for i in range(1, len(long) - 1) if long[:i] + long[i + 1 :] == short), None)


def _stands_alone(odd: str, labels: set[str]) -> bool:
    bare = odd.removesuffix("专业")
    return any(bare in label or label == odd for label in labels)


def _remark(text: RunningText, start: int, end: int, name: str, times: int, *, announced: bool = False) -> Remark:
    passage, offset = text.passage_at(start)
    odd = text.words[start:end]
    first, first_offset = text.passage_at(text.words.find(name))
    places = (passage.place(offset, offset + len(odd)), first.place(first_offset, first_offset + len(name)))
    often = times >= _FIRM or name.endswith(_BODIES)
    severity = "warning" if announced or (often and len(name) == len(odd) and len(name) > SHORTEST) else "info"
    return Remark(
        f"spellings:{passage.id}:{offset}", "spellings", FAULT, places,
        f"名称写法不一：此处「{odd}」，别处 {times} 次写「{name}」；若是同一名称，请统一",
        f"“{odd}” here, “{name}” {times} times elsewhere", severity=severity, reported=odd, expected=name, suggestion=name,
        formula=f"{odd} ≠ {name}",
    )  # fmt: skip


def _titles(manuscript: Manuscript) -> Iterator[Remark]:
    """Documents whose titles differ in one character, or in the order of their words."""
    found: dict[str, list[tuple[Passage, int, int]]] = {}
    for passage in manuscript.prose():
        for match in _TITLED.finditer(passage.plain):
            found.setdefault(compact(match[1]), []).append((passage, match.start(), match.end()))
    numerals = {title: as_pattern(r"[\d一二三四五六七八九十]").findall(title) for title in found}
    for one, other in combinations(sorted(found), 2):
        if (abs(len(one) - len(other)) > 1 and one[-2:] != other[-2:]) or numerals[one] != numerals[other]:
            continue
        odd, usual = (one, other) if (len(found[one]), len(one)) <= (len(found[other]), len(other)) else (other, one)
        changed = _changed(usual, odd)
        is_slip = changed is not None and not tells_apart(changed) and not _named_together(found[odd], found[usual])
        if not is_slip and not _same_words(odd, usual):
            continue
        severity = "warning" if is_slip and len(found[odd]) == 1 and len(odd) > SHORTEST else "info"
        places = tuple(passage.place(start, end) for passage, start, end in (*found[odd], *found[usual]))
        yield Remark(
            f"spellings:{found[odd][0][0].id}:{found[odd][0][1]}:title", "spellings", FAULT, places,
            f"文件名写法不一：此处《{odd}》，别处《{usual}》；若是同一文件，请统一", f"《{odd}》 here, 《{usual}》 elsewhere",
            severity=severity, reported=odd, expected=usual, formula=f"{odd} ≠ {usual}",
        )  # fmt: skip


def _named_together(odd: list[tuple[Passage, int, int]], usual: list[tuple[Passage, int, int]]) -> bool:
    """《完税证明》或《免税证明》: what is named beside the other, or in the point next to it, is another document."""
    return any(
        passage is other and 0 <= min(abs(start - far), abs(begin - end)) <= 4
        for passage, start, end in odd
        for other, begin, far in usual
    )


def _same_words(short: str, long: str) -> bool:
    """房山区教育事业“十三五”发展规划 and 北京市房山区“十三五”时期教育事业发展规划: all of the one is in the other, both end alike.

    >>> _same_words("甲区教育事业“十三五”发展规划", "某市甲区“十三五”时期教育事业发展规划"), _same_words("职业教育法", "职业教育法实施条例")
    (True, False)
    """
    short, long = sorted((short, long), key=len)
    return (
        len(short) >= 10
        and short[-4:] == long[-4:]
        and 3 * len(short) >= 2 * len(long)
        and not Counter(short) - Counter(long)
    )
