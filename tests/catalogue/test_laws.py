"""Laws of the catalogue's data, whatever the editions to come bring."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from nianbao.facts.period import PeriodKind
from nianbao.facts.unit import find_unit
from nianbao.framework.laws import lists_of, words_of
from nianbao.framework.loader import load_catalogue, packaged_folder
from nianbao.framework.model import AggregationMethod, Catalogue, ValueType
from nianbao.framework.part_readers import walk_nodes

EDITIONS = sorted(load_catalogue().editions)
INDICATORS = sorted(load_catalogue().indicators)
KNOWN = Path(__file__).parent / "known_ids.txt"
BRIEF_EDITIONS = {
    "dy2019/beijing-district",
    "dy2021/beijing-district",
    "dy2023/school",
    "dy2023/district",
    "dy2024/district",
    "dy2025/school",
}


def test_the_set_of_ids_only_grows(catalogue: Catalogue) -> None:
    known = KNOWN.read_text("utf-8").split()
    present = {*catalogue.indicators, *catalogue.editions}

    assert sorted(known) == known, "keep known_ids.txt sorted"
    assert set(known) - present == set(), "an id never changes and is never reused"
    assert present - set(known) == set(), "add the new ids to known_ids.txt"


def test_the_editions_of_the_design_are_there(catalogue: Catalogue) -> None:
    assert set(catalogue.editions) >= BRIEF_EDITIONS


def ids_of(catalogue: Catalogue) -> list[str]:
    """Every id that is spelled from English words: indicators, tables, columns, lists and headings."""
    found = [*catalogue.indicators]
    for edition in catalogue.editions.values():
        found += [table.id for table in edition.tables]
        found += [column.id for table in edition.tables for column in table.columns]
        for each in lists_of(edition):
            found += [each.id, *(column.id for column in each.columns)]
    found += [node.id for outline in catalogue.outlines.values() for node in walk_nodes(outline.nodes)]
    return found


def test_every_word_of_every_id_has_its_official_chinese(catalogue: Catalogue) -> None:
    assert {word for word in words_of(ids_of(catalogue)) if word not in catalogue.terms} == set()


def test_terms_hold_no_word_that_no_id_uses(catalogue: Catalogue) -> None:
    systems = {meaning.external_system for indicator in catalogue.indicators.values() for meaning in indicator.meanings}

    assert set(catalogue.terms) - set(words_of(ids_of(catalogue))) - systems == set()


def test_an_id_carries_nothing_that_can_change(catalogue: Catalogue) -> None:
    assert [one for one in catalogue.indicators if re.search(r"dy[0-9]|[0-9]{4}|yuan|percent", one)] == []


@pytest.mark.parametrize("identifier", INDICATORS)
def test_an_indicator_says_what_it_means_in_both_languages(identifier: str, catalogue: Catalogue) -> None:
    indicator = catalogue.indicators[identifier]

    assert re.search(r"[\u4e00-\u9fff]", indicator.label)
    assert re.fullmatch(r"[\x20-\x7e’]+", indicator.label_en)
    for meaning in indicator.meanings:
        assert meaning.definition.endswith("。")
        assert meaning.definition_en.endswith(".")
        assert re.search(r"[\u4e00-\u9fff]", meaning.definition_en) is None


@pytest.mark.parametrize("identifier", INDICATORS)
def test_the_unit_fits_what_the_answer_is(identifier: str, catalogue: Catalogue) -> None:
    indicator = catalogue.indicators[identifier]
    dimensions = {
        ValueType.SHARE: {"share"},
        ValueType.RATIO: {"ratio"},
        ValueType.MONEY: {"money"},
    }
    for meaning in indicator.meanings:
        if meaning.unit is None:
            continue
        if indicator.value_type is ValueType.COUNT:
            assert meaning.unit.counts
        if indicator.value_type in dimensions:
            assert meaning.unit.dimension in dimensions[indicator.value_type]
        if indicator.value_type is ValueType.SHARE and meaning.formula is not None:
            assert meaning.formula.multiplier == 100


@pytest.mark.parametrize("identifier", INDICATORS)
def test_a_ratio_is_never_added_up_or_averaged_without_weight(identifier: str, catalogue: Catalogue) -> None:
    indicator = catalogue.indicators[identifier]
    if indicator.value_type not in (ValueType.SHARE, ValueType.RATIO, ValueType.RATE):
        return
    allowed = {AggregationMethod.RECOMPUTE, AggregationMethod.WEIGHTED_MEAN, AggregationMethod.NONE}
    for meaning in indicator.meanings:
        assert meaning.aggregation.method in allowed


@pytest.mark.parametrize("identifier", EDITIONS)
def test_what_a_district_recomputes_it_can_recompute(identifier: str, catalogue: Catalogue) -> None:
    edition = catalogue.editions[identifier]
    asked = set(edition.indicators())
    lists = {found.id for found in lists_of(edition)}
    for indicator in asked:
        meaning = catalogue.indicators[indicator].meaning_in(edition.data_year)
        if meaning.aggregation.method is AggregationMethod.RECOMPUTE:
            assert meaning.formula is not None
            assert {*meaning.formula.numerator, *meaning.formula.denominator} <= asked, indicator
        if meaning.aggregation.weight is not None:
            assert meaning.aggregation.weight in asked
        if meaning.aggregation.list_id is not None:
            assert meaning.aggregation.list_id in lists


@pytest.mark.parametrize("identifier", EDITIONS)
def test_every_row_has_a_meaning_and_a_printed_unit(identifier: str, catalogue: Catalogue) -> None:
    edition = catalogue.editions[identifier]
    for table in edition.tables:
        for row, cell in table.cells():
            meaning = catalogue.indicators[cell.indicator].meaning_in(edition.data_year)
            if meaning.unit is None:
                assert cell.unit_label == ""
            else:
                assert find_unit(cell.unit_label) is not None, (table.id, row.label)


@pytest.mark.parametrize("identifier", EDITIONS)
def test_an_edition_gives_every_calendar_its_indicators_need(identifier: str, catalogue: Catalogue) -> None:
    edition = catalogue.editions[identifier]
    needed = {catalogue.indicators[one].meaning_in(edition.data_year).period for one in edition.indicators()}

    assert needed <= set(edition.periods)
    assert set(edition.periods) == set(PeriodKind)


@pytest.mark.parametrize("identifier", EDITIONS)
def test_row_numbers_run_without_a_gap(identifier: str, catalogue: Catalogue) -> None:
    for table in catalogue.editions[identifier].tables:
        numbers = [int(row.number) for row in table.rows if row.number]
        assert numbers == list(range(1, len(numbers) + 1)), table.id


@pytest.mark.parametrize("identifier", EDITIONS)
def test_a_part_stands_below_its_whole(identifier: str, catalogue: Catalogue) -> None:
    """其中 rows are indented below a row; where the indicator has a whole in the same table, it comes first."""
    for table in catalogue.editions[identifier].tables:
        seen: set[str] = set()
        here = {cell.indicator for _, cell in table.cells()}
        for row, cell in table.cells():
            whole = catalogue.indicators[cell.indicator].part_of
            if whole in here and row.indent:
                assert whole in seen, cell.indicator
            seen.add(cell.indicator)
            if row.prefix == "其中：":
                assert row.indent >= 1


@pytest.mark.parametrize("identifier", EDITIONS)
def test_an_unconfirmed_edition_has_an_unconfirmed_outline(identifier: str, catalogue: Catalogue) -> None:
    edition = catalogue.editions[identifier]
    assert edition.outline is not None
    outline = catalogue.outlines[edition.outline]
    if edition.data_year >= "dy2025":
        assert not edition.confirmed
        assert not outline.confirmed


def test_working_definitions_of_the_six_tables_are_marked(catalogue: Catalogue) -> None:
    """The annex with the official definitions is not at hand; nothing may look as if it were."""
    confirmed = [
        one
        for one in catalogue.editions["dy2023/school"].indicators()
        if catalogue.indicators[one].meaning_in("dy2023").confirmed
    ]

    assert confirmed == []


def test_every_source_is_used_or_explains_itself(catalogue: Catalogue) -> None:
    used = {meaning.source for one in catalogue.indicators.values() for meaning in one.meanings}
    used |= {edition.source for edition in catalogue.editions.values()}
    used |= {outline.source for outline in catalogue.outlines.values()}
    used |= {check.source.partition("#")[0] for check in catalogue.checks.values()}

    assert [one for one in catalogue.sources if one not in used and not catalogue.sources[one].note] == []


def test_a_folder_holds_one_thing_a_file_named_by_its_id() -> None:
    folder = packaged_folder()
    assert Counter(path.suffix for path in folder.rglob("*") if path.is_file()).keys() == {".yaml"}


def test_the_crosswalk_runs_from_older_editions_to_the_six_tables(catalogue: Catalogue) -> None:
    old = {one for name in EDITIONS if name < "dy2023" for one in catalogue.editions[name].indicators()}
    new = set(catalogue.editions["dy2023/school"].indicators())

    for entry in catalogue.crosswalk:
        assert entry.old is None or entry.old in old, entry
        assert entry.new is None or entry.new in new, entry
    assert {entry.relation for entry in catalogue.crosswalk} == {
        "same",
        "convertible",
        "similar_not_comparable",
        "dropped",
        "new",
    }
