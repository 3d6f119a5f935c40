"""An old report's chapters laid into the outline of an edition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import yaml

from nianbao.framework.model import Outline, OutlineNode
from nianbao.writing.content import Block
from nianbao.writing.draft import bare_title
from nianbao.writing.returned.matching import likeness

ALIKE = 0.6  # of two titles' pairs of letters
FOREWORD = "前言"
_FILLERS = re.compile(r"情况|工作|方面|建设|质量|[和与及的、，。：:\s]")


@dataclass
class Section:
    """A heading of the old report with what stands between it and the next heading."""

    title: str
    level: int
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Place:
    """A part of the outline with the old sections whose text goes there, and those that follow without a place."""

    node: OutlineNode
    level: int
    taken: list[Section] = field(default_factory=list)
    following: list[Section] = field(default_factory=list)


@dataclass
class Fit:
    places: list[Place]
    before: list[Section] = field(default_factory=list)  # unplaced sections before the first place

    def unplaced(self) -> Iterator[Section]:
        yield from self.before
        for place in self.places:
            yield from place.following


def fit(sections: Sequence[Section], outline: Outline) -> Fit:
    """Each section under the node of its title; one without such a node stays behind the section before it."""
    made = Fit(list(_places(outline.nodes, 1)))
    foreword = next((place for place in made.places if place.node.title == FOREWORD), None)
    at: Place | None = None
    chapter: Place | None = None
    for section in sections:
        place = foreword if not section.title else _place(section, made.places, chapter)
        if place is not None:
            at = place
            place.taken.append(section)
            if section.level == 1:
                chapter = place
            continue
        if section.level == 1:
            chapter = None
            at = _end_of_chapter(at, made.places)  # never in the midst of another chapter
        (at.following if at is not None else made.before).append(section)
    return made


def title_likeness(one: str, other: str) -> float:
    """How alike two titles are; words that every title has count for nothing.

    >>> title_likeness("学生发展", "学生发展情况"), title_likeness("专业布局", "国际合作")
    (1.0, 0.0)
    """
    first, second = (re.sub(r"\W", "", bare_title(text)) for text in (one, other))
    if first == second:
        return 1.0
    bare = [_FILLERS.sub("", text) for text in (first, second)]
    if all(len(text) >= 2 for text in bare) and bare[0] == bare[1]:
        return 1.0
    return likeness(first, second)


def _end_of_chapter(at: Place | None, places: Sequence[Place]) -> Place | None:
    if at is None:
        return None
    start = next(n for n, one in enumerate(places) if one is at)
    following = (n for n in range(start + 1, len(places)) if places[n].level == 1)
    return places[next(following, len(places)) - 1]


def keeps_title(section: Section, place: Place) -> bool:
    """True where a section's own title says more than the part of the outline that it goes to."""
    return bool(section.title) and title_likeness(section.title, place.node.title) < 1.0


def _bare(title: str) -> str:
    return re.sub(r"\W", "", bare_title(title))


@cache
def _former() -> Mapping[str, frozenset[str]]:
    text = resources.files(__package__).joinpath("former_titles.yaml").read_text(encoding="utf-8")
    return {_bare(title): frozenset(map(_bare, former)) for title, former in yaml.safe_load(text).items()}


def _places(nodes: Sequence[OutlineNode], level: int) -> Iterator[Place]:
    for node in nodes:
        yield Place(node, level)
        yield from _places(node.children, level + 1)


def _place(section: Section, places: Sequence[Place], chapter: Place | None) -> Place | None:
    """The place with the most alike title; below a chapter that has a place, its parts come first."""
    inside: Sequence[Place] = ()
    if chapter is not None and section.level > 1:
        start = next(n for n, one in enumerate(places) if one is chapter) + 1
        end = next((n for n in range(start, len(places)) if places[n].level <= chapter.level), len(places))
        inside = places[start:end]
    same_level = [one for one in places if one.level == section.level]
    known = _bare(section.title)
    former = [one for one in places if known in _former().get(_bare(one.node.title), ())]
    exact = [one for one in places if _bare(one.node.title) == known]
    if former and not exact:
        return former[0]
    for candidates, least in ((inside, ALIKE), (same_level, ALIKE), (places, 1.0)):
        scored = [(title_likeness(section.title, one.node.title), -n, one) for n, one in enumerate(candidates)]
        if scored and (best := max(scored, key=lambda entry: entry[:2]))[0] >= least:
            return best[2]
    return None
