from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from nianbao.checks.finding import sign_waiver
from nianbao.facts.cell import read_cell
from nianbao.facts.period import Period
from nianbao.facts.record import Fact, Organisation, Record
from nianbao.filings.compliance import State, compliance_sheet, compliance_view, with_waivers_printed
from nianbao.filings.filing import Filing
from nianbao.filings.inspection import inspected
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.rendering.annex import build_annex
from nianbao.rendering.renderer import find_renderer
from nianbao.writing.data_table import Sources
from nianbao.writing.markdown import read_markdown
from nianbao.writing.printing import print_content

EDITION = "dy2025/school"
DRAFT = """# 年报

::: 封面
声明：数据真实。
:::

## 人才培养

毕业生[[毕业生人数]]，另有88人。
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def filing(catalogue: Catalogue, **given: str) -> Filing:
    school = Organisation("9900000001", "第一职业学校", "school")
    facts = {
        name: Fact(name, school.code, Period.data_year(2025), read_cell(raw, catalogue.unit_of(name, EDITION)))
        for name, raw in given.items()
    }
    return inspected(Filing(Path("a.xlsx"), Record(school, EDITION, facts)), catalogue)


def sheet(catalogue: Catalogue, one: Filing):  # type: ignore[no-untyped-def]
    printed = print_content(read_markdown([DRAFT]), Sources(one.usable_record, catalogue))
    view = build_annex(one.usable_record, catalogue, catalogue.editions[EDITION])
    return compliance_sheet(printed, one, catalogue, view), view


def test_what_is_missing_is_unmet_and_said(catalogue: Catalogue) -> None:
    made, _ = sheet(catalogue, filing(catalogue, graduates="12"))
    found = {(one.group, one.name): one for one in made.requirements}
    assert found["封面与声明", "内容真实性责任声明"].state is State.MET
    assert found["封面与声明", "编制时间"].state is State.LOOK
    assert found["正文", "数据带入"].detail == "1 处"
    assert found["正文", "手写的数"].detail == "1 处：88"
    unmet = [one for one in made.requirements if one.state is State.UNMET]
    assert any(one.group == "章节" and "没有写" in one.detail for one in unmet)
    assert any(one.group == "数据表" and "空着" in one.detail for one in unmet)
    assert not made.is_met


def test_an_error_is_unmet_until_somebody_explains_it(catalogue: Catalogue) -> None:
    one = filing(catalogue, graduates="12", graduates_placed="15")
    made, view = sheet(catalogue, one)
    errors = next(line for line in made.requirements if line.name == "未处理的错误")
    assert errors.state is State.UNMET
    findings = tuple(
        replace(
            finding, waiver=sign_waiver(finding, reason="含往届毕业生三名，已核对名册", by="王老师", on="2025-12-01")
        )
        if finding in one.open_findings
        else finding
        for finding in one.findings
    )
    explained = replace(one, findings=findings)
    made, view = sheet(catalogue, explained)
    errors = next(line for line in made.requirements if line.name == "未处理的错误")
    assert errors.state is State.MET
    assert made.waivers[0][3:] == ("含往届毕业生三名，已核对名册", "王老师", "2025-12-01")
    printed = with_waivers_printed(view, explained)
    assert [table.label for table in printed.details] == ["经说明的异常"]
    assert with_waivers_printed(view, filing(catalogue, graduates="12")).details == ()


def test_the_sheet_is_printed_with_places_to_sign(catalogue: Catalogue) -> None:
    made, view = sheet(catalogue, filing(catalogue, graduates="12"))
    signed = replace(made, signatures=(("审核人", "王芳", "2025-12-20"),))
    text = find_renderer("md").render(compliance_view(signed, view)).decode()
    assert "完整性与合规性核对单" in text
    assert "| 审核人 | 王芳 | 2025-12-20 |" in text
    assert "负责人" in text
    assert made.as_json()["met"] is False
