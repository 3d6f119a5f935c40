"""Personal data in a case: proposals to mask, each with the words before and after. Nothing is masked unasked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from nianbao.facts.problem import Problem
from nianbao.web.cases.actions import parts_now
from nianbao.web.cases.consents import people_who_agreed
from nianbao.web.cases.library import read_parts
from nianbao.web.cases.models import CaseCard
from nianbao.web.manuscripts.actions import SavedChapter, save_chapter
from nianbao.web.organisations.permissions import Standing
from nianbao.web.releases.scan import personal_spans
from nianbao.writing.content import CASE_PARTS, Case, Picture, Text

AROUND = 12
WHERE = (("title", "标题"), *CASE_PARTS, ("evidence", "佐证"))
Change = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class MaskProposal:
    """One place: ``key`` names it as long as the words are the same, ``after`` is what would stand there."""

    key: str
    code: str
    part: str
    before: str
    after: str
    around: str


def proposals(card: CaseCard, parts: Sequence[Any], agreed: Collection[str] | None = None) -> tuple[MaskProposal, ...]:
    """What of a case and its captions might be masked; persons with a consent on record are left alone."""
    if not parts:
        return ()
    if agreed is None:
        agreed = people_who_agreed(card)
    found: list[MaskProposal] = []
    known = agreed
    _through(parts, lambda part, text: _collect(part, text, known, found))
    return tuple({one.key: one for one in found}.values())


def mask(card: CaseCard, *, keys: Collection[str], standing: Standing) -> SavedChapter:
    """Mask what was chosen among the proposals."""
    parts = parts_now(card)
    known = {one.key: one for one in proposals(card, parts)}
    chosen = {key: one for key, one in known.items() if key in keys}
    if not chosen:
        raise Problem("mask-nothing", "请勾选要遮盖的内容。", "Choose what is to be masked.")
    agreed = people_who_agreed(card)
    changed = _through(parts, lambda part, text: _changed(part, text, agreed, chosen))
    chapter = card.chapter
    assert chapter is not None  # there are parts only where the case stands in one
    by_id = {one["id"]: one for one in changed}
    blocks = [by_id.get(one["id"], one) for one in chapter.blocks]
    return save_chapter(chapter, blocks=blocks, version=chapter.version, standing=standing, via="text")


def masked_words(code: str, words: str) -> str:
    """What stands in the place of personal data.

    >>> masked_words("mobile-number", "13812345678"), masked_words("person-named", "张晓明")
    ('138****5678', '张某')
    """
    match code:
        case "person-named":
            return f"{words[0]}某"
        case "mobile-number":
            digits = [one for one in words if one.isdigit()]
            return f"{''.join(digits[:3])}****{''.join(digits[-4:])}"
        case "mail-address":
            return f"{words[0]}***@{words.partition('@')[2]}"
        case _:
            return f"{words[:4]}{'*' * (len(words) - 8)}{words[-4:]}"


def _through(parts: Sequence[Any], change: Change) -> list[Any]:
    """Every text of a case and its captions by ``change``, as JSON again."""
    case, pictures = read_parts(parts)
    texts: dict[str, Any] = {"title": change("title", case.title), "evidence": change("evidence", case.evidence)}
    for name, _ in CASE_PARTS:
        texts[name] = tuple(
            Text(change(name, part.text)) if isinstance(part, Text) else part for part in getattr(case, name)
        )
    made: Case = msgspec.structs.replace(case, **texts)
    shown: list[Case | Picture] = [made]
    for picture in pictures:
        caption, alternative = change("picture", picture.caption), change("picture", picture.alternative)
        shown.append(msgspec.structs.replace(picture, caption=caption, alternative=alternative))
    found: list[Any] = [json.loads(msgspec.json.encode(one)) for one in shown]
    return found


def _collect(part: str, text: str, agreed: Collection[str], found: list[MaskProposal]) -> str:
    for start, end, code in personal_spans(text, agreed):
        words = text[start:end]
        around = f"{text[max(start - AROUND, 0) : start]}【{words}】{text[end : end + AROUND]}"
        found.append(MaskProposal(_key(part, code, words), code, part, words, masked_words(code, words), around))
    return text


def _changed(part: str, text: str, agreed: Collection[str], chosen: Collection[str]) -> str:
    for start, end, code in reversed(list(personal_spans(text, agreed))):
        words = text[start:end]
        if _key(part, code, words) in chosen:
            text = f"{text[:start]}{masked_words(code, words)}{text[end:]}"
    return text


def _key(part: str, code: str, words: str) -> str:
    return hashlib.sha256(f"{part}\n{code}\n{words}".encode()).hexdigest()[:16]
