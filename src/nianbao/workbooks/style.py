"""Colours, fonts and borders of a workbook, each made once.

宋体 and 黑体 are the fonts that official forms name; a machine without them
shows its own Chinese font instead.
"""

from __future__ import annotations

from typing import Any

INPUT_COLOUR = "#FFFBE6"
STARRED_COLOUR = "#E8F1FB"
PREVIOUS_COLOUR = "#F2F2F2"
HEADER_COLOUR = "#DCE6F1"
CLOSED_COLOUR = "#E4E4E4"
LINE_COLOUR = "#7F7F7F"

_BODY = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter"}
_BOXED = {**_BODY, "border": 1, "border_color": LINE_COLOUR}
_ENTRY = {**_BOXED, "locked": False, "text_wrap": True}
_MISTAKE = {"bg_color": "#F9D0CE", "font_color": "#9C0006"}
_DEFINITIONS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"},
    "owner": {**_BODY, "align": "left"},
    "owner_right": {**_BODY, "align": "right"},
    "header": {**_BOXED, "font_name": "黑体", "align": "center", "text_wrap": True, "bg_color": HEADER_COLOUR},
    "number_label": {**_BOXED, "align": "center"},
    "label_0": {**_BOXED, "text_wrap": True, "indent": 1},
    "label_1": {**_BOXED, "text_wrap": True, "indent": 3},
    "label_2": {**_BOXED, "text_wrap": True, "indent": 5},
    "label_3": {**_BOXED, "text_wrap": True, "indent": 7},
    "unit": {**_BOXED, "align": "center", "text_wrap": True},
    "input": {**_ENTRY, "align": "right", "indent": 1, "bg_color": INPUT_COLOUR},
    "starred": {**_ENTRY, "align": "right", "indent": 1, "bg_color": STARRED_COLOUR},
    "previous": {
        **_BOXED,
        "align": "right",
        "indent": 1,
        "font_color": "#7F7F7F",
        "bg_color": PREVIOUS_COLOUR,
        "italic": True,
    },
    "closed": {**_BOXED, "align": "center", "bg_color": CLOSED_COLOUR},
    "note": {**_ENTRY, "align": "left", "indent": 1, "font_size": 9.5},
    "list_title": {**_BODY, "font_name": "黑体", "align": "left"},
    "list_entry": {**_ENTRY, "align": "left", "indent": 1, "bg_color": INPUT_COLOUR},
    "remark": {**_BODY, "font_size": 9, "font_color": "#595959", "text_wrap": True},
    "guide_name": {**_BOXED, "align": "center", "text_wrap": True},
    "guide_text": {**_BOXED, "align": "left", "indent": 1, "text_wrap": True},
    "guide_heading": {**_BODY, "font_name": "黑体", "font_size": 11, "align": "left"},
    "guide_link": {**_BOXED, "indent": 1, "font_color": "#1F4E9E", "underline": 1},
    "count": {**_BOXED, "align": "center"},
    "mistake": _MISTAKE,
    "mistake_sample": {**_BOXED, **_MISTAKE, "align": "right", "indent": 1},
}


class Styles:
    """The formats of one workbook by name, made when first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._book.add_format(_DEFINITIONS[name])
        return made

    def number(self, name: str, places: int) -> Any:
        """The format ``name`` that shows a number with just so many decimal places."""
        key = f"{name} {places}"
        made = self._made.get(key)
        if made is None:
            shown = "0." + "0" * places if places else "0"
            made = self._made[key] = self._book.add_format({**_DEFINITIONS[name], "num_format": shown})
        return made
