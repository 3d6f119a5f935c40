from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue
from nianbao.writing.content import Case, DataTable, Heading, Note, OwnTable, Paragraph, Picture, Text
from nianbao.writing.starting.start import Started, start_report

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REPORTS = Path(__file__).parents[4] / "shared" / "reports"


def docx(*pieces: str, parts: Mapping[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        body = "".join(piece if piece.startswith("<") else paragraph(piece) for piece in pieces)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return made.getvalue()


def paragraph(text: str) -> str:
    runs = "<w:r><w:tab/></w:r>".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in text.split("\t"))
    return f"<w:p>{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def start(*pieces: str, **more: Any) -> Started:
    return start_report(docx(*pieces, **more), "旧.docx", edition="dy2023/district", catalogue=load_catalogue())


def under(started: Started, title: str) -> list[Any]:
    """The blocks between a heading and the next."""
    blocks = started.content.blocks
    at = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text == title)
    found: list[Any] = []
    for block in blocks[at + 1 :]:
        if isinstance(block, Heading):
            break
        found.append(block)
    return found


def test_chapters_go_to_the_parts_of_the_outline_that_they_are_called_after() -> None:
    started = start(
        "某区职业教育质量年度报告",
        "1. 人才培养",
        "1.1 专业建设",
        "新设了两个专业。",
        "2. 服务贡献",
        "2.1 服务乡村振兴",
        "下乡。",
    )
    assert started.content.title == "某区职业教育质量年度报告"
    assert under(started, "专业建设")[0].parts == (Text("新设了两个专业。"),)
    assert under(started, "服务乡村振兴")[0].parts == (Text("下乡。"),)
    assert isinstance(under(started, "课程建设")[0], Note)
    assert "课程建设" in started.empty
    assert "专业建设" not in started.empty


def test_a_chapter_of_an_older_outline_goes_where_its_matter_is_now_and_keeps_its_title() -> None:
    started = start("年度报告", "1. 校企合作", "共建了基地。", "2. 主要问题和改进措施", "还有差距。")
    assert [b.parts for b in under(started, "校企合作")] == [(Text("共建了基地。"),)]
    titles = [block.text for block in started.content.blocks if isinstance(block, Heading)]
    assert titles.index("产教融合") + 1 == titles.index("校企合作")
    assert titles.index("面临挑战") + 1 == titles.index("主要问题和改进措施")


def test_a_chapter_without_a_place_stands_behind_the_chapter_before_it_and_is_told() -> None:
    started = start(
        "年度报告", "1. 人才培养", "1.1 立德树人", "育人。", "2. 食堂情况", "伙食很好。", "3. 服务贡献", "服务。"
    )
    titles = [block.text for block in started.content.blocks if isinstance(block, Heading) and block.level == 1]
    assert titles[titles.index("食堂情况") - 1 : titles.index("食堂情况") + 2] == ["人才培养", "食堂情况", "服务贡献"]
    assert [one.where for one in started.unplaced] == ["食堂情况"]


def test_cases_and_tables_come_into_the_model_and_forms_do_not() -> None:
    started = start(
        "年度报告",
        "1. 人才培养",
        "【案例分享】田间课堂",
        "背景：缺人手。",
        "做法：学生下田。",
        "2. 服务贡献",
        "表1 培训情况",
        table(("项目", "人次"), ("农机", "20"), ("果树", "30")),
        "3. 发展保障",
        "表2 教学资源表",
        table(("序号", "指标", "单位", "2023年"), ("1", "生师比", ":", "10:1"), ("2", "专业数量", "个", "6")),
    )
    (case,) = [block for block in started.content.blocks if isinstance(block, Case)]
    assert (case.title, case.background, case.practice) == ("田间课堂", (Text("缺人手。"),), (Text("学生下田。"),))
    (own,) = [block for block in started.content.blocks if isinstance(block, OwnTable)]
    assert (own.caption, own.rows) == ("培训情况", (("农机", "20"), ("果树", "30")))
    assert [one.where for one in started.unplaced] == ["教学资源表"]


