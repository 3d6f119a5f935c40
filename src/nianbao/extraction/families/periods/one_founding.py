"""What was founded in one year has existed since that year.

Cue: 2021 年 4 月，学校成立名师工作室 …。该工作室自 2021 年 4 月成立以来; 职教集团成立于 2019 年 … 集团自 2019 年组建以来, in one paragraph. Why it should
hold in any report: a thing is founded once, and a paragraph that tells of its founding tells of the same thing further on. Guards:
both names end with the same word and share another, and the paragraph tells of one founding of such a thing only; elsewhere
the whole name is the same, and no school's; what is built, opened, begun and named are compared each with its own kind; 重组, 更名, 换届, 第二 and 前身 begin
something anew; months are compared where both are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "date"
EXAMPLES = (
    Example("fail", "2021年4月，学校成立名师工作室，共有成员6人。名师工作室自2019年4月成立以来，开展教研18次。"),
    Example("fail", "现代农业职教集团成立于2018年。该集团自2016年组建以来，成员单位增至32家。"),
    Example("pass", "2021年4月，学校成立名师工作室，共有成员6人。名师工作室自2021年4月成立以来，开展教研18次。"),
    Example("silent", "2021年4月，学校成立名师工作室。职教集团自2016年成立以来，成员单位增至32家。"),
)
_FOUNDED = r"(?:组建|创建|创办|创立|设立|开办|成立|建立|组成|建成|启用|启动|挂牌|开班|揭牌|投入使用|投用)"
_WHEN = r"(?<!\d)(?P<told>(?:19|20)\d{2})\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:份|\s*\d{1,2}\s*[日号])?)?"
_NAME = r"(?P<name>[“”A-Za-z0-9·\u4e00-\u9fff]{2,30}?)"
_FIRST_TOLD = (
    as_pattern(rf"{_WHEN}[，,]?[^，。；：！？\d]{{0,24}}?(?:正式|牵头|共同|联合|首次)*(?P<act>{_FOUNDED})(?:了)?{_NAME}(?=[，。；、（(]|由|$|，)"),
    as_pattern(rf"(?:^|[，。；：）)\s])(?P<name>[“”·A-Za-z\u4e00-\u9fff]{{2,30}}?)(?:正式)?(?P<act>{_FOUNDED})于\s*{_WHEN}"),
    as_pattern(rf"(?:^|[，。；：）)\s])(?P<name>[“”·A-Za-z\u4e00-\u9fff]{{2,30}}?)(?:于|在)\s*{_WHEN}(?:正式|由[^，。；\d]{{1,20}})?(?P<act>{_FOUNDED})(?=[，。；]|$)"),
)  # fmt: skip
_SINCE = as_pattern(rf"(?:自|从)\s*{_WHEN}(?:正式)?(?P<act>{_FOUNDED})(?:以来|至今|后|起)")
_NAME_BEFORE = as_pattern(r"[“”·A-Za-z\u4e00-\u9fff]{2,30}(?=[，,]?$)")
# Built, opened, begun and named are one after the other: only the same is compared.
_KINDS = (
    ("组建", "创建", "创办", "创立", "设立", "开办", "成立", "建立", "组成"), ("建成",), ("启用", "投入使用", "投用"), ("启动", "开班"), ("挂牌", "揭牌"),
)  # fmt: skip
_ANEW = as_pattern(
    r"重[新组]|更名|改[名建]|换届|第[二三四五]|前身|新一[届轮]|[二三四]期|扩建|升级|合并|分[支会校]|先后|原|又"
)
# Words that many names of one kind have: a shared one does not make them one thing.
_COMMON = as_pattern(
    r"学校|职校|中心|全[区市县校]|技能|大师|名师|实训|专业|教学|学生|教师|职业|教育|产业|学院|[区市县]级?"
)
_END = 3  # characters that the two names share at their end


@dataclass(frozen=True)
class _Told:
    """One founding: of what, when, and where it is told."""

    name: str
    act: str
    period: str
    month: str | None
    passage: Passage
    start: int
    end: int

    @property
    def place(self) -> Place:
        return self.passage.place(self.start, self.end)

    def is_of(self, other: _Told) -> bool:
        return any(self.act in kind and other.act in kind for kind in _KINDS)

    def agrees(self, other: _Told) -> bool:
        months = self.month, other.month
        return self.period == other.period and (None in months or int(months[0] or 0) == int(months[1] or 0))


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Each 自 … 以来 against the founding that its paragraph tells, then against those told elsewhere under the same name."""
    first: list[_Told] = []
    since: list[_Told] = []
    for passage in manuscript.prose_with(*(act for kind in _KINDS for act in kind)):
        if "年" in passage.plain and not _ANEW.search(passage.plain):
            later = [told for match in _SINCE.finditer(passage.plain) if (told := _since(passage, match))]
            since += later
            first += _foundings(passage, later)
    for told in since:
        near = [other for other in first if other.passage is told.passage and _ends_alike(other.name, told.name)]
        far = [other for other in first if _is_same_name(other.name, told.name)]
        same = [other for other in near or far if told.is_of(other)]
        if len({(other.period, other.month) for other in same}) == 1:
            yield _remark(told, same[0])


