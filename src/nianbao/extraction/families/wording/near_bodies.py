"""A firm, a studio or the school itself bears one name: 川岷精密机械有限公司 is not called 川岷精密制造有限公司 once.

Cue: names that end in a word for bodies (有限公司, 集团, 工作室, 学校 …) and agree before and behind one character, or behind a brand of two
characters and more but for one word of the trade (机械, 制造, 电子); a class called after its firm (“嘉驰班” of 嘉诚汽车服务有限公司). Why it should
hold in any report: two bodies with names so alike are seldom partners of one school; a name typed from memory often comes
out so. Guards: numerals, points of the compass and levels tell two bodies apart; bodies named side by side or both in
tables are two; the odd name stands once; of schools only one that is named three times is known well enough, and sentences
of history, of partners and of those who go on to study may speak of another one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.families.wording.spellings import tells_apart
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

FAULT = "label"
EXAMPLES = (
    Example("fail", "川岷精密机械有限公司投入60万元。\n\n学校与川岷精密制造有限公司开办订单班。"),
    Example(
        "fail", "周长河烹饪大师工作室接待学员。周长河烹饪大师工作室开发菜品。\n\n周长江烹饪大师工作室每月开放一次。"
    ),
    Example("fail", "汽车运用与维修专业与京北嘉诚汽车服务有限公司合作开设“嘉驰班”。"),
    Example(
        "fail",
        "专业\t合作企业\t人数\n航空服务\t北翼地面服务\t32\n会计\t华信财务\t28\n\n学校与北冀地面服务公司共建课堂。",
    ),
    Example("silent", "川岷精密机械有限公司投入60万元。\n\n学校与川岷精密机械有限公司开办“川岷班”。"),
    Example("silent", "与华北电力设备有限公司、东北电力设备有限公司签约。"),
    Example("silent", "毕业生升入江苏财经职业技术学院12人。\n\n另有5人升入江苏财会职业技术学院。"),
)
_BODY = as_pattern(
    r"(?:有限责任公司|股份有限公司|有限公司|公司|集团|工作室|技师学院|职业技术学院|职业技术学校|职业学校|技术学校|中等专业学校|职业中专|职业高中|职高|职专|学校|学院|职教中心|"
    r"职业教育中心|医院|酒店|宾馆|汽车城|合作社|研究院|幼儿园|敬老院|产业园|开发区|科技园)"
)
_SCHOOLS = as_pattern(r"(?:学校|学院|中专|高中|职高|职专|职教中心|职业教育中心|幼儿园)$")
_FIRMS = as_pattern(r"(?:公司|集团|工作室|合作社)$")
_HAN = as_pattern(r"[\u4e00-\u9fff]+$")
_LEAD = as_pattern(
    r".*(?:[的与和及由在向对为是从到等赴同被将让给是有我该各本这其]|联合|依托|企业|单位|走进|引进|聘请|专业|成立|建立|签约|合作|共建|举办|承办|组织|建成|报告期[内初末]|依据|根据|按照|负责|职责|支持|[增减]持|评[估价])"
)
_TRADES = frozenset(
    as_pattern("..").findall(
        "机械制造电子科技技术工程工业设备电气电器汽车物流贸易商贸实业机电智能信息网络服务装备仪器化工医药食品建筑建设文化教育餐饮酒店旅游农业服饰服装纺织材料重工软件传媒动力能源",
    )
)
_OTHERS = as_pattern(
    r"前身|原名|原称|更名|改名|改称|曾|合并|升格|升入|考入|录取|衔接|贯通|对口|联合|合作|共建|结对|帮扶|支教|交流|考察|参观|来自|毕业于|分公司|子公司"
)
_LONGEST = 16
_LEAST_ALIKE = 5  # characters that two names have in common
_FIRM = 3
_OWN_CLASS = as_pattern(r"[^。；]{0,40}?[“\"「](?P<name>[\u4e00-\u9fff]{2,4}?)(?:订单|冠名|现代学徒制|学徒)?班[”\"」]")


@dataclass(frozen=True, slots=True)
class _Name:
    words: str  # up to sixteen characters, the body's word last
    body: str
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class _Letters:
    """The whole document without blanks, tables last."""

    words: str
    starts: tuple[int, ...]
    passages: tuple[Passage, ...]

    @classmethod
    def of(cls, manuscript: Manuscript) -> _Letters:
        passages = [*manuscript.passages, *(cell for sheet in manuscript.sheets for cell in sheet.cell_passages)]
        starts, pieces, position = [], [], 0
        for passage in passages:
            starts.append(position)
            pieces.append("".join(passage.plain.split()))
            position += len(pieces[-1]) + 1
        return cls("\n".join(pieces), tuple(starts), tuple(passages))

    def place(self, start: int, end: int) -> Place:
        index = bisect_right(self.starts, start) - 1
        passage = self.passages[index]
        places = [at for at, character in enumerate(passage.plain) if not character.isspace()]
        first, last = start - self.starts[index], end - 1 - self.starts[index]
        return passage.place(places[first], places[last] + 1)

    def sentence(self, start: int) -> tuple[int, int]:
        left = max(self.words.rfind(stop, 0, start) for stop in "。；！？\n") + 1
        ends = [end for stop in "。；！？\n" if (end := self.words.find(stop, start)) >= 0]
        return left, min(ends, default=len(self.words))


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Pairs of names, then classes called after firms."""
    letters = _Letters.of(manuscript)
    names = list(_names(letters.words))
    told: set[int] = set()
    labels = {compact(sheet.row_label(row)) for sheet in manuscript.sheets for row in sheet.data_rows}
    by_body: dict[str, dict[str, list[_Name]]] = {}
    for name in names:
        by_body.setdefault(name.body, {}).setdefault(name.words, []).append(name)
    for found in by_body.values():
        firsts = [places[0] for _, places in sorted(found.items())]
        for odd in (name for name in firsts if len(found[name.words]) == 1):
            for usual in firsts:
                alike = _alike(odd, usual) if usual is not odd else None
                if alike is None or odd.start in told or not _is_odd(letters, odd, usual, alike, labels):
                    continue
                told.update((odd.start, usual.start))
                yield _remark(letters, odd, usual, alike)
                break
    yield from _classes(letters, names)
    yield from _cells(manuscript, letters, names)


