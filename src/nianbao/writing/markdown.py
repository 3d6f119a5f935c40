"""Content as a text file: headings, paragraphs, lists, links, and fenced parts for tables, charts, cases and pictures.

``::: 图表 …`` opens a part and ``:::`` closes it; ``名称：值`` lines inside say what it holds.
``{#id}`` at the end of a block's first line is its id; a block without one is named after its words.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from nianbao.facts.problem import Problem
from nianbao.writing.content import (
    CASE_PARTS,
    Block,
    Case,
    Chart,
    ChartKind,
    Content,
    DataTable,
    Heading,
    Inline,
    Link,
    ListBlock,
    Note,
    OwnTable,
    Paragraph,
    Picture,
    Reference,
    Statement,
    Text,
)
from nianbao.writing.link import Aspect

CHARTS = {"柱": ChartKind.BAR, "线": ChartKind.LINE, "堆叠": ChartKind.STACKED, "占比": ChartKind.SHARE}
_CHART_WORDS = {kind: word for word, kind in CHARTS.items()}
_HEADING = re.compile(r"(#{1,5})\s+(.+?)")
_ID = re.compile(r"\s*\{#([a-z0-9][a-z0-9-]{0,63})\}$")
_ITEM = re.compile(r"(?:[-*]|(\d+)[.、．])\s+(.*)")
_INLINE = re.compile(r"\[\[([^\[\]\n]+)\]\]|\{@([a-z0-9][a-z0-9-]{0,63})\}")
_FIELD = re.compile(r"([^：:|]{1,8})[：:]\s*(.*)")
_FIELD_NAMES = frozenset(
    (
        *("文件", "说明", "授权", "来源", "指标", "列", "单位", "时期", "佐证", "人物", "同意"),
        *("编制时间", "样式", "声明", "签署人"),
    )
)
_BETWEEN = re.compile(r"\s*[、,，]\s*")
_BAR = re.compile(r"\|(?![^\[\]]*\]\])")  # not the bars inside of [[…|…]]
_RULE = re.compile(r"\|?[\s:|-]+\|?")


def read_markdown(texts: Sequence[str]) -> Content:
    """The content of one draft, or of a report's chapters in order; raises Problem naming the line.

    >>> read_markdown(["# 年报\\n\\n## 概况 {#c1}\\n\\n毕业生[[毕业生人数]]。"]).blocks[0]
    Heading(id='c1', level=1, text='概况', node='')
    """
    reader = _Reader()
    for text in texts:
        reader.read(text)
    return Content(
        reader.title,
        tuple(reader.blocks),
        compiled=reader.front.get("编制时间", ""),
        style=reader.front.get("样式", ""),
        statement=Statement(reader.front["声明"], reader.front.get("签署人", "负责人"))
        if "声明" in reader.front
        else None,
    )


def read_inlines(text: str) -> tuple[Inline, ...]:
    """A stretch of text with its links.

    >>> read_inlines("落实[[甲|占 乙|2位]]，见{@t1}")[1:]
    (Link(indicator='甲', aspect=<Aspect.SHARE: '占'>, whole='乙', places=2, organisation=''), \
Text(text='，见'), Reference(block='t1'))
    """
    parts: list[Inline] = []
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            parts.append(Text(text[at : match.start()]))
        parts.append(Reference(match[2]) if match[2] else _link(match[1]))
        at = match.end()
    if at < len(text):
        parts.append(Text(text[at:]))
    return tuple(parts)


def write_markdown(content: Content, *, every_id: bool = True) -> str:
    """The content as such a text; reading it again gives the same content.

    Without ``every_id`` an id that the block's own words give is left out, as authors do.
    """
    front = {"编制时间": content.compiled, "样式": content.style}
    if content.statement is not None:
        front |= {"声明": content.statement.text, "签署人": content.statement.signatory}
    pieces = [f"# {content.title}"] if content.title else []
    if lines := [f"{name}：{value}" for name, value in front.items() if value]:
        pieces.append("\n".join(["::: 封面", *lines, ":::"]))
    written = _written if every_id else _written_as_typed
    return "\n\n".join([*pieces, *map(written, content.blocks)]) + "\n"


def written_inlines(parts: Sequence[Inline]) -> str:
    """The text that an author would type for these parts."""
    return "".join(map(_written_inline, parts))


class _Reader:
    def __init__(self) -> None:
        self.title = ""
        self.blocks: list[Block] = []
        self.front: dict[str, str] = {}
        self._ids: set[str] = set()

    def read(self, text: str) -> None:
        lines = text.replace("\r\n", "\n").removeprefix("\ufeff").split("\n")
        at = 0
        while at < len(lines):
            line = lines[at].strip().strip("\u3000").strip()
            if line.startswith(":::"):
                end = next((n for n in range(at + 1, len(lines)) if lines[n].strip() == ":::"), None)
                if end is None:
                    raise _trouble(at + 1, "这一段以 ::: 开头，没有找到结束的 :::", "the part opened here never ends")
                self._fenced(line.lstrip(":").strip(), [one.strip() for one in lines[at + 1 : end]], at + 1)
                at = end + 1
            elif line.startswith("<!--"):
                end = next((n for n in range(at, len(lines)) if "-->" in lines[n]), len(lines) - 1)
                note = "\n".join(one.strip() for one in lines[at : end + 1]).removeprefix("<!--").removesuffix("-->")
                name, note = self._named(note.strip(), "n")
                self.blocks.append(Note(name, note))
                at = end + 1
            elif match := _HEADING.fullmatch(line):
                self._heading(len(match[1]), match[2].strip())
                at += 1
            elif line:
                end = at
                while end < len(lines) and _continues(lines[end], first=end == at):
                    end += 1
                self._prose([one.strip().strip("\u3000").strip() for one in lines[at:end]])
                at = end
            else:
                at += 1

    def _heading(self, level: int, text: str) -> None:
        if level == 1:
            self.title = self.title or text
            return
        name, text = self._named(text, "h")
        self.blocks.append(Heading(name, level - 1, text))

    def _prose(self, lines: list[str]) -> None:
        if all(_ITEM.fullmatch(line) for line in lines):
            name, lines[-1] = self._named(lines[-1], "l")
            found = [match for line in lines if (match := _ITEM.fullmatch(line))]
            self.blocks.append(ListBlock(name, tuple(read_inlines(m[2]) for m in found), found[0][1] is not None))
            return
        text = lines[0]
        for line in lines[1:]:
            text += (" " if text[-1].isascii() and line[0].isascii() else "") + line
        name, text = self._named(text, "p")
        self.blocks.append(Paragraph(name, read_inlines(text)))

    def _fenced(self, opening: str, lines: list[str], at: int) -> None:
        name, opening = self._named(opening, "b", also="\n".join(lines))
        word, _, title = opening.partition(" ")
        title = title.strip()
        if word == "图片":
            fields = _fields(lines, at)
            self.blocks.append(
                Picture(name, fields.get("文件", ""), title, fields.get("说明", ""), fields.get("授权", ""))
            )
        elif word == "表" and any(line.startswith("|") for line in lines):
            rows = [
                tuple(cell.strip() for cell in _BAR.split(line.strip("|")))
                for line in lines
                if line.startswith("|") and not _RULE.fullmatch(line)
            ]
            fields = _fields([line for line in lines if not line.startswith("|")], at)
            if len({len(row) for row in rows}) != 1:
                raise _trouble(at, "表的各行列数不同", "the rows of the table differ in length")
            self.blocks.append(OwnTable(name, title, rows[0], tuple(rows[1:]), fields.get("来源", "")))
        elif word == "表":
            fields = _fields(lines, at)
            self.blocks.append(
                DataTable(
                    name,
                    title,
                    _listed(fields.get("指标", "")),
                    _listed(fields.get("列", "")) or ("本年",),
                    _listed(fields.get("单位", "")),
                    fields.get("来源", ""),
                )
            )
        elif word.removesuffix("图") in CHARTS:
            fields = _fields(lines, at)
            self.blocks.append(
                Chart(
                    name,
                    title,
                    CHARTS[word.removesuffix("图")],
                    _listed(fields.get("指标", "")),
                    _listed(fields.get("单位", "")),
                    _listed(fields.get("时期", "")) or ("本年",),
                    fields.get("来源", ""),
                )
            )
        elif word == "案例":
            self.blocks.append(_case(name, title, _fields(lines, at)))
        elif word == "封面":
            self.front |= _fields(lines, at)
        else:
            raise _trouble(
                at,
                f"不认识“::: {word}”。可写：封面、表、柱图、线图、堆叠图、占比图、图片、案例",
                f"“::: {word}” is none of 封面, 表, 柱图, 线图, 堆叠图, 占比图, 图片, 案例",
            )

    def _named(self, text: str, letter: str, also: str = "") -> tuple[str, str]:
        """The id that a block's words end with, or one made of the words, and the words without it."""
        if match := _ID.search(text):
            name, text = match[1], text[: match.start()]
            if name in self._ids:
                raise Problem(
                    "content-id-twice",
                    f"正文里有两处的编号都是“{name}”，无法分辨。请改其中一个。",
                    f"Two blocks have the id {name}. Change one of them.",
                )
        else:
            stem = letter + hashlib.sha256(f"{text}\n{also}".encode()).hexdigest()[:10]
            name, number = stem, 1
            while name in self._ids:
                number += 1
                name = f"{stem}-{number}"
        self._ids.add(name)
        return name, text


