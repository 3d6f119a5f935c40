"""The district chooses: a school's case into a chapter of its own report, kept as it was, or not, with a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nianbao.facts.problem import Problem
from nianbao.web.audit.actions import record_event
from nianbao.web.campaigns.notices import Said, tell_school
from nianbao.web.cases.actions import end_of, no_consent, parts_now
from nianbao.web.cases.consents import people_without_consent
from nianbao.web.cases.library import case_parts, digest_of, read_parts
from nianbao.web.cases.models import COPIED, CaseCard, Pick
from nianbao.web.manuscripts.actions import NO_WORDS, save_chapter
from nianbao.web.manuscripts.models import Chapter, Picture
from nianbao.web.manuscripts.pictures import add_picture, read_picture
from nianbao.web.manuscripts.text import link_key
from nianbao.web.organisations.models import Organisation
from nianbao.web.organisations.permissions import Standing
from nianbao.writing.content import CASE_PARTS, Link

LONGEST_REASON = 500
Speak = Callable[[Sequence[Any]], Mapping[str, str]]


def _says_nothing(_blocks: Sequence[Any]) -> Mapping[str, str]:
    return NO_WORDS


def shown_to_district(card: CaseCard, *, is_handed_in: bool) -> list[Any]:
    """What a district reads of a case: as it was handed in, else as it was offered, else nothing."""
    if is_handed_in:
        return parts_now(card)
    offer = card.offers.filter(withdrawn_at=None).first()
    return list(offer.blocks) if offer is not None else []


def choose(
    card: CaseCard,
    *,
    chapter: Chapter,
    under: str,
    reason: str,
    seen: str,
    standing: Standing,
    is_handed_in: bool,
    speak: Speak = _says_nothing,
) -> Pick:
    """Take a case into a chapter of the district's report, at the end of a part of it.

    The text is kept as it is now; its figures stay the school's own, its pictures come along, its teller is printed.
    ``seen`` is the digest of the text that was read: another text is not chosen unread. ``speak`` says what links
    print in the district's report; one that prints nothing there is kept as the words that the school last saw.
    """
    reason = _reason(reason)
    own = chapter.manuscript.organisation
    _require_district(card, own, standing)
    with transaction.atomic():
        card = _locked(card)
        parts = shown_to_district(card, is_handed_in=is_handed_in)
        if not parts or digest_of(parts) != seen:
            raise Problem(
                "case-changed",
                "案例在您打开之后又有变化，或者学校已撤回，没有选用。请刷新，看过再选。",
                "The case has changed since you opened it, or was taken back; nothing was chosen. Reload and read it.",
            )
        case, _pictures = read_parts(parts)
        missing = people_without_consent(card, case.people)
        if missing:
            raise no_consent(case.title, missing)
        held = card.picks.select_for_update().filter(superseded_at=None).first()
        if held is not None and held.is_chosen and held.digest == seen and held.chapter_id == chapter.pk:
            return held
        name = f"{COPIED}{card.pk}"
        if held is not None and held.is_chosen and held.chapter is not None:
            _take_out(held, standing)
            chapter.refresh_from_db()
        copied = _copied(parts, name, card.manuscript.organisation, chapter, standing)
        words = speak(copied)
        copied = _without_silent_links(copied, words, card.chapter.spoken if card.chapter is not None else NO_WORDS)
        at = end_of(chapter.blocks, under)
        save_chapter(
            chapter, blocks=[*chapter.blocks[:at], *copied, *chapter.blocks[at:]], version=chapter.version,
            standing=standing, words=words, via="text",
        )  # fmt: skip
        return _decided(card, held, standing, is_chosen=True, reason=reason, parts=parts, digest=seen,
                        chapter=chapter, block=name)  # fmt: skip


def decline(card: CaseCard, *, reason: str, standing: Standing, district: Organisation) -> Pick:
    """Not chosen, with a word of reason; one that was chosen leaves the district's chapter."""
    reason = _reason(reason)
    _require_district(card, district, standing)
    with transaction.atomic():
        card = _locked(card)
        held = card.picks.select_for_update().filter(superseded_at=None).first()
        if held is not None and not held.is_chosen and held.reason == reason:
            return held
        if held is not None and held.is_chosen:
            _take_out(held, standing)
        return _decided(card, held, standing, is_chosen=False, reason=reason)


def changed_since(pick: Pick, parts: Sequence[Any]) -> bool:
    """Whether what a school tells now is another text than the one that was chosen."""
    return bool(parts) and pick.is_chosen and digest_of(parts) != pick.digest


