"""Writing a case by its form, and offering it to the district. The chapter's own save guards and records the text."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.cases.consents import people_who_agreed
from nianbao.web.cases.library import case_parts, digest_of, read_parts, refresh_cards
from nianbao.web.cases.limits import CaseLimits, limit_problems, limits_of, offered_by
from nianbao.web.cases.models import CaseCard, Offer
from nianbao.web.manuscripts.actions import NO_WORDS, SavedChapter, save_chapter
from nianbao.web.manuscripts.frozen import require_open
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.organisations.permissions import Standing
from nianbao.writing.case import check_cases
from nianbao.writing.content import CASE_PARTS, Case, Content, Picture
from nianbao.writing.markdown import read_inlines, written_inlines

MOST_PEOPLE = 30
LONGEST_PART = 20_000
FIELDS = ("title", *(name for name, _ in CASE_PARTS), "evidence")


@dataclass(frozen=True)
class CaseText:
    """A case as a form has it: its parts as an author types them, people by name."""

    title: str
    background: str = ""
    practice: str = ""
    result: str = ""
    evidence: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class PictureText:
    """A picture of a case: its file in the report, and what is said of it."""

    file: str
    caption: str
    alternative: str = ""
    rights: str = ""


def typed(case: Case) -> CaseText:
    """A case as its form shows it."""
    return CaseText(
        case.title,
        written_inlines(case.background),
        written_inlines(case.practice),
        written_inlines(case.result),
        case.evidence,
        case.people,
    )


def write_case(
    chapter: Chapter,
    *,
    block: str,
    text: CaseText,
    pictures: Sequence[PictureText],
    under: str = "",
    seen: str = "",
    standing: Standing,
    words: Mapping[str, str] = NO_WORDS,
) -> tuple[SavedChapter, str]:
    """Put a case into a chapter, or in the place of the one that has the id; the chapter as saved, and the case's id.

    A new case goes to the end of the part whose heading is named by ``under``, or of the chapter. ``seen`` is the
    digest of the case that the form showed: what somebody else made of it since then is not overwritten.
    """
    text = _tidied(text)
    before = case_parts(chapter.blocks, block) if block else []
    if block and not before:
        raise _gone()
    if before and seen and digest_of(before) != seen:
        return SavedChapter(chapter, is_conflict=True), block
    case, held = read_parts(before) if before else (None, ())
    name = block or _free("case", chapter.manuscript)
    made = Case(
        name,
        text.title,
        case.organisation if case is not None else _teller(chapter.manuscript),
        read_inlines(text.background),
        read_inlines(text.practice),
        read_inlines(text.result),
        text.evidence,
        text.people,
        case.consent if case is not None and case.people == text.people else "",
    )
    ids = {one.file: one.id for one in held}
    shown = [
        Picture(ids.get(one.file) or f"{name[:50]}-p{number}", one.file, one.caption.strip() or text.title,
                one.alternative.strip(), one.rights.strip())
        for number, one in enumerate(pictures, start=1)
    ]  # fmt: skip
    named = _with_own_ids(shown, chapter, {one["id"] for one in before})
    parts = [_json(made), *(_json(one) for one in named)]
    if before:
        at = next(at for at, one in enumerate(chapter.blocks) if one["id"] == block)
        blocks = [*chapter.blocks[:at], *parts, *chapter.blocks[at + len(before) :]]
    else:
        at = end_of(chapter.blocks, under)
        blocks = [*chapter.blocks[:at], *parts, *chapter.blocks[at:]]
    saved = save_chapter(chapter, blocks=blocks, version=chapter.version, standing=standing, words=words, via="text")
    return saved, name


def remove_case(card: CaseCard, *, standing: Standing) -> SavedChapter:
    """Take a case and its pictures out of its chapter; the earlier text stays among the chapter's revisions."""
    chapter = card.chapter
    parts = case_parts(chapter.blocks, card.block) if chapter is not None else []
    if chapter is None or not parts:
        raise _gone()
    names = {one["id"] for one in parts}
    blocks = [one for one in chapter.blocks if one["id"] not in names]
    return save_chapter(chapter, blocks=blocks, version=chapter.version, standing=standing, via="text")


def offer(card: CaseCard, *, standing: Standing) -> Offer:
    """Recommend a case to the district as it is now; the same text again is the offer that stands.

    What the district asks is checked here: length, number from one school, a consent for each person named.
    """
    with transaction.atomic():
        card = (
            CaseCard.objects.select_for_update(of=("self",))
            .select_related("manuscript__organisation", "manuscript__campaign", "chapter")
            .get(pk=card.pk)
        )
        manuscript = card.manuscript
        _require_editor(manuscript, standing)
        parts = case_parts(card.chapter.blocks, card.block) if card.chapter is not None else []
        if not parts or card.removed_at is not None:
            raise _gone()
        digest = digest_of(parts)
        standing_one = card.offers.select_for_update().filter(withdrawn_at=None).first()
        if standing_one is not None and standing_one.digest == digest:
            return standing_one
        _require_fit(card, parts)
        now = timezone.now()
        if standing_one is not None:
            standing_one.withdrawn_at = now
            standing_one.save(update_fields=["withdrawn_at"])
        made = Offer.objects.create(
            card=card, blocks=parts, title=card.title, text=card.text, digest=digest, by=standing.person,
            offered_at=now,
        )  # fmt: skip
        told("cases.case.offered", card, standing, {"digest": digest[:12]})
    return made


