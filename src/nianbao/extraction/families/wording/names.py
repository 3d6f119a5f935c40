"""A name is written one way, and one list does not name the same thing twice with two values.

Cue: slogans and plans in quotation marks with a numeral in them (“三区一节点”), labels of rows that
stand in two tables, long names of activities and bodies, and neighbours in an enumeration of
quantities. Why it should hold in any report: a name that lacks one character elsewhere is a slip,
and two figures for one name in one list leave open which is meant. Guards: the shorter form must
lack exactly one character inside the name, never at its ends; names under four characters and
names that differ by a numeral are left alone; entries count as neighbours only when nothing but
their own figures stands between them.
"""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import Sheet, compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "label"
EXAMPLES = (
    Example("fail", "围绕“三区一节点”功能布局开展工作。\n\n在“三区一点”建设进程中，需要大量人才。"),
    Example("fail", "来校就读有固安的学生 65 人，固安的学生 40 人，容城的学生 32 人。"),
    Example(
        "fail",
        "专业\t人数\n计算机及应用\t12\n学前教育专业\t20\n航空服务\t9\n\n各专业起薪情况如下表所示。\n\n专业\t起薪\n计算机应用\t2600\n学前教育专业\t2500\n航空服务\t2700\n",
    ),
    Example("silent", "围绕“三区一节点”功能布局开展工作。\n\n在“三区一节点”建设进程中，需要大量人才。"),
    Example("silent", "建成五百亿级园区2个、百亿级园区22个。"),
    Example("silent", "来校就读有固安的学生 65 人，永清的学生 40 人，容城的学生 32 人。"),
    Example("silent", "推进“双师”队伍建设，“双师型”教师比例提高，“三教”改革与“三全育人”同步推进。"),
)
QUOTED = as_pattern(r"[“\"「](?P<name>[^”\"」“]{3,14})[”\"」]")
_GRADES = ("正", "副", "准", "特", "助理", "非", "双", "高", "初", "原", "半", "次", "超")
_NUMERAL = as_pattern(r"[一二三四五六七八九十两\d]")
_LONG_NAME = as_pattern(
    r"[\u4e00-\u9fff]{4,16}?(?:活动|竞赛|大赛|工程|计划|课程|项目|行动|基地|中心|工作室|联盟|集团|学会|协会|委员会)"
)

