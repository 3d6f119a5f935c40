"""Who belongs to an aggregate: the registry against the records that arrived.

A district total over the schools that happened to report looks like any other
total; only the registry shows who is not in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation, Record


class Standing(StrEnum):
    """How an organisation stands to the aggregate."""

    REPORTED = "reported"
    NO_STUDENTS = "no_students"  # 无生单位 that hands nothing in, as it may
    EXCUSED = "excused"  # hands nothing in and says why
    NOT_REPORTING = "not_reporting"  # hands nothing in and gives no reason
    UNREGISTERED = "unregistered"  # reported, but the registry does not know it


@dataclass(frozen=True)
class Member:
    organisation: Organisation
    standing: Standing
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about an aggregate that a person should know before using it."""

    code: str
    message: str
    message_en: str


@dataclass(frozen=True)
class Membership:
    """The members by code, what is odd about them, and how many schools stand below each."""

    members: tuple[Member, ...]
    notices: tuple[Notice, ...]
    schools: Mapping[str, int]

    def schools_below(self, code: str) -> int:
        """Schools that report to an organisation; one where it is a school, or where nobody is known below it."""
        return self.schools.get(code, 1)


def settle_membership(
    records: Sequence[Record], organisation: Organisation, registry: Sequence[Organisation]
) -> Membership:
    """Registry and records side by side, ordered by code. Raises Problem where a record has no business here."""
    _require_unique([record.organisation for record in records], "填报", "filings")
    _require_unique(registry, "名录", "the registry")
    direct = {
        one.code: one for one in registry if one.parent in (None, organisation.code) and one.code != organisation.code
    }
    by_code = {record.organisation.code: record for record in records}
    _refuse_strangers(by_code, organisation, registry, direct)
    members = [
        _member(_joined(direct.get(code), by_code.get(code)), by_code.get(code), code in direct)
        for code in sorted({*direct, *by_code})
    ]
    schools = Counter(one.parent for one in registry if one.parent in direct and one.level == "school")
    below = {code: count for code, count in schools.items() if code is not None}
    return Membership(tuple(members), tuple(_notices(members, direct)), below)


def _member(organisation: Organisation, record: Record | None, registered: bool) -> Member:
    if record is not None:
        return Member(organisation, Standing.REPORTED if registered else Standing.UNREGISTERED, record)
    if not organisation.has_students:
        return Member(organisation, Standing.NO_STUDENTS)
    return Member(organisation, Standing.EXCUSED if organisation.no_report_reason else Standing.NOT_REPORTING)


def _joined(registered: Organisation | None, record: Record | None) -> Organisation:
    """The registry's entry; what the organisation says about having no students or graduates holds as well."""
    if record is None or registered is None:
        one = registered or (record.organisation if record is not None else None)
        assert one is not None  # the code came from one of the two
        return one
    own = record.organisation
    return replace(
        registered,
        has_students=registered.has_students and own.has_students,
        has_graduates=registered.has_graduates and own.has_graduates,
    )


def _notices(members: Sequence[Member], direct: Mapping[str, Organisation]) -> list[Notice]:
    found = []
    if not direct:
        found.append(
            Notice(
                "registry-empty",
                "没有单位名录，覆盖面只按已收到的填报计算，看不出谁没有报。请提供名录（--registry）。",
                "There is no registry, so coverage counts only what arrived and cannot show who is absent; "
                "give --registry.",
            )
        )
    elif strangers := [member for member in members if member.standing is Standing.UNREGISTERED]:
        names = [member.organisation.name for member in strangers]
        found.append(
            Notice(
                "not-in-registry",
                f"名录中没有：{'、'.join(names)}，已一并汇总。请核对名录或单位代码。",
                f"Not in the registry but aggregated: {', '.join(names)}. Check the registry or the codes.",
            )
        )
    if silent := [member for member in members if member.standing is Standing.NOT_REPORTING]:
        names = [member.organisation.name for member in silent]
        found.append(
            Notice(
                "no-reason-for-not-reporting",
                f"未报送且未说明原因：{'、'.join(names)}。请催报，或在名录中写明原因。",
                f"Handed nothing in and gave no reason: {', '.join(names)}. "
                "Ask for the filing or enter the reason in the registry.",
            )
        )
    return found


def _require_unique(organisations: Sequence[Organisation], where: str, where_en: str) -> None:
    counts = Counter(one.code for one in organisations)
    if twice := sorted(code for code, count in counts.items() if count > 1):
        names = sorted({one.name for one in organisations if one.code in twice})
        raise Problem(
            "organisation-twice",
            f"{where}中有重复的单位：{'、'.join(names)}（代码{'、'.join(twice)}）。每个单位只留一份，否则会重复计数。",
            f"The same organisation twice in {where_en}: {', '.join(names)} (code {', '.join(twice)}). "
            "Keep one of each, or its figures count twice.",
        )


def _refuse_strangers(
    by_code: Mapping[str, Record],
    organisation: Organisation,
    registry: Sequence[Organisation],
    direct: Mapping[str, Organisation],
) -> None:
    elsewhere = {one.code: one for one in registry if one.code not in direct}
    wrong = [
        record.organisation
        for code, record in sorted(by_code.items())
        if code in elsewhere or (code not in direct and record.organisation.parent not in (None, organisation.code))
    ]
    if wrong:
        names = "、".join(one.name for one in wrong)
        raise Problem(
            "record-of-another-organisation",
            f"{names}不归{organisation.name}（{organisation.code}）汇总。请去掉这些填报，或更正名录中的上级单位代码。",
            f"{names} does not report to {organisation.name} ({organisation.code}). "
            "Leave the filing out or correct the parent's code in the registry.",
        )
