"""The sample district in the workbench: its schools, earlier filings, people of every role, one filing with faults."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from nianbao.facts.record import Record
from nianbao.framework.loader import load_catalogue
from nianbao.sample.district import LATEST, Sample, make_sample
from nianbao.sample.journey import report_texts
from nianbao.sample.survey_answers import CLASS_SIZE, made_up_answers, made_up_classes
from nianbao.surveys.frame import FrameRow
from nianbao.web.accounts.actions import create_person
from nianbao.web.accounts.models import Person
from nianbao.web.campaigns.actions import announce, open_campaign
from nianbao.web.campaigns.models import Campaign, Notice
from nianbao.web.cases.library import refresh_cards
from nianbao.web.manuscripts.actions import assign, load_parts, set_finished, start_manuscript
from nianbao.web.manuscripts.comments import comment_on
from nianbao.web.manuscripts.text import outline_of, parts_of_content
from nianbao.web.organisations.actions import add_organisation, grant_role
from nianbao.web.organisations.models import Organisation, Role
from nianbao.web.organisations.permissions import standing_of
from nianbao.web.publications.written_report import written_report
from nianbao.web.reviews.actions import accept, hand_in, pass_internally, receive
from nianbao.web.submissions.actions import load_record, open_submission
from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.actions import close_survey, open_survey, prepare_survey
from nianbao.web.surveys.models import Answer, Survey
from nianbao.writing.markdown import read_markdown

# Where the schools stand at first, by their order: the second has the planted faults and is being filled in.
ACCEPTED, HANDED_IN = 0, 2
WRITING = 1  # has begun its report
SURVEYING = 1  # the same school asks its students and has asked its staff
SCHOOL_STAFF = (
    (("沈知远", "陆一鸣", "韩书岚"), ()),
    (("邱明溪", "孟晚照", "白路遥"), ("范若谷",)),
    (("汪青禾", "罗见山", "唐予安"), ()),
    (("石安澜", "丁若水", "谢长风"), ()),
)
DISTRICT_STAFF = (
    ("高审之", Role.DISTRICT_REVIEWER),
    ("温编言", Role.DISTRICT_EDITOR),
    ("郑守正", Role.DISTRICT_HEAD),
)


def load_demonstration(sample: Sample | None = None) -> bool:
    """Load the sample once; False where it is there already."""
    if Organisation.objects.exists():
        return False
    sample = sample or make_sample()
    with transaction.atomic():
        _load(sample)
    return True


def _load(sample: Sample) -> None:
    operator = create_person(login_name="operator", name="系统管理员", by=None, is_operator=True)
    city = add_organisation(
        code=sample.district.parent or "0", name="望川市", level="province", parent=None, by=operator
    )
    district = add_organisation(
        code=sample.district.code, name=sample.district.name, level="district", parent=city, by=operator
    )
    schools = [
        add_organisation(
            code=one.code,
            name=one.name,
            level="school",
            parent=district,
            by=operator,
            owner=f"{sample.district.name}教育委员会",
            has_students=one.has_students,
            has_graduates=one.has_graduates,
        )
        for one in sample.schools
    ]
    people = _people(city, district, schools, operator)
    today = timezone.localdate()
    catalogue = load_catalogue()
    editions = list(sample.records)  # the earliest first: each is compared with the one before
    for number, edition in enumerate(editions, 1):
        back = len(editions) - number
        due = today + datetime.timedelta(days=14 - 365 * back)
        campaign = open_campaign(
            edition=edition,
            district=district,
            opens_on=due - datetime.timedelta(days=30),
            due_on=due,
            closes_on=due + datetime.timedelta(days=14),
            by=people["郑守正"],
        )
        for position, (school, record) in enumerate(zip(schools, sample.records[edition], strict=True)):
            assert record.edition in catalogue.editions
            submission = open_submission(campaign=campaign, organisation=school)
            load_record(submission, record=record)
            if edition != LATEST:
                Submission.objects.filter(pk=submission.pk).update(state="accepted")
            elif position in (ACCEPTED, HANDED_IN):
                _hand_in(submission, SCHOOL_STAFF[position][0], people)
                # One is through already, so that the district's tables have something in them.
                if position == ACCEPTED:
                    receive(submission, standing=standing_of(people["高审之"]))
                    accept(submission, standing=standing_of(people["高审之"]))
        if edition == LATEST:
            _announce(campaign, people["郑守正"])
            _write(campaign, district, "report", people)
            _write(campaign, schools[WRITING], "school_report", people)
            refresh_cards(district.path)
            faulty = Submission.objects.select_related("organisation", "campaign").get(
                campaign=campaign, organisation=schools[SURVEYING]
            )
            _ask(faulty, sample.records[edition][SURVEYING], people[SCHOOL_STAFF[SURVEYING][0][0]])
    Notice.objects.update(try_mail_at=None)  # what happened before anybody came in is on the page alone


def _people(
    city: Organisation, district: Organisation, schools: list[Organisation], operator: Person
) -> dict[str, Person]:
    people: dict[str, Person] = {}

    def add(name: str, login_name: str) -> Person:
        people[name] = create_person(login_name=login_name, name=name, by=operator, email=f"{login_name}@example.org")
        return people[name]

    grant_role(person=add("江市平", "city"), organisation=city, role=Role.CITY, by=operator)
    for name, role in DISTRICT_STAFF:
        grant_role(person=add(name, role.value), organisation=district, role=role, by=operator)
    for number, (school, ((filler, reviewer, head), limited)) in enumerate(zip(schools, SCHOOL_STAFF, strict=False), 1):
        for name, role in ((filler, Role.FILLER), (reviewer, Role.REVIEWER), (head, Role.HEAD)):
            grant_role(person=add(name, f"school{number}.{role.value}"), organisation=school, role=role, by=operator)
        for name in limited:
            grant_role(
                person=add(name, f"school{number}.satisfaction"),
                organisation=school,
                role=Role.FILLER,
                by=operator,
                tables=["satisfaction"],
            )
    return people


def _hand_in(submission: Submission, staff: tuple[str, ...], people: dict[str, Person]) -> None:
    """As the school's own people would."""
    _, reviewer, head = staff
    pass_internally(submission, standing=standing_of(people[reviewer]))
    hand_in(submission, signed_name=head, password="", standing=standing_of(people[head]))


