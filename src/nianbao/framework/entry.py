"""One mapping of a catalogue file, read key by key; what is wrong is logged and reading goes on.

Every reading method returns something usable even after a fault, so that one
run names all the faults of a file and not only the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from nianbao.facts.pattern import as_pattern
from nianbao.framework.fault import FaultLog, nearest
from nianbao.framework.yaml_reader import YamlPath

Choice = TypeVar("Choice", bound=StrEnum)

_ID = as_pattern(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")
_DATA_YEAR = as_pattern(r"dy(19|20)[0-9]{2}\Z")
_KINDS = {
    str: ("文字", "a text"),
    int: ("整数", "a whole number"),
    bool: (" true 或 false", "true or false"),
    Decimal: ("数", "a number"),
    list: ("列表（每项以 - 开头）", "a list (each item after a dash)"),
    dict: ("一组“键: 值”", "a mapping of keys to values"),
}


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"


def is_identifier(text: str) -> bool:
    """True for lower-case English words joined by underscores."""
    return _ID.match(text) is not None


class Entry:
    """A mapping at ``path`` of ``file``; ``known`` is every key that was asked for."""

    __slots__ = ("_known", "data", "file", "log", "path")

    def __init__(self, log: FaultLog, file: str, path: YamlPath, data: Mapping[str, Any]) -> None:
        self.log, self.file, self.path, self.data = log, file, path, data
        self._known: set[str] = set()

    def fault(self, code: str, key: str | None, message: str, message_en: str) -> None:
        where = self.path if key is None else (*self.path, key)
        self.log.add(code, self.file, where, message, message_en)

    def _wrong_type(self, key: str, expected: type, value: Any, item: int | None = None) -> None:
        zh, en = _KINDS[expected]
        where: YamlPath = (*self.path, key) if item is None else (*self.path, key, item)
        hint, hint_en = "", ""
        if expected is str and isinstance(value, (int, Decimal)):
            hint, hint_en = f'请加引号写成 "{value}"。', f' Put it in quotes: "{value}".'
        self.log.add(
            "wrong-type",
            self.file,
            where,
            f"“{key}”应为{zh}，现为“{_shown(value)}”。{hint}",
            f'"{key}" must be {en}, but is "{_shown(value)}".{hint_en}',
        )

    def _get(self, key: str, required: bool) -> Any:
        self._known.add(key)
        value = self.data.get(key)
        if value is None and required:
            if key in self.data:
                self.fault("empty-value", key, f"“{key}”没有填写，请补上。", f'"{key}" is empty; fill it in.')
            else:
                self.fault("missing-key", None, f"缺少必填项“{key}”，请补上。", f'The key "{key}" is missing; add it.')
        return value

    def text(self, key: str, *, required: bool = True, default: str = "") -> str:
        value = self._get(key, required)
        if value is None:
            return default
        if not isinstance(value, str):
            self._wrong_type(key, str, value)
            return default
        if required and not value.strip():
            self.fault("empty-value", key, f"“{key}”没有填写，请补上。", f'"{key}" is empty; fill it in.')
        return value

    def optional_text(self, key: str) -> str | None:
        return self.text(key, required=False) or None

    def flag(self, key: str, *, default: bool) -> bool:
        value = self._get(key, False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self._wrong_type(key, bool, value)
            return default
        return value

    def required_flag(self, key: str) -> bool:
        return self._get(key, True) is not None and self.flag(key, default=False)

    def whole(self, key: str, *, default: int | None = None) -> int | None:
        value = self._get(key, False)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong_type(key, int, value)
            return default
        return value

    def decimal(self, key: str) -> Decimal | None:
        value = self._get(key, False)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
            self._wrong_type(key, Decimal, value)
            return None
        return Decimal(value)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        value = self._get(key, required)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._wrong_type(key, list, value)
            return ()
        for index, item in enumerate(value):
            if not isinstance(item, str):
                self._wrong_type(key, str, item, index)
        return tuple(item for item in value if isinstance(item, str))

    def mapping(self, key: str, *, required: bool = False) -> Mapping[str, Any]:
        value = self._get(key, required)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self._wrong_type(key, dict, value)
            return {}
        return value

    def text_mapping(self, key: str) -> Mapping[str, str]:
        found = self.mapping(key)
        for name, value in found.items():
            if not isinstance(value, str):
                Entry(self.log, self.file, (*self.path, key), found)._wrong_type(name, str, value)
        return {name: value for name, value in found.items() if isinstance(value, str)}

    def entry(self, key: str, *, required: bool = False) -> Entry | None:
        found = self.mapping(key, required=required)
        return Entry(self.log, self.file, (*self.path, key), found) if found else None

    def entries(self, key: str, *, required: bool = False) -> Iterator[Entry]:
        value = self._get(key, required)
        if value is None:
            return
        if not isinstance(value, list):
            self._wrong_type(key, list, value)
            return
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield Entry(self.log, self.file, (*self.path, key, index), item)
            else:
                self._wrong_type(key, dict, item, index)

    def choice(self, key: str, kind: type[Choice], *, default: Choice | None = None) -> Choice:
        first = default if default is not None else next(iter(kind))
        value = self.text(key, required=default is None, default=first.value)
        try:
            return kind(value)
        except ValueError:
            self.not_among(key, value, [member.value for member in kind])
            return first

    def word(self, key: str, allowed: Iterable[str], *, default: str | None = None) -> str:
        """A text that must be one of ``allowed``."""
        options = list(allowed)
        value = self.text(key, required=default is None, default=default or options[0])
        if value not in options:
            self.not_among(key, value, options)
            return default or options[0]
        return value

    def optional_word(self, key: str, allowed: Iterable[str]) -> str | None:
        return self.word(key, allowed) if self._get(key, False) is not None else None

    def not_among(self, key: str, value: str, options: list[str]) -> None:
        zh, en = nearest(value, options)
        listed = "、".join(options)
        self.fault(
            "not-a-choice",
            key,
            f"“{key}”不能是“{_shown(value)}”，可选：{listed}。{zh}",
            f'"{key}" cannot be "{_shown(value)}"; choose one of: {", ".join(options)}.{en}',
        )

    def identifier(self, key: str = "id") -> str:
        """An id: lower-case English words joined by underscores."""
        value = self.text(key)
        if value and not is_identifier(value):
            self.fault(
                "bad-id",
                key,
                f"标识“{value}”不合写法：用小写英文单词，以下划线相连，如 graduates_placed。",
                f'The id "{value}" is misspelt: lower-case English words joined by underscores, as graduates_placed.',
            )
        return value

    def data_year(self, key: str, *, required: bool = True) -> str | None:
        """A data year as ``dy2023``; None where it may be and is left out."""
        value = self.text(key, required=required)
        if value and not _DATA_YEAR.match(value):
            self.fault(
                "bad-data-year",
                key,
                f"“{key}”应写成 dy2023 这样的数据年，现为“{value}”。",
                f'"{key}" must be a data year as dy2023, but is "{value}".',
            )
            return "dy0000" if required else None
        return value or None

    def refuse_unknown_keys(self) -> None:
        """Says of every key that nobody asked for what it may have been meant as."""
        for key in self.data:
            if key not in self._known:
                zh, en = nearest(key, self._known)
                allowed = "、".join(sorted(self._known))
                self.fault(
                    "unknown-key",
                    key,
                    f"不认识的键“{key}”。{zh}此处可用：{allowed}。",
                    f'Unknown key "{key}".{en} Allowed here: {", ".join(sorted(self._known))}.',
                )