def test_a_table_of_indicators_of_two_years_is_made_from_data() -> None:
    started = start(
        "年度报告",
        "1. 人才培养",
        "表1 规模",
        table(("指标", "2022年", "2023年", "变化情况"), ("全日制在校生人数（人）", "9", "12", "+3")),
    )
    (made,) = [block for block in started.content.blocks if isinstance(block, DataTable)]
    assert (made.indicators, made.columns) == (("全日制在校生人数",), ("上年", "本年", "变化"))


def test_pictures_come_along_with_their_caption() -> None:
    drawing = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="r1"/>'
        "</w:drawing></w:r></w:p>"
    )
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>'
        b"</Relationships>"
    )
    parts = {"word/_rels/document.xml.rels": relations, "word/media/a.png": b"picture"}
    started = start("年度报告", "1. 人才培养", drawing, "图1 校门", parts=parts)
    (picture,) = [block for block in started.content.blocks if isinstance(block, Picture)]
    assert (picture.caption, dict(started.pictures)) == ("校门", {picture.file: b"picture"})


def test_tables_written_with_tabs_are_tables() -> None:
    rows = [f"项目{n}\t{n}0\t{n}1" for n in range(1, 9)]
    started = start("年度报告", "1. 人才培养", "表1 情况", "项目\t上年\t本年", *rows)
    (own,) = [block for block in started.content.blocks if isinstance(block, OwnTable)]
    assert len(own.rows) == 8


def test_a_printed_report_begins_the_next_one(printed: Any, folder: Path) -> None:
    record = printed.report.record
    started = start_report(
        printed.docx, "report.docx", edition=record.edition, catalogue=load_catalogue(), record=record
    )
    old, new = printed.content, started.content
    assert new.statement is not None
    assert old.statement is not None
    assert new.statement.text == old.statement.text
    for kind in (Case, Heading):
        assert {getattr(b, "title", getattr(b, "text", "")) for b in old.blocks if isinstance(b, kind)} <= {
            getattr(b, "title", getattr(b, "text", "")) for b in new.blocks if isinstance(b, kind)
        }
    words = {"".join(p.text for p in b.parts if isinstance(p, Text)) for b in new.blocks if isinstance(b, Paragraph)}
    for block in old.blocks:
        if isinstance(block, Paragraph) and all(isinstance(part, Text) for part in block.parts):
            assert block.parts[0].text in words
    assert sum(link.is_sure for link in started.links) >= 50


def test_an_edition_without_an_outline_is_refused() -> None:
    with pytest.raises((Problem, KeyError)):
        start_report(docx("年报"), "a.docx", edition="dy1999/none", catalogue=load_catalogue())


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the published reports are kept beside the repository, not in it")
@pytest.mark.parametrize(
    ("name", "cases", "tables"), [("huairou-2023", 0, 0), ("fangshan-2019", 8, 7), ("xicheng-2023", 0, 0)]
)
def test_every_word_of_a_published_report_is_in_the_new_one_or_told(name: str, cases: int, tables: int) -> None:
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    pieces = [paragraph(line.replace("&", "&amp;").replace("<", "&lt;")) for line in text.split("\n")]
    started = start(*pieces)
    blocks = started.content.blocks
    assert sum(isinstance(block, Case) for block in blocks) >= cases
    assert sum(isinstance(block, OwnTable | DataTable) for block in blocks) >= tables
    from nianbao.writing.markdown import write_markdown

    made = "".join(write_markdown(started.content).split())
    prose = [line for line in text.split("\n") if len(line) > 60 and "\t" not in line]
    lost = [line for line in prose if "".join(line.split())[12:40] not in made]
    assert not lost


def test_text_behind_a_case_whose_parts_are_named_is_text_again() -> None:
    started = start(
        "年度报告",
        "1. 人才培养",
        "【案例1】下田",
        "背景：缺人手。",
        "做法：学生下田。",
        "各组轮换。",
        "成效：增收。",
        "此后另起一段。",
    )
    case, text = under(started, "人才培养")
    assert (case.practice, case.result) == ((Text("学生下田。各组轮换。"),), (Text("增收。"),))
    assert text.parts == (Text("此后另起一段。"),)
