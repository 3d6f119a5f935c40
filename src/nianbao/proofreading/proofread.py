"""A document, read, checked against itself, and every contradiction traced to its root.

The steps are those of a careful reader: find the claims, do the arithmetic, ask which
number is wrong, and say each trouble once, the worst first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nianbao.checks.engine import judge, judge_relation
from nianbao.checks.kind import kinds
from nianbao.checks.localisation import Knot, localise
from nianbao.checks.outcome import Grade, Outcome, Verdict
from nianbao.documents.document import Document
from nianbao.extraction.claims import Doubtful, Remark
from nianbao.extraction.families import find_all
from nianbao.extraction.manuscript import Manuscript
from nianbao.facts.place import Place
from nianbao.facts.relation import Operand, Reading, Relation
from nianbao.proofreading.finding import MarkedPlace, ProofReport, ReportFinding, Suggestion, Verified
from nianbao.proofreading.wording import message_of

_ODD = {
    Grade.TRUNCATED: ("是截断而非四舍五入", "is cut off instead of rounded"),
    Grade.BALANCED: ("为凑足 100% 调整了末位", "was moved by its last place to make 100 %"),
}
_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class _Judged:
    relation: Relation
    outcome: Outcome
    reading: Reading


def proofread(document: Document, *, previous: Document | None = None) -> ProofReport:
    """All that a document says against itself."""
    manuscript = Manuscript.of(document, previous)
    found = find_all(manuscript)
    judged, verified, findings, used = _judge_all(found)
    findings += _findings_of_relations(judged)
    findings += _findings_of_rounding(judged)
    findings.sort(key=lambda finding: (_RANK[finding.severity], finding.first_place.sort_key, finding.id))
    numbers = _number_keys(manuscript)
    return ProofReport(
        name=document.name,
        format=document.format,
        edition=None,
        numbers=len(numbers),
        in_relations=len(numbers & used),
        findings=tuple(_without_repetition(findings)),
        verified=tuple(verified),
        tables=len(manuscript.sheets),
        tables_not_understood=tuple(
            str(sheet.place(0, 0)) for sheet in manuscript.sheets if not sheet.figures and sheet.row_count > 1
            and not any(sheet.cell_passages)
        ),
        notes=document.notes,
    )  # fmt: skip


def _judge_all(found: Iterable[object]) -> tuple[list[_Judged], list[Verified], list[ReportFinding], set[str]]:
    judged: list[_Judged] = []
    verified: list[Verified] = []
    findings: list[ReportFinding] = []
    used: set[str] = set()
    seen: set[str] = set()
    for item in found:
        if isinstance(item, Remark):
            if item.id in seen:
                continue
            seen.add(item.id)
            verified.append(
                Verified(item.id, item.family, item.kind, item.holds, "", item.formula or item.message, item.places)
            )
            used.update(item.keys)
            if not item.holds:
                findings.append(_finding_of_remark(item))
            continue
        relation = item.relation if isinstance(item, Doubtful) else item
        if not isinstance(relation, Relation) or relation.id in seen:
            continue
        outcome, reading = judge_relation(relation)
        if outcome.verdict is Verdict.BROKEN or outcome.verdict is Verdict.UNKNOWN:
            continue
        if isinstance(item, Doubtful) and outcome.verdict is not Verdict.PASS:
            continue
        seen.add(relation.id)
        members = reading.members()
        verified.append(
            Verified(
                relation.id, relation.family, kinds()[reading.kind].fault, outcome.holds, str(outcome.grade),
                outcome.formula, _places(relation, members),
            )
        )  # fmt: skip
        used.update(member.key for member in members)
        judged.append(_Judged(relation, outcome, reading))
    return judged, verified, findings, used


def _places(relation: Relation, members: Sequence[Operand]) -> tuple[Place, ...]:
    places = [member.place for member in members if member.place is not None]
    if relation.place is not None:
        places.append(relation.place)
    return tuple(dict.fromkeys(places))


def _findings_of_relations(judged: Sequence[_Judged]) -> list[ReportFinding]:
    # Only errors and warnings take part in the search for culprits: a doubtful hint must not outvote arithmetic.
    firm = [item for item in judged if item.relation.severity != "info" or item.outcome.holds]
    knots = localise([(item.reading, item.outcome) for item in firm], judge)
    findings: list[ReportFinding] = []
    for knot in knots:
        members = [firm[index] for index in knot.relations]
        if knot.repairs and not knot.is_undecided:
            findings.append(_finding_of_knot(members, knot))
        elif len(members) > 1 and not knot.repairs:
            findings += [_finding_of_knot([member], _alone(member, firm)) for member in members]
        else:
            findings.append(_finding_of_knot(members, knot))
    soft = [item for item in judged if item.relation.severity == "info" and item.outcome.verdict is Verdict.FAIL]
    findings += [_finding_of_knot([item], Knot((0,), ())) for item in soft]
    return findings


def _findings_of_rounding(judged: Sequence[_Judged]) -> list[ReportFinding]:
    """Shares and means that were cut off or balanced where the others of the document are rounded.

    A habit kept throughout is no fault, so nothing is said where cutting off is usual.
    """
    rounded = sum(item.outcome.grade is Grade.NEAREST for item in judged)
    odd = [item for item in judged if item.outcome.holds and item.outcome.grade in _ODD]
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


def _alone(member: _Judged, firm: Sequence[_Judged]) -> Knot:
    """The knot of one failing relation among those that hold: what repairs it without regard to the other failures."""
    others = [item for item in firm if item.outcome.holds]
    knots = localise([(member.reading, member.outcome), *((item.reading, item.outcome) for item in others)], judge)
    return knots[0] if knots else Knot((0,), ())


def _finding_of_knot(members: Sequence[_Judged], knot: Knot) -> ReportFinding:
    worst = min(members, key=lambda item: (_RANK[item.relation.severity], item.relation.id))
    suspects: dict[str, Place] = {}
    repairs: list[Suggestion] = []
    if not knot.is_undecided:
        for number, repair in enumerate(knot.repairs):
            for change in repair.changes:
                if change.place is None:
                    continue
                suspects.setdefault(change.key, change.place)
                repairs.append(
                    Suggestion(
                        change.place, change.printed, change.suggested, repair.satisfies, change.explanation, number
                    )
                )
    if not suspects:
        keys = set(worst.outcome.suspects)
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
    message, message_en = message_of(worst.relation, worst.reading, worst.outcome)
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
    )


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
    for finding in findings:
        suspects = tuple(
            sorted((marked.place for marked in finding.places if marked.role == "suspect"), key=lambda p: p.sort_key)
        )
        key = (*suspects, *(marked.place for marked in finding.places[:4])) if suspects else ()
        if suspects and key in seen:
            continue
        seen.add(key)
        kept.append(finding)
    return kept


def _number_keys(manuscript: Manuscript) -> set[str]:
    keys = {mention.id for mention in manuscript.mentions if not mention.is_loose}
    for sheet in manuscript.sheets:
        keys |= {figure.key for figure in sheet.figures.values()}
        keys |= {mention.id for passage in sheet.cell_passages for mention in passage.mentions}
    return keys
