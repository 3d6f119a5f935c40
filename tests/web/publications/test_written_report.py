"""A manuscript with its data: words, gaps, numbers typed by hand, findings, and the printed files."""

from __future__ import annotations

from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.text import as_json, read_blocks
from nianbao.web.publications.written_report import (
    chapter_findings,
    report_findings,
    typed_numbers,
    written_report,
)
from nianbao.web.submissions.models import Entry
from nianbao.writing.content import Heading, Link, Paragraph, Text


def manuscript(code: str = "9901020002") -> Manuscript:
    return Manuscript.objects.select_related("campaign__district", "organisation").get(organisation__code=code)


def chapter(node: str) -> Chapter:
    return manuscript().chapters.get(node=node)


def test_the_demonstrations_texts_are_written_whole() -> None:
    for code in ("9901020002", Manuscript.objects.get(organisation__level="district").organisation.code):
        printed = written_report(manuscript(code)).printed()
        assert printed.unwritten == ()
        assert sum(1 for _ in printed.figures()) > 10


def test_a_figure_that_changes_at_its_source_is_told_to_the_author() -> None:
    training = chapter("talent_training")
    report = written_report(training.manuscript, [training])
    assert report.stale(training) == ()
    Entry.objects.filter(
        submission__organisation__code="9901020002", submission__campaign__edition="dy2025/school",
        indicator="graduates",
    ).update(raw="280")  # fmt: skip
    stale = {one.link: (one.before, one.now) for one in written_report(training.manuscript, [training]).stale(training)}
    assert stale["毕业生人数"][1] == "280人"
    assert stale["毕业生人数"][0] != "280人"


def test_a_number_typed_by_hand_comes_with_the_link_that_would_print_it() -> None:
    training = chapter("talent_training")
    report = written_report(training.manuscript, [training])
    found = {one.number.digits: one for one in typed_numbers(report, read_blocks(training.blocks))}
    assert "118" in found
    assert any("毕业三年" in link for link in found["118"].number.suggestions)
    assert found["118"].block in {block["id"] for block in training.blocks}


def test_the_auditor_reads_the_chapter_as_it_will_be_printed() -> None:
    blocks = (
        Heading("h1", 1, "概况"),
        Paragraph("p0", (Text("学校环境安静。"),)),
        Paragraph("p1", (Text("毕业生共200人，其中升学120人，就业100人，合计200人。"),)),
        Paragraph("p2", (Text("教师满意度由90%提高到85%。"),)),
    )
    report = written_report(manuscript())
    found = chapter_findings(report, blocks)
    assert found
    assert {one.block for one in found} <= {"p1", "p2"}
    assert as_json(blocks)[1]["id"] == "p0"


def test_linked_numbers_that_contradict_each_other_are_no_fault_of_the_text() -> None:
    report = written_report(manuscript())
    linked = (
        Heading("h1", 1, "概况"),
        Paragraph("p1", (Text("在校生"), Link("全日制在校生人数"), Text("，专任教师"), Link("专任教师总数"),
                         Text("，生师比为"), Link("生师比"), Text("。"))),
    )  # fmt: skip
    assert chapter_findings(report, linked) == ()
    typed = (linked[0], Paragraph("p1", (Text("在校生895人，专任教师66人，生师比为12.99:1。"),)))
    assert [one.block for one in chapter_findings(report, typed)] == ["p1"]


def test_the_demonstrations_texts_read_without_a_finding_of_their_own() -> None:
    district = Manuscript.objects.get(organisation__level="district").organisation.code
    for code in ("9901020002", district):
        assert [one.finding.message for one in report_findings(written_report(manuscript(code)))] == []


def test_the_whole_report_is_printed_with_cover_text_and_tables() -> None:
    report = written_report(manuscript())
    text = report.rendered("md").decode()
    assert "菜田边的班会" in text
    assert "生师比" in text
    view = report.view()
    assert view.front is not None
    assert view.front.statement.startswith("本校")
    assert view.tables
    assert report.rendered("docx").startswith(b"PK")


def test_a_district_draws_on_its_aggregate_and_on_its_schools() -> None:
    district = written_report(manuscript(Manuscript.objects.get(organisation__level="district").organisation.code))
    assert district.sources.schools
    assert district.sources.record.previous is not None
    known, unknown = district.told([Link("毕业生人数"), Link("没有这一项")])
    assert known.words.endswith("人")
    assert unknown.problem is not None


def test_a_district_is_told_of_a_case_that_its_school_told_and_a_school_of_its_own_alone() -> None:
    code = Manuscript.objects.get(organisation__level="district").organisation.code
    school, district = chapter("talent_training"), manuscript(code).chapters.get(node="culture")
    case = next(block for block in school.blocks if block["kind"] == "case")
    district.blocks = [*district.blocks, {**case, "id": "c-again"}]
    district.save()
    told = [one.problem.message for one in written_report(manuscript(code)).printed(with_cases=True).case_remarks]
    assert any("菜田边的班会" in message and "现代农业" in message for message in told)
    assert written_report(manuscript()).told_before == ()
