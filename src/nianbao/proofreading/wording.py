"""How a contradiction is told to its author: what is printed, what follows, and the arithmetic between."""

from __future__ import annotations

from collections.abc import Collection

from nianbao.checks.measure import printed
from nianbao.checks.outcome import Outcome
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Reading, Relation

# By kind: the Chinese sentence, the English one. {a} is the claim's label, {f} the arithmetic.
_SENTENCES = {
    "sum": ("「{a}」与各分项之和不符：{f}", "“{a}” is not the sum of its parts: {f}"),
    "at_most": ("「{p}」不应大于「{w}」：{f}", "“{p}” must not exceed “{w}”: {f}"),
    "share": ("「{a}」与算得的比例不符：{f}", "“{a}” does not follow from its part and whole: {f}"),
    "ratio": ("「{a}」与两数之比不符：{f}", "“{a}” is not the ratio of the two figures: {f}"),
    "difference": ("「{a}」与两数之差不符：{f}", "“{a}” is not the difference of the two figures: {f}"),
    "growth": ("「{a}」与算得的增长率不符：{f}", "“{a}” is not the growth between the two figures: {f}"),
    "mean": ("「{a}」与各数的平均不符：{f}", "“{a}” is not the mean of the figures: {f}"),
    "same": ("同一事项前后不一致：{f}（「{a}」）", "the same thing is given differently: {f} (“{a}”)"),
    "attainable": ("「{a}」不可能出现：{f}", "“{a}” cannot come about: {f}"),
}
_GENERAL = ("「{a}」前后矛盾：{f}", "“{a}” contradicts itself: {f}")
# A label that sets a bound: 超过一半, 不足总收入的一半, 所列各项 95%以上.
_BOUND = as_pattern(r"^所列各项|^(?:均|都)?(?:超过|超|不足|不到|低于|高于|大于|小于|近|逾)[^人]*(?:[\d一半成%]|分之)")
_SAID_WITHIN = frozenset(("at_most", "direction", "list_count", "magnitude"))  # sentences that say what is right
_ENGLISH_SIGNS = str.maketrans({"，": ", ", "；": "; ", "：": ": ", "（": " (", "）": ")", "「": "“", "」": "”"})


def message_of(
    relation: Relation, reading: Reading, outcome: Outcome, *, mended: Collection[str] = ()
) -> tuple[str, str]:
    """The sentence in Chinese and in English, the cue included, and the expected value.

    ``mended`` are the keys of the numbers that suggestions change: where the claim is none of them, it is right as it
    stands, and a value expected in its place would contradict the suggestion.
    """
    claim = _claim(reading, outcome)
    label = (claim.label if claim is not None else relation.cue).strip()
    told = _told_by_family(relation, reading, label) or _told_by_kind(relation, reading, outcome, label)
    if told is not None:
        return told
    zh, en = _SENTENCES.get(reading.kind, _GENERAL)
    words = {"a": label, "p": _labels(reading, "parts"), "w": _labels(reading, "whole")}
    zh, en = zh.format(**words, f=outcome.formula), en.format(**words, f=formula_in_english(outcome))
    if reading.kind == "same" and len(reading.members()) > 2:
        cells = [str(member.cell) for member in reading.members()]
        zh, en = f"{zh}；各处写作 {'、'.join(cells)}", f"{en}; the places read {', '.join(cells)}"
    is_blamed = not mended or claim is None or claim.key in mended
    is_new = outcome.expected not in outcome.formula and reading.kind not in _SAID_WITHIN
    if outcome.expected and is_new and is_blamed:
        zh, en = f"{zh}；应为 {outcome.expected}", f"{en}; expected {_expected_in_english(outcome)}"
    return zh, en


def formula_in_english(outcome: Outcome) -> str:
    """The arithmetic with English words and signs; units and names stay as the report prints them."""
    return outcome.details.get("formula_en", outcome.formula.translate(_ENGLISH_SIGNS))


def _expected_in_english(outcome: Outcome) -> str:
    return outcome.details.get("expected_en", outcome.expected.replace(" 或 ", " or ").translate(_ENGLISH_SIGNS))


def _told_by_family(relation: Relation, reading: Reading, label: str) -> tuple[str, str] | None:
    """Sentences for claims whose words say more than their arithmetic."""
    cue = relation.cue.strip()
    if relation.family == "quantifiers":
        row = next((m for m in reading.members() if m.place is not None and m.place.table is not None), None)
        if row is None:
            return f"原文说「{cue}」，而「{label}」不是这样", f"“{cue}” does not hold for “{label}”"
        name = row.label.strip()
        return (
            f"原文说「{cue}」，而表中「{name}」是 {printed(row)}",
            f"“{cue}” does not hold for “{name}”, which is {printed(row)}",
        )
    if relation.family == "products":
        made = next((m for m in reading.members() if "×" in m.label), None)
        total = next((m for m in reading.members() if m is not made), None)
        if made is not None and total is not None:
            arithmetic = f"{made.label} = {printed(made)} ≠ {printed(total)}"
            return (
                f"「{printed(total)}」与数量、标准相乘所得不符：{arithmetic}",
                f"“{printed(total)}” is not the number multiplied by the rate: {arithmetic}",
            )
    return None


