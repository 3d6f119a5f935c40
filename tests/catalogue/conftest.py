from __future__ import annotations

import pytest

from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()
