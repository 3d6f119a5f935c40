"""Who stands behind a district's figure, and who does not, with the reason for each.

「12/14所」 is part of the figure: a total over twelve schools is no total over fourteen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from nianbao.facts.record import Organisation


class Absence(StrEnum):
    """Why an organisation has no part in a figure."""

    NOT_REPORTING = "not_reporting"
    MISSING = "missing"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    BASE_ITEM_MISSING = "base_item_missing"
    WEIGHT_MISSING = "weight_missing"
    LIST_MISSING = "list_missing"
    NO_STUDENTS = "no_students"
    NO_GRADUATES = "no_graduates"
    NOT_APPLICABLE = "not_applicable"
    NONE = "none"

    @property
    def is_owed(self) -> bool:
        """True where the organisation owes the answer; else the question does not arise for it.

        >>> Absence.BLANK.is_owed, Absence.NO_GRADUATES.is_owed
        (True, False)
        """
        return self not in _EXEMPT


_EXEMPT = frozenset({Absence.NO_STUDENTS, Absence.NO_GRADUATES, Absence.NOT_APPLICABLE, Absence.NONE})
UNSAID = "未说明原因"
WORDS: dict[Absence, tuple[str, str]] = {
    Absence.NOT_REPORTING: ("未报送", "handed nothing in"),
    Absence.MISSING: ("缺报", "marked as missing"),
    Absence.BLANK: ("空白", "left blank"),
    Absence.UNREADABLE: ("不是本指标的数值", "not a number of this indicator"),
    Absence.BASE_ITEM_MISSING: ("缺支撑项", "base item missing"),
    Absence.WEIGHT_MISSING: ("缺权重", "weight missing"),
    Absence.LIST_MISSING: ("缺清单", "list missing"),
    Absence.NO_STUDENTS: ("无生单位", "no students"),
    Absence.NO_GRADUATES: ("无毕业生", "no graduates"),
    Absence.NOT_APPLICABLE: ("不适用", "not applicable"),
    Absence.NONE: ("无", "none of it"),
}


@dataclass(frozen=True, slots=True)
class Absentee:
    """An organisation without a part in a figure."""

    organisation: Organisation
    absence: Absence
    detail: str = ""  # the reason given, the base item that is missing, the text that stands in the box

    @property
    def detail_in_english(self) -> str:
        """The detail as a reader of English gets it; reasons, figures and terms stay as they were written."""
        return "no reason given" if self.detail == UNSAID else self.detail

    def describe(self, english: bool = False) -> str:
        """The reason in words.

        >>> Absentee(Organisation("1", "一职", "school"), Absence.NOT_REPORTING, "停办").describe()
        '一职未报送（停办）'
        """
        chinese_words, english_words = WORDS[self.absence]
        if english:
            return f"{self.organisation.name} {english_words}" + (f" ({self.detail_in_english})" if self.detail else "")
        return f"{self.organisation.name}{chinese_words}" + (f"（{self.detail}）" if self.detail else "")


@dataclass(frozen=True, slots=True)
class Coverage:
    """``counted`` of ``total`` organisations have a part in a figure; ``absent`` names the others.

    ``schools_counted`` and ``schools_total`` say the same in schools, where the organisations
    are districts; for a district they equal the first two.
    """

    counted: int
    total: int
    absent: tuple[Absentee, ...] = ()
    schools_counted: int = 0
    schools_total: int = 0

    @property
    def owing(self) -> tuple[Absentee, ...]:
        """Those who owe an answer."""
        return tuple(one for one in self.absent if one.absence.is_owed)

    @property
    def exempt(self) -> tuple[Absentee, ...]:
        """Those for whom the question does not arise."""
        return tuple(one for one in self.absent if not one.absence.is_owed)

    @property
    def expected(self) -> int:
        """How many answers the figure needs."""
        return self.total - len(self.exempt)

    @property
    def is_complete(self) -> bool:
        """True where nobody owes an answer."""
        return not self.owing

    def describe(self, english: bool = False) -> str:
        """Counts and names, those who owe an answer first; alike reasons stand together.

        >>> one, two = Organisation("1", "一职", "school"), Organisation("2", "二职", "school")
        >>> coverage = Coverage(1, 3, (Absentee(one, Absence.BLANK), Absentee(two, Absence.NO_GRADUATES)))
        >>> print(coverage.describe())
        覆盖1/3所：空白：一职；无毕业生：二职
        >>> print(coverage.describe(english=True))
        covers 1 of 3: left blank: 一职; no graduates: 二职
        """
        head = f"covers {self.counted} of {self.total}" if english else f"覆盖{self.counted}/{self.total}所"
        if self.schools_total not in (0, self.total):
            head += (
                f" ({self.schools_counted} of {self.schools_total} schools)"
                if english
                else f"（合学校{self.schools_counted}/{self.schools_total}所）"
            )
        if not self.absent:
            return head
        return head + (": " if english else "：") + self.describe_absent(english)

    def describe_absent(self, english: bool = False) -> str:
        """Who is absent and why, without the counts; empty where nobody is."""
        return _grouped((*self.owing, *self.exempt), english)


def _grouped(absent: Sequence[Absentee], english: bool) -> str:
    groups: dict[Absence, list[str]] = {}
    for one in absent:
        bracketed = f" ({one.detail_in_english})" if english else f"（{one.detail}）"
        groups.setdefault(one.absence, []).append(one.organisation.name + (bracketed if one.detail else ""))
    if english:
        return "; ".join(f"{WORDS[absence][1]}: {', '.join(names)}" for absence, names in groups.items())
    return "；".join(f"{WORDS[absence][0]}：{'、'.join(names)}" for absence, names in groups.items())
