"""What came less what went is by how much the number has changed.

Cue: 新招聘, 引进, 新增 and 退休, 调出, 退出, 停办 with their figures, and beside them 净增 or 净减, or what the number was and became
(由 52 家增加到 58 家). Why it should hold in any report: whoever tells both sides of a change tells all of it. Guards: both sides
are there, in one sentence and one measure; a figure that others of its side may be part of is counted with them or alone;
hedged figures, plans, and figures in brackets are left out; where both sides stand in the sentence before, it is only hinted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, Hint, derived, difference_of, hint_at, relation
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.prose_splits import are_alike
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.told.clause_subjects import is_change
from nianbao.extraction.wording import open_brackets
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Reading, Relation

FAULT = "difference"
EXAMPLES = (
    Example("fail", "当年教师净增5人，其中公开招聘12人、调入2人、退休6人、辞职1人。"),
    Example("fail", "职教联盟新加入企业9家、退出3家，成员单位由52家增加到56家。"),
    Example("fail", "今年增设课程4门，停开1门。课程总数由上年的61门增加到66门。"),
    Example("pass", "当年教师净增7人，其中公开招聘12人、调入2人、退休6人、辞职1人。"),
    Example("pass", "职教联盟新加入企业9家、退出3家，成员单位由52家增加到58家。"),
    Example("silent", "职教联盟新加入企业9家，成员单位由52家增加到56家。"),
    Example("silent", "今年增设课程4门，停开1门。专业数由上年的21个增加到23个。"),
)
_CAME = as_pattern(
    r"(?:新进|新发展|引进|新增设?|增设|新设|新聘|新?招聘|招录|调入|转入|流入|入职|考入|吸[收纳]|加入|复学|新建|新开设?|增开|到岗)(?:了)?(?:[\u4e00-\u9fff]{0,8})$"
)
_WENT = as_pattern(
    r"(?:退休|流失|调出|调离|离职|离岗|转出|流出|辞职|辞聘|退学|退出|病故|撤[销并]|解聘|停[办招开]|停止招生|取消|关停|报废|淘汰|终止|到期|解约)(?:了)?(?:[\u4e00-\u9fff]{0,8})$"
)
_MAY_GO = as_pattern(
    r"退休|流失|[调转流]出|离[职岗]|辞[职聘]|退[学出]|病故|撤[销并]|解聘|停[办招开止]|取消|关停|报废|淘汰|终止|到期|解约|调离"
)
_NOT = as_pattern(r"计划|拟|将|预计|目标|累计|平均|每|近[两三四五]年|[比占]|以来|培训|获|净")
_NET = as_pattern(r"净(?P<way>增加?|减少?)(?:教?师|学生|人员|人数)?[为达了]?\s*$")
_FROM = as_pattern(r"(?:由|从|原[有来为]?)[^，。；\d]{0,14}$")
_TO = as_pattern(
    r"\s*(?:[，,]\s*)?(?:调整|增[加长]?|减少?|扩[大充]?|压[缩减]|缩减|发展|变|上升|下降)(?:[了到至为成]+)\s*"
)
_SPLIT = as_pattern(r"[、，；：和及]|其中|分别")
_HINT = 0.4
_WORDS = ("净增", "净减", "由", "从", "原")


@dataclass(frozen=True)
class _Change:
    """How the number has changed: by a size told with 净, or from one figure to another."""

    start: int
    end: int
    size: Mention | None = None
    old: Mention | None = None
    new: Mention | None = None
    falls: bool = False

    @property
    def any(self) -> Mention:
        found = self.size or self.new
        assert found is not None
        return found


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Hint]:
    """Changes of which both sides are told, sentence by sentence."""
    for passage in manuscript.prose_with(*_WORDS):
        for start, end in passage.full_sentences if _MAY_GO.search(passage.plain) else ():
            for change in _changes(passage, start, end):
                came, went, others = _moves(passage, start, end, change)
                if came and went:
                    yield from _claim(passage, change, came, went, others)
                elif not came and not went and start > 1 and change.size is None:
                    before = passage.full_sentence_at(start - 2)
                    came, went, others = _moves(passage, *before, change)
                    if came and went and not others and _speak_of_one(passage, change, (*came, *went)):
                        yield from _hint(passage, change, came, went)


def _changes(passage: Passage, start: int, end: int) -> Iterator[_Change]:
    here = [m for m in passage.mentions_in(start, end) if not m.is_loose and not m.is_percent]
    for position, mention in enumerate(here):
        if mention.number.hedge is not Hedge.NONE or mention.unit is None:
            continue
        if (said := _NET.search(mention.words_before)) is not None:
            behind = here[position + 1 :]
            if behind and are_alike(behind[0], mention):
                # Where both sides stand before 净增, another family reads them.
                yield _Change(mention.start, mention.end, size=mention, falls=said["way"].startswith("减"))
        following = here[position + 1] if position + 1 < len(here) else None
        if (
            following is not None
            and are_alike(mention, following)
            and following.number.hedge is Hedge.NONE
            and _TO.fullmatch(passage.plain[mention.end : following.start]) is not None
            and _FROM.search(passage.plain[mention.clause[0] : mention.start]) is not None
        ):
            yield _Change(mention.start, following.end, old=mention, new=following)


def _moves(
    passage: Passage, start: int, end: int, change: _Change
) -> tuple[list[Mention], list[Mention], list[Mention]]:
    """What came, what went, and other figures of the measure, by which the number may have changed as well."""
    came: list[Mention] = []
    went: list[Mention] = []
    others: list[Mention] = []
    taken = {m.id for m in (change.size, change.old, change.new) if m is not None}
    for mention in passage.mentions_in(start, end):
        if mention.id in taken or mention.is_loose or not are_alike(mention, change.any):
            continue
        if open_brackets(passage.plain[start : mention.start]) > 0 or mention.number.hedge is not Hedge.NONE:
            continue
        words = _SPLIT.split(passage.plain[mention.clause[0] : mention.start])[-1].strip()
        if not _NOT.search(words) and _WENT.search(words):
            went.append(mention)
        elif not _NOT.search(words) and _CAME.search(words):
            came.append(mention)
        elif not _is_of_now(mention, change):
            others.append(mention)
    return came, went, others


def _is_of_now(mention: Mention, change: _Change) -> bool:
    """What there is now, told before the change or divided behind it, is no third side."""
    new = change.new
    lead = mention.passage.plain[mention.sentence[0] : mention.start]
    if any(m is not None and m.number.value == mention.number.value for m in (change.old, new)):
        return True
    if is_change(mention.passage, mention, mention.clause[0]):
        return False
    return (mention.end < change.start and change.size is not None) or (
        new is not None and mention.start > new.end and "其中" in lead
    )


def _readings(change: _Change, came: Sequence[Mention], went: Sequence[Mention]) -> list[Reading]:
    found = []
    for gain in _sides(came):
        for loss in _sides(went):
            if change.size is not None:
                more, less = (loss, gain) if change.falls else (gain, loss)
                found.append(difference_of(change.size.named_operand(trust=0.6), more, less))
            elif change.old is not None and change.new is not None:
                # What came less what went is what it is now less what it was.
                moved = (gain.cell.number, loss.cell.number)
                if moved[0] is None or moved[1] is None:
                    continue
                size = derived(
                    f"{gain.key}:less:{loss.key}",
                    f"{gain.label} − {loss.label}",
                    moved[0].value - moved[1].value,
                    like=moved[0],
                )
                found.append(difference_of(size, change.new.named_operand(), change.old.named_operand(), signed=True))
    return found


def _sides(moved: Sequence[Mention]) -> list[Operand]:
    """All of them together; or the first alone, where the others may be counted in it."""
    first = moved[0].named_operand(trust=0.9)
    if len(moved) == 1:
        return [first]
    added = sum((m.number.value for m in moved), start=Decimal(0))
    together = derived(f"{moved[0].id}:all", " + ".join(m.raw.strip() for m in moved), added, like=first.cell.number)
    opened = "其中" in moved[0].passage.plain[moved[0].end : moved[1].start] or "（" in moved[0].passage.plain[moved[0].end : moved[1].start]  # fmt: skip
    return [together, first] if opened else [together]


def _claim(
    passage: Passage, change: _Change, came: Sequence[Mention], went: Sequence[Mention], others: Sequence[Mention]
) -> Iterator[Relation | Doubtful]:
    readings = _readings(change, came, went)
    if readings:
        members = (*came, *went)
        place = passage.place(
            min(change.start, *(m.start for m in members)), max(change.end, *(m.end for m in members))
        )
        cue = "净增" if change.size else "增加到"
        made = relation("comings-and-goings", readings, cue=cue, severity="warning", place=place)
        yield Doubtful(made) if others else made


def _speak_of_one(passage: Passage, change: _Change, moved: Sequence[Mention]) -> bool:
    """专业数由 … beside 新增专业: what changed is named in the sentence before."""
    lead = passage.plain[change.any.clause[0] : change.start]
    subject = as_pattern(r"[由从原]|数量?|总数|的").split(lead)[0].strip(" ，")
    return len(subject) > 1 and any(subject[-2:] in f"{m.words_before}{m.noun}" for m in moved)


def _hint(passage: Passage, change: _Change, came: Sequence[Mention], went: Sequence[Mention]) -> Iterator[Hint]:
    old, new = change.old, change.new
    if old is None or new is None:
        return
    gap = new.number.value - old.number.value
    sides = [(_amount(gain), _amount(loss)) for gain in _sides(came) for loss in _sides(went)]
    if any(gain - loss == gap for gain, loss in sides):
        return
    gain, loss = sides[0]
    members = (*came, *went)
    said = "、".join(m.raw.strip() for m in members)
    yield hint_at(
        "comings-and-goings", new.id, FAULT, (new.place, old.place, *(m.place for m in members)),
        f"前一句增减各数（{said}）相抵为 {gain - loss:f}，此处由 {old.raw.strip()}到 {new.raw.strip()}是 {gap:f}，请核对是否同一口径",
        f"what came less what went in the sentence before is {gain - loss:f}; from {old.raw.strip()} to {new.raw.strip()} it is {gap:f}",
        reported=new.raw.strip(), formula=f"{new.raw.strip()} − {old.raw.strip()} = {gap:f} ≠ {gain - loss:f}",
        keys=(new.id, old.id), weight=_HINT,
    )  # fmt: skip


def _amount(operand: Operand) -> Decimal:
    return operand.cell.number.value if operand.cell.number is not None else Decimal(0)
