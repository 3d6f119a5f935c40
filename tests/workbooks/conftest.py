"""Lets the tests of this folder import the made-up form and the spoiled workbooks, and fills one workbook for all."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "fixtures" / "workbooks"))

from made_up_form import CATALOGUE, RECORD

from nianbao.workbooks.template import filled_bytes


@pytest.fixture(scope="session")
def filled() -> bytes:
    """A workbook filled without fault."""
    return filled_bytes(RECORD, CATALOGUE)