def _since(passage: Passage, match: re.Match[str]) -> _Told | None:
    named = _NAME_BEFORE.search(passage.plain[max(0, match.start() - 31) : match.start()])
    return _told(passage, match, named[0]) if named is not None else None


def _foundings(passage: Passage, since: list[_Told]) -> Iterator[_Told]:
    for pattern in _FIRST_TOLD:
        for match in pattern.finditer(passage.plain):
            told = _told(passage, match, match["name"])
            if all(told.start != other.start for other in since):
                yield told


def _told(passage: Passage, match: re.Match[str], name: str) -> _Told:
    end = passage.plain.index("月" if match["month"] else "年", match.end("month" if match["month"] else "told")) + 1
    return _Told(_bare(name), match["act"], match["told"], match["month"], passage, match.start("told"), end)


def _is_same_name(one: str, other: str) -> bool:
    """
    >>> _is_same_name("牵头的现代物流职教集团", "现代物流职教集团"), _is_same_name("城东职业学校", "城西职业学校")
    (True, False)
    """
    shorter = min(one, other, key=len)
    return (
        len(shorter) >= _WHOLE_NAME
        and one.endswith(shorter)
        and other.endswith(shorter)
        and not _SCHOOL.search(shorter)
    )


_WHOLE_NAME = 6  # characters
# Schools are founded, merged and founded again.
_SCHOOL = as_pattern(r"(?:学校|学院|中专|职高|高中|中学|教育中心|职教中心)$")


def _remark(told: _Told, founded: _Told) -> Remark:
    holds = told.agrees(founded)
    place, other = told.place, founded.place
    return Remark(
        f"one-founding:{told.passage.id}:{told.start}", "one-founding", FAULT, (place, other),
        f"「{told.name}」{told.act}的时间，一处写「{place.text}」，一处写「{other.text}」，请核对" if not holds else f"「{place.text}」前后一致",
        f"“{told.name}” began in “{place.text}” here and in “{other.text}” there" if not holds else "both tell the same beginning",
        severity="warning", holds=holds, reported=place.text, expected=other.text, formula=f"{place.text} / {other.text}",
    )  # fmt: skip


def _bare(name: str) -> str:
    return re.sub(r"[“”\s]", "", name)


def _ends_alike(one: str, other: str) -> bool:
    """
    >>> _ends_alike("机电技能大师工作室", "会计技能大师工作室")
    False
    >>> _ends_alike("学生心理成长工作坊", "心理工作坊"), _ends_alike("该集团", "现代农业职教集团"), _ends_alike("名师工作室", "教研组")
    (True, True, False)
    """
    shorter = min(one, other, key=len)
    if shorter[:1] in "该其本这" and len(shorter) > 2:
        return one.endswith(shorter[1:]) and other.endswith(shorter[1:])
    if len(shorter) < _END:
        return shorter not in ("学校", "学院", "我校", "中心") and one.endswith(shorter) and other.endswith(shorter)
    if one[-_END:] != other[-_END:]:
        return False
    rests = [_COMMON.sub("", name[:-_END]) for name in (one, other)]
    pairs = [{rest[at : at + 2] for at in range(len(rest) - 1)} for rest in rests]
    return not all(rests) or rests[0] == rests[1] or bool(pairs[0] & pairs[1])