def withdraw_offer(card: CaseCard, *, standing: Standing) -> None:
    """Take a recommendation back; what the district has chosen stays as it was chosen."""
    with transaction.atomic():
        card = (
            CaseCard.objects.select_for_update(of=("self",)).select_related("manuscript__organisation").get(pk=card.pk)
        )
        _require_editor(card.manuscript, standing, frozen_too=True)
        if card.offers.filter(withdrawn_at=None).update(withdrawn_at=timezone.now()):
            told("cases.case.withdrawn", card, standing, {})


def case_problems(card: CaseCard, parts: Sequence[Any], limits: CaseLimits, agreed: Collection[str]) -> list[Problem]:
    """What a reader of a case would hold against it: empty parts, length, persons without a consent."""
    case, _ = read_parts(parts)
    found = [
        remark.problem
        for remark in check_cases(Content("", (case,)), {})
        if remark.problem.code not in ("case-without-consent", "cases-min")
    ]
    found += limit_problems(limits, card.characters)
    missing = [name for name in case.people if name not in agreed]
    if missing:
        found.append(no_consent(card.title, missing))
    return found


def no_consent(title: str, missing: Sequence[str]) -> Problem:
    return Problem(
        "case-without-consent",
        f"案例「{title}」提到{'、'.join(missing)}，还没有登记本人（或监护人）同意：在案例页登记日期并上传同意书，或隐去姓名。",
        f"Case {title} names {', '.join(missing)} without a consent on record. "
        "Note the day and upload the paper on the case's page, or mask the names.",
    )


def told(kind: str, card: CaseCard, standing: Standing, detail: Mapping[str, Any]) -> None:
    """One event about a case, in the branch of the organisation that tells it."""
    record_event(
        kind,
        by=standing.person,
        branch=card.manuscript.organisation.path,
        subject=f"{card.manuscript.organisation} {card.title}"[:120],
        detail={"case": card.pk, **detail},
    )


def _require_fit(card: CaseCard, parts: Sequence[Any]) -> None:
    limits = limits_of(card.manuscript)
    problems = case_problems(card, parts, limits, people_who_agreed(card))
    if problems:
        raise problems[0]
    others = offered_by(card.manuscript, without=card)
    if limits.per_school is not None and others >= limits.per_school:
        raise Problem(
            "case-quota",
            f"区里每校至多推荐 {limits.per_school} 个案例，本校已推荐 {others} 个。请先撤回一个。",
            f"The district takes at most {limits.per_school} cases of a school; {others} are offered. "
            "Take one back first.",
        )


def _require_editor(manuscript: Manuscript, standing: Standing, *, frozen_too: bool = False) -> None:
    if not standing.may_write(manuscript.organisation, ""):
        raise Problem(
            "not-permitted",
            "推荐案例由本单位负责人、审核人或统稿的填报人办理。",
            "Cases are offered by the head, the reviewer or whoever fills in the whole report.",
        )
    if not frozen_too:
        require_open(manuscript)


def refreshed(manuscript: Manuscript, block: str) -> CaseCard | None:
    """The card of a case that was just saved."""
    refresh_cards(manuscript.organisation.path)
    return CaseCard.objects.filter(manuscript=manuscript, block=block).first()


def _tidied(text: CaseText) -> CaseText:
    said = {name: "".join(getattr(text, name).split("\n")).replace("\r", "").strip() for name in FIELDS}
    people = tuple(dict.fromkeys(one.strip() for one in text.people if one.strip()))
    if not said["title"] or len(said["title"]) > 200:
        raise Problem("case-without-title", "请写案例的标题（至多 200 字）。", "Give the case a title of at most 200.")
    if any(len(one) > LONGEST_PART for one in said.values()):
        raise Problem("case-part-long", "这一部分太长（至多 2 万字）。", "A part is longer than 20,000 characters.")
    if len(people) > MOST_PEOPLE or any(len(one) > 40 for one in people):
        raise Problem(
            "case-people", f"提到的人至多 {MOST_PEOPLE} 位，每位至多 40 字。", f"At most {MOST_PEOPLE} people of 40."
        )
    return CaseText(**said, people=people)


def _with_own_ids(pictures: Sequence[Picture], chapter: Chapter, mine: set[str]) -> Sequence[Picture]:
    taken = {one["id"] for one in chapter.blocks} - mine
    found = []
    for picture in pictures:
        name, number = picture.id, 1
        while name in taken:
            number += 1
            name = f"{picture.id[:58]}-{number}"
        taken.add(name)
        found.append(msgspec.structs.replace(picture, id=name))
    return found


def _json(block: Case | Picture) -> Any:
    return json.loads(msgspec.json.encode(block))


def end_of(blocks: Sequence[Any], under: str) -> int:
    """Where the part under a heading ends; the end of the chapter where there is no such heading."""
    at = next((at for at, one in enumerate(blocks) if one["id"] == under and one["kind"] == "heading"), None)
    if at is None:
        return len(blocks)
    level = blocks[at]["level"]
    after = range(at + 1, len(blocks))
    return next((n for n in after if blocks[n]["kind"] == "heading" and blocks[n]["level"] <= level), len(blocks))


def _free(stem: str, manuscript: Manuscript) -> str:
    """An id that no block of the report has, nor a case that once stood there."""
    taken = {one["id"] for chapter in manuscript.chapters.all() for one in chapter.blocks}
    taken |= set(CaseCard.objects.filter(manuscript=manuscript).values_list("block", flat=True))
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _teller(manuscript: Manuscript) -> str:
    return manuscript.organisation.name


def _gone() -> Problem:
    return Problem(
        "case-gone", "这个案例已不在报告里，请刷新后再试。", "The case is no longer in the report; reload the page."
    )


def parts_now(card: CaseCard) -> list[Any]:
    """The case as it stands in its report now; nothing where it was taken out."""
    if card.chapter is None or card.removed_at is not None:
        return []
    return case_parts(card.chapter.blocks, card.block)
