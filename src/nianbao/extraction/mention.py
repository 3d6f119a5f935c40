"""Every number of a stretch of running text, with the words that say what it counts.

A number is read together with its hedge, multiplier and measure word. Han numerals
are read only before a measure word; whatever ``masks`` calls a name stays unread.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from nianbao.documents.document import Span, Text
from nianbao.extraction.masks import Masked
from nianbao.facts.cell import Cell
from nianbao.facts.kept import kept_property
from nianbao.facts.numeral import half_width, read_numeral, read_share
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.printed_number import HEDGES, MOST_DIGITS, MULTIPLIERS, Hedge, PrintedNumber
from nianbao.facts.quickly_made import quickly_made
from nianbao.facts.relation import Operand
from nianbao.facts.unit import BY_ID, LEXICON, OTHER_MEASURES, Unit, find_unit

# Measure words that are no unit of the lexicon: they count things, and the noun says which.
MEASURE_WORDS = ("大类", "类", "大", "幅", "户", "条", "间", "座", "架", "幢", "栋", "棵", "头", "对", "组", "支", "队", "层", "款",
                 "张", "枚", "块", "期", "轮", "届次", "系列", "门类", "村", "乡镇", "省", "市", "区县", "学期", "处", "方面", "点", "步",
                 "则", "例", "株", "颗", "笔", "章", "面", "把", "份", "片", "院系", "院", "级", "种类", "届")  # fmt: skip
_UNIT_WORDS = sorted(
    {*LEXICON, *MEASURE_WORDS} - {"", "G", "M", "兆", "日", ":", ":1", "：1", "∶1"}, key=lambda word: (-len(word), word)
)
# 只有, 起步, 股份, 手续: the same characters begin words.
_OTHER = r"(?:只(?![有能是要需占够在会可])|起(?![步点薪始源草到来伏止初])|股(?![份东权票市民骨室级])|手(?![续机段工册术中里法])|集(?![团中体资合聚约])|米(?![其勒兰])|克(?![服拉])|升(?![学至入级为到高格上温值迁幅降])|斤|盘(?![活点])|宗(?![旨])|瓶(?![颈])|盒|艘)"
_LONGER = "|".join(sorted((re.escape(word) for word in OTHER_MEASURES if len(word) > 1), key=len, reverse=True))
# 113 人次之: so many people, who come second.
_LEXICAL = "|".join(re.escape(word) + ("(?!之(?!多)|于)" if word == "人次" else "") for word in _UNIT_WORDS)
_UNITS = f"{_LONGER}|{_LEXICAL}|{_OTHER}|吨|秒"
_LEADS = frozenset(
    ["大约", "约", "将近", "接近", "近", "超过", "突破", "超", "逾", "不少于", "不低于", "至少", "不超过", "不高于", "至多", "不足", "不到", "多达", "高达"]
)  # fmt: skip
_LONGEST_LEAD = max(map(len, _LEADS))
# 签约 158 个, 附近 3 个: the last character of a word is no hedge.
_WORD_BEFORE = {"约": "(?<![签合预制节契条公邀解违履])", "近": "(?<![最附临邻])"}
_BEFORE = "|".join(_WORD_BEFORE.get(word, "") + word for word in sorted(_LEADS, key=lambda word: (-len(word), word)))
_AFTER = r"及?以上|及?以下|左右|上下|以内|之多|余|多(?!\s*\d|[招出了收于拿培增])"
_NUMBER = as_pattern(
    rf"(?P<before>{_BEFORE})?\s*"
    r"(?P<sign>(?<![\d\w.)）%])[-−+＋])?(?P<digits>(?<![\d.])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|"
    rf"(?<![\d.][ \u00a0\u2009\u202f])[1-9]\d{{0,2}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?=\s*[万亿]?(?:{_UNITS}))|"
    r"\d+(?:\.\d+)?))(?![\d])\s*"
    r"(?P<middle>余|多)?\s*(?P<multiplier>百万|千万|十万|(?:百|千|十|万)亿(?!元)|百|千|万|亿)?(?P<late>余|多)?\s*"
    rf"(?P<unit>[:：∶比]\s*1(?![\d.])|{_UNITS})?\s*(?P<after>{_AFTER})?"
)
# 三级, 一方面, 二分 …: behind a Han numeral these make words, not counts.
_NEVER_SPELLED = ("分", "年", "市", "省", "面", "把", "片", "级", "点", "步", "节", "日", "校" * 2)
_BETWEEN_THOUSANDS = as_pattern(r"[, \u00a0\u2009\u202f]")
_HAN_UNITS = "|".join(
    re.escape(word) for word in _UNIT_WORDS if as_pattern(r"[\u4e00-\u9fff]").match(word) and word not in _NEVER_SPELLED
)  # fmt: skip
_HAN_NUMBER = as_pattern(
    rf"(?P<before>{_BEFORE})?(?<![第十百千万亿〇零几数每任之统万唯同专归单如\d])"
    r"(?P<above>[一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千]{0,8}亿零?)?"
    r"(?P<digits>(?:[一二两三四五六七八九十百千][零〇一二三四五六七八九十百千]{0,8}万)?(?:(?<=万)零)?[一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千]{0,8})(?P<point>点[零〇一二三四五六七八九]{1,4})?(?P<middle>余|多)?"
    rf"(?P<multiplier>万|亿)?(?P<late>余|多)?\s?(?P<unit>{_HAN_UNITS})(?<!部(?=分))(?P<after>{_AFTER})?"
)
_HAN_SHARE = as_pattern(
    r"百分之[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?|[一二三四五六七八九]成(?:半|[一二三四五六七八九])?(?=[以的，。；、（(左学毕教]|$)|"
    r"[二三四五六七八九十]分之[一二两三四五六七八九]|半数(?=以上|的|，|。)"
)
_BESIDE_SHARE = as_pattern(rf"(?P<after>{_AFTER}|[强弱])")
_AHEAD_OF_SHARE = as_pattern(rf"(?:{_BEFORE})$")
# After 一 these words rarely count: 一个月, 一年, 一线, 一批 …
_LOOSE_ONE = as_pattern(r"一(?!名|所|家|项|门|台|套|间)|[一两]方面")
_SHARE_WORDS = ("成", "分之", "半数")  # one of them stands in every match of _HAN_SHARE
_DIGIT = as_pattern(r"[\d]")
_MAY_COUNT = as_pattern(r"[\d一二两三四五六七八九十百千半]")  # with one of them begins whatever is read as a number
_HAN_DIGIT = as_pattern("[一二两三四五六七八九十百千]")
CLAUSE_ENDS = "，。；！？：,;!?\n"
SENTENCE_ENDS = "。；！？;!?\n"
FULL_STOPS = "。！？!?\n"
_ENDS = {ends: as_pattern(f"[{re.escape(ends)}]") for ends in (CLAUSE_ENDS, SENTENCE_ENDS, FULL_STOPS)}
NOUN = as_pattern(r"[的]?\s*([^\d\s，。；：、！？,;:!?（）()\[\]【】“”\"'《》％%／/|+＋=＝<>≤≥—-]{1,16})")
_NAME_STARTS = as_pattern(r"[、和与]|及(?!格|时)|其中|包括|分别[是为]?")
_NAME_ENDS = as_pattern(r"(?:共?[有为达是约]|共?(?<![合总小])计|人数|数量|共|投入|招收|完成|达到|占)+$")


def _without_blanks(words: str) -> str:
    return words.replace(" ", "").replace("\u3000", "").replace("\t", "")


@quickly_made
@dataclass(frozen=True, eq=False)
class Mention:
    """One number where it stands: ``start`` to ``end`` with hedge and unit, ``digits_start`` to ``digits_end`` bare."""

    id: str
    passage: Passage
    number: PrintedNumber
    start: int
    end: int
    digits_start: int
    digits_end: int
    measure: str = ""  # the measure word or unit as printed
    is_spelled: bool = False  # written in Han numerals
    is_loose: bool = False  # 一个, 一次: as often an article as a count

    @kept_property
    def unit(self) -> Unit | None:
        return self.number.unit

    @property
    def raw(self) -> str:
        return self.passage.text[self.start : self.end]

    @kept_property
    def is_percent(self) -> bool:
        return self.unit is not None and self.unit.dimension == "share"

    @kept_property
    def is_money(self) -> bool:
        return self.unit is not None and self.unit.dimension == "money"

    @kept_property
    def is_count(self) -> bool:
        return (self.unit is None or self.unit.counts) and self.number.places == 0

    @kept_property
    def clause(self) -> tuple[int, int]:
        return self.passage.clause_at(self.start)

    @kept_property
    def sentence(self) -> tuple[int, int]:
        return self.passage.sentence_at(self.start)

    @kept_property
    def words_before(self) -> str:
        """The clause up to the number, without blanks."""
        return _without_blanks(self.passage.plain[self.clause[0] : self.start])

    @kept_property
    def words_after(self) -> str:
        """The clause after the number and its unit, without blanks."""
        return _without_blanks(self.passage.plain[self.end : self.clause[1]])

    @kept_property
    def name(self) -> str:
        """What the number counts: the words before it in its clause, or else the noun behind it."""
        before = _NAME_STARTS.split(self.words_before)[-1]
        previous = self.passage.mentions_in(self.clause[0], self.digits_start)
        if previous:
            before = _NAME_STARTS.split(self.passage.plain[previous[-1].end : self.start].strip())[-1]
        return _NAME_ENDS.sub("", before.strip(" ，：:；、（(")) or self.noun

    @kept_property
    def noun(self) -> str:
        """What stands right behind the unit: 专业教师 in 「125人次专业教师」."""
        found = NOUN.match(self.passage.plain, self.end, self.clause[1])
        return found[1] if found else ""

    @kept_property
    def place(self) -> Place:
        return self.passage.place(self.start, self.end)

    @kept_property
    def cell(self) -> Cell:
        return Cell.of_number(self.number)

    def operand(self, label: str = "", trust: float = 1.0) -> Operand:
        return Operand(self.id, label or self.raw.strip(), self.cell, self.place, trust)

    def named_operand(self, trust: float = 1.0) -> Operand:
        """Under its name and as printed: 教师 125人."""
        return self.operand(f"{self.name} {self.raw.strip()}", trust)


@quickly_made
@dataclass(frozen=True, eq=False)
class Passage:
    """Running text with its numbers: a paragraph, a heading, a note, or the words in one cell."""

    id: str
    text: str
    plain: str  # the same length, full-width digits made plain
    locate: Text
    kind: str = "paragraph"

    @classmethod
    def of(cls, identifier: str, text: Text, kind: str = "paragraph") -> Passage:
        return cls(identifier, text.text, plain_digits(text.text), text, kind)

    @property
    def spans(self) -> tuple[Span, ...]:
        return self.locate.spans

    def place(self, start: int, end: int) -> Place:
        # A mark or a comment looks better without the blanks around the words.
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return self.locate.place(start, end)

    @kept_property
    def masked(self) -> Masked:
        return Masked(self.plain)

    @kept_property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(find_mentions(self)) if _MAY_COUNT.search(self.plain) else ()

    @kept_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        return tuple(_pieces(self.plain, CLAUSE_ENDS))

    @kept_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        return tuple(_pieces(self.plain, SENTENCE_ENDS))

    @kept_property
    def full_sentences(self) -> tuple[tuple[int, int], ...]:
        return tuple(_pieces(self.plain, FULL_STOPS))

    def full_sentence_at(self, position: int) -> tuple[int, int]:
        """From full stop to full stop, over the semicolons.

        >>> Passage.of("p", Text("甲。乙；丙。", ())).full_sentence_at(4)
        (2, 5)
        """
        return _piece_at(self.full_sentences, position)

    def clause_at(self, position: int) -> tuple[int, int]:
        return _piece_at(self.clauses, position)

    def sentence_at(self, position: int) -> tuple[int, int]:
        return _piece_at(self.sentences, position)

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        starts, mentions = self._by_start
        first = bisect_left(starts, start)
        return mentions[first : bisect_left(starts, end, first)]

    @kept_property
    def _by_start(self) -> tuple[list[int], list[Mention]]:
        return [mention.digits_start for mention in self.mentions], list(self.mentions)


_DIGITS_ONLY = str.maketrans("０１２３４５６７８９％－＋", "0123456789%-+")
_ANY_TO_MEND = as_pattern(r"[０-９％－＋．：，,;?!]")
_ANY_WIDE_DIGIT = as_pattern("[０-９％－＋]")
# What a pattern begins with is looked for at once; a look back at the beginning would be taken at every character.
_INSIDE_NUMBER = as_pattern(r"[．：，](?<=\d.)(?:(?=\d{3}(?!\d))|(?<=[．：])(?=\d))")


# Some authors type half-width stops between Chinese words; inside a number they mean something else.
_HALF_WIDTH_STOP = as_pattern(r"[,;?!](?:(?<=[\u4e00-\u9fff%）)”].)|(?=\s*[\u4e00-\u9fff“]))")
_FULL_STOPS = {",": "，", ";": "；", "?": "？", "!": "！"}


def plain_digits(text: str) -> str:
    """Digits and number signs in their plain forms, stops between Chinese words in their wide ones.

    >>> plain_digits("共１，２３４人，占５６．７％")
    '共1,234人，占56.7%'
    >>> plain_digits("招生1,234人,增长5.1%;在校3,500人")
    '招生1,234人，增长5.1%；在校3,500人'
    """
    if _ANY_TO_MEND.search(text) is None:
        return text
    words = text.translate(_DIGITS_ONLY) if _ANY_WIDE_DIGIT.search(text) else text
    words = _INSIDE_NUMBER.sub(lambda match: half_width(match[0]), words)
    return _HALF_WIDTH_STOP.sub(lambda match: _FULL_STOPS[match[0]], words)


def _pieces(text: str, ends: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _ENDS[ends].finditer(text):
        index = match.start()
        character = text[index]
        # A comma or colon inside a number (1,234 or 2.59:1) ends nothing.
        if (
            character in ",:：."
            and 0 < index < len(text) - 1
            and text[index - 1].isdigit()
            and text[index + 1 : index + 2].strip()
            and text[index + 1].isdigit()
        ):
            continue
        if index > start:
            yield start, index
        start = index + 1
    if start < len(text):
        yield start, len(text)


def _piece_at(pieces: tuple[tuple[int, int], ...], position: int) -> tuple[int, int]:
    index = bisect_left(pieces, (position + 1,)) - 1
    return pieces[index] if index >= 0 else (position, position)


def find_mentions(passage: Passage) -> Iterator[Mention]:
    """The numbers of a passage in reading order.

    >>> passage = Passage.of("p1", Text("现有第15届“3+2”学生逾1.2万人次，占81.5%，共七个专业", ()))
    >>> [(m.raw, str(m.number.value), m.noun) for m in find_mentions(passage)]
    [('逾1.2万人次', '12000.0', ''), ('81.5%', '0.815', ''), ('七个', '7', '专业')]
    """
    found = [*_arabic(passage), *_spelled(passage)]
    found.sort(key=lambda mention: mention.digits_start)
    end = -1
    for mention in found:
        if mention.digits_start >= end:
            yield mention
            end = mention.digits_end


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Every match of ``_NUMBER``, looked for only where a digit comes next.

    >>> [match[0] for match in _numbers("共有学生约 1,200人（-3.5%）。")]
    ['约 1,200人', '-3.5%']
    """
    end = 0
    while (digit := _DIGIT.search(text, end)) is not None:
        start = digit.start()
        if start > end and text[start - 1] in "-−+＋":
            start -= 1
        while start > end and text[start - 1].isspace():
            start -= 1
        match = _NUMBER.search(text, max(end, start - _LONGEST_LEAD))
        if match is None:
            return
        yield match
        end = match.end()