def _copied(parts: Sequence[Any], name: str, school: Organisation, chapter: Chapter, standing: Standing) -> list[Any]:
    """The case as the district prints it: with the school's name, and links that stay the school's."""
    case, *pictures = [dict(one) for one in parts]
    case["id"] = name
    case["organisation"] = case.get("organisation") or school.name
    for part, _word in CASE_PARTS:
        if part in case:
            case[part] = [
                {**one, "organisation": one.get("organisation") or school.name} if one["kind"] == "figure" else one
                for one in case[part]
                if one["kind"] != "reference"  # a table of the school's report has no number in the district's
            ]
    found: list[Any] = [case]
    theirs = {one.file: one for one in _pictures_of(school, parts)}
    for number, picture in enumerate(pictures, start=1):
        source = theirs.get(picture["file"])
        if source is None:
            continue
        kept = add_picture(chapter.manuscript, name=source.file, data=read_picture(source), standing=standing)
        found.append({**picture, "id": f"{name}-p{number}", "file": kept.file})
    return found


def _without_silent_links(parts: Sequence[Any], words: Mapping[str, str], spoken: Mapping[str, str]) -> list[Any]:
    case, *pictures = parts
    for part, _word in CASE_PARTS:
        case[part] = [
            {"kind": "text", "text": _spoken(one, spoken)}
            if one["kind"] == "figure" and _key(one) not in words
            else one
            for one in case.get(part, ())
        ]
    return [{name: said for name, said in case.items() if said != []}, *pictures]


def _key(link: Mapping[str, Any]) -> str:
    return link_key(msgspec.convert(link, Link))


def _spoken(link: Mapping[str, Any], spoken: Mapping[str, str]) -> str:
    own = {name: said for name, said in link.items() if name != "organisation"}
    return spoken.get(_key(own)) or spoken.get(_key(link)) or f"〔{link['indicator']}〕"


def _pictures_of(school: Organisation, parts: Sequence[Any]) -> Iterable[Picture]:
    files = [one["file"] for one in parts if one["kind"] == "picture"]
    return Picture.objects.filter(manuscript__organisation=school, file__in=files).order_by("pk") if files else ()


def _take_out(held: Pick, standing: Standing) -> None:
    if held.chapter_id is None:
        return
    chapter = (
        Chapter.objects.select_related("manuscript__organisation", "manuscript__campaign")
        .filter(pk=held.chapter_id)
        .first()
    )
    parts = case_parts(chapter.blocks, held.block) if chapter is not None else []
    if chapter is None or not parts:
        return
    names = {one["id"] for one in parts}
    blocks = [one for one in chapter.blocks if one["id"] not in names]
    save_chapter(chapter, blocks=blocks, version=chapter.version, standing=standing, via="text")


def _decided(
    card: CaseCard, held: Pick | None, standing: Standing, *, is_chosen: bool, reason: str, parts: Sequence[Any] = (),
    digest: str = "", chapter: Chapter | None = None, block: str = "",
) -> Pick:  # fmt: skip
    now = timezone.now()
    if held is not None:
        held.superseded_at = now
        held.save(update_fields=["superseded_at"])
    made = Pick.objects.create(
        campaign=card.manuscript.campaign, card=card, is_chosen=is_chosen, reason=reason, blocks=list(parts),
        digest=digest, chapter=chapter, block=block, by=standing.person, decided_at=now,
    )  # fmt: skip
    record_event(
        "cases.case.chosen" if is_chosen else "cases.case.declined",
        by=standing.person,
        branch=card.manuscript.organisation.path,
        subject=f"{card.manuscript.organisation} {card.title}"[:120],
        detail={"case": card.pk, "reason": reason, "digest": digest[:12],
                "chapter": chapter.heading if chapter is not None else ""},
    )  # fmt: skip

    def say(school: Organisation) -> Said:
        title = _("区级选用了本校的案例：%(title)s") if is_chosen else _("区级没有选用本校的案例：%(title)s")
        return Said(title % {"title": card.title}, reason)

    if card.manuscript.organisation.level == "school":
        tell_school(
            card.manuscript.organisation, kind="case", say=say, path=f"/cases/{card.pk}/",
            campaign=card.manuscript.campaign,
        )  # fmt: skip
    return made


def _locked(card: CaseCard) -> CaseCard:
    return (
        CaseCard.objects.select_for_update(of=("self",))
        .select_related("manuscript__organisation", "manuscript__campaign", "chapter")
        .get(pk=card.pk)
    )


def _require_district(card: CaseCard, own: Organisation, standing: Standing) -> None:
    school = card.manuscript.organisation
    if own.level == "school" or not school.path.startswith(own.path) or not standing.may_write(own, ""):
        raise Problem(
            "not-permitted",
            "选用案例由区级统稿人或负责人办理。",
            "Cases are chosen by the district's editor or head.",
        )


def _reason(reason: str) -> str:
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise Problem("pick-without-reason", "请写一句理由，学校会看到。", "Say why in a word; the school sees it.")
    return reason
