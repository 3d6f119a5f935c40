"""A Word package (.docx, .docm, .dotx) read part by part: body, notes, headers."""

from __future__ import annotations

import posixpath

from lxml import etree

from nianbao.documents.archive import Archive, broken
from nianbao.documents.assembly import assemble
from nianbao.documents.document import BlockKind, Document, Note
from nianbao.documents.passage import Passage, Piece
from nianbao.documents.running_text import tidy
from nianbao.documents.word.body import Walker
from nianbao.documents.word.names import STRICT, W, value, w
from nianbao.documents.word.numbering import Numbering
from nianbao.documents.word.styles import Styles

LABEL = "docx"
_MAIN_TYPES = ("wordprocessingml.document", "wordprocessingml.template", "ms-word.document", "ms-word.template")


def read_word(data: bytes, name: str) -> Document:
    """The document in a Word file; places have paragraph, run and the column within the run."""
    archive = Archive.open(data, LABEL, name)
    main = _main_part(archive)
    root = _rooted(archive, main)
    body = root.find(w("body")) if root is not None else None
    if root is None or body is None:
        raise broken(LABEL, name)
    folder = posixpath.dirname(main)
    styles = Styles.of(_rooted(archive, f"{folder}/styles.xml"))
    numbering = Numbering.of(_rooted(archive, f"{folder}/numbering.xml"))
    notes = archive.notes
    walker = Walker(name, styles, numbering, notes)
    for part, target in (("footnotes", walker.footnotes), ("endnotes", walker.endnotes)):
        notes_root = _rooted(archive, f"{folder}/{part}.xml")
        if notes_root is not None:
            _read_notes(notes_root, part, walker, target)
    pieces = walker.walk(body)
    for left in (walker.footnotes, walker.endnotes):
        for key in sorted(left):
            pieces.extend(left[key])
    if walker.pending:
        pieces.append(Passage(walker.pending[0]))
    _note_headers(archive, folder, notes)
    return assemble(pieces, name, LABEL, notes)


def _main_part(archive: Archive) -> str:
    names = set(archive.names())
    if "word/document.xml" in names:
        return "word/document.xml"
    types = archive.xml("[Content_Types].xml")
    for element in types.iter() if types is not None else ():
        content, part = element.get("ContentType", ""), element.get("PartName", "").lstrip("/")
        if part in names and "main+xml" in content and any(kind in content for kind in _MAIN_TYPES):
            return part
    found = sorted(part for part in names if part.endswith("document.xml") and "/" in part)
    if not found:
        raise broken(LABEL, archive.name)
    return found[0]


def _rooted(archive: Archive, path: str) -> etree._Element | None:
    """The root of a part; the strict variant's names are turned into the usual ones."""
    root = archive.xml(path)
    if root is not None and isinstance(root.tag, str) and root.tag.startswith(STRICT):
        for element in root.iter(f"{STRICT}*"):
            element.tag = W + str(element.tag)[len(STRICT) :]
            for key in [key for key in element.attrib if str(key).startswith(STRICT)]:
                element.set(W + str(key)[len(STRICT) :], element.attrib.pop(key))
    return root


def _read_notes(root: etree._Element, part: str, walker: Walker, target: dict[str, list[Piece]]) -> None:
    """Footnotes or endnotes by id, each paragraph of them a note."""
    reader = Walker(walker.file, walker.styles, walker.numbering, walker.notes, part=part)
    reader.paragraphs = {element: index for index, element in enumerate(root.iter(w("p")), 1)}
    for element in root:
        if value(element, "type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        pieces = list(reader.blocks(element, 0))
        for piece in pieces:
            if isinstance(piece, Passage) and piece.kind is None:
                piece.kind = BlockKind.NOTE
        if pieces:
            target[value(element, "id") or ""] = pieces


def _note_headers(archive: Archive, folder: str, notes: list[Note]) -> None:
    """Say what headers and footers hold, which is not read as text of the report."""
    seen: list[str] = []
    for part in sorted(archive.names()):
        if part.startswith((f"{folder}/header", f"{folder}/footer")):
            root = _rooted(archive, part)
            text = tidy("".join(t.text or "" for t in root.iter(w("t")))) if root is not None else ""
            if text and not text.isdigit() and text not in seen:
                seen.append(text)
    if seen:
        words = "；".join(text[:40] for text in seen[:5])
        notes.append(Note(f"页眉页脚未作为正文读入：{words}", f"Headers and footers were not read as text: {words}"))