def _told_by_kind(relation: Relation, reading: Reading, outcome: Outcome, label: str) -> tuple[str, str] | None:
    if reading.kind == "at_most":
        return _at_most(reading)
    if reading.kind == "direction":
        return _direction(outcome)
    if reading.kind == "list_count":
        return _list_count(relation, outcome, label)
    if reading.kind == "magnitude":
        return _magnitude(outcome, label)
    return None


def _at_most(reading: Reading) -> tuple[str, str] | None:
    """A bound told in words stands beside the figure that does not keep it; two bare figures need no arithmetic."""
    parts, whole = reading.operands.get("parts", ()), reading.operands.get("whole", ())
    if len(parts) != 1 or len(whole) != 1:
        return None
    names = [operand.label.strip(" ，,") for operand in (parts[0], whole[0])]
    bounds = [name for name in names if _BOUND.search(name)]
    if len(bounds) == 1:
        said, other = bounds[0].removeprefix("所列各项").strip(), names[1 - names.index(bounds[0])]
        return f"原文说「{said}」，与「{other}」不符", f"“{said}” is said, which “{other}” does not keep"
    if names == [printed(parts[0]), printed(whole[0])]:
        return f"「{names[0]}」不应大于「{names[1]}」", f"“{names[0]}” must not exceed “{names[1]}”"
    return None


def _direction(outcome: Outcome) -> tuple[str, str]:
    steps = as_pattern(r"(.+) [<>=] (.+)，不是.+").fullmatch(outcome.formula)
    if steps is None:
        return f"升降说法与数不符：{outcome.formula}", f"the figures do not move as said: {formula_in_english(outcome)}"
    details = outcome.details
    return (
        f"升降说法与数不符：由 {steps[1]} 到 {steps[2]} 是{outcome.expected}，不是{outcome.reported}",
        f"the figures do not move as said: from {steps[1]} to {steps[2]} is {details.get('expected_en', '')}, "
        f"not {details.get('reported_en', '')}",
    )


def _list_count(relation: Relation, outcome: Outcome, label: str) -> tuple[str, str]:
    listed = outcome.details.get("listed", outcome.expected)
    least = listed.removesuffix(" 及以上")
    size = f"至少 {least}" if least != listed else listed
    size_en = f"at least {least}" if least != listed else listed
    if relation.family == "respectively":
        return (
            f"「分别」所指的有 {size} 项，后面却列了 {outcome.reported}，请逐一对应",
            f"“分别” (respectively) speaks of {size_en}, but {outcome.reported} follow: pair them one by one",
        )
    return (
        f"写明「{label}」，列出的却是 {size} 项：请核对是数目写错，还是漏列、多列",
        f"“{label}” is said, but {size_en} are listed: either the count is wrong or the list",
    )


def _magnitude(outcome: Outcome, label: str) -> tuple[str, str]:
    details = outcome.details
    hint, hint_en = details.get("hint", ""), details.get("hint_en", "")
    limit = details.get("limit", "")
    if not limit:
        return (
            f"「{label}」可能小数点错位：{hint or outcome.formula}",
            f"“{label}” may have its decimal point misplaced: {hint_en or formula_in_english(outcome)}",
        )
    unit = as_pattern(r"^[\d.,，\s〇零一二两三四五六七八九十百千]*").sub("", outcome.reported)
    if (outcome.difference or 0) > 0:
        zh, en = f"大得不合常理（一般不超过 {limit}{unit}）", f"unusually large (commonly at most {limit}{unit})"
    else:
        zh, en = f"小得不合常理（一般不低于 {limit}{unit}）", f"unusually small (commonly at least {limit}{unit})"
    advice = "请核对小数点和单位", "look at the decimal point and the unit"
    return (
        f"「{label}」{zh}，{advice[0]}{'。' + hint if hint else ''}",
        f"“{label}” is {en}: {advice[1]}. {hint_en}".strip(),
    )


def _labels(reading: Reading, role: str) -> str:
    return " + ".join(operand.label.strip() for operand in reading.operands.get(role, ())[:3])


def _claim(reading: Reading, outcome: Outcome) -> Operand | None:
    members = reading.members()
    for member in members:
        if member.key in outcome.suspects:
            return member
    return members[0] if members else None
