"""A small made-up nation, the engines that must agree on it, and the demonstration's district over its data years."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue

TOOLS = Path(__file__).parents[2] / "tools"


def tool(name: str) -> ModuleType:
    """A module of the folder of tools, which is no package."""
    if name not in sys.modules:
        found = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
        assert found is not None
        assert found.loader is not None
        module = importlib.util.module_from_spec(found)
        sys.modules[name] = module
        found.loader.exec_module(module)
    return sys.modules[name]


@contextmanager
def address_of(kind: str) -> Iterator[str]:
    """A server of a kind, made for the tests; they are skipped with the reason where it cannot be."""
    making: Any = {
        "postgresql": lambda: tool("with_postgresql").postgresql(),
        "sail": lambda: tool("with_cluster").sail_cluster(),
        "spark": lambda: tool("with_cluster").spark_cluster(),
    }[kind]
    server = making()
    try:
        address = server.__enter__()
    except LookupError as trouble:
        pytest.skip(f"no {kind} here: {trouble}")
    try:
        yield address
    finally:
        server.__exit__(None, None, None)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def postgresql_address() -> Iterator[str]:
    with address_of("postgresql") as address:
        yield address


@pytest.fixture(scope="session")
def clickhouse_address() -> str:
    """ClickHouse's own engine, as the library chDB runs it in this process."""
    if importlib.util.find_spec("chdb") is None or importlib.util.find_spec("clickhouse_connect") is None:
        pytest.skip("chdb and clickhouse-connect are not installed")
    return "chdb://"


@pytest.fixture(scope="session")
def sail_address() -> Iterator[str]:
    with address_of("sail") as address:
        yield address


@pytest.fixture(scope="session")
def spark_address() -> Iterator[str]:
    with address_of("spark") as address:
        yield address


@pytest.fixture(scope="session")
def nation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """A simulated nation small enough for every run."""
    pytest.importorskip("pyarrow", reason="the extra analysis is not installed")
    from nianbao.analysis.simulation import Size, simulate

    return simulate(tmp_path_factory.mktemp("nation"), Size(schools=60, indicators=12, data_years=4, answers=30_000))