def _han_numbers(text: str) -> Iterator[re.Match[str]]:
    """Every match of ``_HAN_NUMBER``, tried only where a numeral stands.

    >>> [match[0] for match in _han_numbers("进一步建设，不少于三十二个专业、第三批五所学校")]
    ['不少于三十二个', '五所']
    """
    end = 0
    for digit in _HAN_DIGIT.finditer(text):
        start = digit.start()
        if start < end or (match := _HAN_NUMBER.match(text, start)) is None:
            continue
        for lead in range(min(_LONGEST_LEAD, start - end), 0, -1):
            if text[start - lead : start] in _LEADS:
                match = _HAN_NUMBER.match(text, start - lead) or match
                break
        yield match
        end = match.end()


def _arabic(passage: Passage) -> Iterator[Mention]:
    for match in _numbers(passage.plain):
        start, end = match.span("digits")
        if passage.masked.covers(start):
            continue
        before, after = passage.plain[start - 1 : start], passage.plain[end : end + 1]
        if (before.isascii() and before.isalpha()) or after in ("+", "＋") or before in ("+", "＋", "№"):
            continue
        if end - start > MOST_DIGITS and sum(map(str.isdigit, match["digits"])) > MOST_DIGITS:
            continue
        digits = Decimal(_BETWEEN_THOUSANDS.sub("", match["digits"]))
        label = "".join((match["unit"] or "").split())
        if label in ("名", "位") and _is_rank(passage, start):
            continue
        if label and label[0] in ":：∶比":
            label = ":1"
        multiplier = match["multiplier"] or ""
        # 1.2万元 is 1.2 times ten thousand 元; 万人次 likewise.
        unit = find_unit(label) if label else None
        if label in MEASURE_WORDS:
            unit = BY_ID["item"]
        if match["sign"] and match["sign"] in "-−":
            digits = -digits
        hedge_word = (match["before"] or match["middle"] or match["late"] or match["after"] or "").removeprefix("及")
        scale = MULTIPLIERS[multiplier] * (unit.factor if unit else Decimal(1))
        finish = match.end()
        number = PrintedNumber(passage.text[match.start() : finish].strip(), digits, scale, unit, _hedge(hedge_word))
        yield Mention(f"{passage.id}:{start}", passage, number, match.start(), finish, start, end, label)


