"""A document, read, checked against itself, and every contradiction traced to its root.

The steps are those of a careful reader: find the claims, do the arithmetic, ask which
number is wrong, and say each trouble once, the worst first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from nianbao.checks.kind import kinds
from nianbao.checks.localisation import Knot
from nianbao.checks.outcome import Grade, Verdict
from nianbao.documents.document import Certainty, Document, Note
from nianbao.documents.reading import without_collections
from nianbao.extraction.claims import Doubtful, Hint, Remark
from nianbao.extraction.families import Found, find_all
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.relation import Operand, Relation
from nianbao.framework.model import Catalogue
from nianbao.proofreading.acceptance import with_own_ids
from nianbao.proofreading.doubts import (
    FAR_WEIGHT,
    MANY_WEIGHT,
    as_doubted,
    as_far_hint,
    is_borne_out,
    is_far_off,
    is_remark_borne_out,
    without_misread_tables,
)
from nianbao.proofreading.finding import MarkedPlace, ProofReport, ReportFinding, Suggestion, Verified
from nianbao.proofreading.hints import kept_hints
from nianbao.proofreading.judging import Judged, judge_claim
from nianbao.proofreading.official import official_findings, read_officially
from nianbao.proofreading.roots import Mates, roots_of
from nianbao.proofreading.settled_figures import without_settled_pairs
from nianbao.proofreading.slips import slips
from nianbao.proofreading.wholes import is_of_another_whole, shares_of_other_wholes, with_their_own_wholes
from nianbao.proofreading.wording import formula_in_english, message_of

_WITHOUT_VALUE = frozenset(("at_most", "direction", "magnitude", "attainable", "list_count"))
_ODD = {
    Grade.TRUNCATED: ("是截断而非四舍五入", "is cut off instead of rounded"),
    Grade.BALANCED: ("为凑足 100% 调整了末位", "was moved by its last place to make 100 %"),
}
_SENTENCE = 90  # characters of a sentence that are shown
_MANY_TOGETHER = Note(
    "彼此相连的矛盾太多，没有全部追到根源；未追到的逐条列出，同一个错数可能列出多次。请先改正排在前面的，再查一遍。",
    "Too many contradictions hang together to trace each to its root; those not traced are listed one by one, and one "
    "wrong number may be told several times. Correct the first ones and check again.",
)
RECOGNISED = "文字由扫描件识别得来，可能认错，请先对照原件"
RECOGNISED_EN = "recognised from a scan and perhaps misread: compare with the original first"
_RANK = {"error": 0, "warning": 1, "info": 2}


def proofread(
    document: Document,
    *,
    previous: Document | None = None,
    catalogue: Catalogue | None = None,
    edition: str | None = None,
) -> ProofReport:
    """All that a document says against itself, and against last year's report where one is given.

    With a catalogue the edition is recognised (or taken as given), its official tables go
    through the declared checks, and what the notice asks for and is missing is listed apart.
    """
    with without_collections():
        manuscript = Manuscript.of(document, previous)
        report = _proofread(manuscript, catalogue, edition)
        manuscript.let_go()
    return report


def _proofread(manuscript: Manuscript, catalogue: Catalogue | None, edition: str | None) -> ProofReport:
    document = manuscript.document
    found = find_all(manuscript)
    judged, verified, findings, used = _judge_all(found)
    judged += [j for claim in slips(manuscript, used) if (j := judge_claim(claim)) is not None and not j.outcome.holds]
    told, far_off, is_whole = _findings_of_relations(judged, manuscript.column_mates)
    findings, misread = without_misread_tables(findings + told)
    findings += _findings_of_rounding(judged)
    recognised, label = None, ""
    if catalogue is not None:
        reading = read_officially(manuscript, catalogue, edition)
        if reading is not None:
            recognised, label = reading.edition.id, reading.edition.label
            suspected = {m.place.spot for f in findings for m in f.places if m.role == "suspect"}
            told_alike = {(f.kind, m.place.spot) for f in findings for m in f.places}
            for finding in official_findings(reading, manuscript, catalogue):
                suspects = [m.place for m in finding.places if m.role == "suspect"] or [m.place for m in finding.places]
                if not any(p.spot in suspected or (finding.kind, p.spot) in told_alike for p in suspects):
                    findings.append(finding)
    likely = without_settled_pairs([item for item in found if isinstance(item, Hint)], judged)
    hints = [(item.weight, _finding_of_remark(item.remark)) for item in likely]
    hints += [(FAR_WEIGHT, finding) for finding in far_off] + [(MANY_WEIGHT, finding) for finding in misread]
    findings += kept_hints(hints, findings, sum(len(passage.text) for passage in manuscript.passages))
    if document.recognised_pages:
        findings = [_with_scan_said(finding, frozenset(document.recognised_pages)) for finding in findings]
    # What stands nowhere keeps the order of the outline that asks for it.
    findings.sort(
        key=lambda finding: (
            finding.group == "compliance", _RANK[finding.severity], finding.is_folded, finding.first_place.sort_key,
            finding.id if finding.places else "",
        )
    )  # fmt: skip
    numbers = _number_keys(manuscript)
    unread = [str(block.cells[0].text.place(0, 1)) for block in document.blocks if block.certainty is Certainty.UNREAD]
    return ProofReport(
        name=document.name,
        format=document.format,
        edition=recognised,
        edition_label=label,
        numbers=len(numbers),
        in_relations=len(numbers & used),
        findings=with_own_ids(_with_sentences(_without_repetition(findings), manuscript)),
        verified=tuple(verified),
        # Lists side by side in one table are sheets of their own.
        tables=len({sheet.block.id for sheet in manuscript.sheets}) + len(unread),
        tables_not_understood=(
            *unread,
            *(
                str(sheet.place(0, 0)) for sheet in manuscript.sheets if not sheet.figures and sheet.row_count > 1
                and not any(sheet.cell_passages)
            ),
        ),
        notes=(
            *document.notes,
            *(
                Note(
                    f"{p.place(0, 1)} 起的一段有 {len(p.text)} 字，没有核对其中的说法。",
                    f"The paragraph at {p.place(0, 1)} has {len(p.text)} characters; what it says was not checked.",
                )
                for p in manuscript.too_long
            ),
            *(() if is_whole else (_MANY_TOGETHER,)),
        ),
    )  # fmt: skip


def _with_scan_said(finding: ReportFinding, scanned: frozenset[int]) -> ReportFinding:
    """What rests on a scanned page says so in its own words, wherever it is shown: the misread digit may be ours."""
    if not any(marked.place.page in scanned for marked in finding.places):
        return finding
    return replace(
        finding,
        is_recognised=True,
        message=f"{finding.message}（{RECOGNISED}）",
        message_en=f"{finding.message_en} ({RECOGNISED_EN})",
    )


def _judge_all(found: Iterable[Found]) -> tuple[list[Judged], list[Verified], list[ReportFinding], set[str]]:
    told: dict[tuple[object, ...], Judged] = {}
    verified: list[Verified] = []
    findings: list[ReportFinding] = []
    used: set[str] = set()
    seen: set[str] = set()
    for item in found:
        if isinstance(item, Hint):
            continue
        if isinstance(item, Remark):
            if item.id in seen:
                continue
            seen.add(item.id)
            verified.append(
                Verified(item.id, item.family, item.kind, item.holds, "", item.formula or item.message, item.places)
            )
            used.update(item.keys)
            if not item.holds:
                finding = _finding_of_remark(item)
                is_firm = finding.severity == "info" or item.is_plain or is_remark_borne_out(finding)
                findings.append(finding if is_firm else replace(finding, severity="info", is_doubted=True))
            continue
        relation = item.relation if isinstance(item, Doubtful) else item
        if relation.id in seen:
            continue
        judgement = judge_claim(item)
        if judgement is None:
            continue
        seen.add(relation.id)
        said = _said(judgement)
        known = told.get(said)
        if known is None:
            told[said] = judgement
        elif _weight(judgement) < _weight(known):
            # Two families saw one claim: what is told more firmly stands.
            told[said] = judgement
    kept = with_their_own_wholes(list(told.values()))
    for judgement in kept:
        relation, outcome, reading = judgement.relation, judgement.outcome, judgement.reading
        members = reading.members()
        verified.append(
            Verified(
                relation.id, relation.family, kinds()[reading.kind].fault, outcome.holds, str(outcome.grade),
                outcome.formula, _places(relation, members),
            )
        )  # fmt: skip
        used.update(member.key for member in members)
    return kept, verified, findings, used


def _said(judgement: Judged) -> tuple[object, ...]:
    """The claim as the reader sees it: the same sum over the same figures, in whatever words it was found."""
    relation, reading = judgement.relation, judgement.reading
    # Two words about the same two figures are two claims, each at its own place.
    where = relation.place if reading.kind == "direction" else None
    roles = tuple((role, frozenset(member.key for member in members)) for role, members in reading.operands.items())
    return (reading.kind, roles, where)


def _weight(judgement: Judged) -> tuple[bool, bool, int]:
    relation = judgement.relation
    return judgement.is_doubtful, not relation.is_searched, _RANK[relation.severity]


def _places(relation: Relation, members: Sequence[Operand]) -> tuple[Place, ...]:
    places = [member.place for member in members if member.place is not None]
    if relation.place is not None:
        places.append(relation.place)
    return tuple(dict.fromkeys(places))


def _findings_of_relations(
    judged: Sequence[Judged], mates: Mates
) -> tuple[list[ReportFinding], list[ReportFinding], bool]:
    """What failed, told at its roots, and what was probably misread.

    The third is False where the search for the roots was ended before its end.
    """
    roots = roots_of(judged, mates)
    others = shares_of_other_wholes(judged)
    findings, far_off = [], []
    for root in roots.found:
        finding = _finding_of_knot(root.members, root.knot)
        if finding.severity != "info" and is_far_off(root.members, root.knot):
            far_off.append(as_far_hint(finding))
        elif finding.severity != "info" and (
            not is_borne_out(root.members, root.knot) or is_of_another_whole(root.members, root.knot, others)
        ):
            findings.append(as_doubted(finding))
        else:
            findings.append(finding)
    soft = [item for item in judged if item.relation.severity == "info" and item.outcome.verdict is Verdict.FAIL]
    findings += [_finding_of_knot([item], Knot((0,), ())) for item in soft]
    return findings, far_off, roots.is_whole


def _findings_of_rounding(judged: Sequence[Judged]) -> list[ReportFinding]:
    """Shares and means that were cut off or balanced where the others of the document are rounded.

    A habit kept throughout is no fault, so nothing is said where cutting off is usual.
    """
    rounded = sum(item.outcome.grade is Grade.NEAREST for item in judged)
    # What is only attainable was not worked out from these figures, so nothing was cut off there.
    odd = [
        item
        for item in judged
        if item.outcome.holds and item.outcome.grade in _ODD and item.reading.kind != "attainable"
    ]
    if not odd or len(odd) * 2 > rounded:
        return []
    findings = []
    for item in odd:
        members = item.reading.members()
        claim = members[0]
        if claim.place is None:
            continue
        how, how_en = _ODD[item.outcome.grade]
        places = [MarkedPlace(claim.place, "suspect")]
        places += [MarkedPlace(place) for place in _places(item.relation, members) if place != claim.place][:6]
        findings.append(
            ReportFinding(
                id=_identifier("rounding", places),
                group="contradiction",
                check=item.relation.family,
                kind="rounding",
                severity="info",
                message=f"「{claim.label}」{how}：{item.outcome.formula}；全文其余多为四舍五入",
                message_en=f"“{claim.label}” {how_en}: {item.outcome.formula}; most others are rounded to the nearest",
                places=tuple(places),
                formula=item.outcome.formula,
                reported=item.outcome.reported,
                expected=item.outcome.expected,
            )
        )
    return findings


def _finding_of_knot(members: Sequence[Judged], knot: Knot) -> ReportFinding:
    mended = {change.key for repair in knot.repairs[:1] for change in repair.changes}

    def telling(item: Judged) -> tuple[int, bool]:
        """The gravest first; among them the claim whose own figure is the one to be mended."""
        claim = item.reading.members()[0].key
        return _RANK[item.relation.severity], claim not in mended

    worst = min(members, key=telling)
    suspects: dict[str, Place] = {}
    repairs: list[Suggestion] = []
    kinds_of = {item.reading.kind for item in members}
    # A bound names no value, and a wrong word is no wrong number.
    # Of two figures nothing says which is right.
    undecided = knot.is_undecided or (kinds_of == {"same"} and len(worst.reading.members()) == 2)
    if not undecided and not kinds_of <= _WITHOUT_VALUE:
        for number, repair in enumerate(knot.repairs):
            for change in repair.changes:
                if change.place is None:
                    continue
                suspects.setdefault(change.key, change.place)
                suggested = change.suggested
                if len(repair.changes) == 1 and len(members) == 1 and change.key in worst.outcome.suspects:
                    suggested = _bare(worst.outcome.expected) or suggested
                repairs.append(
                    Suggestion(
                        change.place, change.printed, _with_unit_of(change.printed, suggested), repair.satisfies,
                        change.explanation, number, change.explanation_en,
                    )
                )  # fmt: skip
    if not suspects and worst.reading.kind == "direction" and worst.relation.place is not None:
        suspects["word"] = worst.relation.place
    if not suspects:
        keys = {operand.key for operand in worst.reading.members() if _is_more_than_all(operand)}
        keys = keys if len(keys) == 1 else set(worst.outcome.suspects)
        for operand in worst.reading.members():
            if operand.key in keys and operand.place is not None:
                suspects.setdefault(operand.key, operand.place)
    places = [MarkedPlace(place, "suspect") for place in dict.fromkeys(suspects.values())]
    known = {marked.place for marked in places}
    for item in members:
        for place in _places(item.relation, item.reading.members()):
            if place not in known and place.text:
                known.add(place)
                places.append(MarkedPlace(place))
    mended = set(suspects) if repairs else set()
    message, message_en = message_of(worst.relation, worst.reading, worst.outcome, mended=mended)
    return ReportFinding(
        id=_identifier(worst.relation.family, places),
        group="contradiction",
        check=worst.relation.family,
        kind=kinds()[worst.reading.kind].fault,
        severity=worst.relation.severity,
        message=message,
        message_en=message_en,
        places=tuple(places),
        formula=worst.outcome.formula,
        reported=worst.outcome.reported,
        expected=repairs[0].suggested if repairs else worst.outcome.expected,
        repairs=tuple(repairs),
        consequences=tuple(item.outcome.formula for item in members if item is not worst),
        consequences_en=tuple(formula_in_english(item.outcome) for item in members if item is not worst),
    )


def _is_more_than_all(operand: Operand) -> bool:
    number = operand.cell.number
    return number is not None and number.unit is not None and number.unit.id == "percent" and number.value > 1


def _bare(expected: str) -> str:
    """The number alone of an expected value; empty where several or a bound are expected."""
    match = as_pattern(r"\s*(-?[\d,.]+\s*(?:%|‰)?(?::1)?)[^\d]*").fullmatch(expected)
    return match[1] if match else ""


def _with_unit_of(printed: str, suggested: str) -> str:
    """What to write for a printed number, in the same shape.

    >>> _with_unit_of("124 名", "114"), _with_unit_of("71.73%", "71.65"), _with_unit_of("25", "15")
    ('114 名', '71.65%', '15')
    """
    unit = as_pattern(r"[\d,，.]+(\s*[^\d\s][^\d]*)").fullmatch(printed)
    return suggested + unit[1] if unit and suggested[-1:].isdigit() else suggested


def _finding_of_remark(remark: Remark) -> ReportFinding:
    places = [MarkedPlace(place, "evidence" if index else "suspect") for index, place in enumerate(remark.places)]
    repairs = (
        (Suggestion(remark.places[0], remark.reported, remark.suggestion, 1),)
        if remark.suggestion and remark.places
        else ()
    )
    return ReportFinding(
        id=_identifier(remark.family, places),
        group="contradiction",
        check=remark.family,
        kind=remark.kind,
        severity=remark.severity,
        message=remark.message,
        message_en=remark.message_en,
        places=tuple(places),
        formula=remark.formula,
        reported=remark.reported,
        expected=remark.expected or remark.suggestion,
        repairs=repairs,
    )


def _identifier(family: str, places: Sequence[MarkedPlace]) -> str:
    """Stable as long as the family, the words and their order stay: line numbers may move."""
    words = "\n".join((family, *(marked.place.text for marked in places)))
    return f"{family}-{hashlib.sha256(words.encode()).hexdigest()[:10]}"


def _without_repetition(findings: Sequence[ReportFinding]) -> list[ReportFinding]:
    """One finding for one trouble: the same suspect told by a weaker family again is dropped."""
    kept: list[ReportFinding] = []
    seen: set[tuple[Place, ...]] = set()
    suspected: set[Place] = set()
    for finding in findings:
        suspects = tuple(
            sorted((marked.place for marked in finding.places if marked.role == "suspect"), key=lambda p: p.sort_key)
        )
        key = (*suspects, *(marked.place for marked in finding.places[:4])) if suspects else ()
        # A figure of impossible size is told once, and not at all where what contradicts it says more.
        is_told = finding.kind == "magnitude" and suspected.issuperset(suspects)
        if suspects and (key in seen or is_told):
            continue
        seen.add(key)
        suspected.update(suspects)
        kept.append(finding)
    return kept


def _with_sentences(findings: Sequence[ReportFinding], manuscript: Manuscript) -> list[ReportFinding]:
    """The words around the first place of each finding, so that nobody has to look them up."""
    lines: dict[tuple[object, ...], list[Passage]] = {}
    for passage in manuscript.passages:
        for span in passage.spans:
            lines.setdefault((span.place.line, span.place.page, span.place.paragraph), []).append(passage)
    found = []
    for finding in findings:
        place = finding.first_place
        for passage in lines.get((place.line, place.page, place.paragraph), ()) if place.table is None else ():
            position = passage.locate.position_of(place)
            if position >= 0:
                start, end = passage.sentence_at(position)
                words = passage.text[start:end].strip()
                if len(words) > _SENTENCE:
                    begin = max(start, position - _SENTENCE // 2)
                    words = ("…" if begin > start else "") + passage.text[begin : begin + _SENTENCE].strip() + "…"
                finding = replace(finding, sentence=words)
                break
        found.append(finding)
    return found


def _number_keys(manuscript: Manuscript) -> set[str]:
    keys = {mention.id for mention in manuscript.mentions if not mention.is_loose}
    for sheet in manuscript.sheets:
        keys |= {figure.key for figure in sheet.figures.values()}
        keys |= {mention.id for passage in sheet.cell_passages for mention in passage.mentions}
    return keys
