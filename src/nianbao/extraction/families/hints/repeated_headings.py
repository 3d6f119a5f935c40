"""Two sections of one chapter do not bear the same heading.

Cue: headings of one kind of number (（一）, 1., 2.1) below one chapter whose words are the same; one short name announced for two full
ones. Why it should hold in any report: a chapter is divided so that its sections differ, and a heading copied from the section
before and not changed is a common slip. Guards: sections of other chapters (基本情况 of each school) may be called alike; headings
without a number, 案例, 表 and 续 are left alone; in a table of contents a heading stands with its own number; a name announced again for the same body is no second one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "label"
_CHAPTER = "一、服务贡献\n\n（一）服务行业企业\n\n开展培训20期，师生参与。\n\n（二）服务乡村振兴\n\n帮扶村庄3个，效果良好。\n\n（三）{}\n\n与外省学校结对，互派教师。\n\n二、国际合作\n\n本年度没有开展。\n"
EXAMPLES = (
    Example("fail", _CHAPTER.format("服务乡村振兴")),
    Example("fail", "甲校为清川市职业学校（以下简称“清职”），乙校为清川市职业高中（以下简称“清职”）。"),
    Example("silent", _CHAPTER.format("区域协作")),
    Example(
        "silent",
        "一、东校区\n\n（一）基本情况\n\n现有学生300人，教师20人。\n\n二、西校区\n\n（一）基本情况\n\n现有学生200人，教师15人。\n",
    ),
)
_KINDS = (
    as_pattern(r"\s*第[一二三四五六七八九十]+[章部]分?"),
    as_pattern(r"\s*[一二三四五六七八九十]+\s*[、.．]"),
    as_pattern(r"\s*[（(][一二三四五六七八九十]+[）)]"),
    as_pattern(r"\s*\d{1,2}\.\d{1,2}\.\d{1,2}(?!\d)\.?"),
    as_pattern(r"\s*\d{1,2}\.\d{1,2}(?![\d.])"),
    as_pattern(r"\s*\d{1,2}\s*[、.．](?!\d)"),
    as_pattern(r"\s*[（(]\d{1,2}[）)]"),
)
_NO_SECTION = as_pattern(r"案例|^[附图]?表|续|^图|年度报告|[。；，]")
_SHORT = as_pattern(
    r"(?P<full>[\u4e00-\u9fff]{4,20})\s*[（(]\s*(?:以下|下文)?(?:统一)?简称为?[：:]?\s*[“\"「]?(?P<short>[\u4e00-\u9fff]{2,10})[”\"」]?\s*[）)]"
)
_SAME = 6  # last characters of a full name that tell it again
_LONGEST = 30
_WEIGHT, _SHORT_WEIGHT = 0.6, 0.6


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Headings chapter by chapter, then short names."""
    open_sections: list[tuple[int, dict[str, Passage]]] = []
    for passage in manuscript.passages:
        kind, words = _read(passage)
        if kind is None:
            continue
        # A kind of number that is open already closes all that were opened below it.
        depth = next((index for index, (open_kind, _) in enumerate(open_sections) if open_kind == kind), None)
        if depth is None:
            open_sections.append((kind, {}))
        else:
            del open_sections[depth + 1 :]
        siblings = open_sections[-1][1]
        first = siblings.get(words)
        # In a table of contents the heading stands with its own number.
        if first is not None and len(words) > 2 and _number(first) != _number(passage):
            yield _hint(passage, first, words)
        siblings.setdefault(words, passage)
    yield from _announced_twice(manuscript)


def _read(passage: Passage) -> tuple[int | None, str]:
    """The kind of number of a heading and its words; None for anything else."""
    if passage.kind != "heading" or len(passage.plain) > _LONGEST:
        return None, ""
    for kind, pattern in enumerate(_KINDS):
        match = pattern.match(passage.plain)
        if match is not None:
            words = compact(passage.plain[match.end() :])
            return (None, "") if _NO_SECTION.search(words) else (kind, re.sub(r"\W|\d", "", words))
    return None, ""


def _number(passage: Passage) -> str:
    found = (pattern.match(passage.plain) for pattern in _KINDS)
    return next(compact(match[0]) for match in found if match is not None)


def _hint(passage: Passage, first: Passage, words: str) -> Hint:
    here, there = passage.place(0, len(passage.plain)), first.place(0, len(first.plain))
    where = f"第{there.line}行" if there.line else "前面"
    return _told(
        f"{passage.id}", (here, there), words, f"此处标题「{words}」与{where}同一章里的标题相同；请核对是否忘了改",
        f"this heading is the same as another of its chapter: “{words}”; please check whether it was left unchanged", _WEIGHT,
    )  # fmt: skip


def _announced_twice(manuscript: Manuscript) -> Iterator[Hint]:
    """甲校（以下简称清职）…乙校（以下简称清职）."""
    found: dict[str, tuple[str, Place]] = {}
    for passage in manuscript.prose():
        if "简称" not in passage.plain:
            continue
        for match in _SHORT.finditer(passage.plain):
            full, place = match["full"][-_SAME:], passage.place(*match.span("short"))
            other, first = found.setdefault(match["short"], (full, place))
            if other != full:
                short = match["short"]
                yield _told(
                    f"{passage.id}:{match.start()}", (place, first), short,
                    f"简称「{short}」用于两个不同的全称；请核对其中一处", f"“{short}” is announced for two full names; please compare", _SHORT_WEIGHT,
                )  # fmt: skip


def _told(identifier: str, places: tuple[Place, Place], words: str, zh: str, en: str, weight: float) -> Hint:
    return hint_at(
        "repeated-headings", identifier, FAULT, places, zh, en,
        reported=words, formula=f"{words} × 2", weight=weight,
    )  # fmt: skip