def _cells(manuscript: Manuscript, letters: _Letters, names: list[_Name]) -> Iterator[Remark]:
    """北冀地面服务公司, where a table has 北翼地面服务: a cell gives the name without the word for the body."""
    cells: dict[int, dict[str, Place]] = {}
    for sheet in manuscript.sheets:
        for passage in sheet.cell_passages:
            words = compact(passage.text)
            if _LEAST_ALIKE < len(words) + 1 <= _LONGEST and _HAN.fullmatch(words):
                cells.setdefault(len(words), {}).setdefault(words, passage.place(0, len(passage.text)))
    for name in names:
        stem = name.words.removesuffix(name.body)
        known = cells.get(len(stem), {})
        if not known or stem in known or not _FIRMS.search(name.body) or letters.words.count(stem) > 1:
            continue
        for cell in sorted(known):
            apart = [pair for pair in zip(stem, cell, strict=True) if pair[0] != pair[1]]
            if len(apart) == 1 and stem[0] == cell[0] and not tells_apart("".join(apart[0])):
                places = (letters.place(name.start, name.start + len(stem)), known[cell])
                yield _told(f"{name.start}:cell", places, stem, cell)
                break


def _names(words: str) -> Iterator[_Name]:
    for match in _BODY.finditer(words):
        run = _HAN.search(words[max(0, match.end() - _LONGEST) : match.start()])
        if run is None:
            continue
        lead = _LEAD.match(run[0])
        own = run[0][lead.end() :] if lead else run[0]
        if len(own) > 1:
            yield _Name(own + match[0], match[0], match.start() - len(own), match.end())


