"""What stands behind a cell: known by content, kept once, given back whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from nianbao.facts.problem import Problem
from nianbao.packages.package import open_package
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.actions import return_for_changes
from nianbao.web.reviews.evidence import (
    MOST_BYTES,
    add_evidence,
    kind_of,
    read_evidence,
    remove_evidence,
    shown_name,
)
from nianbao.web.reviews.packed_evidence import attachments_of
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.models import Submission
from nianbao.web.submissions.packages import packed

Whose = Callable[..., Submission]
Stands = Callable[[str], Standing]
PDF = b"%PDF-1.4 a register"


def word(with_macro: bool = False) -> bytes:
    kept = io.BytesIO()
    docx.Document().save(kept)
    if with_macro:
        with zipfile.ZipFile(kept, "a") as archive:
            archive.writestr("word/vbaProject.bin", b"macro")
    return kept.getvalue()


def test_the_same_file_twice_is_one_piece_and_one_file(submission: Whose, standing: Stands, tmp_path: Path) -> None:
    made = [
        add_evidence(
            submission("9901020002"), key="classes", comment="名册", name="a.pdf", data=PDF, standing=standing("邱明溪")
        )
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == [made[0].digest]
    assert read_evidence(made[0]) == PDF


def test_a_damaged_file_is_not_given_out(submission: Whose, standing: Stands, tmp_path: Path) -> None:
    made = add_evidence(
        submission("9901020002"), key="classes", comment="", name="a.pdf", data=PDF, standing=standing("邱明溪")
    )
    next(one for one in tmp_path.rglob("*") if one.is_file()).write_bytes(b"%PDF other")
    with pytest.raises(Problem) as caught:
        read_evidence(made)
    assert caught.value.code == "evidence-lost"


@pytest.mark.parametrize(("data", "kind"), [(PDF, "pdf"), (b"\xff\xd8\xff\xe0", "jpeg"), (word(), "docx")])
def test_a_file_is_what_its_content_is(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    "data", [b"<html><script>", b"MZ\x90", b"PK\x03\x04 broken", word(with_macro=True), b"%PDF-" + b"a" * MOST_BYTES]
)
def test_a_page_a_program_a_macro_or_too_much_is_refused(data: bytes) -> None:
    with pytest.raises(Problem):
        kind_of(data)


def test_a_name_cannot_lead_elsewhere() -> None:
    assert shown_name("..\\..\\a/b\r\n.html", "png") == "b.html.png"
    assert shown_name("///", "pdf") == "附件.pdf"


def test_who_may_not_fill_a_cell_may_not_add_to_it(submission: Whose, standing: Stands) -> None:
    for name in ("范若谷", "沈知远", "高审之"):
        with pytest.raises(Problem) as caught:
            add_evidence(submission("9901020002"), key="classes", comment="说", standing=standing(name))
        assert caught.value.code == "not-permitted"


def test_what_was_handed_in_keeps_its_evidence(submission: Whose, standing: Stands) -> None:
    found, filler = submission("9901020003"), standing("汪青禾")
    with pytest.raises(Problem):
        add_evidence(found, key="classes", comment="说", standing=filler)
    return_for_changes(found, reason="请补佐证", standing=standing("高审之"))
    made = add_evidence(submission("9901020003"), key="classes", comment="说", standing=filler)
    for _ in range(2):
        remove_evidence(made, standing=filler)
    assert not submission("9901020003").evidence.filter(removed_at=None).exists()


def test_nothing_and_an_unknown_cell_are_refused(submission: Whose, standing: Stands) -> None:
    for key, comment in (("classes", " "), ("nothing", "说"), ("list:nothing", "说")):
        with pytest.raises(Problem):
            add_evidence(submission("9901020002"), key=key, comment=comment, standing=standing("邱明溪"))


def test_a_package_carries_files_and_comments(submission: Whose, standing: Stands) -> None:
    found = submission("9901020002")
    made = add_evidence(found, key="classes", comment="见名册", name="名册.pdf", data=PDF, standing=standing("邱明溪"))
    package = open_package(packed(read_content(found), attachments=attachments_of([made])))
    assert dict(package.attachments) == {
        "classes/001-名册.pdf": PDF,
        "classes/001-说明.txt": "邱明溪：见名册\n".encode(),
    }
    assert package.manifest.counts
