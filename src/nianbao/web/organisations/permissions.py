"""Who may do what where: decided from a person's grants alone, once a request."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from nianbao.web.accounts.models import Person
from nianbao.web.organisations.models import DISTRICT_ROLES, SCHOOL_ROLES, Grant, Organisation, Role
from nianbao.web.storage.prepared import Prepared

SIGNERS = (Role.DISTRICT_HEAD, Role.CITY)  # who makes something public


@dataclass(frozen=True)
class Standing:
    """A person with all roles that are in force."""

    person: Person
    grants: tuple[Grant, ...]
    acting_for: Person | None = None  # whose roles these are, where somebody stands in

    def roles_for(self, organisation: Organisation) -> frozenset[str]:
        """The roles held for an organisation or for a branch that it belongs to."""
        return frozenset(grant.role for grant in self.grants if organisation.path.startswith(grant.organisation.path))

    def may_see(self, organisation: Organisation) -> bool:
        return bool(self.roles_for(organisation))

    def may_fill(self, organisation: Organisation, table: str | None = None) -> bool:
        """Whether somebody may enter figures, in one table or at all.

        A school's own reviewer and head may enter figures too: a small school has one person for everything.
        """
        for grant in self.grants:
            if not organisation.path.startswith(grant.organisation.path):
                continue
            if grant.role in (Role.REVIEWER, Role.HEAD):
                return True
            if grant.role == Role.FILLER and (table is None or not grant.is_limited or table in grant.tables):
                return True
        return False

    def may_read_text(self, organisation: Organisation) -> bool:
        """Read and remark on the report that an organisation writes: its own people, nobody above or below."""
        mine = SCHOOL_ROLES if organisation.level == "school" else DISTRICT_ROLES
        return any(grant.organisation_id == organisation.pk and grant.role in mine for grant in self.grants)

    def may_write(self, organisation: Organisation, chapter: str | None = None) -> bool:
        """Whether somebody may write the text: a chapter by its outline id, one at all (None), or ("") any of them."""
        for grant in self.grants:
            if grant.organisation_id != organisation.pk:
                continue
            if organisation.level != "school":
                if grant.role in (Role.DISTRICT_EDITOR, Role.DISTRICT_HEAD):
                    return True
            elif grant.role in (Role.REVIEWER, Role.HEAD):
                return True
            elif grant.role == Role.FILLER:
                wanted = bool(grant.chapters) if chapter is None else chapter in grant.chapters
                if wanted or not grant.is_limited:
                    return True
        return False

    def may_pass(self, organisation: Organisation) -> bool:
        """The school's internal review (校内审核)."""
        return bool(self.roles_for(organisation) & {Role.REVIEWER, Role.HEAD})

    def may_hand_in(self, organisation: Organisation) -> bool:
        return Role.HEAD in self.roles_for(organisation)

    def may_review(self, organisation: Organisation) -> bool:
        """Receive, remark, return and accept what an organisation of the branch handed in."""
        return bool(self.roles_for(organisation) & {Role.DISTRICT_REVIEWER, Role.DISTRICT_HEAD})

    def may_reopen(self, organisation: Organisation) -> bool:
        """Unfreeze what was accepted."""
        return Role.DISTRICT_HEAD in self.roles_for(organisation)

    def may_run_campaigns(self, district: Organisation) -> bool:
        return bool(self.roles_for(district) & set(DISTRICT_ROLES))

    def may_correct(self, district: Organisation) -> bool:
        """Enter and withdraw the district's own corrections."""
        return bool(self.roles_for(district) & set(DISTRICT_ROLES))

    def may_prepare_releases(self, branch: Organisation) -> bool:
        """Make ready what becomes public: the district's people for a district, the city's for a city."""
        if branch.level == "province":
            return Role.CITY in self.roles_for(branch)
        return self.may_run_campaigns(branch)

    def may_sign_releases(self, branch: Organisation) -> bool:
        """Make public and withdraw: the district's head alone; for a city's own report the city."""
        wanted = Role.CITY if branch.level == "province" else Role.DISTRICT_HEAD
        return wanted in self.roles_for(branch)

    def may_read_district(self, district: Organisation) -> bool:
        return bool(self.roles_for(district) & {*DISTRICT_ROLES, Role.CITY})

    @property
    def leads(self) -> bool:
        """Whether there is anybody to look after at all."""
        return self.person.is_operator or any(grant.role in (Role.HEAD, Role.DISTRICT_HEAD) for grant in self.grants)

    def may_arrange(self, organisation: Organisation) -> bool:
        """Add, rename and close: the head of the district, and operators, who set districts up."""
        return self.person.is_operator or Role.DISTRICT_HEAD in self.roles_for(organisation)

    @property
    def arranges(self) -> bool:
        """Whether there is any branch whose tree the person may change."""
        return self.person.is_operator or any(grant.role == Role.DISTRICT_HEAD for grant in self.grants)

    @property
    def reads_record(self) -> bool:
        """Whether there is any part of the record of events that the person may read."""
        return self.person.is_operator or any(grant.role in (Role.DISTRICT_HEAD, Role.CITY) for grant in self.grants)

    def may_lead(self, organisation: Organisation) -> bool:
        """Look after an organisation's people: its own head, the head of the district above.

        An operator looks after districts and what is above them, so that a first head can be invited.
        """
        if self.person.is_operator:
            return organisation.level != "school"
        return bool(self.roles_for(organisation) & {Role.HEAD, Role.DISTRICT_HEAD})

    def is_of_school(self, organisation: Organisation) -> bool:
        return bool(self.roles_for(organisation) & set(SCHOOL_ROLES))


_GRANTS = Prepared(
    lambda: (
        Grant.objects.filter(person=0, revoked_at=None)
        .select_related("organisation")
        .order_by("organisation__path", "role")
    )
)


def standing_of(person: Person) -> Standing:
    """The person's roles in force, in one query."""
    return Standing(person, tuple(_GRANTS(person.pk)))


def needs_second_factor(standing: Standing) -> bool:
    """Whether the setting asks this person for a second factor: operators, heads of districts, the city's people."""
    if not settings.NEEDS_SECOND_FACTOR:
        return False
    return standing.person.is_operator or any(grant.role in SIGNERS for grant in standing.grants)
