"""A major is called as the tables call it: 旅游服务与管理, and not 旅游管理与服务; 机电技术应用, and not 机电设备应用.

Cue: names of majors in tables below a head 专业, and in the text a name before 专业 or in one row with such names. Why it should hold
in any report: the names of majors are prescribed, and what the tables list is what there is. Guards: the other name is made of the
same letters in another order, or two neighbouring letters within it differ; it stands once and in no table; names of
four letters must stand before 专业 and the known one twice; what is new, closed, planned or of another school may be called otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.wording.name_variants import is_variant
from nianbao.extraction.families.wording.spellings import tells_apart
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.running_text import running_text
from nianbao.extraction.tables.table_facts import bare_label, compact
from nianbao.facts.pattern import as_pattern

FAULT = "label"
_TABLE = "\n\n表1 各专业在校生\n\n专业\t人数\n机电技术应用\t220\n旅游服务与管理\t180\n学前教育\t150\n"
EXAMPLES = (
    Example("fail", f"旅游管理与服务专业在市级比赛中获奖。{_TABLE}"),
    Example("fail", f"学前教育、机电设备应用两个专业招生稳定。{_TABLE}"),
    Example("silent", f"学前教育、机电技术应用两个专业招生稳定。{_TABLE}"),
    Example("silent", f"拟新增机电设备应用专业。{_TABLE}"),
)
_ITEM = as_pattern(r"[\u4e00-\u9fff]{4,}")
_NEW = as_pattern(
    r"新[增设开]|拟|计划|筹|撤销|停招|停办|取消|申报|升入|衔接|对接|本科|高职|大学|结对|帮扶|兄弟|外省|原|更名|改名|调整|合并|方向|技能大赛|赛项|课程|企业|岗位"
)
_COUNT = as_pattern(r"等?[一两二三四五六七八九十]{0,2}[个大]?$")
_COUNTED = 4  # characters that this takes at most
_LEAST, _LONG = 4, 5
_LEAD = as_pattern(r"(?:^|[的和与及是在为有设级届办开对等]|其中|专业|涉及|包括|分别|以)$")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Names that are nearly those of the tables."""
    known = tuple(sorted(_known(manuscript)))
    if len(known) < 2:
        return
    labels = {compact(sheet.row_label(row)) for sheet in manuscript.sheets for row in sheet.data_rows}
    words = running_text(manuscript).words
    told: set[str] = set()
    for passage in manuscript.prose():
        if "专业" not in passage.plain:
            continue
        for match in _ITEM.finditer(passage.plain):
            found = _odd(passage, match.start(), match.end(), known)
            if found is None:
                continue
            start, odd, name = found
            sentence = passage.plain[slice(*passage.full_sentence_at(start))]
            listed = any(odd in label for label in labels)
            if odd in told or listed or words.count(odd) > 1 or _NEW.search(sentence):
                continue
            if len(name) < _LONG and words.count(name) + sum(name in label for label in labels) < 2:
                continue
            told.add(odd)
            yield _remark(manuscript, passage, start, odd, name)


def _known(manuscript: Manuscript) -> set[str]:
    """The names in the tables below a head 专业."""
    found: set[str] = set()
    for sheet in manuscript.sheets:
        heads = [compact(sheet.head(column)) for column in sheet.label_columns]
        if not any(head in ("专业", "专业名称", "专业(方向)") for head in heads):
            continue
        for row in sheet.data_rows:
            name = bare_label(sheet.row_label(row)).removesuffix("专业")
            if not sheet.is_total_row(row) and _ITEM.fullmatch(name) and len(name) >= _LEAST:
                found.add(name)
    return found


def _odd(passage: Passage, start: int, end: int, known: tuple[str, ...]) -> tuple[int, str, str] | None:
    """Where a run of characters holds a name that is nearly a known one: its place, the name, the known one."""
    run = passage.plain[start:end]
    at = run.find("专业")
    before_word = at >= _LEAST
    beside = not before_word and _is_beside_known(passage, start, end, known)
    if not before_word and not beside:
        return None
    item = run[:at] if before_word else run
    item = item[:-_COUNTED] + _COUNT.sub("", item[-_COUNTED:])
    if item.startswith(known) or item.endswith(known):
        return None
    for name in known:
        size = len(name)
        odd = item[-size:]
        if len(item) < size or odd == name or not _is_near(name, odd):
            continue
        if size < _LONG and not before_word:
            continue
        if len(item) == size or _LEAD.search(item[:-size]):
            return start + len(item) - size, odd, name
    return None


def _is_beside_known(passage: Passage, start: int, end: int, known: tuple[str, ...]) -> bool:
    """In one row, divided by 、, with a name that is known."""
    words = passage.plain
    return (words[start - 1 : start] == "、" and words.endswith(known, 0, start - 1)) or (
        words[end : end + 1] == "、" and words.startswith(known, end + 1)
    )


def _is_near(name: str, odd: str) -> bool:
    if sorted(name) == sorted(odd):
        return len(name) >= _LONG
    apart = [index for index, pair in enumerate(zip(name, odd, strict=True)) if pair[0] != pair[1]]
    if len(apart) == 1:
        return odd[0] == name[0] and not tells_apart(name[apart[0]] + odd[apart[0]])
    return is_variant(name, odd)


def _remark(manuscript: Manuscript, passage: Passage, start: int, odd: str, name: str) -> Remark:
    places = [passage.place(start, start + len(odd))]
    for sheet in manuscript.sheets:
        row = next((row for row in sheet.data_rows if name in compact(sheet.row_label(row))), None)
        place = sheet.label_place(row) if row is not None else None
        if place is not None:
            places.append(place)
            break
    return Remark(
        f"major-names:{passage.id}:{start}", "major-names", FAULT, tuple(places),
        f"专业名称写法不一：此处「{odd}」，表中「{name}」；若是同一专业，请统一", f"“{odd}” here, “{name}” in the table",
        severity="warning", reported=odd, expected=name, suggestion=name, formula=f"{odd} ≠ {name}",
    )  # fmt: skip
