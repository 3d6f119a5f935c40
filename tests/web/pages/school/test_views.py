"""The school's pages, with and without scripts."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nianbao.framework.loader import load_catalogue
from nianbao.web.submissions.actions import Typed, save_cells
from nianbao.web.submissions.content import read_content
from nianbao.web.submissions.models import State, Submission
from nianbao.workbooks.template import filled_bytes

Enter = Callable[[str], Client]
Whose = Callable[..., Submission]
FAULTY = "9901020002"
JSON = "application/json"


def send(client: Client, submission: Submission, cells: list[dict[str, object]]) -> dict[str, object]:
    answer = client.post(f"/submissions/{submission.pk}/save/", json.dumps({"cells": cells}), content_type=JSON,
                         headers={"Accept": JSON})  # fmt: skip
    told: dict[str, object] = answer.json()
    return told | {"status": answer.status_code}


def test_autosave_answers_with_versions_findings_and_change(enter: Enter, submission: Whose) -> None:
    found = submission(FAULTY)
    version = found.entries.get(indicator="graduates_employed_tertiary_sector").version
    told = send(enter("邱明溪"), found, [
        {"indicator": "graduates_employed_tertiary_sector", "raw": "53", "note": None, "version": version}
    ])  # fmt: skip
    assert told["versions"] == {"graduates_employed_tertiary_sector": version + 1}
    assert told["conflicts"] == []


def test_what_a_save_touched_is_told_right_after(enter: Enter, submission: Whose) -> None:
    found = submission(FAULTY)
    before = found.summary["total"]["errors"]
    client = enter("邱明溪")
    saved = send(client, found, [{"indicator": "graduates_employed_tertiary_sector", "raw": "53"}])
    address = f"/submissions/{found.pk}/findings/?since={found.revision}"
    told = client.get(address, headers={"Accept": JSON}).json()
    assert told["revision"] == saved["revision"]
    assert "AR004" in told["codes"]
    assert told["changes"] == {"graduates_employed_tertiary_sector": "＝"}
    assert 'data-check="AR004"' not in "".join(one["html"] for one in told["findings"])
    found.refresh_from_db()
    assert found.summary_revision == found.revision
    assert found.summary["total"]["errors"] < before
    assert told == client.get(address, headers={"Accept": JSON}).json()


def test_a_conflict_is_told_and_nothing_is_overwritten(enter: Enter, submission: Whose, standing: object) -> None:
    found = submission(FAULTY)
    version = found.entries.get(indicator="graduates").version
    save_cells(found, cells=[Typed("graduates", "280")], standing=standing("孟晚照"))  # type: ignore[operator]
    told = send(enter("邱明溪"), found, [{"indicator": "graduates", "raw": "300", "note": None, "version": version}])
    assert told["conflicts"] == [
        {"indicator": "graduates", "raw": "280", "note": "", "version": version + 1, "by": "孟晚照"}
    ]
    assert found.entries.get(indicator="graduates").raw == "280"


def test_what_cannot_be_saved_is_told_in_words(enter: Enter, submission: Whose) -> None:
    accepted = submission("9901020001")
    told = send(enter("沈知远"), accepted, [{"indicator": "graduates", "raw": "1", "note": None, "version": 1}])
    assert told["status"] == 409
    assert "不能修改" in str(told["message"])
    answer = enter("邱明溪").post(f"/submissions/{submission(FAULTY).pk}/save/", "not json", content_type=JSON,
                                headers={"Accept": JSON})  # fmt: skip
    assert answer.status_code == 409


def test_the_table_saves_as_a_plain_form(enter: Enter, submission: Whose) -> None:
    found = submission(FAULTY)
    address = f"/submissions/{found.pk}/tables/scorecard/"
    page = enter("邱明溪").post(
        address, {"c:graduates": "280", "n:graduates": "含春季毕业", "v:graduates": "1"}, follow=True
    )
    assert "已保存" in page.content.decode()
    entry = found.entries.get(indicator="graduates")
    assert (entry.raw, entry.note) == ("280", "含春季毕业")
    page = enter("孟晚照").post(address, {"c:graduates": "300", "v:graduates": "1"}, follow=True)
    assert "刚被邱明溪改为" in page.content.decode()


def test_a_list_loses_its_emptied_rows(enter: Enter, submission: Whose) -> None:
    found = submission(FAULTY)
    kept = found.list_contents.get(list_id="major_group_list")
    sent: dict[str, list[str]] = {}
    for name in kept.rows[0]:
        sent[f"column:{name}"] = [kept.rows[0][name], "", kept.rows[1][name]]
    enter("邱明溪").post(f"/submissions/{found.pk}/lists/major_group_list/", sent | {"version": str(kept.version)})
    kept.refresh_from_db()
    assert len(kept.rows) == 2


def test_a_formula_in_a_text_stays_a_text_in_the_workbook(enter: Enter, submission: Whose) -> None:
    found = submission(FAULTY)
    send(
        enter("邱明溪"),
        found,
        [{"indicator": "graduates", "raw": '=HYPERLINK("http://x")', "note": "=1+1", "version": 1}],
    )
    content = enter("邱明溪").get(f"/submissions/{found.pk}/workbook/").content
    assert content[:2] == b"PK"
    book = openpyxl.load_workbook(io.BytesIO(content))
    formulas = [
        cell.coordinate for row in book["表1 人才培养质量计分卡"].iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert formulas == []


def test_a_workbook_is_previewed_before_anything_is_saved(enter: Enter, submission: Whose, standing: object) -> None:
    found = submission("9901020004")
    content = filled_bytes(read_content(found).record, load_catalogue())
    true = found.entries.get(indicator="building_area").raw
    save_cells(found, cells=[Typed("building_area", "999")], standing=standing("石安澜"))  # type: ignore[operator]
    client = enter("石安澜")
    sent = SimpleUploadedFile("工作簿.xlsx", content)
    page = client.post(f"/submissions/{found.pk}/workbook/preview/", {"workbook": sent}).content.decode()
    assert "将改动 <b>1</b> 项，其中 <b>1</b> 项会覆盖" in page
    assert found.entries.get(indicator="building_area").raw == "999"
    upload = found.uploads.get()
    client.post(f"/submissions/{found.pk}/workbook/{upload.pk}/apply/")
    assert found.entries.get(indicator="building_area").raw == true


def test_a_file_that_is_no_workbook_is_refused_in_words(enter: Enter, submission: Whose) -> None:
    found = submission(FAULTY)
    sent = SimpleUploadedFile("图片.xlsx", b"\x89PNG not a workbook")
    page = enter("邱明溪").post(f"/submissions/{found.pk}/workbook/preview/", {"workbook": sent}).content.decode()
    assert "不能导入" in page
    assert not found.uploads.exists()


def test_a_returned_school_sees_why_and_what(enter: Enter, submission: Whose) -> None:
    arrived = submission("9901020003")
    reviewer = enter("高审之")
    reviewer.post(f"/reviews/{arrived.pk}/remarks/", {"key": "classes", "text": "与班级名册不符"})
    reviewer.post(f"/reviews/{arrived.pk}/return/", {"reason": "请核对班级数"})
    page = enter("汪青禾").get(f"/submissions/{arrived.pk}/").content.decode()
    assert "请核对班级数" in page
    assert "与班级名册不符" in page
    assert submission("9901020003").state == State.RETURNED


def test_what_people_type_is_shown_and_never_run(enter: Enter, submission: Whose) -> None:
    found = submission(FAULTY)
    bad = "<script>alert(1)</script>"
    send(enter("邱明溪"), found, [{"indicator": "graduates", "raw": bad, "note": bad, "version": None}])
    for address in (f"/submissions/{found.pk}/", f"/submissions/{found.pk}/tables/scorecard/"):
        assert bad not in enter("邱明溪").get(address).content.decode()
    assert bad not in enter("高审之").get(f"/reviews/{found.pk}/").content.decode()


def test_the_history_shows_what_somebody_looks_for(
    enter: Callable[[str], Client], submission: Callable[..., Submission]
) -> None:
    where = f"/submissions/{submission('9901020002').pk}/history/"
    clerk = enter("邱明溪")
    everything = clerk.get(where).content.decode()
    found = clerk.get(where, {"find": "毕业生人数"}).content.decode()
    assert 0 < found.count("<tr>") < everything.count("<tr>")
    assert "毕业生人数" in found
    assert "没有改动" in clerk.get(where, {"find": "<b>没有这个词"}).content.decode()
    assert "<b>没有" not in clerk.get(where, {"find": "<b>没有这个词"}).content.decode()
