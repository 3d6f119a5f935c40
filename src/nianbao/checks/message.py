"""The sentences of a finding: what is wrong with the arithmetic shown, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nianbao.checks.measure import plain, printed
from nianbao.checks.outcome import Outcome, Verdict
from nianbao.facts.relation import Reading
from nianbao.framework.model import CheckSpec

_ENGLISH_SIGNS = str.maketrans(
    {"，": ", ", "；": "; ", "：": ": ", "、": ", ", "（": " (", "）": ")", "「": "“", "」": "”"}
)


def sentences(spec: CheckSpec, reading: Reading, outcome: Outcome, labels_en: Mapping[str, str]) -> tuple[str, str]:
    """The message in both languages; ``labels_en`` gives English names by operand key."""
    if outcome.verdict is Verdict.FAIL:
        return (
            _one_line(spec.message.format_map(_words(reading, outcome))),
            _one_line(spec.message_en.format_map(_words(reading, outcome, labels_en))),
        )
    reason = outcome.reason
    if outcome.verdict is Verdict.UNKNOWN and reason is not None:
        return f"暂时无法核验：{reason.zh}。", f"Cannot be told yet: {_in_english(reason.en, reading, labels_en)}."
    if outcome.verdict is Verdict.BROKEN and reason is not None:
        return (
            f"规则 {spec.code} 本身有误，未能核验：{reason.zh}。这不是数据的问题，请告知规则维护者。",
            f"The check {spec.code} is itself at fault and was not evaluated: {reason.en}. "
            "The figures are not to blame; tell whoever keeps the rules.",
        )
    if reason is not None:
        return f"不适用：{reason.zh}。", f"Does not apply: {reason.en}."
    return f"符合：{outcome.formula}。", f"Holds: {outcome.formula.translate(_ENGLISH_SIGNS)}."


def _words(reading: Reading, outcome: Outcome, labels_en: Mapping[str, str] | None = None) -> dict[str, str]:
    words = dict.fromkeys(("limit", "hint", "hint_en"), "")
    words |= {
        "formula": outcome.formula if labels_en is None else outcome.formula.translate(_ENGLISH_SIGNS),
        "reported": outcome.reported,
        "expected": outcome.expected,
        "difference": plain(outcome.difference) if outcome.difference is not None else "",
    }
    suspects = [operand for operand in reading.members() if operand.key in outcome.suspects]
    for role, operands in (*reading.operands.items(), ("suspect", suspects)):
        if labels_en is None:
            words[role] = "、".join(f"「{operand.label}」" for operand in operands)
        else:
            words[role] = ", ".join(f"“{labels_en.get(operand.key, operand.label)}”" for operand in operands)
        words[f"{role}_value"] = _joined([printed(operand) for operand in operands], labels_en is None)
    words |= outcome.details
    if labels_en is not None:
        words["formula"] = outcome.details.get("formula_en", words["formula"])
        words |= {name: _in_english(words[name], reading, labels_en) for name in (*outcome.details, "formula")}
    return _Forgiving(words)


def _in_english(text: str, reading: Reading, labels_en: Mapping[str, str]) -> str:
    """The text with the operands' names in English; kinds know the Chinese ones only."""
    for operand in sorted(reading.members(), key=lambda member: -len(member.label)):
        text = text.replace(operand.label, f"“{labels_en[operand.key]}”" if operand.key in labels_en else operand.label)
    text = text.replace("““", "“").replace("””", "”").replace("”等", "” and others")
    return text.translate(_ENGLISH_SIGNS)


class _Forgiving(dict[str, str]):
    """A kind may leave a detail out where it says nothing (no hint); the message then has a gap and no trouble."""

    def __missing__(self, key: str) -> str:
        return ""


def _joined(texts: Sequence[str], in_chinese: bool) -> str:
    return ("、" if in_chinese else ", ").join(texts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
