"""What reading a workbook has to tell the person who sent it.

Every wording stands in ``wording.yaml``; here is only the shape of a message.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nianbao.workbooks.wording import wordings


class Severity(StrEnum):
    ERROR = "error"  # must be put right: what the cell says could not be used as meant
    WARNING = "warning"  # was read, and should be looked at
    INFO = "info"  # was read; nothing needs to be done


@dataclass(frozen=True, slots=True)
class WorkbookMessage:
    """One thing about a workbook: where it stands, what was read, what was expected, what to do.

    ``stops`` is true where the whole file could not be used.
    """

    code: str
    severity: Severity
    message: str
    message_en: str
    expected: str
    expected_en: str
    advice: str
    advice_en: str
    sheet: str = ""
    cell: str = ""
    read: str = ""
    indicator: str = ""
    stops: bool = False

    @property
    def where(self) -> str:
        """Sheet and cell as a person writes them.

        >>> message("content-outside", sheet="表1", cell="D5", read="-3").where
        '表1!D5'
        """
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


def message(
    code: str, *, sheet: str = "", cell: str = "", read: str = "", indicator: str = "", **details: Any
) -> WorkbookMessage:
    """The message with this code, its wordings filled in.

    >>> print(message("content-outside", sheet="表1", cell="D5", read="-3").message)
    表外的单元格写有「-3」，没有采用
    """
    wording = wordings()[code]
    shown = read if len(read) <= 60 else f"{read[:57]}…"
    values = {"read": shown, "sheet": sheet, "cell": cell, "label": "", "label_en": indicator, **details}
    return WorkbookMessage(
        code,
        Severity(wording.severity),
        wording.message.format_map(values),
        wording.message_en.format_map(values),
        wording.expected.format_map(values),
        wording.expected_en.format_map(values),
        wording.advice.format_map(values),
        wording.advice_en.format_map(values),
        sheet,
        cell,
        read,
        indicator,
        wording.stops,
    )
