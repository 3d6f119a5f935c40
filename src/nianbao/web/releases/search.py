"""Search that finds two-character Chinese words, the same on every database: an index of character pairs.

A text is cut into pairs of neighbouring ideographs and into words of Latin letters and digits. What is asked is cut
the same way; an entry that has every pair is a candidate, and what is found must hold the words as they were asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from django.db.models import Count, QuerySet

from nianbao.web.releases.models import SearchEntry, SearchGram

LONGEST_WORD = 24
MOST_ASKED = 60  # characters
_RUN = re.compile(r"[㐀-鿿]+|[a-z0-9]+")
BATCH = 2_000


def grams(text: str) -> frozenset[str]:
    """The pairs and words of a text.

    >>> sorted(grams("双师型教师 VR实训")) == sorted(["双师", "师型", "型教", "教师", "vr", "实训"])
    True
    >>> grams("校")
    frozenset({'校'})
    """
    found: set[str] = set()
    for run in _RUN.findall(plain(text)):
        if run[0].isascii():
            found.add(run[:LONGEST_WORD])
        elif len(run) == 1:
            found.add(run)
        else:
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(found)


def plain(text: str) -> str:
    """Half-width and lower case, as the index keeps it.

    >>> plain("ＶＲ实训")
    'vr实训'
    """
    return unicodedata.normalize("NFKC", text).lower()


def index(entries: Sequence[SearchEntry]) -> None:
    """Cut saved entries into their pairs."""
    rows = [
        SearchGram(entry=entry, gram=gram) for entry in entries for gram in sorted(grams(f"{entry.title} {entry.text}"))
    ]
    SearchGram.objects.bulk_create(rows, batch_size=BATCH)


def words_of(asked: str) -> tuple[str, ...]:
    """What somebody asks for, word by word.

    >>> words_of("  双师，教师 ")
    ('双师', '教师')
    """
    return tuple(dict.fromkeys(_RUN.findall(plain(asked[:MOST_ASKED]))))


def matching(asked: str, among: QuerySet[SearchEntry]) -> QuerySet[SearchEntry]:
    """The entries that hold every word; a word of one character is looked for in the text itself."""
    words = words_of(asked)
    if not words:
        return among.none()
    wanted: set[str] = set()
    for word in words:
        if len(word) > 1 or word.isascii():
            wanted |= grams(word)
        else:
            among = among.filter(text__contains=word) | among.filter(title__contains=word)
    if wanted:
        hits = (
            SearchGram.objects.filter(gram__in=wanted)
            .values("entry_id")
            .annotate(hits=Count("gram"))
            .filter(hits=len(wanted))
            .values("entry_id")
        )
        among = among.filter(pk__in=hits)
    return among


def holds(entry: SearchEntry, words: Iterable[str]) -> bool:
    """Whether the words themselves stand in an entry whose pairs all match: 「师型」 and 「双师」 may lie apart."""
    text = plain(f"{entry.title}\n{entry.text}")
    return all(word in text for word in words)


def snippet(text: str, words: Sequence[str], around: int = 40) -> str:
    """The text around the first word that stands in it.

    >>> snippet("学校聘请行业导师，导师到校授课。" , ["导师"], around=4)
    '…聘请行业导师，导…'
    """
    low = plain(text)
    at = min((place for place in (low.find(word) for word in words) if place >= 0), default=0)
    start, end = max(0, at - around), min(len(text), at + around)
    return ("…" if start else "") + text[start:end].replace("\n", " ") + ("…" if end < len(text) else "")
