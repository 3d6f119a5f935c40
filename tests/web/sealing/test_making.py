"""The package of a signed report: what is in it, what it proves, and what is refused."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import docx
import pytest

from nianbao.facts.problem import Problem
from nianbao.filings.sealed_report import sealed_view
from nianbao.framework.loader import load_catalogue
from nianbao.packages.container import read_container, write_container
from nianbao.packages.package import open_package
from nianbao.packages.verification import verify_package
from nianbao.web.audit.models import Event
from nianbao.web.manuscripts.actions import save_chapter, set_front
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.manuscripts.pictures import add_picture
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.evidence import read_file
from nianbao.web.sealing.actions import ask_for_seal
from nianbao.web.sealing.making import checked, make_seal, sealed_package, signed_sheet, signed_view
from nianbao.web.sealing.models import Seal, SignOff
from nianbao.web.sealing.sheet import report_sheet
from nianbao.writing.content import Statement
from nianbao.writing.printing import WrittenPicture

from .conftest import EDITOR, HEAD, REVIEWER, SIGNERS

Stands = Callable[[str], Standing]
Sign = Callable[..., SignOff]


@pytest.fixture
def asked(manuscript: Manuscript, sign: Sign, standing: Stands) -> Seal:
    for role, name in SIGNERS:
        sign(manuscript, role, name)
    sheet = report_sheet(manuscript)
    return ask_for_seal(manuscript, sheet=sheet, seen=sheet.covers, standing=standing(EDITOR))


def words(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.slow
def test_the_package_holds_everything_signed_and_checked(asked: Seal) -> None:
    seal = make_seal(asked.pk)
    assert (seal.state, seal.problem) == ("sealed", "")
    data = read_file(seal.digest, "package.zip")
    found = verify_package(data)
    assert found.is_intact
    assert found.manifest.seal == seal.seal
    assert [(one.role, one.name) for one in found.manifest.signatures] == [
        ("编制人", EDITOR), ("审核人", REVIEWER), ("负责人", HEAD),
    ]  # fmt: skip
    package = open_package(data)
    assert sorted(package.renderings) == ["report.docx", "report.html", "report.md", "report.pdf", "report.xlsx"]
    assert {"content.json", "compliance.json", "compliance.docx", "compliance.pdf"} <= set(package.attachments)
    assert sealed_view(package, load_catalogue()) is not None
    report = words(package.renderings["report.docx"])
    for name in (EDITOR, REVIEWER, HEAD):
        assert f"{name}（" in report  # under the statement
        assert name in words(package.attachments["compliance.docx"])
    assert "一所学校缺报，已说明" in report  # the annex of what was signed all the same
    assert seal.told["figures"] > 90
    assert make_seal(asked.pk) == seal
    assert Event.objects.filter(kind="sealing.seal.made").count() == 1


@pytest.mark.slow
def test_a_package_whose_file_says_something_else_is_not_kept(manuscript: Manuscript) -> None:
    data, _told = sealed_package(report_sheet(manuscript), (), lambda code: None)
    package = open_package(data)
    figure = next(block for block in package.renderings["report.md"].decode().splitlines() if "毕业生" in block)
    assert figure
    members = dict(read_container(data).members)
    members["renderings/report.md"] = members["renderings/report.md"].replace(b"1", b"2")
    with pytest.raises(Problem):
        checked(write_container(members))


def test_what_changed_while_it_waited_is_not_sealed(asked: Seal, manuscript: Manuscript, standing: Stands) -> None:
    set_front(
        manuscript, title=manuscript.title, compiled="二〇二六年", numbering="", statement=Statement("属实。"),
        standing=standing(EDITOR),
    )  # fmt: skip
    seal = make_seal(asked.pk)
    assert seal.state == "failed"
    assert "又有变化" in seal.problem
    assert seal.problem_en
    assert Event.objects.filter(kind="sealing.seal.failed").count() == 1


def test_signatures_stand_under_the_statement_and_on_the_sheet(manuscript: Manuscript, sign: Sign) -> None:
    signed = tuple(sign(manuscript, role, name) for role, name in SIGNERS)
    sheet = report_sheet(manuscript)
    view = signed_view(sheet, signed)
    assert view.front is not None
    assert [line.partition("（")[0] for line in view.front.signed] == [
        f"编制人：{EDITOR}", f"审核人：{REVIEWER}", f"负责人：{HEAD}",
    ]  # fmt: skip
    assert [one[:2] for one in signed_sheet(sheet, signed).signatures] == [
        ("编制人", EDITOR), ("审核人", REVIEWER), ("负责人", HEAD),
    ]  # fmt: skip
    (annex,) = [one for one in view.details if one.id == "reserved"]
    assert len(annex.rows) == len(sheet.unmet)


@pytest.mark.slow
def test_pictures_travel_in_the_package_and_are_printed_from_it(school: Manuscript, standing: Stands) -> None:
    by = standing("孟晚照")
    kept = add_picture(school, name="茶山.png", data=drawn(), standing=by)
    chapter = Chapter.objects.select_related("manuscript__organisation").get(manuscript=school, node="teaching")
    shown = {
        "kind": "picture",
        "id": "p-tea",
        "file": kept.file,
        "caption": "2025年上茶山",
        "alternative": "师生在茶山",
    }
    save_chapter(chapter, blocks=[*chapter.blocks, shown], version=chapter.version, standing=by)
    data, told = sealed_package(report_sheet(school), (), lambda code: None)
    assert f"attachments/pictures/{kept.file}" in told["members"]
    view = sealed_view(open_package(data), load_catalogue())
    assert view is not None
    (picture,) = [one for one in view.narrative if isinstance(one, WrittenPicture) and one.image is not None]
    assert picture.image == drawn()


def drawn() -> bytes:
    """A picture of eight grey points."""

    def part(kind: bytes, said: bytes) -> bytes:
        return struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))

    header = struct.pack(">IIBBBBB", 4, 2, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * 4) * 2)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", rows) + part(b"IEND", b"")