_RANKING = as_pattern(r"名次|位次|排名|排序|排在|排位")
_MOVES = as_pattern(r"[升降]|[进前后]移|提[升高]|[前后]进|下滑|跌")
_NO_RANK = as_pattern(r"在[^，。；]{0,12}\d+\s*[名位][^，。；]{1,10}(?:中|里)")


def _is_rank(passage: Passage, start: int) -> bool:
    """名次从 446 名降为 476 名，下降 30 名: places in a ranking are no people, and the better one is the lower number."""
    if _RANKING.search(passage.plain) is None:
        return False
    first, last = passage.clause_at(start)
    clause = passage.plain[first:last]
    if _RANKING.search(clause):
        return _NO_RANK.search(clause) is None
    return (
        _MOVES.search(clause) is not None
        and _RANKING.search(passage.plain[passage.full_sentence_at(start)[0] : first]) is not None
    )


def _spelled(passage: Passage) -> Iterator[Mention]:
    for match in _han_numbers(passage.plain):
        start, end = match.start("above" if match["above"] else "digits"), match.end("digits")
        read = read_numeral(match["digits"])
        if read is None or passage.masked.covers(start):
            continue
        value = Decimal(read)
        if match["point"]:
            # 一点二倍: digit by digit behind the point.
            end = match.end("point")
            value += Decimal("0." + "".join(str(read_numeral(digit)) for digit in match["point"][1:]))
        if match["above"]:
            # 二亿八千六百七十七万: what stands above the 万 is part of the same number.
            value += Decimal(read_numeral(match["above"].rstrip("零")) or 0) / MULTIPLIERS[match["multiplier"] or ""]
        label = match["unit"]
        unit = BY_ID["item"] if label in MEASURE_WORDS else find_unit(label)
        multiplier = match["multiplier"] or ""
        hedge_word = (match["before"] or match["middle"] or match["late"] or match["after"] or "").removeprefix("及")
        scale = MULTIPLIERS[multiplier] * (unit.factor if unit else Decimal(1))
        raw = passage.text[match.start() : match.end()].strip()
        number = PrintedNumber(raw, value, scale, unit, _hedge(hedge_word))
        loose = value == 1 and bool(_LOOSE_ONE.match(passage.plain, start))
        yield Mention(
            f"{passage.id}:{start}", passage, number, match.start(), match.end(), start, end, label, True, loose
        )
    if not any(word in passage.plain for word in _SHARE_WORDS):
        return
    for match in _HAN_SHARE.finditer(passage.plain):
        share = read_share(match[0])
        beside = _BESIDE_SHARE.match(passage.plain, match.end())
        ahead = _AHEAD_OF_SHARE.search(passage.plain[: match.start()])
        if share is None or passage.masked.covers(match.start()):
            continue
        unit = BY_ID["percent"]
        # 六成 claims tens of percent and no more: its last place is worth ten percent.
        digits = share.scaleb(1) if "成" in match[0] else (share * 100)
        scale = Decimal("0.1") if "成" in match[0] else unit.factor
        word = ahead[0] if ahead is not None else beside["after"].removeprefix("及") if beside is not None else ""
        number = PrintedNumber(
            match[0], digits.normalize() if "分之" in match[0] else digits, scale, unit, _hedge(word)
        )
        if "百分之" not in match[0]:
            if "成" not in match[0]:
                # 三分之一 goes on for ever; it is said roughly, so two places are enough.
                digits = digits.quantize(Decimal("0.01"))
            number = PrintedNumber(match[0], digits, scale, unit, _hedge(word) if word else HEDGES["约"])
        yield Mention(
            f"{passage.id}:{match.start()}", passage, number, match.start(), match.end(), match.start(), match.end(),
            "%", True,
        )  # fmt: skip


# 三分之一强, 四分之一弱: a little more, a little less.
_STRONG_OR_WEAK = {"强": Hedge.ABOUT, "弱": Hedge.ABOUT}


def _hedge(word: str) -> Hedge:
    return HEDGES.get(word) or _STRONG_OR_WEAK.get(word, Hedge.NONE)
