"""A made-up nation for measuring engines: schools, their figures over many data years, and answers to surveys.

The same seed and sizes make the same bytes. Figures are drawn as whole ten-thousandths, so that decimals are exact from
the start; one answer in fifty is 不了解 and no score, one figure in forty is absent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nianbao.analysis.snapshot import needs_analysis
from nianbao.facts.problem import Problem

FIRST_DATA_YEAR = 2016
SCHOOLS_PER_DISTRICT = 20
QUESTIONS = 20
TABLES = ("schools", "facts", "answers")
Tell = Callable[[str, int, int], None]  # what, done, of how many


@dataclass(frozen=True, slots=True)
class Size:
    """How large a simulated nation is; the defaults are those of the whole country."""

    schools: int = 7_000
    indicators: int = 120
    data_years: int = 10
    answers: int = 50_000_000
    seed: int = 2026

    @property
    def facts(self) -> int:
        return self.schools * self.indicators * self.data_years

    @property
    def groups(self) -> int:
        """Into how many groups the answers fall."""
        return sum(min(self.schools, _answers_of(self, step)) for step in range(self.data_years))

    def scaled(self, schools: int) -> Size:
        """The same nation with more or fewer schools; answers in proportion."""
        return Size(schools, self.indicators, self.data_years, self.answers * schools // self.schools, self.seed)


def _silent(_what: str, _done: int, _of: int) -> None:
    """Nobody is watching."""


def simulate(folder: Path, size: Size, tell: Tell = _silent) -> dict[str, list[Path]]:
    """Write the tables below ``folder`` and say which files each consists of; what is there already is kept."""
    if min(size.schools, size.indicators, size.data_years, size.answers) < 1:
        raise Problem(
            "simulation-size",
            "学校、指标、年度、答卷数都至少为 1。",
            "Schools, indicators, data years and answers start at 1.",
        )
    note = folder / "size.json"
    said = json.dumps(asdict(size), sort_keys=True)
    if note.exists():
        if note.read_text(encoding="utf-8") != said:
            raise Problem(
                "simulation-other-size",
                f"{folder} 里是另一种规模的模拟数据。请换一个文件夹，或先删去它。",
                f"{folder} holds a simulation of another size. Use another folder, or delete it first.",
            )
        return {name: sorted((folder / name).glob("*.parquet")) for name in TABLES}
    makers: dict[str, tuple[int, Iterator[Any]]] = {
        "schools": (size.schools, _schools(size)),
        "facts": (size.facts, _facts(size)),
        "answers": (size.answers, _answers(size)),
    }
    made: dict[str, list[Path]] = {}
    for name, (total, batches) in makers.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        made[name], done = [], 0
        for number, table in enumerate(batches):
            path = folder / name / f"part-{number:04d}.parquet"
            _parquet().write_table(table, path, compression="zstd", row_group_size=500_000, store_schema=False)
            made[name].append(path)
            done += table.num_rows
            tell(name, done, total)
    note.write_text(said, encoding="utf-8")
    return made


def _schools(size: Size) -> Iterator[Any]:
    draw = np.random.default_rng([size.seed, 1])
    school = np.arange(size.schools, dtype=np.int32)
    students = np.exp(draw.normal(6.9, 0.7, size.schools)).astype(np.int32) + 30
    yield _arrow().table({"school": school, "district": school // SCHOOLS_PER_DISTRICT, "size": students})


def _facts(size: Size) -> Iterator[Any]:
    """One file for each data year, ordered by indicator and school."""
    levels = np.random.default_rng([size.seed, 2]).lognormal(5, 1.5, (size.indicators, size.schools))
    for step in range(size.data_years):
        draw = np.random.default_rng([size.seed, 3, step])
        levels = levels * draw.normal(1.02, 0.06, levels.shape).clip(0.5, 2)
        value = np.rint(levels * 10_000).astype(np.int64).clip(0, 10**16).ravel()
        absent = draw.random(value.size) < 1 / 40
        indicator = np.repeat(np.arange(size.indicators, dtype=np.int32), size.schools)
        school = np.tile(np.arange(size.schools, dtype=np.int32), size.indicators)
        data_year = np.full(value.size, FIRST_DATA_YEAR + step, dtype=np.int32)
        yield _arrow().table(
            {"school": school, "data_year": data_year, "indicator": indicator, "value": _decimals(value, absent)}
        )


def _answers(size: Size) -> Iterator[Any]:
    """One file for each data year, ordered by school: as a survey is put away once it is closed."""
    arrow = _arrow()
    for step in range(size.data_years):
        count = _answers_of(size, step)
        if count == 0:
            continue
        draw = np.random.default_rng([size.seed, 4, step])
        scores = draw.choice(np.array([1, 2, 3, 4, 5], dtype=np.int8), count, p=[0.02, 0.04, 0.14, 0.38, 0.42])
        blank = draw.random(count) < 1 / 50
        yield arrow.table(
            {
                "school": (np.arange(count, dtype=np.int64) * size.schools // count).astype(np.int32),
                "data_year": np.full(count, FIRST_DATA_YEAR + step, dtype=np.int16),
                "question": draw.integers(0, QUESTIONS, count, dtype=np.int8),
                "score": arrow.array(scores, mask=blank),
            }
        )


def _answers_of(size: Size, step: int) -> int:
    """How many answers one data year has: all years alike, the rest spread."""
    return size.answers * (step + 1) // size.data_years - size.answers * step // size.data_years


def _decimals(scaled: NDArray[np.int64], absent: NDArray[np.bool_]) -> Any:
    """Whole ten-thousandths as an Arrow column of DECIMAL(18,4), without a detour through text."""
    arrow = _arrow()
    wide = np.stack([scaled, scaled >> 63], axis=1).astype("<i8")
    valid = np.packbits(~absent, bitorder="little")
    return arrow.Array.from_buffers(
        arrow.decimal128(18, 4), len(scaled), [arrow.py_buffer(valid.tobytes()), arrow.py_buffer(wide.tobytes())]
    )


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise needs_analysis() from error
    return pyarrow


def _parquet() -> Any:
    _arrow()
    import pyarrow.parquet

    return pyarrow.parquet
