"""Addresses that never change: what is released is cited by them."""

from __future__ import annotations

from django.urls import reverse

LICENCE = "https://creativecommons.org/licenses/by/4.0/"  # of all that is public


def report_address(code: str, data_year: int, version: int | None = None) -> str:
    """The report of a data year; with a version that version, whatever came after it."""
    if version is None:
        return reverse("portal-report", args=[code, data_year])
    return reverse("portal-version", args=[code, data_year, version])


def file_address(code: str, data_year: int, version: int, name: str) -> str:
    return reverse("portal-file", args=[code, data_year, version, name])


def picture_address(code: str, data_year: int, version: int) -> str:
    """What a picture's name is put behind."""
    return file_address(code, data_year, version, "picture").removesuffix("picture")
