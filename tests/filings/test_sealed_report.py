from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from nianbao.aggregation.aggregate import aggregate
from nianbao.filings.sealed_report import (
    attached_pictures,
    compared,
    sealed_disagreements,
    sealed_pictures,
    sealed_view,
)
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.packages.package import Package, make_package, open_package
from nianbao.rendering.agreement import Disagreement
from nianbao.rendering.renderer import find_renderer
from nianbao.sample.district import make_sample
from nianbao.sample.journey import district_edition
from nianbao.writing.content import write_content
from nianbao.writing.markdown import read_markdown
from nianbao.writing.printing import WrittenPicture

TEXT = """# 甲区职业教育质量年度报告

# 人才培养

全区有毕业生[[毕业生人数]]，其中升学[[毕业生升学人数]]，[[毕业生人数|变化]]，情况见{@t-one}。

::: 表 毕业情况 {#t-one}
指标：毕业生人数、毕业生升学人数
列：本年、上年、变化
:::
"""
FORMATS = ("docx", "html", "md", "pdf", "xlsx")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def package(catalogue: Catalogue) -> Package:
    """A sealed report of the sample district with all its finished files."""
    sample = make_sample(catalogue=catalogue)
    made = None
    for edition, records in sample.true_records.items():
        made = aggregate(
            records,
            catalogue,
            edition=district_edition(edition, catalogue),
            organisation=sample.district,
            registry=sample.schools,
            previous=made.record if made else None,
        )
    assert made is not None
    attached = {"content.json": write_content(read_markdown([TEXT])).encode()}
    bare = open_package(make_package(made.record, catalogue, attachments=attached))
    view = sealed_view(bare, catalogue)
    assert view is not None
    renderings = {f"report.{name}": find_renderer(name).render(view) for name in FORMATS}
    return open_package(make_package(made.record, catalogue, attachments=attached, renderings=renderings))


def found_in(package: Package, catalogue: Catalogue, **renderings: bytes) -> tuple[Disagreement, ...]:
    """What is found where finished files, named by their suffix, are put in the place of the right ones."""
    changed = {f"report.{name}": data for name, data in renderings.items()}
    other = open_package(make_package(package.record, catalogue, attachments=package.attachments, renderings=changed))
    view = sealed_view(other, catalogue)
    assert view is not None
    return sealed_disagreements(other, view, catalogue)


def graduates(package: Package) -> str:
    return package.record.cell("graduates").raw


def rewritten(data: bytes, old: str, new: str) -> bytes:
    """A Word file with the first place of a text in its body changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            member = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in member
                member = member.replace(old.encode(), new.encode(), 1)
            target.writestr(name, member)
    return buffer.getvalue()


def test_finished_files_as_they_were_made_say_what_the_data_say(package: Package, catalogue: Catalogue) -> None:
    view = sealed_view(package, catalogue)
    assert view is not None
    assert compared(package) == tuple(f"report.{name}" for name in FORMATS)
    assert sealed_disagreements(package, view, catalogue) == ()


def test_a_figure_changed_in_word_is_named_with_both_values(package: Package, catalogue: Catalogue) -> None:
    now = f"{graduates(package)}人"
    (one,) = found_in(package, catalogue, docx=rewritten(package.renderings["report.docx"], f">{now}<", ">999人<"))
    assert (one.rendering, one.expected, one.found) == ("report.docx", now, "999人")
    assert "毕业生人数" in one.message
    assert "report.docx" in one.message_en


def test_a_box_of_a_form_changed_in_word_is_named(package: Package, catalogue: Catalogue) -> None:
    text = graduates(package)
    data = rewritten(package.renderings["report.docx"], f">{text}<", ">999<")
    found = found_in(package, catalogue, docx=data)
    assert [(one.expected, one.found) for one in found] == [(text, "999")]


def test_a_figure_changed_on_the_page_is_named_with_both_values(package: Package, catalogue: Catalogue) -> None:
    now = f"{graduates(package)}人"
    page = package.renderings["report.html"].decode()
    assert f">{now}<" in page
    (one,) = found_in(package, catalogue, html=page.replace(f">{now}<", ">999人<", 1).encode())
    assert (one.rendering, one.expected, one.found) == ("report.html", now, "999人")


def test_a_figure_taken_off_the_page_is_missed(package: Package, catalogue: Catalogue) -> None:
    page = package.renderings["report.html"].decode()
    without = page.replace('data-figure="graduates|值"', "", 1)
    assert without != page
    (one,) = found_in(package, catalogue, html=without.encode())
    assert (one.found, "没有找到" in one.message) == ("", True)


def test_a_figure_changed_in_markdown_is_found_by_the_words_around_it(package: Package, catalogue: Catalogue) -> None:
    text = package.renderings["report.md"].decode()
    now = f"毕业生{graduates(package)}人"
    assert now in text
    found = found_in(package, catalogue, md=text.replace(now, "毕业生999人", 1).encode())
    assert ("report.md", "999人") in [(one.rendering, one.found) for one in found]


def test_renderings_of_other_figures_do_not_pass(package: Package, catalogue: Catalogue) -> None:
    """A PDF and a workbook made before the data were corrected."""
    earlier = package.record.previous
    assert earlier is not None
    old = open_package(make_package(earlier, catalogue))
    assert old.record.cell("graduates").raw != graduates(package)
    facts = {**package.record.facts, "graduates": earlier.facts["graduates"]}
    stale = sealed_view(replace(package, record=replace(package.record, facts=facts)), catalogue)
    assert stale is not None
    for name in FORMATS:
        found = found_in(package, catalogue, **{name: find_renderer(name).render(stale)})
        pairs = {(one.expected.removesuffix("人"), one.found.removesuffix("人")) for one in found}
        assert (graduates(package), earlier.cell("graduates").raw) in pairs, name


def test_a_file_that_cannot_be_read_is_told(package: Package, catalogue: Catalogue) -> None:
    for name in ("docx", "pdf"):
        (one,) = found_in(package, catalogue, **{name: b"%PDF-1.7 nothing" if name == "pdf" else b"PK nothing"})
        assert "读不出来" in one.message


def test_a_package_without_text_is_not_compared(package: Package, catalogue: Catalogue) -> None:
    bare = open_package(make_package(package.record, catalogue, renderings=package.renderings))
    assert sealed_view(bare, catalogue) is None


def test_a_sealed_report_shows_its_pictures_and_its_statement_again(package: Package, catalogue: Catalogue) -> None:
    text = "::: 封面\n编制时间：2025年12月\n:::\n\n# 甲区报告\n\n::: 图片 校门 {#p1}\n文件：校门.png\n:::\n"
    content, files = read_markdown([text]), {"校门.png": b"a gate", "没有用到.png": b"nothing"}
    attached = {"content.json": write_content(content).encode(), **attached_pictures(content, files)}
    sealed = open_package(make_package(package.record, catalogue, attachments=attached))
    assert sealed_pictures(sealed) == {"校门.png": b"a gate"}
    view = sealed_view(sealed, catalogue)
    assert view is not None
    (shown,) = (one for one in view.narrative if isinstance(one, WrittenPicture))
    assert (shown.caption, shown.image) == ("校门", b"a gate")
    assert view.front is not None
    assert view.front.compiled == content.compiled
