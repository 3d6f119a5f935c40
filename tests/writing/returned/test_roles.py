from __future__ import annotations

from typing import Any

from nianbao.documents.word.annotated import read_annotated
from nianbao.writing.content import Case, Chart, DataTable, Note
from nianbao.writing.returned.roles import roles


def test_every_block_of_a_printed_report_is_found_in_its_file(printed: Any) -> None:
    units = [
        unit for unit in read_annotated(printed.docx, "a.docx").units if unit.text.strip() or unit.kind != "paragraph"
    ]
    found = [role for role in roles(printed.content, units) if role is not None]
    assert {role.block.id for role in found} == {b.id for b in printed.content.blocks if not isinstance(b, Note)}
    for kind, parts in (
        (DataTable, {"caption", "grid", "source"}),
        (Chart, {"picture", "caption", "source"}),
        (Case, {"title", "background", "practice", "result", "evidence"}),
    ):
        for block in printed.content.blocks:
            if isinstance(block, kind):
                assert {role.part for role in found if role.block is block} == parts


def test_cover_contents_and_forms_have_no_role(printed: Any) -> None:
    units = read_annotated(printed.docx, "a.docx").units
    found = roles(printed.content, units)
    assert not any(role for role, unit in zip(found, units, strict=True) if unit.contents)
    assert sum(unit.kind == "table" and role is None for role, unit in zip(found, units, strict=True)) >= 6
