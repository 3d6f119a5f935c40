"""What changed from one edition to another: the honest answer is the difference of two whole lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from nianbao.framework.listing import formula_text
from nianbao.framework.model import Catalogue, CrosswalkEntry, Edition, FormRow, Meaning, OutlineNode
from nianbao.framework.part_readers import walk_nodes


class ChangeKind(StrEnum):
    PERIOD = "period-changed"
    TABLE_ADDED = "table-added"
    TABLE_REMOVED = "table-removed"
    ROW_ADDED = "row-added"
    ROW_REMOVED = "row-removed"
    ROW_MOVED = "row-moved"
    LABEL = "label-changed"
    UNIT = "unit-changed"
    STAR = "star-changed"
    MEANING = "meaning-changed"
    LIST_ADDED = "list-added"
    LIST_REMOVED = "list-removed"
    BASE_ADDED = "base-item-added"
    BASE_REMOVED = "base-item-removed"
    HEADING_ADDED = "heading-added"
    HEADING_REMOVED = "heading-removed"
    HEADING = "heading-changed"


KIND_LABELS = {
    ChangeKind.PERIOD: ("时间口径改变", "Period changed"),
    ChangeKind.TABLE_ADDED: ("新增表", "Table added"),
    ChangeKind.TABLE_REMOVED: ("删去表", "Table removed"),
    ChangeKind.ROW_ADDED: ("新增行", "Row added"),
    ChangeKind.ROW_REMOVED: ("删去行", "Row removed"),
    ChangeKind.ROW_MOVED: ("位置改变", "Row moved"),
    ChangeKind.LABEL: ("名称改变", "Label changed"),
    ChangeKind.UNIT: ("单位改变", "Unit changed"),
    ChangeKind.STAR: ("★ 改变", "Star changed"),
    ChangeKind.MEANING: ("含义改变", "Meaning changed"),
    ChangeKind.LIST_ADDED: ("新增清单", "List added"),
    ChangeKind.LIST_REMOVED: ("删去清单", "List removed"),
    ChangeKind.BASE_ADDED: ("新增支撑项", "Base item added"),
    ChangeKind.BASE_REMOVED: ("删去支撑项", "Base item removed"),
    ChangeKind.HEADING_ADDED: ("新增提纲标题", "Heading added"),
    ChangeKind.HEADING_REMOVED: ("删去提纲标题", "Heading removed"),
    ChangeKind.HEADING: ("提纲标题改变", "Heading changed"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``id`` is that of the indicator, table, list or heading it is about."""

    kind: ChangeKind
    where: str  # "表3 教学资源表", "提纲"
    id: str
    before: str
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    where: str
    position: str
    label: str
    unit: str
    starred: bool


def compare_editions(catalogue: Catalogue, before: Edition, after: Edition) -> tuple[Change, ...]:
    """Every difference, in the order of the later form."""
    return tuple(
        change
        for part in (_periods, _tables, _rows, _meanings, _lists, _base_items, _headings)
        for change in part(catalogue, before, after)
    )


def _periods(_: Catalogue, before: Edition, after: Edition) -> Iterator[Change]:
    for kind in sorted({*before.periods, *after.periods}):
        old, new = (str(edition.periods.get(kind, "")) for edition in (before, after))
        if old != new:
            yield Change(ChangeKind.PERIOD, "时间", kind.value, old, new)


def _tables(_: Catalogue, before: Edition, after: Edition) -> Iterator[Change]:
    old = {table.id: table for table in before.tables}
    new = {table.id: table for table in after.tables}
    for identifier, table in old.items():
        if identifier not in new:
            yield Change(ChangeKind.TABLE_REMOVED, table.number, identifier, table.label, "")
    for identifier, table in new.items():
        if identifier not in old:
            yield Change(ChangeKind.TABLE_ADDED, table.number, identifier, "", table.label)


def _placed(catalogue: Catalogue, edition: Edition) -> dict[str, _Placed]:
    found: dict[str, _Placed] = {}
    for table in edition.tables:
        number, above = "", ""
        for row in table.rows:
            number = row.number or number
            if not row.continues:
                above = row.label
            for cell in row.cells:
                found[cell.indicator] = _Placed(
                    where=f"{table.number} {table.label}",
                    position=f"{table.id} {row.number or number + '（续）'} {row.indent}".strip(),
                    label=_full_label(catalogue, row, cell.indicator, above),
                    unit=cell.unit_label,
                    starred=row.starred,
                )
    return found


def _full_label(catalogue: Catalogue, row: FormRow, identifier: str, above: str) -> str:
    if row.continues:
        return f"{above}（续行）"
    if len(row.cells) == 1:
        return row.label
    return f"{row.label}：{catalogue.indicators[identifier].label}"


