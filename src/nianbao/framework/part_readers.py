"""The smaller files of the catalogue: sources, words, outlines, crosswalks and declared checks."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

from nianbao.facts.pattern import as_pattern
from nianbao.framework.edition_reader import SEVERITIES
from nianbao.framework.entry import Entry
from nianbao.framework.model import CheckSpec, CrosswalkEntry, Outline, OutlineNode, Source

OUTLINE_DEPTH = 3
RELATIONS = ("same", "convertible", "similar_not_comparable", "dropped", "new")
STATUSES = ("preview", "stable", "suspended", "retired")
_LIMITS = frozenset(
    {"characters_min", "characters_max", "cases_min", "cases_max", "case_characters_max", "pictures_min"}
)
_CHECK_CODE = as_pattern(r"(AR|XT|TM|TX|CP|PL|DS|LY)[0-9]{3}\Z")
_KIND = as_pattern(r"[a-z]+([-_][a-z]+)*\Z")
_FAULT_NAME = as_pattern(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def read_source(entry: Entry) -> Source:
    source = Source(
        id=entry.text("id"),
        title=entry.text("title"),
        number=entry.optional_text("number"),
        issued=entry.optional_text("issued"),
        link=entry.optional_text("link"),
        note=entry.text("note", required=False),
    )
    entry.refuse_unknown_keys()
    return source


def _read_node(entry: Entry, depth: int, above: str) -> OutlineNode:
    limits: dict[str, int] = {}
    found = entry.entry("limits")
    if found:
        for key in _LIMITS:
            limit = found.whole(key)
            if limit is not None:
                limits[key] = limit
        found.refuse_unknown_keys()
    number = entry.text("number")
    node = OutlineNode(
        id=entry.identifier(),
        number=number,
        title=entry.text("title"),
        prompt=entry.text("prompt", required=False),
        required=entry.flag("required", default=True),
        children=tuple(_read_node(child, depth + 1, number) for child in entry.entries("children")),
        limits=MappingProxyType(dict(sorted(limits.items()))),
    )
    entry.refuse_unknown_keys()
    if depth > OUTLINE_DEPTH:
        entry.fault(
            "outline-too-deep",
            None,
            f"提纲“{node.title}”在第 {depth} 层，最多 {OUTLINE_DEPTH} 层。",
            f'The heading "{node.title}" is on level {depth}; an outline has {OUTLINE_DEPTH} at most.',
        )
    if above and number and not number.startswith(above + "."):
        entry.fault(
            "outline-number",
            "number",
            f"编号“{number}”不接上级“{above}”，应以“{above}.”开头。",
            f'The number "{number}" does not follow its parent "{above}"; it must begin with "{above}.".',
        )
    return node


def walk_nodes(nodes: tuple[OutlineNode, ...]) -> Iterator[OutlineNode]:
    for node in nodes:
        yield node
        yield from walk_nodes(node.children)


def read_outline(entry: Entry) -> Outline:
    outline = Outline(
        id=entry.text("id"),
        label=entry.text("label"),
        numbering=entry.word("numbering", ("decimal", "chinese"), default="decimal"),
        nodes=tuple(_read_node(found, 1, "") for found in entry.entries("nodes", required=True)),
        source=entry.text("source"),
        confirmed=entry.required_flag("confirmed"),
    )
    entry.refuse_unknown_keys()
    seen: set[str] = set()
    for node in walk_nodes(outline.nodes):
        if node.id in seen:
            entry.fault(
                "outline-node-twice",
                "nodes",
                f"提纲标识“{node.id}”出现了两次。",
                f'The outline id "{node.id}" stands twice.',
            )
        seen.add(node.id)
    return outline


def read_crosswalk(entry: Entry) -> tuple[CrosswalkEntry, ...]:
    found: list[CrosswalkEntry] = []
    for item in entry.entries("entries", required=True):
        relation = item.word("relation", RELATIONS)
        one = CrosswalkEntry(
            old=item.optional_text("old"),
            new=item.optional_text("new"),
            relation=relation,
            note=item.text("note", required=False),
            formula=item.text("formula", required=False),
        )
        item.refuse_unknown_keys()
        wrong = (one.old is None) != (relation == "new") or (one.new is None) != (relation == "dropped")
        if wrong:
            item.fault(
                "crosswalk-sides",
                "relation",
                "沿革关系与两端不符：new 没有 old，dropped 没有 new，其余两端都要写。",
                "The relation does not fit its ends: new has no old, dropped has no new, the others have both.",
            )
        if relation == "convertible" and not one.formula:
            item.fault(
                "crosswalk-formula",
                "relation",
                "可换算（convertible）的沿革必须写明换算公式（formula）。",
                "A convertible entry must give its formula.",
            )
        found.append(one)
    entry.refuse_unknown_keys()
    return tuple(found)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(item) for key, item in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return value


def read_check(entry: Entry) -> CheckSpec:
    """A declared check as written; whether its kind exists is for ``nianbao.checks`` to say."""
    code = entry.text("code")
    if code and not _CHECK_CODE.match(code):
        entry.fault(
            "check-code",
            "code",
            f"规则代码“{code}”不合写法：两个字母（AR XT TM TX CP PL DS LY）加三位数字，如 AR001。",
            f'The code "{code}" is misspelt: two letters (AR XT TM TX CP PL DS LY) and three digits, as AR001.',
        )
    name = entry.text("name")
    if name and not _FAULT_NAME.match(name):
        entry.fault(
            "check-name",
            "name",
            f"规则名“{name}”不合写法：小写英文单词以连字符相连，如 parts-miss-total。",
            f'The name "{name}" is misspelt: lower-case words joined by hyphens, as parts-miss-total.',
        )
    kind = entry.text("kind")
    if kind and not _KIND.match(kind):
        entry.fault(
            "check-kind",
            "kind",
            f"规则类型“{kind}”不合写法：小写英文单词，如 sum、list_count。",
            f'The kind "{kind}" is misspelt: lower-case words, as sum or list_count.',
        )
    examples: list[Any] = []
    for example in entry.entries("examples", required=True):
        example.word("expect", ("pass", "fail", "unknown", "broken"))
        example.mapping("given", required=True)
        examples.append(_frozen(dict(example.data)))
    spec = CheckSpec(
        code=code,
        name=name,
        kind=kind,
        severity=entry.word("severity", SEVERITIES),
        status=entry.word("status", STATUSES),
        first_edition=entry.data_year("first_edition") or "dy0000",
        last_edition=entry.data_year("last_edition", required=False),
        source=entry.text("source"),
        message=entry.text("message"),
        message_en=entry.text("message_en"),
        why=entry.text("why"),
        operands=_frozen(dict(entry.mapping("operands"))),
        parameters=_frozen(dict(entry.mapping("parameters"))),
        examples=tuple(examples),
        levels=entry.texts("levels") or ("school", "district"),
        read_next=entry.texts("read_next"),
        waivable=entry.flag("waivable", default=True),
        status_note=entry.text("status_note", required=False),
        aliases=entry.texts("aliases"),
    )
    entry.refuse_unknown_keys()
    if spec.last_edition is not None and spec.last_edition < spec.first_edition:
        entry.fault(
            "check-runs-backwards",
            "last_edition",
            f"规则的终止数据年 {spec.last_edition} 早于起始数据年 {spec.first_edition}。",
            f"The check ends in {spec.last_edition}, before it begins in {spec.first_edition}.",
        )
    return spec
