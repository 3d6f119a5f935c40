"""Packages are tested with the small catalogue of the aggregation tests."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "aggregation"))
sys.path.insert(0, str(Path(__file__).parent))
