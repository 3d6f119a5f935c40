"""Official terms as a reader of English sees them: the English first, the Chinese term beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from nianbao.facts.pattern import as_pattern
from nianbao.framework.loader import load_catalogue

HAN = as_pattern(r"[\u3400-\u9fff]")
_NUMBERED = as_pattern(r"(?P<annex>附?)表(?P<number>[\d.]+)(?: (?P<rest>.+))?")
_WITH_UNIT = as_pattern(r"(?P<label>.+)（(?P<unit>[^（）]+)）")
_LAST_YEAR = "上年"
# Headings of any table: no official terms, so that the English stands alone.
_PLAIN = frozenset(("序号", "指标", "单位", "上年", "备注", "合计", "小计"))


@cache
def english_terms() -> Mapping[str, str]:
    """Every official term that the catalogue knows in English: indicators first, then what forms print beside them."""
    catalogue = load_catalogue()
    found = {one.label: one.label_en for one in catalogue.indicators.values()}
    return MappingProxyType({**found, **catalogue.english})


def in_english(term: str) -> str:
    """The English of a term, of a numbered table, of a term with its unit or prefix; nothing where it is unknown.

    >>> in_english("毕业生人数"), in_english("表2 满意度调查表"), in_english("其中：本科")
    ('Graduates', 'Table 2 Satisfaction survey', "of which: Bachelor's degree")
    >>> in_english("上年毕业生人数"), in_english("金额（万元）"), in_english("岚溪区")
    ("Last year's: Graduates", 'Amount (10,000 yuan)', '')
    """
    terms = english_terms()
    if term in terms:
        return terms[term].strip()
    if match := _NUMBERED.fullmatch(term):
        head = f"{'Annex table' if match['annex'] else 'Table'} {match['number']}"
        rest = in_english(match["rest"]) if match["rest"] else ""
        return f"{head} {rest}".strip() if rest or not match["rest"] else ""
    head, mark, rest = term.partition("：")
    if mark and f"{head}：" in terms and (inner := in_english(rest)):
        return f"{terms[f'{head}：'].strip()} {inner}"
    if (match := _WITH_UNIT.fullmatch(term)) and (label := in_english(match["label"])):
        return f"{label} ({unit_in_english(match['unit'])})"
    if term.startswith(_LAST_YEAR) and (inner := in_english(term.removeprefix(_LAST_YEAR))):
        return f"Last year's: {inner}"
    return ""


def bilingual(term: str) -> str:
    """The English with the official Chinese term beside it; the term alone where it has no English or needs none.

    >>> bilingual("毕业生人数"), bilingual("岚溪区"), bilingual("序号")
    ('Graduates · 毕业生人数', '岚溪区', 'No.')
    """
    found = in_english(term) if HAN.search(term) else ""
    if found and term in _PLAIN:
        return found
    return f"{found} · {term}" if found else term


def unit_in_english(unit: str) -> str:
    """A unit in English.

    >>> unit_in_english("人"), unit_in_english("万元"), unit_in_english("Mbps")
    ('persons', '10,000 yuan', 'Mbps')
    """
    found = english_terms().get(unit, unit)
    return found.removesuffix(f" ({unit})")