@dataclass(frozen=True, slots=True)
class _Alike:
    size: int  # characters from the end that belong to both names
    odd: str  # the characters that differ
    usual: str


def _alike(odd: _Name, usual: _Name) -> _Alike | None:
    """How two names agree: all but one character, or all but one word of the trade."""
    one, other = odd.words, usual.words
    size = min(len(one), len(other))
    behind = len(odd.body)
    while behind < size and one[-behind - 1] == other[-behind - 1]:
        behind += 1
    for gap in (1, 2):
        if behind + gap >= size:
            return None
        front = behind + gap
        while front < size and one[-front - 1] == other[-front - 1]:
            front += 1
        before = front - behind - gap
        if not before:
            continue
        pair = one[-behind - gap : -behind], other[-behind - gap : -behind]
        starts_here = front in (len(one), len(other))
        if gap == 1 and (before > 1 or (before == 1 and starts_here and behind - len(odd.body) > 0)):
            if front - gap >= _LEAST_ALIKE and not tells_apart(pair[0] + pair[1]):
                return _Alike(front, *pair)
            return None
        if gap == 2 and before > 1 and pair[0] in _TRADES and pair[1] in _TRADES and _FIRMS.search(odd.body):
            return _Alike(front, *pair)
    return None


def _is_odd(letters: _Letters, odd: _Name, usual: _Name, alike: _Alike, labels: set[str]) -> bool:
    known, strange = usual.words[-alike.size :], odd.words[-alike.size :]
    times = letters.words.count(known)
    if letters.words.count(strange) != 1 or times < 1:
        return False
    left, right = letters.sentence(odd.start)
    if known in letters.words[left:right]:
        return False
    brand = known[: known.index(alike.usual)] if alike.usual in known else known[:2]
    if _SCHOOLS.search(odd.body):
        well_known = times >= _FIRM - (known in labels)
        return well_known and strange not in labels and _OTHERS.search(letters.words[left:right]) is None
    if alike.size <= _LEAST_ALIKE + 1 and times < _FIRM - 1:
        return False
    if len(alike.odd) > 1 or times == 1:
        # A place before the trade is no brand: 北京机械有限公司, 北京电子有限公司.
        return len(brand) > 2 or (len(alike.odd) == 1 and len(known) > len(odd.body) + 3)
    return True


def _classes(letters: _Letters, names: list[_Name]) -> Iterator[Remark]:
    """“嘉驰班” behind 京北嘉诚汽车服务有限公司: the class bears the firm's name."""
    for name in names:
        if not _FIRMS.search(name.body):
            continue
        match = _OWN_CLASS.match(letters.words, name.end)
        if match is None or as_pattern(r"公司|集团|分别|[、]").search(letters.words[name.end : match.start("name")]):
            continue
        said, own = match["name"], name.words.removesuffix(name.body)
        if said in own:
            continue
        parts = [own[index : index + len(said)] for index in range(len(own) - len(said) + 1)]
        close = [
            part for part in parts
            if part[0] == said[0] and sum(a != b for a, b in zip(part, said, strict=True)) == 1
        ]  # fmt: skip
        if len(close) == 1:
            places = (letters.place(name.start, name.end), letters.place(*match.span("name")))
            yield _told(f"{name.start}:class", places, close[0], said)


def _remark(letters: _Letters, odd: _Name, usual: _Name, alike: _Alike) -> Remark:
    places = (letters.place(odd.end - alike.size, odd.end), letters.place(usual.end - alike.size, usual.end))
    return _told(str(odd.start), places, odd.words[-alike.size :], usual.words[-alike.size :])


def _told(identifier: str, places: tuple[Place, ...], odd: str, usual: str) -> Remark:
    return Remark(
        f"near-bodies:{identifier}", "near-bodies", FAULT, places,
        f"名称写法不一：此处「{odd}」，别处「{usual}」；若是同一个，请统一", f"“{odd}” here, “{usual}” elsewhere",
        severity="warning", reported=odd, expected=usual, suggestion=usual, formula=f"{odd} ≠ {usual}",
    )  # fmt: skip
