"""A school, a department or a major bears one name throughout.

Cue: names of the rows of tables and the school of the title, and words of the text that differ from one of them in one or two
neighbouring characters (智能控制学院 and 智能工程学院). Why it should hold in any report: two bodies with names so alike would both
stand in the table. Guards: five characters at least, the same beginning and end; the other spelling
stands once and in no table; no third name of the same beginning and end; numerals, points of the compass and grades
(第一 and 第二, 东 and 西, 中 and 高) tell two bodies apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.names.former_names import is_told_of_before
from nianbao.extraction.tables.column_names import named_rows
from nianbao.extraction.tables.table_facts import Sheet, compact
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TABLE = "\n\n表1 各学院情况\n\n学院\t学生数\n机电工程学院\t812\n智能控制学院\t640\n现代服务学院\t588\n"
_AGAIN = "\n\n表2 各学院就业情况\n\n学院\t就业率\n机电工程学院\t98.1%\n智能{}学院\t97.2%\n现代服务学院\t96.4%\n"
EXAMPLES = (
    Example("fail", f"智能控制学院实行学分制，智能工程学院试行导师制。{_TABLE}"),
    Example("fail", f"各学院就业情况良好。{_TABLE}{_AGAIN.format('工程')}"),
    Example("silent", f"智能控制学院实行学分制。{_TABLE}{_AGAIN.format('控制')}"),
    Example("silent", f"智能控制学院、智能工程学院、智能制造学院和智能物流学院各有特色。{_TABLE}"),
    Example("silent", f"智能控制学院实行学分制，第一附属医院、第二附属医院接收实习生。{_TABLE}"),
)
_SHORTEST = 5
_HAN = as_pattern(r"[\u4e00-\u9fff]*")
_EDGE = 2  # characters that must be the same at either end
_MOST_CHANGED = 2
_TELLS_APART = as_pattern(r"[一二三四五六七八九十\d东西南北中高初大小上下前后左右内外男女正副新老甲乙丙丁]")
_BODY = as_pattern(r"[\u4e00-\u9fff]+(?:学校|学院|职高|中专|中心|公司|集团|学部|书院|医院|高中)")
_WORDS = as_pattern(r"[的和与及是在为把对由到从将等]")  # no name holds one of these
_OPENS = as_pattern(r"(?:^\s*|[^\u4e00-\u9fff]|[的和与及是在由年])$")
_TITLE = as_pattern(r"[\u4e00-\u9fff]{3,18}(?:学校|学院|职教中心|中专|职业高中)")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Odd spellings in the text, then rows of two tables."""
    known = {name for name in named_rows(manuscript) if len(name) >= _SHORTEST and _BODY.fullmatch(name)}
    titles = _titles(manuscript)
    known |= titles
    text = "\n".join(passage.plain for passage in manuscript.prose())
    tables = {compact(sheet.row_label(row)) for sheet in manuscript.sheets for row in sheet.data_rows}
    for name in sorted(known):
        times = (name in titles) + text.count(name) + sum(name in label for label in tables)
        listed = name not in titles and times == 1
        if times < 1:
            continue
        if name[0] != name[1] and text.count(name[:_EDGE]) == text.count(name):
            # Whatever begins like the name is the name.
            continue
        odd = [(p, start) for p in manuscript.prose_with(name[:_EDGE]) for start in _alike(p.plain, name)]
        if len({p.plain[start : start + len(name)] for p, start in odd} - {name}) > 1:
            # 海州启明教育科技公司, 海州博闻教育科技公司, 海州远航教育科技公司: what is in the middle tells bodies apart.
            continue
        for passage, start in odd:
            other = passage.plain[start : start + len(name)]
            if other in known or other in tables or not is_variant(name, other) or text.count(other) > 1:
                continue
            if is_told_of_before(passage.plain, start, start + len(name)):
                continue
            if _stand_side_by_side(passage.plain, start, other, name):
                continue
            if listed and not _OPENS.search(passage.plain[:start]):
                # A name that a table tells once may stand within the name of another body.
                continue
            yield _remark(passage, start, name)
    yield from _rows(manuscript)


def _stand_side_by_side(words: str, start: int, other: str, name: str) -> bool:
    """甲高级技校和甲宏远技校: names of one list are those of two."""
    joints = ("、", "和", "与", "及", "以及")
    behind, before = words[start + len(other) :], words[:start]
    return any(behind.startswith(joint + name) or before.endswith(name + joint) for joint in joints)


