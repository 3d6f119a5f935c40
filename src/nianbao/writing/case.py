"""What must hold of 典型案例: length and number, not told before, persons named only where they agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nianbao.facts.problem import Problem
from nianbao.writing.content import CASE_PARTS, Case, Content, Text, inlines

SAME_FROM = 0.5  # of the shorter case's runs of four characters: from here on it is the same story
_RUN = 4
_IDENTITY = re.compile(r"(?<![0-9])([1-9]\d{5})(?:19|20)\d{9}([\dXx])(?![0-9])")
_MOBILE = re.compile(r"(?<![0-9])(1[3-9]\d)\d{4}(\d{4})(?![0-9])")


@dataclass(frozen=True, slots=True)
class CaseRemark:
    block: str
    problem: Problem


def check_cases(content: Content, limits: Mapping[str, int], earlier: Sequence[Content] = ()) -> tuple[CaseRemark, ...]:
    """What is wrong with a report's cases. ``earlier`` are last year's report and other schools'."""
    cases = [block for block in content.blocks if isinstance(block, Case)]
    remarks: list[CaseRemark] = []
    for bound, wrong, said in (("cases_min", len(cases).__lt__, "少于"), ("cases_max", len(cases).__gt__, "多于")):
        if bound in limits and wrong(limits[bound]):
            problem = Problem(
                bound.replace("_", "-"),
                f"典型案例有 {len(cases)} 个，{said}本年度要求的 {limits[bound]} 个。",
                f"There are {len(cases)} cases; the edition's {bound} is {limits[bound]}.",
            )
            remarks.append(CaseRemark("", problem))
    known = [(case, "本报告") for case in cases]
    known += [(block, one.title) for one in earlier for block in one.blocks if isinstance(block, Case)]
    for position, case in enumerate(cases):
        remarks.extend(CaseRemark(case.id, problem) for problem in _own(case, limits))
        for other, where in (*known[:position], *known[len(cases) :]):
            if (share := likeness(wording(case), wording(other))) >= SAME_FROM:
                problem = Problem(
                    "case-told-before",
                    f"案例「{case.title}」与{where}的「{other.title}」有 {share:.0%} 的文字相同，请核对是否沿用。",
                    f"Case {case.title} shares {share:.0%} of its words with {other.title} ({where}).",
                )
                remarks.append(CaseRemark(case.id, problem))
    return tuple(remarks)


def wording(case: Case) -> str:
    """What is typed in a case, its links left out."""
    return "".join(part.text for part in inlines(case) if isinstance(part, Text))


def likeness(one: str, other: str) -> float:
    """How much of the shorter text stands in the other, by runs of four characters.

    >>> likeness("学生到田间上课", "学生到田间上课，收获很大"), likeness("学生到田间上课", "教师下企业实践")
    (1.0, 0.0)
    """
    first, second = _runs(one), _runs(other)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def masked(text: str, names: Sequence[str] = ()) -> str:
    """Text without personal data: identity numbers, mobile numbers and the names given.

    >>> masked("李明（13812345678）的身份证号是11010519491231002X", ["李明"])
    '李某（138****5678）的身份证号是110105***********X'
    """
    text = _IDENTITY.sub(lambda match: f"{match[1]}{'*' * 11}{match[2]}", text)
    text = _MOBILE.sub(r"\1****\2", text)
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, f"{name[0]}某")
    return text


def _own(case: Case, limits: Mapping[str, int]) -> Iterator[Problem]:
    for name, word in CASE_PARTS:
        if not getattr(case, name):
            yield Problem(
                "case-part-missing",
                f"案例「{case.title}」没有写{word}。",
                f"Case {case.title} has nothing under {name}.",
            )
    longest = limits.get("case_characters_max")
    length = len(wording(case))
    if longest is not None and length > longest:
        yield Problem(
            "case-too-long",
            f"案例「{case.title}」有 {length} 字，最多 {longest} 字。",
            f"Case {case.title} has {length} characters, at most {longest} are allowed.",
        )
    if case.people and not case.consent:
        yield Problem(
            "case-without-consent",
            f"案例「{case.title}」提到{'、'.join(case.people)}，没有写本人同意的凭据，印出时隐去姓名。",
            f"Case {case.title} names persons without a note of their consent; their names are masked in print.",
        )


def _runs(text: str) -> frozenset[str]:
    text = re.sub(r"\W", "", text)
    return frozenset(text[at : at + _RUN] for at in range(max(len(text) - _RUN + 1, 0)))
