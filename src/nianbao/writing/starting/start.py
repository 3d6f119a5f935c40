"""A new report begun from an old one: chapters in the new outline, cases, tables and pictures, numbers as links."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nianbao.documents.document import Block as OldBlock
from nianbao.documents.document import BlockKind, Document
from nianbao.documents.document import Note as Told
from nianbao.documents.reading import read_document
from nianbao.documents.word.annotated import Unit, read_annotated
from nianbao.documents.wording import is_table_caption
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.known_facts import indicator_of
from nianbao.facts.problem import Problem
from nianbao.facts.record import Record
from nianbao.framework.model import Catalogue
from nianbao.writing.content import (
    Block,
    Case,
    Content,
    DataTable,
    Heading,
    Inline,
    Note,
    Paragraph,
    Picture,
    Statement,
    Text,
    inlines,
)
from nianbao.writing.draft import bare_title
from nianbao.writing.link import Names
from nianbao.writing.returned.new_blocks import clean, own_table
from nianbao.writing.returned.proposal import Unplaced, fresh
from nianbao.writing.returned.roles import caption_text, case_title, source_text
from nianbao.writing.starting.old_figures import ProposedLink, linked_parts, proposed_links
from nianbao.writing.starting.outline_fit import Fit, Section, fit, keeps_title

FORM_SHARE = 0.5  # of a table's rows that name official indicators: from here on it is a form, printed from data
FEWEST_TABBED = 6  # lines with tabs in a file without tables: its tables are written with tabs
DEEPEST = 4
LONGEST_TITLE = 40
PRINTED = ("目录", "数据表", "数据来源与覆盖", "核验结果")  # parts that the program prints of itself
STATEMENT = "内容真实性责任声明"
ANNEXES = ("附件", "附表", "附录", "数据表")
_NUMBERED = re.compile(r"^\d{1,2}(?:[.．]\d{1,2}){1,3}[.．、\s]*")
_CASE_TITLE = re.compile(
    r"^【[^】]*】\s*|^(?:典型|优秀|特色|实践)?案例(?:分享)?\s*[\d一二三四五六七八九十.\-－]*\s*[：:、.．\s]*"
)
_YEAR = re.compile(r"20\d\d")
_SHARE = re.compile(r"占(.+?)(?:的)?(?:比例|比重|比)?(?:[（(]%[）)])?")
_UNIT_BEHIND = re.compile(r"[（(][^（）()]{1,6}[）)]$")
_COLUMNS = {
    "本年": "本年",
    "上年": "上年",
    "变化": "变化",
    "变化情况": "变化",
    "增减": "变化",
    "增长": "增长",
    "增长率": "增长",
}
OWN_SOURCE = "本报告数据表"
_PART = re.compile(r"^(?:案例)?(背景|做法|成效|佐证)[^：:]{0,4}[：:]\s*")
_PARTS = {"背景": "background", "做法": "practice", "成效": "result"}
_FORM = (
    "这是数据表，由数据印出，没有抄进正文。",
    "This is a form: it is printed from the data and was not copied into the text.",
)


@dataclass(frozen=True)
class Started:
    """``links`` are the numbers of the old text that the data print: the sure ones stand in the content already."""

    content: Content
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    links: tuple[ProposedLink, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    notes: tuple[Told, ...] = ()  # what the reader of the old file guessed or left out
    empty: tuple[str, ...] = ()  # titles of the outline's parts that the old report does not have


def start_report(
    data: bytes,
    name: str,
    *,
    edition: str,
    catalogue: Catalogue,
    record: Record | None = None,
    links: Sequence[ProposedLink] | None = None,
) -> Started:
    """A new report's content from an old report's file (.docx, or any other format that can be read).

    ``links`` are those proposed when the file was read before, decided by a person since: only the sure ones count.
    """
    document, pictures = _read(data, name)
    outline_name = catalogue.editions[edition].outline
    if outline_name is None:
        raise Problem("outline-none", "这个年度版本没有提纲。", "This edition has no outline.")
    if links is None:
        links = proposed_links(Manuscript.of(document), edition, catalogue, record)
    starter = _Starter(document, pictures, links, Names(catalogue.editions[edition], catalogue))
    sections, title = starter.sections()
    fitted = fit(sections, catalogue.outlines[outline_name])
    blocks = tuple(starter.laid_out(fitted))
    empty = tuple(
        place.node.title
        for place in fitted.places
        if not place.node.children and not any(section.blocks for section in place.taken)
    )
    starter.told_chapters(fitted)
    return Started(
        Content(title, blocks, statement=starter.statement),
        starter.images,
        tuple(links),
        tuple(starter.unplaced),
        document.notes,
        empty,
    )


def _read(data: bytes, name: str) -> tuple[Document, list[Unit]]:
    """The document and its pictures in reading order."""
    if not name.lower().endswith((".docx", ".docm")):
        return read_document(data, name=name), []
    units = read_annotated(data, name).units
    pictures = [unit for unit in units if unit.kind == "picture"]
    tabbed = sum(unit.text.count("\t") >= 2 for unit in units if unit.kind == "paragraph")
    if tabbed >= FEWEST_TABBED and not any(unit.kind == "table" for unit in units):
        text = "\n".join(unit.text for unit in units if unit.kind == "paragraph")
        return read_document(text.encode(), name=f"{name}.txt"), pictures
    return read_document(data, name=name), pictures


class _Starter:
    def __init__(
        self, document: Document, pictures: Sequence[Unit], links: Sequence[ProposedLink], names: Names
    ) -> None:
        self.document, self.pictures, self.names = document, list(pictures), names
        self.links: dict[str, list[ProposedLink]] = {}
        for link in links:
            self.links.setdefault(link.block, []).append(link)
        self.images: dict[str, bytes] = {}
        self.unplaced: list[Unplaced] = []
        self.ids: set[str] = set()
        self.statement: Statement | None = None

    def sections(self) -> tuple[list[Section], str]:
        """The old report cut at its headings; forms and what no block can hold are told."""
        title = ""
        made: list[Section] = [Section("", 1)]
        caption: OldBlock | None = None
        drawn: Picture | None = None
        case: Case | None = None
        blocks = self.document.blocks
        for position, block in enumerate(blocks):
            here = made[-1].blocks
            text = clean(block.text.text)
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            if block.kind is BlockKind.HEADING and block.level == 0:
                title = title or "".join(text.split())
                continue
            if block.kind is BlockKind.HEADING:
                case = None
                made.append(Section(bare_title(text).rstrip("。：:."), min(block.level, DEEPEST)))
            elif block.kind is BlockKind.CAPTION:
                if drawn is not None and here and here[-1] is drawn:
                    here[-1] = Picture(drawn.id, drawn.file, caption_text(text) or drawn.caption, drawn.alternative)
                else:
                    caption = block
                drawn = None
                continue
            elif block.kind is BlockKind.TABLE:
                case = None
                source = source_text(following.text.text) if following is not None and _is_source(following) else ""
                self._table(block, caption, source, made[-1])
            elif block.kind is BlockKind.FIGURE:
                drawn = self._picture(here)
                continue
            elif block.kind is BlockKind.CASE:
                words = _CASE_TITLE.sub("", text).strip()
                case = self._case(words, made[-1].title, here)
            elif block.kind is BlockKind.NOTE and position and blocks[position - 1].kind is BlockKind.TABLE:
                if not _is_source(block):
                    here.append(Note(self._name("n", text), text))
            elif case is not None and not _is_over(case, blocks[position:]):
                case = self._into_case(case, block, here)
            else:
                case = None
                self._paragraph(block, made[-1])
            if caption is not None:
                if block.kind is not BlockKind.TABLE:
                    self._tell(
                        caption_text(caption.text.text), "只有表题，没有读到表。", "A caption without its table."
                    )
                caption = None
            drawn = None
        return [one for one in made if (one.title or one.blocks) and not self._is_printed(one)], title

    def _is_printed(self, section: Section) -> bool:
        """True for the contents, the forms and the statement, which the program prints behind or before the text."""
        if section.title == STATEMENT:
            said = "\n".join(_plain(block) for block in section.blocks)
            text, _, signed = said.partition("（签名）")
            self.statement = Statement("\n".join(text.split("\n")[: -1 if signed else None]))
            return True
        if section.title in PRINTED or (section.title in ANNEXES and not section.blocks):
            self._tell(section.title, *_FORM)
            return True
        return False

    def laid_out(self, fitted: Fit) -> Iterator[Block]:
        yield from self._sections(fitted.before)
        for place in fitted.places:
            yield Heading(self._name("h", place.node.id), min(place.level, DEEPEST), place.node.title, place.node.id)
            written = [block for section in place.taken for block in section.blocks]
            if not written and not place.node.children and place.node.prompt:
                wanted = "必写" if place.node.required else "选写"
                yield Note(self._name("n", place.node.id), f"{wanted}。{place.node.prompt}")
            for section in place.taken:
                if section.blocks and keeps_title(section, place):
                    level = min(place.level + 1, DEEPEST)
                    yield Heading(self._name("h", section.title), level, section.title)
                yield from section.blocks
            yield from self._sections(place.following)

    def told_chapters(self, fitted: Fit) -> None:
        for section in fitted.unplaced():
            if section.title:
                self._tell(
                    section.title,
                    "本年度的提纲没有这一部分，先留在原来的位置，请移到合适的章。",
                    "The edition's outline has no such part; it stays where it was. Move it to the chapter that fits.",
                )

    def _sections(self, sections: Sequence[Section]) -> Iterator[Block]:
        for section in sections:
            if section.title:
                yield Heading(self._name("h", section.title), section.level, section.title)
            yield from section.blocks

    def _paragraph(self, block: OldBlock, section: Section) -> None:
        text = block.text.text
        here = section.blocks
        if section.title in ANNEXES and is_table_caption(text.strip()):
            self._tell(caption_text(text.strip()), *_FORM)
            return
        number = _NUMBERED.match(text)
        start = number.end() if number else 0
        parts = self._parts(block, start)
        last = here[-1] if here else None
        if isinstance(last, Paragraph) and _goes_on(last, text) and not number:
            # A line that a page broke.
            here[-1] = Paragraph(last.id, _grown(last.parts, parts))
        elif clean(text[start:]):
            here.append(Paragraph(self._name("p", text), parts))

    def _case(self, words: str, chapter: str, here: list[Block]) -> Case:
        """A case by its title line; where a whole sentence stands there, it is text and its first clause the title."""
        words, organisation = case_title(words)
        title, practice = words or f"{chapter}案例", ""
        if len(words) > LONGEST_TITLE:
            title, practice = re.split(r"[，。；]", words)[0][:LONGEST_TITLE], words
        case = Case(self._name("c", words), title, organisation, practice=(Text(practice),) if practice else ())
        here.append(case)
        return case

    def _parts(self, block: OldBlock, start: int) -> tuple[Inline, ...]:
        text = block.text.text[start:].rstrip()
        return linked_parts(text.replace("\n", ""), self.links.get(block.id, ()), start)

    def _into_case(self, case: Case, block: OldBlock, here: list[Block]) -> Case:
        text = block.text.text
        match = _PART.match(text)
        name = _PARTS.get(match[1], "") if match else "practice"
        parts = self._parts(block, match.end() if match else 0)
        if match and match[1] == "佐证":
            made = Case(case.id, case.title, case.organisation, case.background, case.practice, case.result, text)
        else:
            kept = {one: getattr(case, one) for one in _PARTS.values()}
            if kept[name] and not match:
                self._tell(
                    f"案例「{case.title}」",
                    "案例没有分背景、做法、成效，各段都放在做法，请分开。",
                    "The case has no parts; its paragraphs stand under 做法. Divide them.",
                )
            kept[name] = _grown(kept[name], parts)
            made = Case(case.id, case.title, case.organisation, evidence=case.evidence, **kept)
        here[here.index(case)] = made
        return made

    def _table(self, block: OldBlock, caption: OldBlock | None, source: str, section: Section) -> None:
        rows = _rows(block)
        words = caption_text(clean(caption.text.text)) if caption is not None else ""
        if not rows:
            return
        if _is_form(rows) or section.title in ANNEXES:
            self._tell(words or "｜".join(rows[0][:4]), *_FORM)
            return
        name = self._name("t", words + "|".join(rows[0]))
        if (table := data_table(name, rows, words or section.title, source, self.names)) is not None:
            section.blocks.append(table)
            return
        section.blocks.append(own_table(name, rows, words or section.title or "表", source))

    def _picture(self, here: list[Block]) -> Picture | None:
        unit = self.pictures.pop(0) if self.pictures else None
        if unit is None or unit.image is None:
            self._tell(
                "图片", "图片没有取出来，请从原文件另存后插入。", "A picture could not be taken out; insert it by hand."
            )
            return None
        digest = hashlib.sha256(unit.image).hexdigest()[:10]
        file = f"picture-{digest}.{unit.image_name.rpartition('.')[2].lower() or 'png'}"
        self.images[file] = unit.image
        alternative = clean(unit.alternative)
        picture = Picture(self._name("g", digest), file, alternative or "图片", alternative)
        here.append(picture)
        if re.search(r"\d", alternative):
            self._tell(
                alternative[:LONGEST_TITLE],
                "图片里可能是旧数据，请换成由数据画的图。",
                "The picture may show old figures; put a chart drawn from data in its place.",
            )
        return picture

    def _tell(self, where: str, message: str, message_en: str) -> None:
        one = Unplaced(where, "", message, message_en)
        if one not in self.unplaced:
            self.unplaced.append(one)

    def _name(self, letter: str, text: str) -> str:
        name = fresh(letter + hashlib.sha256(text.encode()).hexdigest()[:10], self.ids)
        self.ids.add(name)
        return name


def data_table(name: str, rows: Sequence[Sequence[str]], caption: str, source: str, names: Names) -> DataTable | None:
    """The same table made from data, where its rows are indicators of the edition and its columns this year's,
    last year's and the change between them.
    """
    periods = sorted((match[0] for cell in rows[0][1:] if (match := _YEAR.match(cell))), reverse=True)
    columns = [_column(cell, periods) for cell in rows[0][1:]]
    if not rows[1:] or not all(columns) or "本年" not in columns:
        return None
    indicators: list[str] = []
    for row in rows[1:]:
        label = _UNIT_BEHIND.sub("", re.sub(r"^其中[：:]\s*|[*★†]", "", row[0])).strip()
        try:
            names.find(label)
        except Problem:
            return None
        indicators.append(label)
    source = "" if source == OWN_SOURCE else source
    return DataTable(name, caption, tuple(indicators), tuple(columns), source=source)


def _column(head: str, periods: Sequence[str]) -> str:
    if (match := _YEAR.match(head)) and match[0] in periods[:2]:
        return ("本年", "上年")[periods.index(match[0])]
    if match := _SHARE.fullmatch(head.strip()):
        return f"占 {match[1]}"
    return _COLUMNS.get(_UNIT_BEHIND.sub("", head.strip()), "")


def _plain(block: Block) -> str:
    return "".join(part.text for part in inlines(block) if isinstance(part, Text))


def _rows(block: OldBlock) -> list[list[str]]:
    rows = [["" for _ in range(block.column_count)] for _ in range(block.row_count)]
    for cell in block.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, len(rows))):
            rows[row][cell.column] = clean(cell.text.text)
    return [row for row in rows if any(row)]


def _is_form(rows: Sequence[Sequence[str]]) -> bool:
    """True for 序号、指标、单位 and a column of answers, most of whose rows are official indicators."""
    header = "".join(rows[0])
    if "指标" in header and "单位" in header:
        return True
    named = sum(any(indicator_of(cell) is not None for cell in row[:3]) for row in rows[1:])
    units = sum(
        any(cell in ("人", "%", "个", "门", "万元", "元", "平方米", "学时") for cell in row[1:4]) for row in rows[1:]
    )
    return len(rows) > 3 and named >= FORM_SHARE * (len(rows) - 1) and units >= FORM_SHARE * (len(rows) - 1)


def _is_over(case: Case, following: Sequence[OldBlock]) -> bool:
    """True where the parts of a case are named and none is named any more."""
    if not (case.background or case.result or case.evidence):
        return False
    for block in following:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.NOTE):
            break
        if _PART.match(block.text.text):
            return False
    return True


def _is_source(block: OldBlock) -> bool:
    return block.kind is BlockKind.NOTE and block.text.text.strip().startswith(("数据来源", "资料来源", "来源"))


def _goes_on(last: Paragraph, text: str) -> bool:
    end = last.parts[-1] if last.parts else None
    said = "".join(part.text for part in last.parts if isinstance(part, Text))
    if not isinstance(end, Text) or len(said) < 40 or re.match(r"[（(一二三四五六七八九十\d]+[)）、.．]", text):
        return False
    return not re.search(r"[。！？；;!?:：…)）】》”\"]\s*$", end.text)


def _grown(parts: tuple[Inline, ...], more: tuple[Inline, ...]) -> tuple[Inline, ...]:
    last, first = (parts[-1] if parts else None), (more[0] if more else None)
    if isinstance(last, Text) and isinstance(first, Text):
        return (*parts[:-1], Text(last.text + first.text), *more[1:])
    return (*parts, *more)
