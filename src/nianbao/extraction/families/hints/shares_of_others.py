"""A share told of one row that is the share of another row in the table.

Cue: the name of a row and behind it, in its clause, 占 and a share with decimals. Why it should hold in any report: a share worked out
to a tenth or a hundredth belongs to one row of the column that it was worked out from. Guards: where the row's own share fits in any column of any
table that holds it, where two other rows have that share, or where the other row is named in the sentence too, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Hint, hint_at
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.names.name_index import NameIndex
from nianbao.extraction.tables.column_names import named_rows
from nianbao.extraction.tables.table_facts import Figure, Sheet, compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge

FAULT = "label"
_TABLE = "\n\n表1 各部学生情况\n\n专业部\t班级数\t在校生（人）\n轨道交通部\t18\t719\n汽车工程部\t11\t437\n智能技术部\t10\t390\n港航物流部\t9\t301\n"
EXAMPLES = (
    Example("fail", f"专业规模悬殊，轨道交通部占近四成，而汽车工程部仅占16.30%。{_TABLE}"),
    Example("silent", f"专业规模悬殊，轨道交通部占近四成，而港航物流部仅占16.30%。{_TABLE}"),
    Example("silent", f"汽车工程部女生占该部学生的16.35%。{_TABLE}"),
    Example("silent", f"汽车工程部规模居中，比占16.30%的港航物流部大。{_TABLE}"),
)
_SHARE = as_pattern(r"(?:仅|只|约|就|也)?占(?:全[校区市县省]|总数|在校生|学生)?[^，。；\d]{0,8}$")
_WEIGHT = 0.55
_BEST = 3
_LEAST_ROWS = 3


def find(manuscript: Manuscript) -> Iterator[Hint]:
    """Shares behind names of rows."""
    rows = {name: places for name, places in named_rows(manuscript).items() if len(name) > 1}
    if not rows:
        return
    index = NameIndex(sorted(rows, key=lambda name: (-len(name), name)))
    hints = []
    for passage in manuscript.prose_with("占"):
        for mention in passage.mentions:
            if not mention.is_percent or mention.number.hedge is not Hedge.NONE or mention.number.places < 1:
                continue
            lead = passage.plain[mention.clause[0] : mention.start]
            found = index.leftmost_in(lead) if _SHARE.search(lead) else None
            if found is None or passage.mentions_in(mention.clause[0], mention.digits_start):
                continue
            at, name = found
            if index.leftmost_in(lead[at + len(name) :]) is None and (hint := _hint(mention, name, at, rows[name])):
                hints.append(hint)
    yield from hints[:_BEST]


def _hint(mention: Mention, name: str, at: int, own: tuple[tuple[Sheet, int], ...]) -> Hint | None:
    others: dict[str, Figure] = {}
    slack = mention.number.ulp
    for sheet, row in own:
        rows = [r for r in sheet.data_rows if not sheet.is_total_row(r) and not sheet.is_subtotal_row(r)]
        if row not in rows or len(rows) < _LEAST_ROWS:
            continue
        for column in sheet.numeric_columns:
            figures = sheet.column_figures(column, rows)
            if len(figures) != len(rows):
                continue
            is_share = all(figure.is_percent for figure in figures)
            whole = Decimal(1) if is_share else sum((figure.value for figure in figures), start=Decimal(0))
            for figure in figures:
                if whole > 0 and abs(figure.value / whole - mention.number.value) <= slack:
                    if figure.row == row:
                        return None
                    others[compact(sheet.row_label(figure.row))] = figure
    if len(others) != 1:
        return None
    ((label, figure),) = others.items()
    passage = mention.passage
    sentence = compact(passage.plain[slice(*passage.full_sentence_at(mention.start))])
    if not label or label in sentence or label.removesuffix("专业") in sentence:
        return None
    here = passage.place(mention.clause[0] + at, mention.clause[0] + at + len(name))
    there = figure.sheet.label_place(figure.row) or figure.place
    printed = mention.raw.strip()
    return hint_at(
        "shares-of-others", mention.id, FAULT, (here, mention.place, there, figure.place),
        f"此处说「{name}」占 {printed}，按表中的数，这是「{label}」所占的比例；请核对名称或数",
        f"{printed} is told of “{name}” here; by the table it is the share of “{label}”; please compare",
        reported=name, expected=label, formula=f"{name} {printed}", keys=(mention.id, figure.key), weight=_WEIGHT,
    )  # fmt: skip
