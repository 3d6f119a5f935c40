"""The running text of a report as one string, and the names that stand in it again and again.

``running_text`` puts the paragraphs, notes and cases of a manuscript behind each other and leads from a position back to its
passage; ``repeated_names`` lists what ends in a word for bodies, undertakings, majors or documents and stands at least twice.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern

_ENDINGS = (
    r"公司|集团|工厂|学校|学院|大学|协会|学会|研究院|研究会|研究所|医院|合作社|联盟|大赛|竞赛|活动|工程|计划|行动|专业|基地|工作室|课程|规划|方案|中心|"
    r"实验区|示范区|开发区|奖学金|体系|模式|平台|博览会|文化节|技能节"
)
_ENDED = as_pattern(_ENDINGS)
# Names that end so are seldom called alike by chance: six characters of them may be slips as well.
_SHORT_ENDINGS = ("专业", "公司", "学会", "协会", "工作室", "集团", "学校", "学院")
_HAN = as_pattern(r"[\u4e00-\u9fff]+$")
SHORTEST = 7  # characters of a repeated name; one less where it ends in one of the short endings
_LONGEST = 16
_MOST_NAMES = 120


@dataclass(frozen=True, eq=False)
class RunningText:
    """All running text in one string, with the passages it came from; ``starts`` are their positions in ``words``."""

    words: str
    starts: tuple[int, ...]
    passages: tuple[Passage, ...]

    def passage_at(self, position: int) -> tuple[Passage, int]:
        """The passage that the position lies in, and where in it."""
        index = bisect_right(self.starts, position) - 1
        return self.passages[index], position - self.starts[index]

    def index_of(self, position: int) -> int:
        """The how manieth passage the position lies in."""
        return bisect_right(self.starts, position) - 1


@kept
def running_text(manuscript: Manuscript) -> RunningText:
    """The paragraphs, notes and cases of a manuscript, one behind the other."""
    starts, words = manuscript.prose_in_one
    return RunningText(words, tuple(starts), tuple(manuscript.prose()))


@lru_cache(maxsize=4)
def repeated_names(words: str) -> list[tuple[str, int]]:
    """Strings that end in a word for names and stand at least twice, the longest of each, in the order of the text.

    Each comes with the number of times that it stands.

    >>> repeated_names("举办校园文化艺术活动。校园文化艺术活动受到好评。")
    [('校园文化艺术活动', 2)]
    """
    tails: dict[str, list[int]] = {}
    for match in _ENDED.finditer(words):
        end = match.end()
        least = SHORTEST - 1 if match[0] in _SHORT_ENDINGS else SHORTEST
        tail = words[end - least : end] if end >= least else ""
        found = _HAN.search(tail)
        if found is not None and len(found[0]) == least:
            tails.setdefault(tail, []).append(end)
    counts: Counter[str] = Counter()
    ends: dict[str, int] = {}
    for tail, places in tails.items():
        if len(places) > 1:
            for end in places:
                run = _HAN.search(words[max(0, end - _LONGEST) : end])
                begin = end - len(run[0]) if run is not None else end
                for start in range(begin, end - len(tail) + 1):
                    name = words[start:end]
                    counts[name] += 1
                    ends.setdefault(name, start)
    repeated = {name: times for name, times in counts.items() if times > 1}
    longest = [
        name
        for name, times in repeated.items()
        if not any(repeated.get(f"{c}{name}") == times for c in _left(words, name))
    ]
    longest.sort(key=lambda name: (ends[name], -len(name)))
    return [(name, repeated[name]) for name in longest[:_MOST_NAMES]]


def _left(words: str, name: str) -> str:
    """The character before the first place of the name: where it stands there every time, the name is longer."""
    position = words.find(name)
    return words[position - 1 : position] if position else ""


def places_of(words: str, part: str) -> Iterator[int]:
    """Where the part stands in the words, one place after the other; places may overlap.

    >>> list(places_of("甲校与乙校", "校")), list(places_of("甲校", "乙"))
    ([1, 4], [])
    """
    position = words.find(part)
    while position >= 0:
        yield position
        position = words.find(part, position + 1)
