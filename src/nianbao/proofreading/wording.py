"""How a contradiction is told to its author: what is printed, what follows, and the arithmetic between."""

from __future__ import annotations

from nianbao.checks.outcome import Outcome
from nianbao.facts.relation import Operand, Reading, Relation

# By kind: the Chinese sentence, the English one. {a} is the claim's label, {f} the arithmetic, {e} what is expected.
_SENTENCES = {
    "sum": ("「{a}」与各分项之和不符：{f}", "“{a}” is not the sum of its parts: {f}"),
    "at_most": ("「{p}」不应大于「{w}」：{f}", "“{p}” must not exceed “{w}”: {f}"),
    "share": ("「{a}」与分子、分母不符：{f}", "“{a}” does not follow from its part and whole: {f}"),
    "ratio": ("「{a}」与两数之比不符：{f}", "“{a}” is not the ratio of the two figures: {f}"),
    "difference": ("「{a}」与前后两数之差不符：{f}", "“{a}” is not the difference of the two figures: {f}"),
    "growth": ("「{a}」与前后两数的增长率不符：{f}", "“{a}” is not the growth between the two figures: {f}"),
    "mean": ("「{a}」与各数的平均不符：{f}", "“{a}” is not the mean of the figures: {f}"),
    "direction": ("升降方向写反：{f}", "the direction is the wrong way round: {f}"),
    "list_count": ("写明的数目与列出的项数不符：{f}（「{a}」）", "the count differs from the list: {f} (“{a}”)"),
    "same": ("同一事项前后不一致：{f}（「{a}」）", "the same thing is given differently: {f} (“{a}”)"),
    "attainable": ("「{a}」凑不出：{f}", "“{a}” cannot come about: {f}"),
    "magnitude": ("「{a}」数量级异常：{f}", "“{a}” is of an unlikely size: {f}"),
}
_GENERAL = ("「{a}」前后矛盾：{f}", "“{a}” contradicts itself: {f}")


def message_of(relation: Relation, reading: Reading, outcome: Outcome) -> tuple[str, str]:
    """The sentence in Chinese and in English, the cue and the expected value included."""
    claim = _claim(reading, outcome)
    zh, en = _SENTENCES.get(reading.kind, _GENERAL)
    label = claim.label if claim is not None else relation.cue
    words = {"a": label, "f": outcome.formula, "p": _labels(reading, "parts"), "w": _labels(reading, "whole")}
    if relation.family == "quantifiers":
        row = next((m.label for m in reading.members() if m.place is not None and m.place.table is not None), label)
        zh = f"原文说「{relation.cue.strip()}」，表中「{row}」不是这样：{outcome.formula}"
        return zh, f"“{relation.cue.strip()}” does not hold for “{row}”: {outcome.formula}"
    zh, en = zh.format(**words), en.format(**words)
    if reading.kind == "same" and len(reading.members()) > 2:
        printed = "、".join(str(member.cell) for member in reading.members())
        zh, en = f"{zh}；各处写作 {printed}", f"{en}; the places read {printed}"
    if outcome.expected and outcome.expected not in outcome.formula:
        zh, en = f"{zh}；应为 {outcome.expected}", f"{en}; expected {outcome.expected}"
    return zh, en


def _labels(reading: Reading, role: str) -> str:
    return " + ".join(operand.label for operand in reading.operands.get(role, ())[:3])


def _claim(reading: Reading, outcome: Outcome) -> Operand | None:
    members = reading.members()
    for member in members:
        if member.key in outcome.suspects:
            return member
    return members[0] if members else None
