"""Findings that a person has looked at and accepted, kept in a file beside the report (已知悉的结果).

The file is plain YAML that an office worker can edit: one entry per finding, with the reason why it
may stand. An entry without a reason accepts nothing. A finding is known again by its id, which
follows from its family and the words of its places: the report may change elsewhere, lines may
move, but when one of its numbers changes the finding is told again.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nianbao.documents.document import Note
from nianbao.facts.problem import Problem
from nianbao.proofreading.finding import ProofReport, ReportFinding

SCHEMA = "nianbao/ignores/1"
LARGEST = 2_000_000  # bytes of a file that people write by hand
_HEAD = (
    "# 已知悉的核对结果。每条写明理由（reason）后，下次核对加 --ignore 本文件，就不再列出；理由空着的仍会列出。\n"
    "# Accepted findings. An entry counts once its reason is written; check again with --ignore THIS-FILE.\n"
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """One entry: a finding by its id, why it may stand, and who says so."""

    id: str
    reason: str
    by: str = ""
    document: str = ""  # the report it was written for
    message: str = ""  # what the finding said, so that people know it again

    def holds_for(self, report: str, reports: Collection[str]) -> bool:
        """Whether it speaks of a report among those that are checked.

        Of several it is the one that the entry names; a report that was renamed since is taken for any.

        >>> entry = Accepted("sum-1", "口径不同", document="一中.docx")
        >>> entry.holds_for("二中.docx", ["一中.docx", "二中.docx"]), entry.holds_for("定稿.docx", ["定稿.docx"])
        (False, True)
        """
        return self.document not in reports or self.document == report

    @property
    def told(self) -> str:
        """The entry in a list for people: what it was about, else its id."""
        return (
            f"「{self.message[:24]}…」"
            if len(self.message) > 24
            else f"「{self.message}」"
            if self.message
            else self.id
        )


def read_accepted(path: Path) -> tuple[Accepted, ...]:
    """The entries of a file, those without a reason included; raises ``Problem`` where it is no such file."""
    import yaml  # a check without such a file does not wait for it

    try:
        size = path.stat().st_size
        data = yaml.safe_load(path.read_text(encoding="utf-8")) if size <= LARGEST else None
    except FileNotFoundError as error:
        raise Problem(
            "ignores-missing", f"找不到登记文件“{path}”。请核对路径和文件名，或用 --write-ignores 先写出一份。",
            f"there is no file {path}; check its path and name, or write one with --write-ignores",
        ) from error  # fmt: skip
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            "ignores-unreadable", f"读不了“{path.name}”。请确认有读取权限，并存为 UTF-8 文本。",
            f"cannot read {path.name}: {error}; check that you may read it and save it as UTF-8 text",
        ) from error  # fmt: skip
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"第 {mark.line + 1} 行" if mark is not None else ""
        raise Problem(
            "ignores-not-yaml", f"“{path.name}”{line}的写法不对（缩进或引号）。请照 --write-ignores 写出的样子改。",
            f"{path.name} is no valid YAML{f' at line {mark.line + 1}' if mark is not None else ''}; "
            "follow what --write-ignores writes",
        ) from error  # fmt: skip
    entries = data.get("ignores") if isinstance(data, dict) and data.get("schema") == SCHEMA else None
    if not isinstance(entries, list):
        raise Problem(
            "ignores-no-such-file",
            f"“{path.name}”不是已知悉结果的文件（缺少 schema: {SCHEMA} 或 ignores）。"
            "可用 --write-ignores 先写出一份。",
            f"{path.name} is no file of accepted findings (no schema: {SCHEMA} or no ignores); "
            "--write-ignores makes one",
        )  # fmt: skip
    found = []
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise Problem(
                "ignores-entry", f"“{path.name}”第 {number} 条没有 id。请从核对结果里复制，或删去这一条。",
                f"entry {number} of {path.name} has no id: copy it from the findings or delete the entry",
            )  # fmt: skip
        words = {name: str(entry.get(name) or "").strip() for name in ("reason", "by", "document", "message")}
        found.append(Accepted(entry["id"], **words))
    return tuple(found)


def written_accepted(reports: Sequence[ProofReport], known: Sequence[Accepted] = ()) -> str:
    """A file with all that was told but what rests on signs alone; reasons that were written before stay."""
    names = {report.name for report in reports}
    reasons = {(entry.id, entry.document if entry.document in names else ""): entry for entry in known}
    entries = []
    for report in reports:
        told = [f for f in report.findings if not f.is_folded]
        for finding in (*told, *(f for f, _ in report.accepted)):
            before = reasons.pop((finding.id, report.name), None) or reasons.pop((finding.id, ""), None)
            before = before or Accepted(finding.id, "")
            entries.append(
                {
                    "id": finding.id, "document": report.name, "check": finding.check,
                    "place": str(finding.first_place), "message": finding.message,
                    "reason": before.reason, "by": before.by,
                }
            )  # fmt: skip
    import yaml

    body = yaml.safe_dump(
        {"schema": SCHEMA, "ignores": entries}, allow_unicode=True, sort_keys=False, width=1_000
    )  # fmt: skip
    return _HEAD + body


def with_accepted(report: ProofReport, accepted: Sequence[Accepted], among: Collection[str] = ()) -> ProofReport:
    """The report without what was accepted with a reason; what was left out is kept and counted.

    ``among`` are the names of all reports that are checked together.
    """
    reasons = {entry.id: entry for entry in accepted if entry.reason and entry.holds_for(report.name, among)}
    left, out = [], []
    for finding in report.findings:
        entry = reasons.get(finding.id)
        if entry is None:
            left.append(finding)
        else:
            out.append((finding, entry.reason if not entry.by else f"{entry.reason}（{entry.by}）"))
    return replace(report, findings=tuple(left), accepted=tuple(out))


def loose_ends(reports: Sequence[ProofReport], accepted: Sequence[Accepted]) -> tuple[Note, ...]:
    """What a person should know about the file: entries without a reason, and entries that no finding answers."""
    ids = {f.id for report in reports for f in (*report.findings, *(f for f, _ in report.accepted))}
    without = [entry.told for entry in accepted if not entry.reason and entry.id in ids]
    unmatched = [entry.told for entry in accepted if entry.id not in ids]
    notes = []
    if without:
        notes.append(
            Note(
                f"{len(without)} 条已登记但没有写理由，仍然列出：{'、'.join(without[:5])}",
                f"{len(without)} entries have no reason and are still told: {', '.join(without[:5])}",
            )
        )
    if unmatched:
        notes.append(
            Note(
                f"{len(unmatched)} 条登记已没有对应的结果（已改正或数已变动），可以删去：{'、'.join(unmatched[:5])}",
                f"{len(unmatched)} entries answer no finding any more and can go: {', '.join(unmatched[:5])}",
            )
        )
    return tuple(notes)


def with_own_ids(findings: Sequence[ReportFinding]) -> tuple[ReportFinding, ...]:
    """Findings that would share an id each get one of their own, from the sentence and the message.

    Not by their order: when the first of them is mended, the second must not take its id and with it the reason
    that somebody gave for the first. Only what reads alike in all respects is numbered.
    """
    shared = Counter(finding.id for finding in findings)
    seen: Counter[str] = Counter()
    result = []
    for finding in findings:
        name = finding.id
        if shared[name] > 1:
            words = "\n".join((finding.sentence, finding.message, finding.formula))
            name = f"{name}-{hashlib.sha256(words.encode()).hexdigest()[:6]}"
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name}-{seen[name]}"
        result.append(finding if name == finding.id else replace(finding, id=name))
    return tuple(result)
