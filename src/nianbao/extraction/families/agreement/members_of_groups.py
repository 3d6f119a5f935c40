"""What a sentence lists as a member of one group does not stand under another group in a table.

Cue: 数字商贸专业群包括电子商务、物流服务与管理、会计事务 3 个专业 for two groups or more, and a table with the name of a group and one of these members, or several,
in a row. Why it should hold in any report: who belongs where is told in full once, and a table names some of them again.
Guards: the list of the table's group must be closed, and another group's list alone holds the member; names must be
spelled alike; what is told of one group twice is joined; lists of other years, of what is planned, moved or
shared are left alone; schools and departments, whose majors other rules know, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Remark, told_elsewhere
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.names.known_bodies import is_body_name
from nianbao.extraction.names.name_index import NameIndex
from nianbao.extraction.tables.table_facts import Sheet, bare_label, compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "label"
_LISTS = (
    "数字商贸专业群包括电子商务、物流服务与管理、会计事务3个专业，智慧农业专业群包括园林技术、果蔬花卉生产技术2个专业。"
)
_TABLE = "\n\n表1 专业群建设情况\n\n序号\t专业群名称\t核心专业\n1\t数字商贸专业群\t{}\n2\t智慧农业专业群\t园林技术\n"
EXAMPLES = (
    Example("fail", _LISTS + _TABLE.format("果蔬花卉生产技术")),
    Example(
        "fail",
        "智造类社团涵盖机器人社、航模社、创客社，文艺类社团涵盖合唱团、舞蹈社。\n\n表2 社团成果\n\n类别\t社团\t奖项（项）\n智造类\t机器人社\t4\n文艺类\t航模社\t2\n",
    ),
    Example("pass", _LISTS + _TABLE.format("电子商务")),
    Example("silent", _LISTS + _TABLE.format("网络营销")),
    Example("silent", _LISTS.replace("3个专业", "等专业") + _TABLE.format("果蔬花卉生产技术")),
)
_KIND = as_pattern(r"专业集?群|集群|社团|课程|模块|平台|[组类群]$")
_VERBS = ("包括", "涵盖", "包含", "含", "由", "下设", "下辖", "覆盖", "囊括")
_LIST = as_pattern(
    r"(?:专业集?群|专业|社团|课程|[组类群])?(?:主要|现|目前|共|分别|则|均)*(?:包括|涵盖|包含|覆盖|囊括|下设|下辖|含有?|由)(?:了|有)?\s*"
    r"(?P<names>[^，。；：:、（）()\d]{2,18}(?:、[^，。；：:、（）()\d]{2,18}?)+?)\s*"
    r"(?P<end>等(?:\s*(?P<count>\d+)\s*[个门项类])?|[\d两二三四五六七八九十]+\s*[个门项类]|组成|构成|(?=[，。；）)]|$))"
)
_GROUP = as_pattern(rf"(?:^|(?<=[，。；：]))(?P<group>[\u4e00-\u9fff“”]{{3,18}}?)(?={_LIST.pattern})")
_NOT_NOW = as_pattern(r"原|曾|拟|计划|规划|将(?!来)|上年|去年|跨|共享|调整|新增|并入|划[入转]|转入|撤|停")
_JOINT = as_pattern(r"(?<=[\u4e00-\u9fff]{2})(?:和|以及|及)(?=[\u4e00-\u9fff]{2})")
_PIECES = as_pattern(r"[、，,；;]")
_LEAST_NAME, _LEAST_GROUPS = 3, 2


@dataclass(frozen=True, eq=False, slots=True)
class _Listed:
    """A member of a group, and where the sentence says so."""

    group: str
    member: str
    place: Place


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Pairs of tables against the lists of sentences."""
    sheets = [(sheet, columns) for sheet in manuscript.sheets if (columns := _columns_of_names(sheet))]
    passages = [p for p in manuscript.prose_with(*_VERBS) if "、" in p.plain] if sheets else []
    if not passages:
        return
    owners = {name for sheet, columns in sheets for column in columns for name in _owners(sheet, column)}
    owners = {name for name in owners if len(name) >= _LEAST_NAME and not is_body_name(name)}
    index = NameIndex(sorted(owners, key=lambda name: (-len(name), name)))
    lists: dict[str, list[_Listed]] = {}
    open_groups: set[str] = set()
    for passage in passages:
        for listed, is_closed in _lists(passage, index):
            lists.setdefault(_bare(listed.group), []).append(listed)
            if not is_closed:
                open_groups.add(_bare(listed.group))
    if len(lists) >= _LEAST_GROUPS:
        for sheet, columns in sheets:
            yield from _compared(sheet, columns, lists, open_groups)


