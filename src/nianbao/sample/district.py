"""The made-up district: its schools over three data years, and any number of schools like them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

import yaml

from nianbao.facts.record import Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.sample.answers import answers, questionnaire_of
from nianbao.sample.fault import PlantedFault, load_faults, spoiled
from nianbao.sample.school import Major, MajorGroup, Profile

SEED = 2026
EDITIONS = ("dy2023/school", "dy2024/school", "dy2025/school")
LATEST = EDITIONS[-1]


@dataclass(frozen=True)
class Sample:
    """A district's schools, what each answered to each edition, and what was spoiled on purpose.

    ``true_records`` hold what a careful clerk would have entered; ``records`` what was
    handed in. They differ in the planted faults alone.
    """

    district: Organisation
    schools: tuple[Organisation, ...]
    true_records: Mapping[str, tuple[Record, ...]]  # by edition, in the schools' order
    records: Mapping[str, tuple[Record, ...]]
    faults: tuple[PlantedFault, ...]


def read_district() -> tuple[Organisation, tuple[Profile, ...]]:
    """The district and its schools' profiles as the file beside this module describes them."""
    text = resources.files(__package__).joinpath("district.yaml").read_text(encoding="utf-8")
    data = yaml.safe_load(text)
    district = Organisation(data["code"], data["name"], "district", data["parent"])
    names = {name for entry in data["schools"] for group in entry["groups"] for name in group["majors"]}
    # Invented codes: telling majors apart across schools is all that the job needs of them.
    majors = {name: Major(f"99{number:04d}", name) for number, name in enumerate(sorted(names), start=1)}
    return district, tuple(_profile(entry, district.code, majors) for entry in data["schools"])


def _profile(entry: Mapping[str, Any], district: str, majors: Mapping[str, Major]) -> Profile:
    organisation = Organisation(
        entry["code"],
        entry["name"],
        "school",
        district,
        has_students=entry.get("has_students", True),
        has_graduates=entry.get("has_graduates", True),
    )
    groups = tuple(
        MajorGroup(
            group["name"], group["core_major"], group["industry_chain"], tuple(majors[name] for name in group["majors"])
        )
        for group in entry["groups"]
    )
    return Profile(organisation, entry["intake"], entry["growth"], groups, entry["joint_programme"])


def make_sample(seed: int = SEED, catalogue: Catalogue | None = None) -> Sample:
    """The district as it is for a seed; the same seed gives the same figures everywhere."""
    catalogue = catalogue or load_catalogue()
    district, profiles = read_district()
    editions = [edition for edition in EDITIONS if edition in catalogue.editions]
    faults = load_faults() if seed == SEED else ()  # their truths are this seed's
    true_records: dict[str, tuple[Record, ...]] = {}
    records: dict[str, tuple[Record, ...]] = {}
    before: tuple[Record | None, ...] = (None,) * len(profiles)
    for edition in editions:
        asked = questionnaire_of(catalogue, edition)
        made = tuple(answers(profile, asked, seed, last) for profile, last in zip(profiles, before, strict=True))
        true_records[edition] = made
        records[edition] = tuple(spoiled(record, faults, catalogue) for record in made)
        before = made
    schools = tuple(profile.organisation for profile in profiles)
    return Sample(district, schools, true_records, records, faults)


def make_many(
    count: int,
    seed: int = SEED,
    edition: str = EDITIONS[0],
    *,
    catalogue: Catalogue | None = None,
    with_previous: bool = False,
) -> tuple[Record, ...]:
    """As many consistent schools as asked for, of many sizes; ``with_previous`` adds each one's edition before."""
    catalogue = catalogue or load_catalogue()
    asked = questionnaire_of(catalogue, edition)
    before = catalogue.editions[edition].previous if with_previous else None
    asked_before = questionnaire_of(catalogue, before) if before else None
    _, patterns = read_district()
    patterns = tuple(pattern for pattern in patterns if pattern.organisation.has_graduates)
    made = []
    for number in range(count):
        pattern = patterns[number % len(patterns)]
        code = f"99{number:08d}"
        organisation = replace(pattern.organisation, code=code, name=f"第{number + 1}职业学校", parent=code[:6])
        # Sizes run from about 450 to 3,000 students, in no order that a district could notice.
        profile = replace(pattern, organisation=organisation, intake=150 + number * 7919 % 850)
        last = answers(profile, asked_before, seed) if asked_before else None
        made.append(answers(profile, asked, seed, last))
    return tuple(made)
