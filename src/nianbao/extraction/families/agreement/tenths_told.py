"""七成 in one sentence of a paragraph is the share that another sentence of it gives for the same.

Cue: 超过七成的毕业生留在本区 behind 在本区就业的 148 人，占 62.98%; 近九成升学 beside 升学率 64.42%. Why it should hold in any report: the round word
sums up the exact share of the paragraph. Guards: one paragraph; a word of weight (本区, 升学, 高级) must stand in both, and no share of the
paragraph with such a word may fit; 近 stays below and 超过 above, both with room; other years and other bodies are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.pattern import as_pattern

FAULT = "mismatch"
EXAMPLES = (
    Example("fail", "直接就业的235名毕业生中，在本区就业的148人，占62.98%。超过七成的毕业生留在本区工作。"),
    Example("fail", "毕业生312人，升学201人，升学率64.42%。近九成的毕业生选择升学，比例较高。"),
    Example("pass", "直接就业的235名毕业生中，在本区就业的148人，占62.98%。超过六成的毕业生留在本区工作。"),
    Example("silent", "专任教师中高级职称占35.2%。超过七成的毕业生留在本区工作。"),
    Example("silent", "领取证书的学员占33.8%；回访时表示用得上的学员占九成以上。"),
    Example("silent", "2021年升学率64.42%。2022年近九成的毕业生选择升学。"),
)
_TENTHS = {han: number for number, han in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_TENTH = as_pattern(
    r"(?P<mode>超过|超|逾|过|高达|达到?|近|接近|将近|约|不足|不到)?(?P<count>[一二两三四五六七八九])成(?P<half>半)?(?P<more>以上|多|左右)?(?![为立长就熟效果功本员绩都年人交品套])"
)
_WORD = as_pattern(r"[\u4e00-\u9fff]{2}")
# Words that stand in any sentence of a report.
_WEIGHTLESS = frozenset(
    "毕业 业生 学生 教师 专业 学校 职业 全区 全市 全县 本年 年度 以上 其中 的学 的毕 的教 生的 师的 占总 总数 人数 比例 达到 超过 工作 就业 选择 生选 中等 教育 生中 师中 名毕 人占 均达 率达 为的 校生 在校 招生 招收 企业 单位 参加 开展 进行 实现 的专 生留 生总".split()  # noqa: SIM905
)
_YEAR = as_pattern(r"(?<!\d)20\d{2}")
_APART = as_pattern(
    r"上年|去年|同期|往届|历届|目标|力争|计划|全国|全省|我国|其他|其余|另有|增|减|提高|下降|回访|表示|认为|[“”]"
)


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Tenths and shares, paragraph by paragraph."""
    for passage in manuscript.prose():
        if "成" in passage.plain and as_pattern(r"[%％]").search(passage.plain):
            yield from _tenths(passage)


def _tenths(passage: Passage) -> Iterator[Remark]:
    shares = [m for m in passage.mentions if m.is_percent and not m.is_spelled]
    for match in _TENTH.finditer(passage.plain):
        begin, end = passage.clause_at(match.start())
        if _APART.search(passage.plain, begin, end) or _APART.search(
            passage.plain, *passage.sentence_at(match.start())
        ):
            continue
        own = _words(passage.plain[begin : match.start()]) | _words(passage.plain[match.end() : end])
        told = set(_YEAR.findall(passage.plain, *passage.sentence_at(match.start())))
        alike = [
            m
            for m in shares
            if own & _said_of(passage, m)
            and _says_part(passage.plain[begin : match.start()])
            in (None, _says_part(passage.plain[m.clause[0] : m.start]))
            and not _APART.search(passage.plain, *m.sentence)
            and not (told and (others := set(_YEAR.findall(passage.plain, *m.sentence))) and not told & others)
        ]
        if not alike or any(m.sentence == passage.sentence_at(match.start()) for m in shares):
            continue
        low, high = _bounds(match)
        holds = any(low <= m.number.value <= high for m in alike)
        places = (passage.place(match.start(), match.end()), *(m.place for m in alike[:2]))
        yield Remark(
            f"tenths-told:{passage.id}:{match.start()}", "tenths-told", FAULT, places,
            f"「{match[0]}」与同段的 {alike[0].raw.strip()} 相符" if holds else f"「{match[0]}」与同段所说的 {'、'.join(m.raw.strip() for m in alike[:3])} 不符，请核对",
            "the tenths fit the share" if holds else f"{match[0]} does not fit the share of the paragraph",
            severity="warning", holds=holds, reported=match[0], formula=f"{match[0]} / {alike[0].raw.strip()}", keys=(alike[0].id,),
        )  # fmt: skip


def _says_part(words: str) -> bool | None:
    """Whether a part of a whole (占) or a rate (通过率) is told; None where the words say neither.

    >>> _says_part("占全部人数的"), _says_part("四个证书的通过率都在"), _says_part("其中本地生源超过")
    (True, False, None)
    """
    return True if "占" in words else False if "率" in words else None


def _said_of(passage: Passage, share: Mention) -> frozenset[str]:
    """The words of the clause of the share and of the one before, up to the share before it."""
    start = share.clause[0]
    begin = passage.clause_at(max(share.sentence[0], start - 2))[0]
    earlier = [m.end for m in passage.mentions_in(begin, share.start) if m.is_percent]
    return _words(passage.plain[earlier[-1] if earlier else begin : share.start])


def _words(text: str) -> frozenset[str]:
    found = {text[i : i + 2] for i in range(len(text) - 1)}
    return frozenset(
        word
        for word in found
        if _WORD.fullmatch(word)
        and word not in _WEIGHTLESS
        and not as_pattern(r"[的了占为达是有中在和与及]").search(word)
    )


def _bounds(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """What the word leaves room for: 超过六成 60 to 70 and a little, 近九成 83 to 90, 六成 alone 55 to 69."""
    tenth = Decimal(_TENTHS[match["count"]]) / 10 + (Decimal("0.05") if match["half"] else 0)
    mode = match["mode"] or ""
    if mode in ("近", "接近", "将近", "不足", "不到"):
        return tenth - Decimal("0.08"), tenth + Decimal("0.005")
    if mode in ("超过", "超", "逾", "过", "高达") or match["more"] in ("以上", "多"):
        return tenth - Decimal("0.005"), tenth + Decimal("0.12")
    return tenth - Decimal("0.05"), tenth + Decimal("0.10")