def _columns_of_names(sheet: Sheet) -> tuple[int, ...]:
    columns = [column for column in sheet.label_columns if column not in sheet.numeric_columns]
    return tuple(columns) if len(columns) > 1 and sheet.unit_column is None else ()


def _owners(sheet: Sheet, column: int) -> Iterator[str]:
    for row in sheet.data_rows:
        name = compact(bare_label(sheet.text(row, column)))
        yield from {name, _bare(name)}


def _bare(name: str) -> str:
    bare = _KIND.sub("", name)
    return bare if len(bare) >= _LEAST_NAME else name


def _lists(passage: Passage, index: NameIndex) -> Iterator[tuple[_Listed, bool]]:
    """The members behind the name of a group, and whether they are all of them."""
    words, done = passage.plain, 0
    known = [(at, name) for at in index.places(words) if (name := index.at(words, at)) is not None]
    # A group that no table names stands beside one that a table does, and is told in the same way.
    beside = [(each.start(), each["group"]) for each in _GROUP.finditer(words)] if known else []
    for position, name in sorted({**dict(beside), **dict(known)}.items()):
        match = _LIST.match(words, position + len(name)) if position >= done else None
        if match is None:
            continue
        done = match.end()
        clause = words[passage.clause_at(position)[0] : match.end()]
        if _NOT_NOW.search(clause):
            continue
        pieces = match["names"].split("、")
        pieces = [*pieces[:-1], *_JOINT.split(pieces[-1])]
        is_closed = match["end"][:1] != "等" or match["count"] == str(len(pieces))
        at = match.start("names")
        for piece in pieces:
            at = words.find(piece, at)
            member = _member(piece)
            if member:
                yield _Listed(name, member, passage.place(at, at + len(piece))), is_closed


def _member(words: str) -> str:
    return compact(bare_label(words)).removesuffix("专业").strip("“”\"'")


def _compared(
    sheet: Sheet, columns: tuple[int, ...], lists: dict[str, list[_Listed]], open_groups: set[str]
) -> Iterator[Remark]:
    of: dict[str, set[str]] = {}
    for group, listed in lists.items():
        for each in listed:
            of.setdefault(each.member, set()).add(group)
    for owner in columns:
        for row in sheet.data_rows:
            group = _bare(compact(bare_label(sheet.text(row, owner))))
            for column in columns if group in lists else ():
                if column == owner:
                    continue
                for piece in _PIECES.split(sheet.text(row, column)):
                    member = _member(piece)
                    groups = of.get(member, set())
                    if group in groups:
                        yield _remark(sheet, row, owner, column, lists[group], member, True)
                    elif len(groups) == 1 and group not in open_groups:
                        yield _remark(sheet, row, owner, column, lists[groups.pop()], member, False)


def _remark(sheet: Sheet, row: int, owner: int, column: int, listed: list[_Listed], member: str, holds: bool) -> Remark:
    told = next(each for each in listed if each.member == member)
    here, group = sheet.place(row, column), sheet.text(row, owner).strip()
    zh, en = told_elsewhere(told.place)
    return Remark(
        f"members-of-groups:{sheet.id}:{row}:{column}:{member}", "members-of-groups", FAULT,
        (here, sheet.place(row, owner), told.place),
        f"「{member}」在{zh}列入「{told.group}」，此处却写在「{group}」名下；请核对"
        if not holds else f"「{member}」与{zh}所列一致",
        f"“{member}” is listed under “{told.group}” {en}, here it stands under “{group}”"
        if not holds else f"“{member}” agrees with the list {en}",
        severity="warning", holds=holds, reported=member, expected=told.group,
        formula=f"{member} {'∈' if holds else '∉'} {group}", is_plain=not holds,
    )  # fmt: skip
