"""Instruments and answers for the tests."""

from __future__ import annotations

import pytest

from nianbao.framework.instrument import Instrument
from nianbao.framework.loader import load_catalogue


@pytest.fixture(scope="session")
def staff() -> Instrument:
    """Five questions, one measure."""
    return load_catalogue().instruments["staff/1"]


@pytest.fixture(scope="session")
def students() -> Instrument:
    """Fourteen questions, six measures."""
    return load_catalogue().instruments["students/1"]
