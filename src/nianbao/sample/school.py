"""One made-up school: figures that a real one of its size could have, and that fit together.

Only what a school counts is drawn here: students by school year of entry, people,
things, money. Whatever the form derives from those (生师比, 生均, 满意度 …) is worked
out elsewhere by the catalogue's own formulas, so a drawn figure can never
contradict a derived one.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

from nianbao.facts.record import ListRow, Organisation

FIRST_DATA_YEAR = 2023  # every quantity's level is drawn for this data year
STAYING = (1.0, 0.97, 0.955)  # of those who started: share on the roll in the first, second and third school year
GRADUATING = 0.95
CLASS_SIZE = 38
TYPICAL_BANDWIDTHS = (500, 1000, 2000)  # Mbps

_DRAWS = struct.Struct(">8I")  # so many independent draws from one digest
_RANGE = 2**32

Figures = dict[str, Decimal | int]


@dataclass(frozen=True, slots=True)
class Major:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class MajorGroup:
    name: str
    core_major: str
    industry_chain: str
    majors: tuple[Major, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What makes a school this school, whatever the data year."""

    organisation: Organisation
    intake: int  # students who start in the school year that begins in FIRST_DATA_YEAR
    growth: float  # of the intake, from one school year to the next
    groups: tuple[MajorGroup, ...]
    joint_programme: bool = False

    @property
    def majors(self) -> int:
        return sum(len(group.majors) for group in self.groups)

    def lists(self) -> Mapping[str, tuple[ListRow, ...]]:
        """The rows of 专业群清单 and of 专业清单."""
        groups: tuple[ListRow, ...] = tuple(
            {"name": group.name, "core_major": group.core_major, "industry_chain": group.industry_chain}
            for group in self.groups
        )
        majors: tuple[ListRow, ...] = tuple(
            {"code": major.code, "name": major.name, "group": group.name}
            for group in self.groups
            for major in group.majors
        )
        return {"major_group_list": groups, "major_list": majors}


class Trends:
    """Levels that drift steadily: each quantity has its own size, slope and small unrest.

    A quantity's numbers depend on the seed, the school and the quantity alone, so that
    a new quantity leaves the others as they were.
    """

    def __init__(self, seed: int, school: str) -> None:
        self._key = f"{seed}/{school}/".encode()

    def level(self, name: str, low: float, high: float, data_year: int, slope: float = 0.04) -> float:
        """The quantity in a data year: from ``low`` to ``high`` in the first one, then moving by about ``slope``."""
        size: int
        steepness: int
        unrest: list[int]
        size, steepness, *unrest = _DRAWS.unpack(blake2b(self._key + name.encode(), digest_size=_DRAWS.size).digest())
        step = data_year - FIRST_DATA_YEAR
        value = low + (high - low) * size / _RANGE
        if slope:
            change = 1 + slope * (0.5 + steepness / _RANGE)
            for _ in range(abs(step)):
                value = value * change if step > 0 else value / change
            # A quarter of the slope to either side keeps the direction of a trend.
            value *= 1 + abs(slope) / 2 * (unrest[step % len(unrest)] / _RANGE - 0.5)
        return value

    def share(self, name: str, low: float, high: float, data_year: int) -> float:
        """A part of a whole, which creeps up and never reaches the whole."""
        return min(self.level(name, low, high, data_year, slope=0.008), 0.995)

    def whole(self, name: str, low: float, high: float, data_year: int, slope: float = 0.04) -> int:
        return round(self.level(name, low, high, data_year, slope))

    def standing(self, name: str, low: int, high: int, data_year: int, every: int = 2) -> int:
        """Things that stay once they are there: one more every so many data years."""
        first = int(self.level(name, low, high + 0.999, FIRST_DATA_YEAR, slope=0.0))
        begun = int(self.level(f"{name}/begun", 0, every - 0.001, FIRST_DATA_YEAR, slope=0.0))
        return first + (max(0, data_year - FIRST_DATA_YEAR) + begun) // every


def cents(amount: float) -> Decimal:
    """Money or another quantity to two places."""
    return Decimal(round(amount * 100)).scaleb(-2)


