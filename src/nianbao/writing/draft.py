"""A report's text as its author keeps it: headings, paragraphs and figures asked for by name.

A plain text file that any editor opens. ``#`` lines are headings (one ``#`` is the
report's title), a blank line ends a paragraph, ``<!-- … -->`` is for the author alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.facts.problem import Problem
from nianbao.framework.model import Outline, OutlineNode
from nianbao.writing.link import LINK

MOST_CHARACTERS = 2_000_000
DEEPEST = 4  # ##### would be a list rather than a heading
_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十百\d.．]+[章节部分]*[、.．\s]*|[（(][一二三四五六七八九十\d]+[）)]\s*)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure asked for inside a paragraph; ``text`` is what stands between the brackets."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A heading (``level`` 1 and more) or a paragraph (0), with the line of the file on which it begins."""

    parts: tuple[str | Asked, ...]
    line: int
    level: int = 0

    @property
    def wording(self) -> str:
        """What is typed by hand in it, links left out."""
        return "".join(part if isinstance(part, str) else "\N{OBJECT REPLACEMENT CHARACTER}" for part in self.parts)


@dataclass(frozen=True)
class Draft:
    title: str
    blocks: tuple[DraftBlock, ...]


def read_draft(text: str) -> Draft:
    """The draft that a file holds; raises Problem where it holds none.

    >>> draft = read_draft("# 质量年报\\n\\n## 一、概况\\n\\n毕业生[[毕业生数]]。")
    >>> draft.title, [(block.level, len(block.parts)) for block in draft.blocks]
    ('质量年报', [(1, 1), (0, 3)])
    """
    if len(text) > MOST_CHARACTERS:
        raise Problem(
            "draft-too-long",
            f"稿件有 {len(text):,} 字，最多 {MOST_CHARACTERS:,} 字。请分成几份。",
            f"The draft has {len(text):,} characters, at most {MOST_CHARACTERS:,} are read. Split it.",
        )
    # Comments leave their line breaks behind, so that places stay true.
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text.replace("\r\n", "\n").removeprefix("\ufeff"))
    title, blocks = "", []
    for line, level, content in _pieces(text):
        if level == 1 and not title:
            title = content
        else:
            blocks.append(DraftBlock(tuple(_parts(content, line)), line, max(level - 1, 0)))
    if not title and not blocks:
        raise Problem("draft-empty", "稿件是空的。", "The draft is empty.")
    return Draft(title, tuple(blocks))


def starting_draft(title: str, outline: Outline) -> str:
    """A draft to begin with: the outline's headings, with what belongs under each as a note to the author."""
    lines = [f"# {title}", ""]

    def add(nodes: Sequence[OutlineNode], depth: int) -> None:
        for node in nodes:
            number = f"{node.number} " if node.number not in ("", "0") else ""
            lines.append(f"{'#' * min(depth, DEEPEST)} {number}{node.title}")
            lines.append("")
            wanted = "必写" if node.required else "选写"
            lines.extend([f"<!-- {wanted}。{node.prompt} -->" if node.prompt else f"<!-- {wanted}。 -->", ""])
            add(node.children, depth + 1)

    add(outline.nodes, 2)
    return "\n".join(lines)


def missing_nodes(draft: Draft, outline: Outline) -> tuple[OutlineNode, ...]:
    """The required parts of the outline that have no heading, or a heading and no word under it."""
    written: set[str] = set()
    open_titles: list[tuple[int, str]] = []
    for block in draft.blocks:
        if block.level:
            open_titles = [one for one in open_titles if one[0] < block.level]
            open_titles.append((block.level, bare_title(block.wording)))
        elif block.wording.strip():
            written.update(title for _, title in open_titles)

    def absent(nodes: Sequence[OutlineNode]) -> Iterator[OutlineNode]:
        for node in nodes:
            if node.required and bare_title(node.title) not in written:
                yield node
            else:
                yield from absent(node.children)

    return tuple(absent(outline.nodes))


def bare_title(title: str) -> str:
    """A heading without its number.

    >>> bare_title("1.2 专业建设"), bare_title("（一）人才培养"), bare_title("第三章　产教融合")
    ('专业建设', '人才培养', '产教融合')
    """
    return _NUMBER.sub("", title.strip()).strip()


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Line, heading level (0 for a paragraph) and content; lines of one paragraph are joined."""
    begun = 0
    gathered: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        stripped = line.strip().strip("\u3000").strip()
        heading = _HEADING.fullmatch(stripped)
        if gathered and (heading or not stripped):
            yield begun, 0, "".join(gathered)
            gathered = []
        if heading:
            yield number, len(heading[1]), heading[2]
        elif stripped:
            if not gathered:
                begun = number
            elif gathered[-1][-1].isascii() and stripped[0].isascii():
                gathered.append(" ")  # words of Latin letters do not grow together
            gathered.append(stripped)


def _parts(content: str, line: int) -> Iterator[str | Asked]:
    at = 0
    for match in LINK.finditer(content):
        if match.start() > at:
            yield content[at : match.start()]
        yield Asked(match[1].strip(), line)
        at = match.end()
    if at < len(content):
        yield content[at:]
