from __future__ import annotations

import json
from importlib import resources

import jsonschema
import pytest

from nianbao.facts.problem import Problem
from nianbao.writing.content import Content, Link, Paragraph, Text, inlines, read_content, schema, write_content

CONTENT = Content("年报", (Paragraph("p1", (Text("毕业生"), Link("毕业生人数"))),))


def test_the_schema_file_is_the_types_own() -> None:
    held = json.loads(resources.files("nianbao.writing").joinpath("content.schema.json").read_text(encoding="utf-8"))
    assert held == json.loads(json.dumps(schema()))


def test_what_is_written_is_read_again_and_fits_the_schema() -> None:
    written = write_content(CONTENT)
    assert read_content(written) == CONTENT
    jsonschema.validate(json.loads(written), schema())


@pytest.mark.parametrize(
    "spoiled",
    [
        '{"title": "年报", "blocks": [{"kind": "paragraph", "id": "p1", "parts": [], "colour": "red"}]}',
        '{"title": "年报", "blocks": [{"kind": "paragraph", "id": "P 1", "parts": []}]}',
        '{"title": "年报", "blocks": [{"kind": "poem", "id": "p1"}]}',
        '{"blocks": []}',
    ],
)
def test_what_departs_from_the_schema_is_refused_by_both_judges(spoiled: str) -> None:
    with pytest.raises(Problem, match="正文内容不合格式"):
        read_content(spoiled)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(spoiled), schema())


def test_two_blocks_with_one_id_are_refused() -> None:
    block = '{"kind": "note", "id": "n1", "text": ""}'
    with pytest.raises(Problem, match="n1"):
        read_content(f'{{"title": "年报", "blocks": [{block}, {block}]}}')


def test_the_links_of_a_block_are_found() -> None:
    assert [part for part in inlines(CONTENT.blocks[0]) if isinstance(part, Link)] == [Link("毕业生人数")]