def _continues(line: str, *, first: bool) -> bool:
    line = line.strip()
    return bool(line) and (first or not (line.startswith((":::", "<!--")) or _HEADING.fullmatch(line)))


def _case(name: str, title: str, fields: Mapping[str, str]) -> Case:
    return Case(
        name,
        title,
        fields.get("单位", ""),
        background=read_inlines(fields.get("背景", "")),
        practice=read_inlines(fields.get("做法", "")),
        result=read_inlines(fields.get("成效", "")),
        evidence=fields.get("佐证", ""),
        people=_listed(fields.get("人物", "")),
        consent=fields.get("同意", ""),
    )


def _fields(lines: Sequence[str], at: int) -> dict[str, str]:
    """``名称：值`` lines; a line without a name continues the one above."""
    fields: dict[str, str] = {}
    known = _FIELD_NAMES | {word for _, word in CASE_PARTS}
    last = ""
    for offset, line in enumerate(lines, start=1):
        if not line:
            continue
        match = _FIELD.fullmatch(line)
        if match and match[1].strip() in known:
            last = match[1].strip()
            fields[last] = match[2].strip()
        elif last:
            fields[last] += line
        else:
            raise _trouble(at + offset, f"这一行应写成“名称：内容”：{line}", f"this line should be NAME：TEXT: {line}")
    return fields


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one for one in _BETWEEN.split(text.strip()) if one)


