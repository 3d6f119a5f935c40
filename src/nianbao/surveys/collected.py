"""Answers that another tool collected: its columns matched to questions, its words to the scale's codes.

Read are tables as 问卷星 exports them (a question a column, texts or option numbers) and as XLSForm tools do
(question ids as headings, codes or labels). Columns that are no question are looked through for major, grade, time
taken and the number of the answer; everything else, names and addresses among it, is left where it is.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from nianbao.facts.problem import Problem
from nianbao.framework.instrument import Instrument
from nianbao.surveys.answer import UNANSWERED, AnswerSheet, Source, pace_of
from nianbao.surveys.frame import Stratum
from nianbao.surveys.heading import ALIKE, AnswerTable, Rows, column_letter, find_table, likeness, plain, without_tail

MOST_NAMED = 5  # cells named in a message
_SECONDS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:秒|s)?\s*$")
_EMPTY = frozenset({"", "-2", "-3", "(空)", "（空）", "(跳过)", "（跳过）", "n/a", "none", "null"})
_HEADS = {
    "major": ("专业", "所学专业", "就读专业", "major"),
    "grade": ("年级", "所在年级", "入学年级", "grade"),
    "seconds": ("所用时间", "答题时长", "用时", "duration", "seconds"),
    "key": ("_uuid", "meta/instanceID", "instanceID", "KEY", "_id", "序号", "答卷编号", "答题序号"),
    "start": ("start", "开始时间", "开始答题时间"),
    "end": ("end", "结束时间", "提交时间"),
}
# Words of other scales. Where 非常满意 is an answer, 满意 is the second best.
_OTHER_WORDS = {
    "很满意": "5", "基本满意": "3", "不清楚": "0", "说不清": "0", "不知道": "0", "不适用": "0", "未接触": "0",
}  # fmt: skip
_VERY = {"非常满意": "5", "很满意": "5", "满意": "4", "一般": "3", "不满意": "2", "很不满意": "1", "非常不满意": "1"}


@dataclass(frozen=True, slots=True)
class ReadingMessage:
    """One thing about the file; ``is_error`` where nothing can be taken over before it is mended."""

    code: str
    message: str
    message_en: str
    is_error: bool = False


@dataclass(frozen=True)
class Collected:
    """What a file says. ``columns`` tells for each question which heading was taken."""

    sheets: tuple[AnswerSheet, ...]
    columns: Mapping[str, str]
    messages: tuple[ReadingMessage, ...]

    @property
    def is_usable(self) -> bool:
        return not any(message.is_error for message in self.messages)


def read_collected(
    instrument: Instrument,
    rows: Sequence[Sequence[str]],
    *,
    strata: Sequence[Stratum] = (),
    columns: Mapping[str, str] | None = None,
) -> Collected:
    """The sheets of a table; ``columns`` names the heading of a question by its id."""
    return read_collected_sheets(instrument, [("", rows)], strata=strata, columns=columns)


def read_collected_sheets(
    instrument: Instrument,
    sheets: Sequence[tuple[str, Rows]],
    *,
    strata: Sequence[Stratum] = (),
    columns: Mapping[str, str] | None = None,
) -> Collected:
    """The same of a workbook, whose answers may stand on any sheet and below titles (``heading.find_table``)."""
    columns = {question: " ".join(heading.split()) for question, heading in (columns or {}).items()}
    table = find_table(instrument, sheets, {heading for heading in columns.values() if not heading.isdecimal()})
    if table is None or not any(any(cell.strip() for cell in row) for row in table.rows):
        raise Problem(
            "answers-empty",
            "文件里没有答卷：题目一行以下，每行应是一份答卷。",
            "The file holds no answers: below the row that names the questions, each row is an answer.",
        )
    return _Reader(instrument, table, strata, columns).read()


class _Reader:
    def __init__(
        self, instrument: Instrument, table: AnswerTable, strata: Sequence[Stratum], columns: Mapping[str, str]
    ) -> None:
        self.instrument, self.table, self.head, self.strata = instrument, table, table.head, strata
        self.messages: list[ReadingMessage] = []
        self.places = self._match(columns)
        self.about = {name: self._find(words) for name, words in _HEADS.items()}
        self.codes = {option.code for option in instrument.scale.options}
        self.labels = {plain(text): option.code for option in instrument.scale.options
                       for text in (option.label, option.label_en)}  # fmt: skip
        self.unknown: Counter[str] = Counter()
        self.unknown_cells: dict[str, list[str]] = {}

    def say(self, code: str, message: str, message_en: str, *, is_error: bool = False) -> None:
        self.messages.append(ReadingMessage(code, message, message_en, is_error))

    def _find(self, words: Sequence[str]) -> int | None:
        wanted = {word.lower() for word in words}
        for place, text in enumerate(self.head):
            short = without_tail(text.rpartition("—")[2]).lower()
            if place not in self.places.values() and (short in wanted or text.lower() in wanted):
                return place
        return None

    def _match(self, columns: Mapping[str, str]) -> dict[str, int]:
        """The place of each question's column: named by the user, by its id, else by its words."""
        found: dict[str, int] = {}
        questions = {question.id: question for question in self.instrument.questions}
        for identifier, heading in columns.items():
            if identifier not in questions:
                self.say(
                    "mapping-question",
                    f"对应关系里的“{identifier}”不是本问卷的题目标识。",
                    f'"{identifier}" of the mapping is no question of this questionnaire.',
                    is_error=True,
                )
            elif heading in self.head:
                found[identifier] = self.head.index(heading)
            elif heading.isdecimal() and 1 <= int(heading) <= len(self.head):
                found[identifier] = int(heading) - 1
            else:
                self.say("mapping-column", f"对应关系里的列“{heading}”不在题目一行（第 {self.table.first - 1} 行）。",
                         f'The column "{heading}" of the mapping is not in the row of questions, row '
                         f"{self.table.first - 1}.", is_error=True)  # fmt: skip
        for place, text in enumerate(self.head):
            identifier = re.split(r"[/.]", text)[-1]
            if identifier in questions and identifier not in found and place not in found.values():
                found[identifier] = place
        self._match_words(found)
        headlines = {measure.headline: measure for measure in self.instrument.measures}
        missing = [question for question in questions if question not in found]
        for identifier in missing:
            text, measure = questions[identifier].text, headlines.get(identifier)
            if measure is not None:
                self.say(
                    "headline-missing",
                    f"没有找到“{measure.label}”的总评题（{text}），算不出这一项的满意率；"
                    f"如果有这一列，请写明对应：{identifier}=列名。",
                    f"No column for the summary question of {measure.label_en} ({questions[identifier].text_en}); "
                    f"its rate cannot be worked out. If there is one, name it: {identifier}=heading.",
                    is_error=len(missing) == len(questions),
                )
        details = [one for one in missing if one not in headlines]
        if details and len(missing) < len(questions):
            names = "、".join(details[:MOST_NAMED])
            self.say(
                "questions-missing",
                f"文件里没有 {len(details)} 道分题（{names}…），指数按有的题算。",
                f"{len(details)} questions are not in the file ({names}…); the index uses the others.",
            )
        return found

    def _match_words(self, found: dict[str, int]) -> None:
        """By wording, the most alike first; a column serves once."""
        pairs = []
        for place, text in enumerate(self.head):
            if place in found.values():
                continue
            for question in self.instrument.questions:
                if question.id not in found:
                    score = likeness(text, question.text, question.text_en)
                    if score >= ALIKE:
                        pairs.append((-score, place, question.id))
        for _, place, identifier in sorted(pairs):
            if identifier not in found and place not in found.values():
                found[identifier] = place
            elif found.get(identifier, place) != place and place not in found.values():
                self.say(
                    "question-twice",
                    f"{column_letter(found[identifier])} 列和 {column_letter(place)} 列都像是题目“{identifier}”，"
                    f"用了前一列；要用后一列请写明：{identifier}={place + 1}。",
                    f"Columns {column_letter(found[identifier])} and {column_letter(place)} both look like "
                    f'"{identifier}"; the first was taken. For the other write {identifier}={place + 1}.',
                )

    def read(self) -> Collected:
        convert = self._conversion(self.table.rows)
        sheets = []
        for number, row in enumerate(self.table.rows, self.table.first):
            cells = [cell.strip() for cell in row] + [""] * (len(self.head) - len(row))
            if any(cells):
                sheets.append(self._sheet(number, cells, convert))
        for value, count in sorted(self.unknown.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_NAMED]:
            cells = self.unknown_cells[value][:MOST_NAMED]
            here = f"工作表“{self.table.sheet}”" if self.table.sheet else ""
            there = f' of sheet "{self.table.sheet}"' if self.table.sheet else ""
            self.say(
                "answer-unknown",
                f"答案“{value[:30]}”不是本量表的选项，{count} 处按未答处理（{here}{'、'.join(cells)}"
                f"{'……' if count > len(cells) else ''}）。",
                f'"{value[:30]}" is no option of the scale; {count} answers count as not given '
                f"({', '.join(cells)}{' …' if count > len(cells) else ''}{there}).",
            )
        if self.strata and (self.about["major"] is None and self.about["grade"] is None) and len(self.strata) > 1:
            self.say("strata-missing", "文件里没有“专业”“年级”两列，结果不能加权。",
                     "The file has no columns for major and grade; results cannot be weighted.")  # fmt: skip
        found = {question: self.head[place] for question, place in sorted(self.places.items(), key=lambda one: one[1])}
        return Collected(tuple(sheets), found, tuple(self.messages))

    def _conversion(self, rows: Sequence[Sequence[str]]) -> Callable[[str], str | None]:
        """From what stands in a cell to a code; None for what the scale does not know."""
        values = {cell.strip() for row in rows for place, cell in enumerate(row) if place in self.places.values()}
        numbers = {value for value in values if value.isdecimal()}
        options = self.instrument.scale.options
        is_ordered = bool(numbers) and "序号" in self.head and any("提交" in text for text in self.head)
        by_order = {str(place): option.code for place, option in enumerate(options, 1)}
        if is_ordered:
            listed = "、".join(f"{place}={option.label}" for place, option in enumerate(options, 1))
            self.say(
                "numbers-are-order",
                f"数字按选项序号读：{listed}。若原问卷次序不同，请改用“按选项文本”导出。",
                "Numbers are read as the order of options, the best first. If the options stood otherwise, "
                "export texts instead.",
            )
        words = dict(self.labels)
        if values & {"非常满意", "很满意", "非常不满意", "很不满意"}:
            words |= {plain(word): code for word, code in _VERY.items()}
            self.say(
                "scale-converted",
                "原问卷用“非常满意—满意—一般—不满意—非常不满意”，已按五级对应到本量表。",
                "The file's scale runs from very satisfied to very dissatisfied; its degrees were matched.",
            )
        else:
            words |= {plain(word): code for word, code in _OTHER_WORDS.items()}
            if "基本满意" in values:
                self.say("scale-converted", "“基本满意”按中间一级（一般）计，不算作满意。",
                         "基本满意 counts as the middle degree and not as satisfied.")  # fmt: skip

        def convert(text: str) -> str | None:
            if text.lower() in _EMPTY:
                return UNANSWERED
            if text.isdecimal():
                return by_order.get(text) if is_ordered else (text if text in self.codes else None)
            return words.get(plain(re.sub(r"^[A-Ga-g][.．、]\s*", "", text)))

        return convert

    def _sheet(self, number: int, cells: Sequence[str], convert: Callable[[str], str | None]) -> AnswerSheet:
        signs = []
        for question in self.instrument.questions:
            place = self.places.get(question.id)
            text = cells[place] if place is not None else ""
            code = convert(text)
            if code is None:
                self.unknown[text] += 1
                self.unknown_cells.setdefault(text, []).append(f"{column_letter(place or 0)}{number}")
            signs.append(code if code is not None else UNANSWERED)
        answers = "".join(signs)
        key = self.about["key"]
        return AnswerSheet(
            answers,
            self._stratum(cells),
            pace_of(self.instrument, self._seconds(cells), len(answers) - answers.count(UNANSWERED)),
            Source.IMPORTED,
            cells[key] if key is not None else "",
        )

    def _stratum(self, cells: Sequence[str]) -> str:
        if len(self.strata) == 1:
            return self.strata[0].key
        told = {name: plain(cells[place]) for name in ("major", "grade") if (place := self.about[name]) is not None}
        near = [stratum for stratum in self.strata
                if all(plain(getattr(stratum, name)) == text for name, text in told.items())]  # fmt: skip
        return near[0].key if told and len(near) == 1 else ""

    def _seconds(self, cells: Sequence[str]) -> float | None:
        taken, start, end = self.about["seconds"], self.about["start"], self.about["end"]
        if taken is not None and (found := _SECONDS.match(cells[taken])):
            return float(found[1])
        if start is None or end is None:
            return None
        try:
            moments = [datetime.datetime.fromisoformat(cells[place]) for place in (start, end)]
            return (moments[1] - moments[0]).total_seconds()
        except (ValueError, TypeError):
            return None