def _alike(words: str, name: str) -> Iterator[int]:
    """Where Han words as long as the name begin and end as it does, one behind the other.

    >>> list(_alike("智能控制学院与智能工程学院", "智能控制学院"))
    [0, 7]
    """
    head, tail, start = name[:_EDGE], name[-_EDGE:], words.find(name[:_EDGE])
    while start >= 0:
        end = start + len(name)
        if words.startswith(tail, end - _EDGE) and _HAN.fullmatch(words, start + _EDGE, end - _EDGE):
            yield start
            start = words.find(head, end)
        else:
            start = words.find(head, start + 1)


def _titles(manuscript: Manuscript) -> set[str]:
    titles = [passage.plain for passage in manuscript.passages[:4] if "。" not in passage.plain]
    return {match[0] for title in titles for match in _TITLE.finditer(title)}


def is_variant(known: str, other: str) -> bool:
    """True where one or two neighbouring characters inside a name differ, and nothing that tells two bodies apart.

    >>> is_variant("智能控制学院", "智能工程学院"), is_variant("第一职业学校", "第二职业学校"), is_variant("机电工程系", "机械设备系")
    (True, False, False)
    """
    if len(known) != len(other) or known == other:
        return False
    apart = [position for position, pair in enumerate(zip(known, other, strict=True)) if pair[0] != pair[1]]
    if apart[-1] - apart[0] >= _MOST_CHANGED or len(known) < 2 * len(apart) + 2:
        return False
    pairs = [known[position] + other[position] for position in apart]
    # 第一 and 第二, 东 and 西 tell two bodies apart; 技术 and 中专 are two words for one.
    apart_by = (
        _TELLS_APART.search("".join(pairs)) if len(pairs) == 1 else any(len(_TELLS_APART.findall(p)) > 1 for p in pairs)
    )
    if as_pattern(r"[一二三四五六七八九十两\d]").search("".join(pairs)):
        return False
    return not apart_by and _WORDS.search("".join(pairs)) is None


def _remark(passage: Passage, start: int, name: str) -> Remark:
    place = passage.place(start, start + len(name))
    said = passage.plain[start : start + len(name)]
    return Remark(
        f"name-variants:{passage.id}:{start}", "name-variants", FAULT, (place,),
        f"名称前后不一：此处「{said}」，别处都写「{name}」", f"“{said}” here, “{name}” everywhere else", severity="warning",
        reported=said, expected=name, suggestion=name, formula=f"{said} ≠ {name}",
    )  # fmt: skip


def _rows(manuscript: Manuscript) -> Iterator[Remark]:
    """Two tables of the same rows, one of which is called a little otherwise in one of them."""
    listings: list[tuple[Sheet, dict[str, int]]] = []
    for sheet in manuscript.sheets:
        rows = {compact(sheet.row_label(row)): row for row in sheet.data_rows if not sheet.is_total_row(row)}
        labels = {
            name: row for name, row in rows.items() if len(name) > 3 and as_pattern(r"[\u4e00-\u9fff]+").fullmatch(name)
        }
        if len(labels) > 2 and sheet.label_columns:
            listings.append((sheet, labels))
    for index, (left, names) in enumerate(listings):
        for right, others in listings[index + 1 :]:
            odd = list(others.keys() - names.keys()) if len(others) == len(names) else []
            if len(odd) != 1 or len(names) < 3:
                continue
            usual = list(names.keys() - others.keys())
            if is_variant(usual[0], odd[0]) or _ends_otherwise(usual[0], odd[0]):
                place = right.place(others[odd[0]], right.label_columns[-1])
                yield Remark(
                    f"name-variants:{place}:{odd[0]}", "name-variants", FAULT,
                    (place, left.place(names[usual[0]], left.label_columns[-1])),
                    f"两张表的行名只差这一处：此处「{odd[0]}」，另一张表「{usual[0]}」", f"“{odd[0]}” here, “{usual[0]}” in the other table",
                    severity="warning", reported=odd[0], expected=usual[0], formula=f"{odd[0]} ≠ {usual[0]}",
                )  # fmt: skip


def _ends_otherwise(known: str, other: str) -> bool:
    """数字媒体技术应用 and 数字媒体技术制作: of two tables of the same rows even the end of a name may be wrong."""
    same = len(known) - _MOST_CHANGED
    return (
        len(known) == len(other)
        and same >= 4
        and known[:same] == other[:same]
        and not _TELLS_APART.search(known[same:] + other[same:])
    )
