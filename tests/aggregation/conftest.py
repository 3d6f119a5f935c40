"""Lets the tests of this folder import the small catalogue that stands beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