def _ask(submission: Submission, record: Record, by: Person) -> None:
    """Two surveys of one school: the students' under way with half of the answers in, the staff's over."""
    standing = standing_of(by)
    majors = [row["name"] for row in record.lists["major_list"]]
    students = record.cell("full_time_students").number
    classes = made_up_classes(majors, int(students.value) if students is not None else CLASS_SIZE)
    staff = (FrameRow("专任教师", "", "专业课教研室", 34), FrameRow("专任教师", "", "公共基础课教研室", 26),
             FrameRow("行政教辅", "", "行政教辅", 24))  # fmt: skip
    for instrument, rows, share in (("students/1", classes, 55), ("staff/1", staff, 88)):
        survey = prepare_survey(
            submission, instrument=instrument, rows=rows,
            closes_on=timezone.localdate() + datetime.timedelta(days=10), mode="codes", is_sample=False,
            standing=standing,
        )  # fmt: skip
        open_survey(survey, standing=standing)
        _answer(survey, share)
    close_survey(survey, standing=standing)


def _answer(survey: Survey, share: int) -> None:
    """Made-up answers of that share of each class, the later classes a little lazier."""
    answers = []
    for group in survey.groups.order_by("position"):
        count = min(group.handed, group.handed * (share + 12 - group.position) // 100)
        group.used = ((1 << count) - 1).to_bytes(len(bytes(group.used)), "little")
        group.save(update_fields=["used"])
        answers += [
            Answer(survey=survey, stratum=group.stratum, answers=text, pace=pace, source="w")
            for text, pace in made_up_answers(survey.questionnaire, count, seed=1_000 * share + group.position)
        ]
    Answer.objects.bulk_create(answers)


def _announce(campaign: Campaign, by: Person) -> None:
    announce(campaign, text="请各校于截止日期前报送。数据有异常但属实的，请写说明，不要留空。", by=by)


def _write(campaign: Campaign, organisation: Organisation, folder: str, people: dict[str, Person]) -> None:
    """The sample's prose as the organisation's report: the district's is whole, the school's is in the making."""
    content = read_markdown(report_texts(folder))
    manuscript = start_manuscript(campaign=campaign, organisation=organisation, standing=None, content=content)
    words = written_report(manuscript).words(content.blocks)
    load_parts(manuscript, parts=parts_of_content(content, outline_of(manuscript)), words=words)
    if organisation.level != "school":
        return
    reviewer, head = (standing_of(people[name]) for name in SCHOOL_STAFF[WRITING][0][1:])
    opening, training = manuscript.chapters.all()[:2]
    set_finished(opening, finished=True, standing=reviewer)
    assign(training, people=[people["邱明溪"], people["范若谷"]], standing=head)
    heading = next(block["id"] for block in training.blocks if block.get("text") == "就业质量")
    comment_on(training, text="请补一段毕业生自主创业的情况。", block=heading, quote="就业质量", standing=reviewer)
