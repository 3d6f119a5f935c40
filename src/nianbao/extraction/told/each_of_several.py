"""So many of each: 乙校、丙校各 20 个 stands for forty, and 二、三等奖各 2 项 for four.

How many share the figure is counted from the names before 各, or said there (两校各 20 个). Names may hold a 和 of
their own, so the number is a range, and every number in it is a legal reading.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, relation, sum_of
from nianbao.extraction.mention import Mention
from nianbao.facts.cell import Cell
from nianbao.facts.numeral import read_numeral
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Relation

_EACH = as_pattern(
    r"(?P<names>[^，。；：]*?)(?<!每)各(?:自|(?!自|[级类种项校系部院地界方县区市]))[\u4e00-\u9fff]{0,3}$"
)
_COUNTED = as_pattern(
    r"(?P<count>[两二三四五六七八九]|\d)\s*(?:个|所|家|名|位|支|类|门|校|系|县|区|市|地|院|部|班|组|队)(?!级|等)[\u4e00-\u9fff]{0,4}$"
)
_JOINT = as_pattern(r"、|(?<![柔调温共])和(?!谐|平)|(?<![参给授赋])与(?!会)|(?<![涉普惠顾波])及(?!时|格)")
_SHARERS = as_pattern(r"[\u4e00-\u9fff]{0,4}各")
_VERB = as_pattern(r"^自?(?:获[得评]?|得到?|[配设建拥具]?有|配备|安排|招收?|选派|承担|开设|举办|完成|为|是|占|计|共)?")
_A_NOUN = 2  # characters
_MOST = 8


def sharing(mention: Mention) -> range:
    """How many the figure is told of, from the least to the most; one where it is told of one."""
    words = mention.passage.plain[mention.clause[0] : mention.start]
    if "各" not in words or (match := _EACH.search(words.rstrip())) is None:
        return range(1, 2)
    # 一等奖 2 项、二等奖和三等奖各 3 项: the names begin behind the figure before, unless that counts those who share.
    begin = mention.clause[0]
    names = match["names"]
    if counted := _COUNTED.search(names):
        number = int(counted["count"]) if counted["count"].isdigit() else read_numeral(counted["count"])
        return range(number, number + 1) if number else range(1, 2)
    plain = mention.passage.plain
    earlier = [m for m in mention.passage.mentions_in(begin, mention.digits_start) if _JOINT.match(plain, m.end)]
    if earlier:
        names = names[max(0, earlier[-1].end - begin) :]
    names = names.strip("、 ")
    commas, joints = names.count("、"), len(_JOINT.findall(names))
    least = commas + 1 if commas else min(joints, 1) + 1
    return range(least, min(joints + 1, _MOST) + 1)


def is_of_each(mention: Mention) -> bool:
    """True where the figure stands for more than itself."""
    return sharing(mention).stop > 2


def total_of_each(
    family: str, total: Operand, parts: Sequence[Mention], cue: str, *, firm: bool
) -> Iterator[Relation | Doubtful]:
    """The total against its parts, those that are told of several taken as many times; told where ``firm``.

    What does not fit is told only where there is no doubt how often each part was meant.
    """
    plain = parts[0].passage.plain
    # 两校各 20 套: how many share is none of the parts.
    parts = [part for part in parts if not _SHARERS.match(plain, part.end)]
    if len(parts) < 2:
        return
    readings = [sum_of(total, chosen) for chosen in _choices(parts)]
    # 各有食堂 2 个、宿舍 3 个: which of them each has is open.
    behind = [plain[part.clause[0] : part.start].rpartition("各")[2].strip() for part in parts if is_of_each(part)]
    firm = firm and all(len(_VERB.sub("", words)) < _A_NOUN for words in behind)
    place = parts[-1].passage.place(parts[0].start, parts[-1].end)
    made = relation(family, readings, cue=cue, severity="warning", place=place)
    yield made if firm and len(readings) == 1 else Doubtful(made, frozenset((total.key,)))


def _choices(parts: Sequence[Mention]) -> list[list[Operand]]:
    several = [[_times(part, number) for number in sharing(part)] for part in parts]
    return [list(chosen) for chosen in itertools.islice(itertools.product(*several), _MOST)]


def _times(part: Mention, number: int) -> Operand:
    operand = part.operand(f"{part.name} {part.raw.strip()}", trust=0.9)
    if number == 1:
        return operand
    digits = part.number.digits * Decimal(number)
    taken = replace(part.number, raw=part.raw.strip().replace(f"{part.number.digits:f}", f"{digits:f}"), digits=digits)
    return replace(operand, label=f"{operand.label}×{number}", cell=Cell.of_number(taken))
