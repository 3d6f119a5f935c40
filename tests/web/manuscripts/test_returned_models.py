"""What came back is called by its file."""

from __future__ import annotations

from nianbao.web.manuscripts.returned_models import OldReport, ReturnedChange, ReturnedFile


def test_files_and_changes_are_called_by_name() -> None:
    file = ReturnedFile(name="改.docx")
    assert str(ReturnedChange(file=file, position=3)) == "改.docx 3"
    assert str(OldReport(name="去年.docx")) == "去年.docx"
