"""The author's own .docx back, with a Word comment at each finding and nothing else changed.

Errors and warnings have a comment each where their first place is. Word keeps no comments in
footnotes and text boxes, so there the sign of the note or the box has it. Hints, and what stands
nowhere (a missing chapter), are folded into one comment at the top. A run is parted in two where
a comment begins within it, as Word itself does; text, formats and the comments of others stay.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from nianbao.documents.archive import Archive
from nianbao.documents.word.body import runs_of
from nianbao.documents.word.names import STRICT, W, w
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.problem import Problem
from nianbao.proofreading.finding import ProofReport, ReportFinding
from nianbao.proofreading.listing import HEADS, alternatives, consequences, where_of

AUTHOR, INITIALS = "nianbao 核稿", "核稿"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MAIN = "word/document.xml"
_RELS = "word/_rels/document.xml.rels"
_CONTENT = "[Content_Types].xml"
_ONE = frozenset(w(name) for name in ("tab", "br", "cr", "noBreakHyphen", "ptab"))
_NONE = frozenset(w(name) for name in ("rPr", "lastRenderedPageBreak"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SAID_IN_WORDS = frozenset(("direction", "trend", "list-count", "quantifier"))  # the message holds their arithmetic
_BLOCKED = frozenset(w(name) for name in ("del", "moveFrom"))


def annotated(
    data: bytes, report: ProofReport, *, everything: bool = False, english: bool = False, date: str | None = None
) -> bytes:
    """The .docx in ``data``, of which ``report`` is the proof, with comments; hints get their own with ``everything``.

    ``date`` (``2023-12-01T09:00:00Z``) is when the comments say they were made; without it they say nothing.
    """
    if report.format != "docx":
        raise Problem(
            "annotate-not-word",
            f"“{report.name}”不是 .docx，加不了批注。请用 Word 或 WPS 另存为 .docx 再核对，或改看网页上的原文与结果。",
            f"“{report.name}” is no .docx, so no comments can be put into it. Save it as .docx and check that, or look "
            "at text and findings side by side as a page.",
        )
    archive = Archive.open(data, "docx", report.name)
    root = archive.xml(_MAIN)
    body = root.find(w("body")) if root is not None and not str(root.tag).startswith(STRICT) else None
    first = next(body.iter(w("p")), None) if body is not None else None
    if root is None or body is None or first is None:
        raise Problem(
            "annotate-not-word",
            f"“{report.name}”不能加批注：不是常见的 .docx。请用 Word 或 WPS 另存为 .docx，再试一次。",
            f"No comments can be put into “{report.name}”: it is no usual .docx. Save it as a Word document (.docx), "
            "then try again.",
        )
    margin = _Margin.of(archive, date)
    paragraphs = list(body.iter(w("p")))
    apart: list[ReportFinding] = []
    anchored: list[tuple[ReportFinding, Place, etree._Element]] = []
    carried: list[tuple[ReportFinding, etree._Element]] = []
    for finding in report.findings:
        place = finding.first_place
        inside = place.paragraph is not None and place.section is None and place.paragraph <= len(paragraphs)
        if finding.is_folded and not everything:
            apart.append(finding)
        elif place.section is not None and (carrier := _reference_of_note(archive, body, place)) is not None:
            carried.append((finding, carrier))
        elif not inside:
            apart.append(finding)
        elif (box := _run_of_box(paragraphs[(place.paragraph or 1) - 1])) is not None:
            carried.append((finding, box))
        else:
            assert place.paragraph is not None
            anchored.append((finding, place, paragraphs[place.paragraph - 1]))
    runs = {id(paragraph): list(runs_of(paragraph)) for _, _, paragraph in anchored}
    for finding, carrier in carried:
        _around_run(carrier, margin.add(_words(finding, english)))
    numbered = [(margin.add(_words(finding, english)), place, paragraph) for finding, place, paragraph in anchored]
    # From the end backwards: a run that is parted keeps its beginning, so places before it stay true.
    for number, place, paragraph in sorted(numbered, key=lambda item: item[1].sort_key, reverse=True):
        _anchor(paragraph, runs[id(paragraph)], place, number)
    if apart:
        _around_paragraph(first, margin.add(_folded(apart, english)))
    if not margin.added:
        return data
    return _repacked(data, {_MAIN: _bytes(root), **margin.parts(archive)})


def _words(finding: ReportFinding, english: bool) -> list[str]:
    head = HEADS[finding.severity][1 if english else 0]
    lines = [f"【{head}】{finding.message}" if not english else f"[{head}] {finding.message_en}"]
    is_arithmetic = as_pattern(r"[=≠≈÷<>≤≥]").search(finding.formula) is not None and finding.kind not in _SAID_IN_WORDS
    if is_arithmetic and not english and finding.formula not in lines[0]:
        lines.append(f"算式：{finding.formula}")
    lines += [
        f"suggestion: {words}" if english else f"建议：{words}" for words in alternatives(finding, english=english)
    ]
    if finding.consequences:
        label = "the same also breaks: " if english else "同一处还使这些不成立："
        lines.append(label + consequences(finding, english=english))
    return lines


def _folded(findings: Sequence[ReportFinding], english: bool) -> list[str]:
    """Hints and findings without a paragraph, a line each."""
    head = "以下各条没有单独加批注：" if not english else "Not commented one by one:"
    lines = [head]
    for number, finding in enumerate(findings, start=1):
        name = HEADS[finding.severity][1 if english else 0]
        where = where_of(finding.first_place, english=english)
        lines.append(
            f"{number}. [{name}] {where} {finding.message_en}"
            if english
            else f"{number}. 【{name}】{where} {finding.message}"
        )
    return lines


@dataclass
class _Margin:
    """The comments of a document: those it had, and those added."""

    path: str
    root: etree._Element
    is_new: bool
    next_number: int
    date: str | None
    added: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, archive: Archive, date: str | None) -> _Margin:
        relations = archive.xml(_RELS)
        for relation in relations if relations is not None else ():
            if relation.get("Type") == _COMMENTS:
                path = posixpath.normpath(posixpath.join("/word", relation.get("Target", ""))).lstrip("/")
                root = archive.xml(path)
                if root is not None:
                    known = [int(c.get(w("id")) or 0) for c in root if (c.get(w("id")) or "").isdigit()]
                    return cls(path, root, False, max(known, default=-1) + 1, date)
        taken = set(archive.names())
        path = next(p for n in range(len(taken) + 1) if (p := f"word/comments{n or ''}.xml") not in taken)
        return cls(path, etree.Element(w("comments"), nsmap={"w": W[1:-1]}), True, 0, date)

    def add(self, lines: Sequence[str]) -> int:
        """A comment of so many paragraphs; its number."""
        number = self.next_number
        self.next_number += 1
        self.added.append(number)
        comment = etree.SubElement(
            self.root, w("comment"), {w("id"): str(number), w("author"): AUTHOR, w("initials"): INITIALS}
        )
        if self.date:
            comment.set(w("date"), self.date)
        for line in lines:
            run = etree.SubElement(etree.SubElement(comment, w("p")), w("r"))
            text = etree.SubElement(run, w("t"))
            text.text = "".join(c for c in line if c >= " " or c == "\t")
            text.set(_SPACE, "preserve")
        return number

    def parts(self, archive: Archive) -> dict[str, bytes]:
        """The parts that the comments change besides the text."""
        parts = {self.path: _bytes(self.root)}
        if self.is_new:
            relations = archive.xml(_RELS)
            if relations is None:
                relations = etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>'.encode())
            taken = {relation.get("Id") for relation in relations}
            own = next(key for n in range(1, len(taken) + 2) if (key := f"rIdComments{n}") not in taken)
            etree.SubElement(
                relations, f"{{{_RELATIONS}}}Relationship",
                {"Id": own, "Type": _COMMENTS, "Target": posixpath.basename(self.path)},
            )  # fmt: skip
            parts[_RELS] = _bytes(relations)
            types = archive.xml(_CONTENT)
            if types is not None:
                etree.SubElement(
                    types, f"{{{_TYPES}}}Override", {"PartName": f"/{self.path}", "ContentType": _COMMENTS_TYPE}
                )
                parts[_CONTENT] = _bytes(types)
        return parts


def _anchor(paragraph: etree._Element, runs: Sequence[etree._Element], place: Place, number: int) -> None:
    """Put the marks of a comment around what stands at a place; around the paragraph where no run holds it."""
    if place.run is None or place.run > len(runs):
        _around_paragraph(paragraph, number)
        return
    first = runs[place.run - 1]
    if place.column is not None and place.column > 1:
        rest = _cut(first, place.column - 1)
        first = first if rest is None else rest
    left = place.length or 1
    last = first
    following = list(runs_of(paragraph))
    for run in following[following.index(first) :]:
        size = _size(run)
        if _is_deleted(run, paragraph) or size == 0:
            continue
        last = run
        if size is None or left <= size:
            if size is not None and left < size:
                _cut(run, left)
            break
        left -= size
    start, end, reference = _marks(number)
    first.addprevious(start)
    last.addnext(end)
    _refer(paragraph, end, reference)


def _around_run(run: etree._Element, number: int) -> None:
    """Marks around a run that carries a text box or the sign of a note, where Word keeps no comments inside."""
    start, end, reference = _marks(number)
    run.addprevious(start)
    run.addnext(end)
    end.addnext(reference)


def _run_of_box(paragraph: etree._Element) -> etree._Element | None:
    """The run of the text that carries the text box around a paragraph; None where there is no box."""
    run = None
    is_in_box = False
    for above in paragraph.iterancestors():
        is_in_box = is_in_box or above.tag == w("txbxContent")
        if is_in_box and above.tag == w("r"):
            run = above
    return run


def _reference_of_note(archive: Archive, body: etree._Element, place: Place) -> etree._Element | None:
    """The run with the sign of the footnote or endnote that a place stands in."""
    root = archive.xml(f"word/{place.section}.xml")
    found = list(root.iter(w("p"))) if root is not None else []
    if place.paragraph is None or place.paragraph > len(found):
        return None
    kind = {"footnotes": "footnote", "endnotes": "endnote"}.get(place.section or "", "")
    note = next((above for above in found[place.paragraph - 1].iterancestors() if above.tag == w(kind)), None)
    if note is None:
        return None
    for sign in body.iter(w(f"{kind}Reference")):
        run = sign.getparent()
        if sign.get(w("id")) == note.get(w("id")) and run is not None and run.tag == w("r"):
            return _run_of_box(run) if _run_of_box(run) is not None else run
    return None


def _refer(paragraph: etree._Element, end: etree._Element, reference: etree._Element) -> None:
    """Put the sign of a comment behind its range; for a range in a content control, outside of the control.

    LibreOffice loses the words before a comment's sign within a control that holds whole paragraphs.
    """
    control = None
    for above in paragraph.iterancestors():
        if above.tag == w("sdt"):
            control = above
        elif above.tag != w("sdtContent"):
            break
    if control is not None:
        after = next(control.itersiblings(w("p")), None)
        if after is not None:
            after.insert(1 if len(after) and after[0].tag == w("pPr") else 0, reference)
            return
        before = next(control.itersiblings(w("p"), preceding=True), None)
        if before is not None:
            before.append(reference)
            return
    end.addnext(reference)


def _around_paragraph(paragraph: etree._Element, number: int) -> None:
    start, end, reference = _marks(number)
    position = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
    paragraph.insert(position, start)
    paragraph.append(end)
    _refer(paragraph, end, reference)


def _marks(number: int) -> tuple[etree._Element, etree._Element, etree._Element]:
    start = etree.Element(w("commentRangeStart"), {w("id"): str(number)})
    end = etree.Element(w("commentRangeEnd"), {w("id"): str(number)})
    reference = etree.Element(w("r"))
    etree.SubElement(reference, w("commentReference"), {w("id"): str(number)})
    return start, end, reference


def _size(run: etree._Element) -> int | None:
    """The characters of a run that can be parted; None where it holds more than plain text."""
    size = 0
    for child in run:
        if child.tag == w("t"):
            size += len(child.text or "")
        elif child.tag in _ONE:
            size += 1
        elif child.tag in (w("fldChar"), w("instrText"), w("commentReference")) and len(run) <= 2:
            return 0
        elif child.tag not in _NONE:
            return None
    return size


def _cut(run: etree._Element, at: int) -> etree._Element | None:
    """Part a run before its character ``at``: it keeps what stands before, and what follows is returned."""
    size = _size(run)
    if size is None or not 0 < at < size:
        return None
    rest = deepcopy(run)
    rest.tail = None
    run.addnext(rest)
    position = 0
    for ours, theirs in zip(list(run), list(rest), strict=True):
        length = len(ours.text or "") if ours.tag == w("t") else int(ours.tag in _ONE)
        if ours.tag == w("rPr"):
            continue
        if position + length <= at and length:
            rest.remove(theirs)
        elif position >= at:
            run.remove(ours)
        elif length:
            words = ours.text or ""
            ours.text, theirs.text = words[: at - position], words[at - position :]
            ours.set(_SPACE, "preserve")
            theirs.set(_SPACE, "preserve")
        else:
            rest.remove(theirs)
        position += length
    return rest


def _is_deleted(run: etree._Element, paragraph: etree._Element) -> bool:
    parent = run.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag in _BLOCKED:
            return True
        parent = parent.getparent()
    return False


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _repacked(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with some parts changed or added, all others byte for byte as they were."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for info in before.infolist():
            after.writestr(info, parts.pop(info.filename) if info.filename in parts else before.read(info))
        for path in sorted(parts):
            info = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(info, parts[path])
    return stream.getvalue()