def _link(text: str) -> Link:
    name, *wishes = (part.strip() for part in text.split("|"))
    aspect, whole, places, organisation = Aspect.VALUE, "", None, ""
    for wish in wishes:
        if match := re.fullmatch(r"(\d)\s*位", wish):
            places = int(match[1])
        elif wish in set(Aspect) - {Aspect.SHARE}:
            aspect = Aspect(wish)
        elif match := re.fullmatch(r"占\s*(.+)", wish):
            aspect, whole = Aspect.SHARE, match[1]
        elif match := re.fullmatch(r"@\s*(.+)", wish):
            organisation = match[1]
        else:
            raise Problem(
                "figure-wish-unknown",
                f"[[{text}]] 里不认识“{wish}”。可写：{'、'.join(Aspect)} 某指标、2位（小数位数）、@某学校。",
                f"“{wish}” in [[{text}]] is none of {', '.join(Aspect)} INDICATOR, 2位 (decimal places), @SCHOOL.",
            )
    return Link(name, aspect, whole, places, organisation)


def _written_inline(part: Inline) -> str:
    match part:
        case Text(text):
            return text
        case Reference(block):
            return f"{{@{block}}}"
        case Link():
            wishes = [part.indicator]
            if part.organisation:
                wishes.append(f"@{part.organisation}")
            if part.aspect is Aspect.SHARE:
                wishes.append(f"占 {part.whole}")
            elif part.aspect is not Aspect.VALUE:
                wishes.append(part.aspect)
            if part.places is not None:
                wishes.append(f"{part.places}位")
            return f"[[{'|'.join(wishes)}]]"


def _written(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {block.text} {{#{block.id}}}"
        case Paragraph():
            return f"{written_inlines(block.parts)} {{#{block.id}}}"
        case ListBlock():
            items = [
                f"{f'{number}.' if block.numbered else '-'} {written_inlines(item)}"
                for number, item in enumerate(block.items, start=1)
            ]
            return "\n".join(items) + f" {{#{block.id}}}"
        case Note():
            return f"<!-- {block.text} {{#{block.id}}} -->"
        case OwnTable():
            rule = tuple("---" for _ in block.header)
            rows = [f"| {' | '.join(row)} |" for row in (block.header, rule, *block.rows)]
            return _fence("表", block.caption, block.id, {"来源": block.source}, rows)
        case DataTable():
            fields = {
                "指标": "、".join(block.indicators),
                "列": "、".join(block.columns),
                "单位": "、".join(block.organisations),
                "来源": block.source,
            }
            return _fence("表", block.caption, block.id, fields)
        case Chart():
            fields = {
                "指标": "、".join(block.indicators),
                "单位": "、".join(block.organisations),
                "时期": "、".join(block.periods),
                "来源": block.source,
            }
            return _fence(f"{_CHART_WORDS[block.type]}图", block.caption, block.id, fields)
        case Picture():
            fields = {"文件": block.file, "说明": block.alternative, "授权": block.rights}
            return _fence("图片", block.caption, block.id, fields)
        case Case():
            fields = {"单位": block.organisation}
            fields |= {word: written_inlines(getattr(block, name)) for name, word in CASE_PARTS}
            fields |= {"佐证": block.evidence, "人物": "、".join(block.people), "同意": block.consent}
            return _fence("案例", block.title, block.id, fields)


def _written_as_typed(block: Block) -> str:
    text = _written(block)
    plain = text.replace(f" {{#{block.id}}}", "", 1)
    return plain if [one.id for one in read_markdown([plain]).blocks] == [block.id] else text


def _fence(word: str, title: str, name: str, fields: Mapping[str, str], rows: Sequence[str] = ()) -> str:
    lines = [f"{field}：{value}" for field, value in fields.items() if value]
    return "\n".join([f"::: {word} {title} {{#{name}}}", *rows, *lines, ":::"])


def _trouble(line: int, why: str, why_en: str) -> Problem:
    return Problem("draft-part", f"稿件第 {line} 行：{why}。", f"Line {line} of the draft: {why_en}.")
