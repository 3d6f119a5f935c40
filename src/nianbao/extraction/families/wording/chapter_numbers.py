"""A caption of two numbers begins with the number of its chapter: 【案例5-1】 stands in chapter five.

Cue: 表2-1, 图3-2, 案例5-1 where the captions of a kind begin with the numbers of the chapters that they stand in. Why it should hold in any report:
the first number is there to say the chapter; a caption brought from another chapter keeps its old one. Guards: the chapters must be
counted from one on by headings of one form; three captions of the kind in two chapters and more must follow the rule, and one alone must break
it; captions of three numbers, of annexes and before the first chapter are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nianbao.documents.headings import read_numbering
from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.wording.captions import CAPTION, number_of
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern

FAULT = "numbering"


def _report(number: str, form: str = "{}、") -> str:
    chapters = (
        ("一", "学生发展", "1-1"),
        ("二", "教育教学", "2-1"),
        ("三", "产教融合", number),
        ("四", "发展保障", "4-1"),
    )
    return "".join(
        f"{form.format(han)}{title}\n\n工作扎实推进。\n\n【案例{case}】{title}一例\n\n效果良好。\n\n"
        for han, title, case in chapters
    )


EXAMPLES = (
    Example("fail", _report("2-2")),
    Example("pass", _report("3-1")),
    Example("pass", _report("3-1", "第{}章 ")),
    Example("silent", _report("1-2").replace("2-1", "1-3").replace("4-1", "1-4")),
)
# One scheme of headings counts the chapters: 第一章, 一、, 1 人才培养.
_SCHEMES = (("chapter",), ("han",), ("single", "spaced"))
_LEAST_CHAPTERS = 3
_LONGEST_HEADING = 30  # characters
_END = as_pattern(r"\s*(?:附件|附录|附表)")
_LEAST_RIGHT = 3


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Captions of each kind against the chapters."""
    passages = manuscript.passages
    chapters = _chapters(passages)
    if chapters is None:
        return
    captions: dict[str, list[tuple[Passage, re.Match[str], int]]] = {}
    for passage, chapter in zip(passages, chapters, strict=True):
        match = CAPTION.match(passage.plain) if chapter and passage.kind != "note" else None
        if match is None or len(number_of(match["number"])) != 2 or _is_sentence(passage):
            continue
        captions.setdefault(match["what"].lstrip("【[")[-1:], []).append((passage, match, chapter))
    for what, found in captions.items():
        yield from _of_kind(what, found)


def _is_sentence(passage: Passage) -> bool:
    return (
        passage.kind == "paragraph"
        and as_pattern(r"[。；]\s*$").search(passage.plain) is not None
        and "【" not in passage.plain[:2]
    )


def _chapters(passages: Sequence[Passage]) -> list[int] | None:
    """The chapter that each passage stands in, 0 before the first and behind the last; None where none are counted."""
    headings = [
        (index, numbering)
        for index, passage in enumerate(passages)
        if len(passage.plain) <= _LONGEST_HEADING
        and passage.kind not in ("caption", "case", "note")
        and not as_pattern(r"[。；，]").search(passage.plain)
        and (numbering := read_numbering(passage.plain.strip())) is not None
    ]
    for schemes in _SCHEMES:
        found = [(index, numbering.parts[0]) for index, numbering in headings if numbering.scheme in schemes]
        runs = [_counted_on(found[start:]) for start, (_, number) in enumerate(found) if number == 1]
        # A list of contents counts the chapters a first time, in a few lines.
        longest = max(runs, key=lambda run: (run[-1][0] - run[0][0], run[0][0]), default=[])
        if len(longest) >= _LEAST_CHAPTERS:
            return _spread(passages, longest)
    return None


def _counted_on(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """From the first on, each heading that bears the next number.

    >>> _counted_on([(0, 1), (5, 2), (6, 1), (7, 2), (9, 3)])
    [(0, 1), (5, 2), (9, 3)]
    """
    run: list[tuple[int, int]] = []
    for index, number in found:
        if number == len(run) + 1:
            run.append((index, number))
    return run


def _spread(passages: Sequence[Passage], run: list[tuple[int, int]]) -> list[int]:
    chapters = [0] * len(passages)
    for (start, number), (end, _) in zip(run, [*run[1:], (len(passages), 0)], strict=True):
        for index in range(start, end):
            if number == len(run) and _END.match(passages[index].plain):
                break
            chapters[index] = number
    return chapters


def _of_kind(what: str, found: list[tuple[Passage, re.Match[str], int]]) -> Iterator[Remark]:
    right = [(passage, match) for passage, match, chapter in found if number_of(match["number"])[0] == chapter]
    wrong = [item for item in found if number_of(item[1]["number"])[0] != item[2]]
    if len(right) < _LEAST_RIGHT or len({number_of(match["number"])[0] for _, match in right}) < 2 or len(wrong) > 1:
        return
    places = tuple(passage.place(match.start("what"), match.end()) for passage, match in right)
    yield Remark(
        f"chapter-numbers:{what}", "chapter-numbers", FAULT, places, f"{what}的编号以所在部分的序号开头",
        f"captions of {what} begin with the number of their chapter", holds=True, formula=f"{places[0].text} … {places[-1].text}",
    )  # fmt: skip
    for passage, match, chapter in wrong:
        place = passage.place(match.start("what"), match.end())
        expected = f"{chapter}-{number_of(match['number'])[1]}"
        yield Remark(
            f"chapter-numbers:{passage.id}", "chapter-numbers", FAULT, (place, *places[:1]),
            f"「{place.text.strip('【[ ')}」排在第{chapter}部分，其他{match['what'].strip('【[')}的编号都以所在部分的序号开头；疑应为「{expected}」",
            f"{place.text} stands in chapter {chapter}, and the others begin with the number of their chapter; expected {expected}",
            severity="warning", reported=match["number"], expected=expected, formula=f"{match['number']} → {expected}",
        )  # fmt: skip