# What such a name ends with: a name that lacks an inner character ends as the whole one does.
_LAST_CHARACTERS = "动赛程划目地心室盟团会"


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Slogans, rows of tables, names in cells, and neighbours in an enumeration."""
    yield from _slogans(manuscript)
    yield from _rows(manuscript)
    yield from _cells(manuscript)
    for passage in manuscript.prose():
        yield from _neighbours(passage)


def lacks_one(short: str, long: str) -> bool:
    """True where leaving out one inner character of ``long`` gives ``short``.

    >>> lacks_one("三区一点", "三区一节点"), lacks_one("双师", "双师型"), lacks_one("三区一点", "四区一节点")
    (True, False, False)
    """
    if len(long) != len(short) + 1 or short[0] != long[0] or short[-1] != long[-1]:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(1, len(long) - 1))


def _remark(places: tuple[Place, ...], odd: str, usual: str, severity: str, zh: str) -> Remark:
    return Remark(
        f"names:{odd}:{usual}:{places[0].line or places[0].paragraph or 0}", "names", FAULT, places,
        zh, f"“{odd.strip('“”')}” here, “{usual.strip('“”')}” elsewhere", severity=severity, reported=odd, expected=usual, suggestion=usual, formula=f"{odd} ≠ {usual}",
    )  # fmt: skip


def _slogans(manuscript: Manuscript) -> Iterator[Remark]:
    names: dict[str, list[Place]] = {}
    for passage in manuscript.passages:
        for match in QUOTED.finditer(passage.text):
            name = compact(match["name"])
            if _NUMERAL.search(name) and as_pattern(r"[\u4e00-\u9fff\d+]+").fullmatch(name) and len(name) >= 4:
                names.setdefault(name, []).append(passage.place(match.start(), match.end()))
    ordered = sorted(names)
    for short in ordered:
        for long in ordered:
            if not lacks_one(short, long) or sum(1 for _ in _NUMERAL.finditer(short)) < 2:
                continue
            if [c for c in short if _NUMERAL.match(c)] != [c for c in long if _NUMERAL.match(c)]:
                continue
            # The rarer form is the slip; of two single ones the shorter lost a character.
            odd, usual = (long, short) if len(names[long]) < len(names[short]) else (short, long)
            yield _remark(
                (*names[odd], *names[usual]),
                f"“{odd}”",
                f"“{usual}”",
                "warning",
                f"同一提法写法不一：此处「{odd}」，别处「{usual}」，差一字",
            )


def _rows(manuscript: Manuscript) -> Iterator[Remark]:
    """计算机应用 in one table, 计算机及应用 in the other."""
    listings: list[tuple[Sheet, dict[str, int]]] = []
    for sheet in manuscript.sheets:
        if sheet.unit_column is not None or not sheet.label_columns:
            continue
        labels = {
            compact(sheet.row_path(row)[-1]): row
            for row in sheet.data_rows
            if sheet.row_path(row) and not sheet.is_total_row(row) and len(compact(sheet.row_path(row)[-1])) >= 4
        }
        if len(labels) >= 3:
            listings.append((sheet, labels))
    for index, (left, left_labels) in enumerate(listings):
        for right, right_labels in listings[index + 1 :]:
            if len(left_labels.keys() & right_labels.keys()) < 2:
                continue
            others = sorted(right_labels.keys() - left_labels.keys())
            for one in sorted(left_labels.keys() - right_labels.keys()) if others else ():
                for other in others:
                    if lacks_one(one, other) or lacks_one(other, one):
                        places = (
                            right.place(right_labels[other], right.label_columns[-1]),
                            left.place(left_labels[one], left.label_columns[-1]),
                        )
                        yield _remark(places, other, one, "info", f"两张表里同一名称写法不一：「{other}」与「{one}」")


def _cells(manuscript: Manuscript) -> Iterator[Remark]:
    """The name of an activity in a cell against the same name in the text."""
    text = "".join(passage.text for passage in manuscript.prose())
    named = [
        (passage, name)
        for sheet in manuscript.sheets
        for passage in sheet.cell_passages
        if 8 <= len(name := compact(passage.text)) <= 20
        and as_pattern(r"[\u4e00-\u9fff]+").fullmatch(name)
        and name[-1] in _LAST_CHARACTERS
        and name not in text
    ]
    if not named:
        return
    spoken: dict[str, tuple[Passage, int, int]] = {}
    # One of two names that differ by an inner character has the first three or the last three of the other.
    for passage in manuscript.prose_with(*{piece for _, name in named for piece in (name[:3], name[-3:])}):
        for match in _LONG_NAME.finditer(passage.text):
            for size in range(6, len(match[0]) + 1):
                spoken.setdefault(match[0][-size:], (passage, match.end() - size, match.end()))
    # A name that lacks an inner character begins and ends as the whole one does.
    alike: dict[tuple[int, str, str], list[str]] = {}
    for other in spoken:
        alike.setdefault((len(other), other[0], other[-1]), []).append(other)
    for passage, name in named:
        for other in sorted(
            other for size in (len(name) - 1, len(name) + 1) for other in alike.get((size, name[0], name[-1]), ())
        ):
            if lacks_one(name, other) or lacks_one(other, name):
                where, start, end = spoken[other]
                yield _remark(
                    (passage.place(0, len(passage.text)), where.place(start, end)),
                    name,
                    other,
                    "info",
                    f"同一名称写法不一：表中「{name}」，正文「{other}」",
                )


def _neighbours(passage: Passage) -> Iterator[Remark]:
    """Two entries of one enumeration with the same name: 固安的学生 65 人，固安的学生 40 人."""
    mentions = [m for m in passage.mentions if not m.is_loose]
    for before, one, other in zip([None, *mentions], mentions, mentions[1:], strict=False):
        if one.sentence != other.sentence or one.number.value == other.number.value:
            continue
        between = passage.plain[one.end : other.start]
        name = between.lstrip("，,、 和及与\n").replace(" ", "").strip()
        if (
            len(name) < 4
            or not as_pattern(r"[\u4e00-\u9fff]{2}").search(name)
            or as_pattern(r"[。；：，]").search(name)
            or not as_pattern(r"[，,、]\s*[^，,、]+").fullmatch(between.strip())
        ):
            continue
        start = before.end if before is not None and before.sentence == one.sentence else one.sentence[0]
        said = passage.plain[start : one.start].replace(" ", "").strip()
        # 正高级讲师 is another name than 高级讲师.
        if (
            not said.endswith(name)
            or said[: -len(name)].endswith(_GRADES)
            or _NUMERAL.search(said[: -len(name)][-1:])
            or as_pattern(r"上年|去年|20\d\d|每|各|分别|奖|平均|其中|达|增|减|占|比").search(name)
        ):
            continue
        if one.measure and other.measure and one.measure != other.measure:
            continue
        begin = passage.plain.rfind(name[0], start, one.start - len(name) + 1)
        first = passage.place(max(start, begin), one.end)
        second_start = passage.plain.find(name[:2], one.end)
        second = passage.place(second_start if second_start >= 0 else other.start, other.end)
        yield Remark(
            f"names:{passage.id}:{other.digits_start}", "names", FAULT, (first, second, one.place, other.place),
            f"同一句里「{name}」出现两次且数值不同（{one.raw.strip()}、{other.raw.strip()}）；其中一处名称有误，或应合并",
            f"“{name}” stands twice in one list with different figures", severity="error",
            reported=f"{one.raw.strip()}、{other.raw.strip()}", formula=f"{one.raw.strip()} ≠ {other.raw.strip()}", keys=(one.id, other.id),
        )  # fmt: skip
