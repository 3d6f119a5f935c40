"""Lets these tests use the reading of one family, which stands with the tests of the families."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "families"))