def _rows(catalogue: Catalogue, before: Edition, after: Edition) -> Iterator[Change]:
    old, new = _placed(catalogue, before), _placed(catalogue, after)
    by_old = {entry.old: entry for entry in catalogue.crosswalk if entry.old}
    for identifier, place in old.items():
        if identifier not in new:
            note = _continuation(catalogue, by_old.get(identifier), new)
            yield Change(ChangeKind.ROW_REMOVED, place.where, identifier, place.label, "", note)
    for identifier, place in new.items():
        earlier = old.get(identifier)
        if earlier is None:
            yield Change(
                ChangeKind.ROW_ADDED, place.where, identifier, "", f"{place.label}（{place.unit or '无单位'}）"
            )
            continue
        if earlier.position != place.position:
            yield Change(ChangeKind.ROW_MOVED, place.where, identifier, earlier.position, place.position)
        if earlier.label != place.label:
            yield Change(ChangeKind.LABEL, place.where, identifier, earlier.label, place.label)
        if earlier.unit != place.unit:
            yield Change(ChangeKind.UNIT, place.where, identifier, earlier.unit, place.unit)
        if earlier.starred != place.starred:
            signs = ("★" if earlier.starred else "无★", "★" if place.starred else "无★")
            yield Change(ChangeKind.STAR, place.where, identifier, *signs)


def _continuation(catalogue: Catalogue, entry: CrosswalkEntry | None, new: dict[str, _Placed]) -> str:
    if entry is None or entry.new is None or entry.new == entry.old or entry.new not in new:
        return entry.note if entry is not None else ""
    comparable = {"same": "口径相同", "convertible": "可换算"}.get(entry.relation, "相近但不可直接比较")
    return f"沿革 → {catalogue.indicators[entry.new].label}（{comparable}）。{entry.note}"


def _meanings(catalogue: Catalogue, before: Edition, after: Edition) -> Iterator[Change]:
    shared = set(before.indicators())
    for identifier in after.indicators():
        if identifier not in shared:
            continue
        indicator = catalogue.indicators[identifier]
        old, new = indicator.meaning_in(before.data_year), indicator.meaning_in(after.data_year)
        if old is not new:
            yield Change(
                ChangeKind.MEANING,
                indicator.label,
                identifier,
                _meaning_text(catalogue, old),
                _meaning_text(catalogue, new),
                "含义版本不同，跨年比较前须核对。",
            )


def _meaning_text(catalogue: Catalogue, meaning: Meaning) -> str:
    formula = f" 公式：{formula_text(meaning.formula, catalogue)}" if meaning.formula else ""
    standing = meaning.standing()
    return f"{meaning.definition}{formula}{'〔' + standing + '〕' if standing else ''}"


def _lists(_: Catalogue, before: Edition, after: Edition) -> Iterator[Change]:
    def found(edition: Edition) -> dict[str, tuple[str, str]]:
        lists = {one.id: (f"{table.number} {table.label}", one) for table in edition.tables for one in table.lists}
        lists |= {one.id: ("支撑项", one) for one in edition.base_lists}
        return {
            identifier: (where, f"{one.label}：{'、'.join(column.label for column in one.columns)}")
            for identifier, (where, one) in lists.items()
        }

    old, new = found(before), found(after)
    for identifier, (where, text) in old.items():
        if new.get(identifier, ("", ""))[1] != text:
            yield Change(ChangeKind.LIST_REMOVED, where, identifier, text, "")
    for identifier, (where, text) in new.items():
        if old.get(identifier, ("", ""))[1] != text:
            yield Change(ChangeKind.LIST_ADDED, where, identifier, "", text)


def _base_items(catalogue: Catalogue, before: Edition, after: Edition) -> Iterator[Change]:
    for item in before.base_items:
        if item not in after.base_items:
            yield Change(ChangeKind.BASE_REMOVED, "支撑项", item, catalogue.indicators[item].label, "")
    for item in after.base_items:
        if item not in before.base_items:
            yield Change(ChangeKind.BASE_ADDED, "支撑项", item, "", catalogue.indicators[item].label)


def _headings(catalogue: Catalogue, before: Edition, after: Edition) -> Iterator[Change]:
    def found(edition: Edition) -> dict[str, OutlineNode]:
        if edition.outline is None:
            return {}
        return {node.id: node for node in walk_nodes(catalogue.outlines[edition.outline].nodes)}

    def text(node: OutlineNode) -> str:
        return f"{node.number} {node.title}{'' if node.required else '（可选）'}"

    old, new = found(before), found(after)
    for identifier, node in old.items():
        if identifier not in new:
            yield Change(ChangeKind.HEADING_REMOVED, "提纲", identifier, text(node), "")
    for identifier, node in new.items():
        if identifier not in old:
            yield Change(ChangeKind.HEADING_ADDED, "提纲", identifier, "", text(node))
        elif text(old[identifier]) != text(node):
            yield Change(ChangeKind.HEADING, "提纲", identifier, text(old[identifier]), text(node))
