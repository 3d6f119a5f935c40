"""Trouble that a person can do something about."""

from __future__ import annotations


class Problem(Exception):
    """What is wrong, where, why, and what to do next, in Chinese and in English.

    ``code`` is stable and names the fault (``workbook-encrypted``), so that other programs
    can act on it. The command line and the web show the message and never a traceback.
    """

    def __init__(self, code: str, message: str, message_en: str) -> None:
        super().__init__(message)
        self.code, self.message, self.message_en = code, message, message_en