def entrants(profile: Profile, school_year: int) -> int:
    """Students who started in the school year that begins in ``school_year``."""
    size = float(profile.intake)
    step = school_year - FIRST_DATA_YEAR
    for _ in range(abs(step)):
        size = size * (1 + profile.growth) if step > 0 else size / (1 + profile.growth)
    return round(size)


def students_on_roll(profile: Profile, data_year: int) -> int:
    """Full-time students of the three grades in the autumn of a data year.

    >>> from nianbao.facts.record import Organisation
    >>> school = Profile(Organisation("1", "甲校", "school"), 100, 0.0, ())
    >>> students_on_roll(school, 2023) == 100 + 97 + 96
    True
    """
    return sum(round(entrants(profile, data_year - grade) * staying) for grade, staying in enumerate(STAYING))


def graduates_in(profile: Profile, data_year: int) -> int:
    """Those who started three school years before and finished in the summer of a data year."""
    if not profile.organisation.has_graduates:
        return 0
    return round(entrants(profile, data_year - 3) * GRADUATING)


def figures_of(profile: Profile, seed: int, data_year: int) -> Figures:
    """Every counted figure of one school in one data year, by indicator id."""
    trends = Trends(seed, profile.organisation.code)
    figures: Figures = {}
    students = students_on_roll(profile, data_year)
    figures |= _people(profile, trends, students, data_year)
    if profile.organisation.has_graduates:
        figures |= _graduates(profile, trends, data_year)
    figures |= _surveys(profile, trends, figures, data_year)
    figures |= _premises(trends, students, data_year)
    if students:
        figures |= _teaching(profile, trends, students, data_year)
        figures |= _inventions(trends, data_year)
    figures |= _services(trends, data_year)
    figures |= _international(profile, trends, figures, data_year)
    figures |= _policy(trends, figures, students, data_year)
    return figures


