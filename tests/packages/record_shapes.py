"""Records of every shape that the types allow, for properties of packages."""

from __future__ import annotations

import datetime
from decimal import Decimal

from hypothesis import strategies as st

from nianbao.facts.cell import Cell, CellState
from nianbao.facts.period import Period, PeriodKind
from nianbao.facts.place import Place
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.record import Fact, Organisation, PrintedRow, Record
from nianbao.facts.unit import BY_ID

text = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ["=1+1", "'", "''", "a,b", '"', "两\n行", "\r", "\ufeff", "@x", "-", ""]
)
word = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
digits = st.decimals(-(10**12), 10**12, places=3) | st.integers(-(10**30), 10**30).map(Decimal)
numbers = st.builds(
    PrintedNumber,
    text,
    digits,
    st.sampled_from([Decimal(1), Decimal("0.01"), Decimal(10000), Decimal("666.6666666666667")]),
    st.none() | st.sampled_from(list(BY_ID.values())),
    st.sampled_from(Hedge),
)
cells = (
    st.builds(lambda number, raw: Cell(CellState.VALUE, number=number, raw=raw), numbers, text)
    | st.builds(lambda words, raw: Cell(CellState.VALUE, text=words, raw=raw), text, text)
    | st.builds(lambda number, words: Cell(CellState.VALUE, number, words), numbers, text)
    | st.builds(
        Cell.without_value, st.sampled_from([state for state in CellState if state is not CellState.VALUE]), text
    )
)
days = st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1))
periods = st.builds(
    lambda kind, one, other: Period(kind, min(one, other), max(one, other)), st.sampled_from(PeriodKind), days, days
) | st.sampled_from(
    [
        Period.school_year(2022),
        Period.fiscal_year(2023),
        Period.data_year(2023),
        Period.as_of(datetime.date(2023, 9, 1)),
    ]
)
numbers_or_none = st.none() | st.integers(0, 9)
boxes = st.none() | st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 4)
places = st.builds(
    Place,
    file=text,
    line=numbers_or_none,
    column=numbers_or_none,
    length=numbers_or_none,
    page=numbers_or_none,
    box=boxes,
    paragraph=numbers_or_none,
    run=numbers_or_none,
    sheet=st.none() | text,
    cell=st.none() | text,
    table=numbers_or_none,
    row=numbers_or_none,
    table_column=numbers_or_none,
    section=st.none() | text,
    text=text,
)
organisations = st.builds(
    Organisation,
    text,
    text,
    st.sampled_from(["school", "district"]),
    st.none() | text,
    st.booleans(),
    st.booleans(),
    text,
)
rows = st.dictionaries(text.filter(lambda column: column != "#"), text, max_size=3)

printed_rows = st.builds(PrintedRow, text, text, text, st.none() | places)


@st.composite
def records(draw: st.DrawFn, with_previous: bool = True) -> Record:
    organisation = draw(organisations)
    names = draw(st.lists(word | st.sampled_from(["graduates", "staff", "dual"]), max_size=4, unique=True))
    facts = {
        name: Fact(name, organisation.code, draw(periods), draw(cells), draw(places), draw(text)) for name in names
    }
    lists = draw(st.dictionaries(word, st.lists(rows, max_size=3).map(tuple), max_size=2))
    previous = draw(st.none() | records(with_previous=False)) if with_previous else None
    printed = draw(st.dictionaries(text, st.lists(printed_rows, max_size=2).map(tuple), max_size=2))
    edition = draw(st.sampled_from(["dy2023/school", "dy1999/unknown"]))
    return Record(organisation, edition, facts, lists, previous, printed)
