"""Where the sentences of messages come from: ``wording.yaml``, beside this module."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

import yaml


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one code, with names in braces to be filled in."""

    severity: str  # error | warning | info
    message: str
    message_en: str
    expected: str
    expected_en: str
    advice: str
    advice_en: str
    stops: bool = False  # the whole file could not be used


@functools.cache
def wordings() -> Mapping[str, Wording]:
    """All wordings by code.

    >>> wordings()["file-empty"].stops
    True
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = resources.files("nianbao.workbooks").joinpath("wording.yaml").read_text(encoding="utf-8")
    return MappingProxyType({code: Wording(**entry) for code, entry in yaml.load(text, loader).items()})