def _people(profile: Profile, trends: Trends, students: int, data_year: int) -> Figures:
    if not students:
        # 专任教师 teach for a diploma; a centre that trains adults has staff and invited trainers.
        staff = trends.whole("staff_without_students", 28, 42, data_year, slope=0.01)
        return {
            "full_time_students": 0,
            "staff": staff,
            "staff_posts": staff + trends.whole("vacant_posts", 3, 9, data_year),
        }
    teachers = round(students / trends.level("students_per_teacher", 11.8, 14.2, data_year, slope=-0.004))
    external = round(teachers * trends.share("external", 0.10, 0.18, data_year))
    staff = teachers + round(teachers * trends.share("other_staff", 0.22, 0.30, data_year))
    dual = round(teachers * trends.share("dual", 0.48, 0.62, data_year))
    part_time = trends.whole("part_time", 20, 60, data_year)
    return {
        "full_time_students": students,
        # A part-time student weighs 0.3 of a full-time one (教发〔2004〕2号).
        "full_time_equivalent_students": Decimal(students) + Decimal("0.3") * part_time,
        "full_time_teachers": teachers,
        "teachers_weighted": Decimal(teachers) + Decimal("0.5") * external,
        "external_teachers": external,
        "major_course_teachers": max(dual, round(teachers * trends.share("major_teachers", 0.66, 0.72, data_year))),
        "teachers_dual_qualified": dual,
        "teachers_senior_title": round(teachers * trends.share("senior", 0.24, 0.34, data_year)),
        "staff": staff,
        "staff_posts": staff + trends.whole("vacant_posts", 3, 9, data_year),
        "political_course_teachers": max(1, round(students / 320)),
        "physical_education_teachers": max(1, round(students / 260)),
        "arts_teachers": max(1, round(students / 330)),
        "counsellors": 0,  # 辅导员 are a post of colleges; a secondary school has 班主任
        "classes": -(-students // CLASS_SIZE),
        "class_teachers": -(-students // CLASS_SIZE),
    }


def _graduates(profile: Profile, trends: Trends, data_year: int) -> Figures:
    graduates = graduates_in(profile, data_year)
    placed = min(graduates, round(graduates * trends.share("placed", 0.94, 0.962, data_year)))
    further = round(placed * trends.share("further", 0.58, 0.72, data_year))
    employed = placed - further
    # A few join the army or start on their own account and belong to no industry's employers.
    self_employed = max(1, round(graduates * trends.share("self_employed", 0.006, 0.014, data_year)))
    in_sectors = employed - self_employed - round(employed * trends.share("army", 0.01, 0.03, data_year))
    primary = round(in_sectors * trends.share("primary", 0.03, 0.07, data_year))
    secondary = round(in_sectors * trends.share("secondary", 0.30, 0.42, data_year))
    local = round(employed * trends.share("local", 0.68, 0.80, data_year))
    answered = round(employed * trends.share("income_answered", 0.78, 0.90, data_year))
    income = trends.level("income", 3900, 4600, data_year)
    earlier = sum(graduates_in(profile, data_year - back) for back in (1, 2, 3))
    surveyed = round(earlier / 3 * trends.share("promotion_surveyed", 0.42, 0.56, data_year))
    large = round(employed * trends.share("large", 0.16, 0.24, data_year))
    return {
        "graduates": graduates,
        "graduates_placed": placed,
        "graduates_further_study": further,
        "graduates_to_bachelor": round(further * trends.share("bachelor", 0.05, 0.12, data_year)),
        "graduates_placed_in_province": min(
            placed, max(local, round(placed * trends.share("in_province", 0.90, 0.95, data_year)))
        ),
        "graduate_income_respondents": answered,
        "graduate_income_total": cents(answered * round(income)),
        "graduates_employed_in_sectors": in_sectors,
        "graduates_employed_primary_sector": primary,
        "graduates_employed_secondary_sector": secondary,
        "graduates_employed_tertiary_sector": in_sectors - primary - secondary,
        "graduates_self_employed": self_employed,
        "graduates_three_years_surveyed": surveyed,
        "graduates_three_years_promoted": round(surveyed * trends.share("promoted", 0.36, 0.48, data_year)),
        "graduates_first_employed": employed,
        "graduates_employed_locally": local,
        "graduates_employed_west_northeast": round(employed * trends.share("west", 0.02, 0.05, data_year)),
        "graduates_employed_small_enterprises": round(employed * trends.share("small", 0.60, 0.70, data_year)),
        "graduates_employed_large_enterprises": large,
    }


STUDENT_QUESTIONS = (
    "satisfaction_students_classroom",
    "satisfaction_students_extracurricular",
    "satisfaction_students_political_courses",
    "satisfaction_students_general_courses",
    "satisfaction_students_major_courses",
)


def _surveys(profile: Profile, trends: Trends, people: Mapping[str, Decimal | int], data_year: int) -> Figures:
    """Who answered and how many of them were content; ``…_satisfied`` is the sample's own figure, not the form's."""
    asked: dict[str, tuple[int, float]] = {}
    figures: Figures = {}

    def ask(question: str, population: int, answering: tuple[float, float], content: tuple[float, float]) -> None:
        answers = round(population * trends.share(f"{question}/answers", *answering, data_year))
        asked[question] = (answers, trends.share(f"{question}/content", *content, data_year))

    students = int(people["full_time_students"])
    if students:
        for question in STUDENT_QUESTIONS:
            ask(question, students, (0.80, 0.86), (0.905, 0.955))
        ask("satisfaction_parents", students, (0.58, 0.70), (0.92, 0.96))
        figures["satisfaction_students_respondents"] = max(asked[question][0] for question in STUDENT_QUESTIONS)
    if profile.organisation.has_graduates:
        ask("satisfaction_graduates_current", int(people["graduates"]), (0.80, 0.90), (0.92, 0.96))
        earlier = sum(graduates_in(profile, data_year - back) for back in (1, 2, 3))
        ask("satisfaction_graduates_three_years", earlier, (0.24, 0.34), (0.90, 0.95))
        employers = trends.whole("employers", 44, 70, data_year)
        asked["satisfaction_employers"] = (employers, trends.share("employers/content", 0.93, 0.965, data_year))
    ask("satisfaction_staff", int(people["staff"]), (0.88, 0.95), (0.93, 0.965))
    for question, (answers, content) in asked.items():
        figures[f"{question}_respondents"] = answers
        figures[f"{question}_satisfied"] = round(answers * content)
    if profile.organisation.has_graduates:
        for column in ("respondents", "satisfied"):  # both groups of graduates pooled
            figures[f"satisfaction_graduates_{column}"] = sum(
                int(figures[f"satisfaction_graduates_{group}_{column}"]) for group in ("current", "three_years")
            )
    if students:
        middle = sum(asked[question][1] for question in STUDENT_QUESTIONS) / len(STUDENT_QUESTIONS)
        answers = int(figures["satisfaction_students_respondents"])
        figures["satisfaction_students_satisfied"] = round(answers * middle)
    return figures


def _levels(stem: str, counts: Sequence[tuple[str, int]]) -> Figures:
    """A total with its national, provincial and school rows, and how many of each are on the national platform."""
    figures: Figures = {stem: sum(count for _, count in counts)}
    for rank, count in counts:
        share = {"national": 1.0, "provincial": 0.7, "school": 0.3}[rank]
        figures[f"{stem}_{rank}"] = count
        figures[f"{stem}_{rank}_on_platform"] = int(count * share)
    return figures


def _premises(trends: Trends, students: int, data_year: int) -> Figures:
    bandwidth = TYPICAL_BANDWIDTHS[int(trends.level("bandwidth", 0, 2.999, FIRST_DATA_YEAR, slope=0.0))]
    return {
        "internet_bandwidth": bandwidth,
        "campus_backbone_bandwidth": 10_000,
        "printed_books": trends.whole("books", 38, 46, data_year, slope=0.01) * students
        or trends.whole("books_without_students", 9_000, 14_000, data_year, slope=0.01),
        "campus_area": trends.whole("campus", 42_000, 68_000, FIRST_DATA_YEAR, slope=0.0),
        "building_area": trends.whole("building", 24_000, 36_000, FIRST_DATA_YEAR, slope=0.0),
    }


def _teaching(profile: Profile, trends: Trends, students: int, data_year: int) -> Figures:
    majors = profile.majors
    courses = majors * trends.whole("courses_per_major", 13, 16, data_year, slope=0.01) + 30
    certificate = round(courses * trends.share("certificate_courses", 0.14, 0.20, data_year))
    online = round(courses * trends.share("online_courses", 0.12, 0.18, data_year))
    hours = trends.level("hours_per_course", 62, 70, data_year, slope=0.006)
    excellent = (
        ("national", 0),
        ("provincial", trends.standing("excellent_provincial", 1, 3, data_year)),
        ("school", trends.standing("excellent_school", 5, 9, data_year, every=1)),
    )
    excellent_courses = sum(count for _, count in excellent)
    libraries = (
        ("national", 0),
        ("provincial", trends.standing("libraries_provincial", 0, 1, data_year)),
        ("school", trends.standing("libraries_school", 3, 6, data_year, every=1)),
    )
    bases = (
        ("national", 0),
        ("provincial", trends.standing("bases_provincial", 0, 1, data_year)),
        ("school", trends.standing("bases_school", 1, 3, data_year)),
    )
    new_form = trends.standing("textbooks_new_form", 1, 2, data_year)
    with_enterprises = trends.standing("textbooks_with_enterprises", 2, 4, data_year)
    return {
        "major_groups": len(profile.groups),
        "majors": majors,
        "planned_courses": courses,
        "planned_courses_hours": round(courses * hours),
        "certificate_courses": certificate,
        "certificate_courses_hours": round(certificate * hours * 0.98),
        "online_courses": online,
        "online_courses_hours": round(online * hours * 0.55),
        **_levels("resource_libraries", libraries),
        **_levels("excellent_online_courses", excellent),
        **_levels("virtual_training_bases", bases),
        "excellent_online_courses_hours": excellent_courses * 36,
        "excellent_online_course_learners": round(excellent_courses * trends.level("learners", 260, 420, data_year)),
        "textbooks_written": new_form + with_enterprises + 1,
        "textbooks_national_planned": trends.standing("textbooks_national", 0, 1, data_year),
        "textbooks_with_enterprises": with_enterprises,
        "textbooks_new_form": new_form,
        "textbooks_new_form_on_platform": new_form // 2,
        "equipment_value": cents(trends.level("equipment", 25_500, 31_000, data_year) * students),
        "training_seats": round(students * trends.level("seats", 0.58, 0.82, data_year, slope=0.02)),
    }


def _inventions(trends: Trends, data_year: int) -> Figures:
    patents = trends.standing("patents", 3, 7, data_year, every=1)
    return {
        "technology_trade_income": cents(trends.level("trade", 2, 6, data_year)),
        "intellectual_property_items": patents + trends.standing("copyrights", 4, 8, data_year),
        "patents_granted": patents,
        "invention_patents_granted": patents // 4,
        "patents_transferred": 1,
        "patent_transfer_income": cents(trends.level("transfer", 1.2, 2.6, data_year)),
    }


def _services(trends: Trends, data_year: int) -> Figures:
    income = trends.level("service_income", 36, 88, data_year)
    hours = trends.level("training_hours", 1_500, 2_600, data_year)
    return {
        "technical_service_income": cents(income),
        "technical_service_benefit": cents(income * trends.level("benefit", 3.1, 4.6, data_year, slope=0.01)),
        "research_grants_received": cents(trends.level("grants", 9, 24, data_year)),
        "training_projects": trends.whole("training_projects", 14, 26, data_year),
        "training_hours": round(hours),
        "training_public_hours": round(hours * trends.share("public_hours", 0.28, 0.40, data_year)),
        "training_income": cents(trends.level("training_income", 58, 126, data_year)),
    }


def _international(profile: Profile, trends: Trends, people: Mapping[str, Decimal | int], data_year: int) -> Figures:
    joint = profile.joint_programme
    active = 1 if int(people["full_time_students"]) else 0
    return {
        "majors_with_foreign_students": 0,
        "foreign_students": 0,
        "foreign_visiting_teachers": trends.standing("visiting", 1, 2, data_year) if joint else 0,
        "standards_adopted_abroad": 2 if joint else 0,
        "major_standards_adopted_abroad": 0,
        "course_standards_adopted_abroad": 2 if joint else 0,
        "resources_adopted_abroad": trends.standing("resources_abroad", 1, 2, data_year) if joint else 0,
        "equipment_adopted_abroad": 0,
        "schools_run_abroad": 0,
        "majors_run_abroad": 0,
        "students_in_schools_abroad": 0,
        "joint_programme_majors": 1 if joint else 0,
        "joint_programme_students": trends.whole("joint_students", 72, 96, data_year) if joint else 0,
        "teacher_days_abroad": trends.whole("days_abroad", 18, 28, data_year) if joint else 0,
        "teachers_in_foreign_organisations": 0,
        "foreign_contest_awards": active * trends.standing("foreign_awards", 0, 1, data_year),
    }


def _policy(trends: Trends, people: Mapping[str, Decimal | int], students: int, data_year: int) -> Figures:
    mentors = max(3, round(students / 60)) if students else trends.whole("mentors", 6, 9, data_year)
    hours = round(mentors * trends.level("mentor_hours", 42, 58, data_year))
    tested = round(students * trends.share("tested", 0.965, 0.985, data_year))
    interns = round(students * 0.3)
    funding = (
        trends.level("funding", 26_500, 33_000, data_year) * students
        if students
        else trends.level("funding_without_students", 11_000_000, 14_000_000, data_year)
    )
    reached = int(people.get("graduates", 0)) or round(students * 0.2)
    insurance = interns * trends.level("insurance", 42, 58, data_year) / 10_000
    internship = {
        "internship_funding": cents(insurance * trends.level("internship", 5.2, 7.4, data_year, slope=0.01)),
        "internship_insurance": cents(insurance),
    }
    # What a school teaches with, in 万元; an adult training centre counts none of it.
    equipment = float(people.get("equipment_value", 0)) / 10_000
    lent = {
        "enterprise_equipment_value": cents(equipment * trends.share("enterprise_equipment", 0.07, 0.11, data_year))
    }
    return {
        **(internship if interns else {}),
        **(lent if equipment else {}),
        "fiscal_funding": cents(funding),
        "fiscal_special_funding": cents(funding / 10_000 * trends.share("special", 0.08, 0.13, data_year)),
        "fitness_tested": tested,
        "fitness_passed": round(tested * trends.share("fit", 0.925, 0.955, data_year)),
        "vocational_certificates_obtained": round(reached * trends.share("certificates", 0.72, 0.86, data_year)),
        "open_practice_centres": trends.standing("centres", 1, 2, data_year) if students else 0,
        "industry_mentors": mentors,
        "industry_mentors_master_craftsmen": max(1, mentors // 12),
        "industry_mentor_hours": hours,
        "industry_mentor_pay": cents(hours * trends.level("mentor_rate", 130, 190, data_year) / 10_000),
    }
