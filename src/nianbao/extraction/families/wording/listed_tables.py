"""A table bears the name under which the list of tables or annexes has it.

Cue: three lines and more below each other that are nothing but 表 N and a name, and captions of the same numbers further on. Why it should
hold in any report: the list is made of the captions. Guards: two other lines and more agree with their captions letter for letter, and
more agree than do not, so that the list is one of these tables; blanks, brackets and 情况, 一览 at the end are a matter of taste.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TEXT = "附件：\n\n表1 学生计分卡\n\n表2 教学资源表\n\n表3 服务贡献表\n\n表1 学生计分卡\n\n指标\t数值\n毕业生\t120\n\n表2 {}\n\n指标\t数值\n教师\t96\n\n表3 {}\n\n指标\t数值\n培训\t300\n"
EXAMPLES = (
    Example("fail", _TEXT.format("满意度调查表", "服务贡献表")),
    Example("fail", _TEXT.format("教学资源表", "教学资源表")),
    Example("pass", _TEXT.format("教学资源表", "服务贡献表")),
    Example("silent", "表1 学生计分卡\n\n指标\t数值\n毕业生\t120\n"),
)
_LINE = as_pattern(
    r"\s*(?P<label>附?表|附件|附录)\s*(?P<number>[\d一二三四五六七八九十]{1,3}(?:[-—.]\d{1,2})?)\s*[：:.、]?\s*(?P<name>\S.{1,38}?)[\s.…·]*\d{0,3}\s*"
)
_TASTE = as_pattern(r"[（）()《》“”\s]|(?:情况|一览|统计|汇总|数据)*表?$")
_LEAST_LINES, _LEAST_ALIKE = 3, 2


class _Named(NamedTuple):
    passage: Passage
    start: int
    end: int
    key: str
    name: str


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Captions against the list that stands before them."""
    listed: dict[str, _Named] = {}
    run: list[_Named] = []
    captions: dict[str, _Named] = {}
    before = -1
    for passage in manuscript.passages:
        named = _named(passage)
        position = manuscript.positions.get(passage.id, -1)
        if named is not None and passage.kind != "caption" and (not run or position == before + 1):
            run.append(named)
        else:
            if len(run) >= _LEAST_LINES and not listed:
                listed = {line.key: line for line in run}
            run = []
            if named is not None and passage.kind == "caption" and listed:
                captions.setdefault(named.key, named)
        before = position
    pairs = [(listed[key], caption) for key, caption in captions.items() if key in listed]
    alike = [pair for pair in pairs if _bare(pair[0].name) == _bare(pair[1].name)]
    if len(alike) < _LEAST_ALIKE or len(alike) <= len(pairs) / 2:
        return
    for line, caption in pairs:
        yield _remark(line, caption, _bare(line.name) == _bare(caption.name))


def _named(passage: Passage) -> _Named | None:
    match = _LINE.fullmatch(passage.plain)
    if match is None:
        return None
    return _Named(passage, *match.span("name"), half_width(match["label"] + match["number"]), match["name"])


def _bare(name: str) -> str:
    """
    >>> _bare("教学资源 情况表") == _bare("教学资源表")
    True
    """
    return _TASTE.sub("", compact(name))


def _remark(line: _Named, caption: _Named, holds: bool) -> Remark:
    places = tuple(each.passage.place(each.start, each.end) for each in (caption, line))
    label = caption.passage.plain[: caption.start].strip()
    return Remark(
        f"listed-tables:{caption.passage.id}", "listed-tables", FAULT, places,
        f"{label} 的题名与前面的清单一致" if holds else f"{label} 的题名是「{caption.name}」，前面的清单里却是「{line.name}」，请核对",
        f"{label} is called as in the list" if holds else f"{label} is called “{caption.name}”, but “{line.name}” in the list before",
        holds=holds, reported=caption.name, expected="" if holds else line.name, formula=f"{caption.name} / {line.name}",
    )  # fmt: skip
