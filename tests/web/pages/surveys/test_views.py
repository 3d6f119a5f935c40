"""A school holds a survey with a browser, from whom to ask to table 2."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from nianbao.web.submissions.models import Submission
from nianbao.web.surveys.ballots import take
from nianbao.web.surveys.codes import code_of, shown
from nianbao.web.surveys.models import Survey

FRAME = "专业\t年级\t班级\t人数\n会计事务\t2024级\t会计2401\t30\n数控技术应用\t2025级\t数控2501\t25\n"


@pytest.fixture(autouse=True)
def _no_surveys_yet() -> None:
    Survey.objects.all().delete()  # those of the demonstration


def prepared(client: Client, number: int, group: str = "students", frame: str = FRAME, **more: str) -> Survey:
    typed = {"frame": frame, "closes_on": timezone.localdate().isoformat(), "mode": "codes", "is_sample": "0"} | more
    answer = client.post(f"/submissions/{number}/surveys/{group}/", typed)
    assert answer.status_code == 302, answer.content.decode()
    return Survey.objects.get(submission=number, instrument=f"{group}/1")


def test_a_school_holds_a_survey_from_the_frame_to_table_2(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    number, client = submission("9901020002").pk, enter("范若谷")
    survey = prepared(client, number)
    client.post(f"/surveys/{survey.pk}/open/")
    groups = list(survey.groups.order_by("position"))
    for group in groups:
        for index in range(20):
            assert take(group, index, answers="54545454545454" if index < 17 else "2" * 14, pace="u", source="w")
    assert "40" in client.get(f"/surveys/{survey.pk}/").content.decode()
    assert client.get(f"/surveys/{survey.pk}/results/").status_code == 409

    client.post(f"/surveys/{survey.pk}/close/")
    page = client.get(f"/surveys/{survey.pk}/results/").content.decode()
    assert "85.00" in page
    answer = client.post(f"/surveys/{survey.pk}/fill/")

    assert answer["Location"] == f"/submissions/{number}/tables/satisfaction/"
    entries = {entry.indicator: entry.raw for entry in submission("9901020002").entries.all()}
    assert entries["satisfaction_students"] == "85.00"
    assert entries["satisfaction_students_respondents"] == "40"
    assert entries["satisfaction_students_method"] == "问卷（网上）"
    assert "表 2 已经是这些数" in client.get(f"/surveys/{survey.pk}/results/").content.decode()


def test_a_frame_that_cannot_be_read_is_told_and_kept(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    answer = enter("范若谷").post(
        f"/submissions/{submission('9901020002').pk}/surveys/students/",
        {"frame": "会计事务,2024级,会计2401,三十", "closes_on": timezone.localdate().isoformat()},
    )

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "第 1 行" in page
    assert "会计2401,三十" in page


def test_parents_are_asked_class_by_class_like_their_children(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    number, client = submission("9901020002").pk, enter("范若谷")
    prepared(client, number)

    assert "会计2401" in client.get(f"/submissions/{number}/surveys/parents/").content.decode()
    assert "会计2401" not in client.get(f"/submissions/{number}/surveys/staff/").content.decode()


def test_each_class_has_its_poster_and_each_of_it_a_slip_and_a_sheet(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    client = enter("范若谷")
    survey = prepared(client, submission("9901020002").pk)
    group = survey.groups.get(label="数控2501")
    code = shown(code_of(survey.issue_key, group.link, 24))

    poster = client.get(f"/surveys/{survey.pk}/posters/").content.decode()
    slips = client.get(f"/surveys/{survey.pk}/slips/{group.pk}/").content.decode()
    sheets = client.get(f"/surveys/{survey.pk}/sheets/{group.pk}/").content.decode()

    assert f"/s/{group.link}/" in poster
    assert poster.count("data:image/svg+xml") == 2
    assert code not in poster
    assert slips.count("data:image/svg+xml") == 25
    assert code in slips
    assert code in sheets
    assert sheets.count("□") == 25 * 14 * 6


def test_slips_lie_in_no_order(enter: Callable[[str], Client], submission: Callable[..., Submission]) -> None:
    client = enter("范若谷")
    survey = prepared(client, submission("9901020002").pk)
    group = survey.groups.get(label="会计2401")
    inorder = [shown(code_of(survey.issue_key, group.link, index)) for index in range(30)]
    page = client.get(f"/surveys/{survey.pk}/slips/{group.pk}/").content.decode()

    assert sorted(inorder, key=page.index) != inorder


def test_an_open_survey_has_no_slips(enter: Callable[[str], Client], submission: Callable[..., Submission]) -> None:
    client = enter("范若谷")
    survey = prepared(client, submission("9901020002").pk, mode="open")
    group = survey.groups.all()[0]

    assert client.get(f"/surveys/{survey.pk}/slips/{group.pk}/").status_code == 409
    assert client.get(f"/surveys/{survey.pk}/posters/").status_code == 200


def test_paper_is_typed_in_sheet_after_sheet(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    client = enter("范若谷")
    survey = prepared(client, submission("9901020002").pk)
    client.post(f"/surveys/{survey.pk}/open/")
    group = survey.groups.all()[0]
    typed = {"group": group.pk, "code": code_of(survey.issue_key, group.link, 3), "answers": "5" * 13 + "-"}

    assert client.post(f"/surveys/{survey.pk}/paper/", typed).status_code == 302
    assert client.post(f"/surveys/{survey.pk}/paper/", typed | {"answers": "5"}).status_code == 409
    assert client.post(f"/surveys/{survey.pk}/paper/", typed | {"group": "999999"}).status_code == 409
    assert survey.answers.get().source == "p"


def test_the_district_sees_how_many_and_nothing_else(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    number = submission("9901020002")
    survey = prepared(enter("范若谷"), number.pk)
    page = enter("高审之").get(f"/campaigns/{number.campaign_id}/surveys/").content.decode()

    assert "0/55" in page
    assert enter("高审之").get(f"/surveys/{survey.pk}/").status_code == 404


def test_an_unknown_group_has_no_page(enter: Callable[[str], Client], submission: Callable[..., Submission]) -> None:
    assert enter("范若谷").get(f"/submissions/{submission('9901020002').pk}/surveys/cats/").status_code == 404


def test_a_file_from_elsewhere_is_taken_in_or_told_why_not(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    client = enter("范若谷")
    survey = prepared(client, submission("9901020002").pk, group="employers")
    client.post(f"/surveys/{survey.pk}/open/")
    address = f"/surveys/{survey.pk}/import/"

    def send(text: str, columns: str = "") -> HttpResponse:
        sent = {"file": SimpleUploadedFile("答卷.csv", text.encode()), "columns": columns}
        answer: HttpResponse = client.post(address, sent)
        return answer

    assert client.post(address).status_code == 409
    assert send("菜名\n豆腐\n").status_code == 409
    assert send("总评\n满意\n比较满意\n", "whole=总评").status_code == 200
    assert sorted(survey.answers.values_list("answers", flat=True)) == ["----4", "----5"]


def test_results_and_answers_leave_without_persons(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    client = enter("范若谷")
    survey = prepared(client, submission("9901020002").pk)
    client.post(f"/surveys/{survey.pk}/open/")
    group = survey.groups.all()[0]
    for index in range(6):
        take(group, index, answers="54545454545454", pace="u", source="w")
    assert client.get(f"/surveys/{survey.pk}/answers.csv").status_code == 404
    client.post(f"/surveys/{survey.pk}/close/")

    text = client.get(f"/surveys/{survey.pk}/answers.csv").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/surveys/{survey.pk}/answers.xlsx").content))

    assert len(text.splitlines()) == 7
    assert group.label not in text
    assert book.sheetnames == ["结果", "答卷（去标识）"]
    assert client.get(f"/surveys/{survey.pk}/answers.pdf").status_code == 404


def test_a_frame_that_the_form_contradicts_is_told(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    client = enter("范若谷")
    survey = prepared(client, submission("9901020002").pk)
    page = client.get(f"/surveys/{survey.pk}/").content.decode()

    assert "抽样框里有 55 人，填报表里是 895 人" in page


def test_a_running_survey_gets_more_time(enter: Callable[[str], Client], submission: Callable[..., Submission]) -> None:
    client = enter("范若谷")
    survey = prepared(client, submission("9901020002").pk)
    client.post(f"/surveys/{survey.pk}/open/")
    day = timezone.localdate() + datetime.timedelta(days=4)

    assert 'name="closes_on"' in client.get(f"/surveys/{survey.pk}/").content.decode()
    assert client.post(f"/surveys/{survey.pk}/extend/", {"closes_on": "later"}).status_code == 409
    page = client.post(f"/surveys/{survey.pk}/extend/", {"closes_on": day.isoformat()}, follow=True)

    assert f"{day.isoformat()} 截止" in page.content.decode()


@pytest.mark.parametrize(
    ("before", "n_before", "said", "unsaid"),
    [("60.00", "200", "提高 30.00 个百分点", "差别在误差之内"), ("86.00", "50", "差别在误差之内", "提高")],
)
def test_a_change_stands_with_what_it_was_found_against(
    enter: Callable[[str], Client],
    submission: Callable[..., Submission],
    before: str,
    n_before: str,
    said: str,
    unsaid: str,
) -> None:
    earlier = submission("9901020002", "dy2024/school").entries
    earlier.filter(indicator="satisfaction_staff").update(raw=before)
    earlier.filter(indicator="satisfaction_staff_respondents").update(raw=n_before)
    client = enter("范若谷")
    survey = prepared(client, submission("9901020002").pk, group="staff", frame=",,全体,200")
    client.post(f"/surveys/{survey.pk}/open/")
    group = survey.groups.get()
    for index in range(100):
        take(group, index, answers="55555" if index < 90 else "22222", pace="u", source="w")
    client.post(f"/surveys/{survey.pk}/close/")

    page = client.get(f"/surveys/{survey.pk}/results/").content.decode()

    assert said in page
    assert unsaid not in page
    assert f"上年 {before}%（{n_before} 人）" in page
    assert "95% 区间" in page
    assert "样本小" not in page
