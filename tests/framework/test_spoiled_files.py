"""Whatever somebody types into a catalogue file, the answer is a list of faults and never a traceback."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.framework.fault import CatalogueError, Fault
from nianbao.framework.loader import load_catalogue

SOUND = Path(__file__).parent.parent / "fixtures" / "catalogue" / "sound"
# Read as plain texts, so that what is written back is what stands there but for the one change.
FILES = {
    path.relative_to(SOUND).as_posix(): yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    for path in sorted(SOUND.rglob("*.yaml"))
}


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        found += places(value, (*path, key))
    return found


PLACES = [(name, path) for name, data in FILES.items() for path in places(data)]
junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**6),
    st.floats(allow_nan=True, allow_infinity=True),
    st.text(max_size=12),
    st.dates(),
    st.sampled_from(
        ["dy2023", "sum", "pupils", "pupils.name", "class_list", "2022-2023", "@previous", "1.1", "dy2023/school"]
    ),
    st.lists(st.one_of(st.integers(), st.text(max_size=4), st.none()), max_size=3),
    st.dictionaries(st.text(min_size=1, max_size=5), st.one_of(st.integers(), st.text(max_size=4)), max_size=3),
)


def spoil(data: Any, path: tuple[Any, ...], value: Any, drop: bool) -> Any:
    if not path:
        return value
    data = copy.deepcopy(data)
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    if drop:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return data


def faults_of(folder: Path) -> tuple[Fault, ...]:
    try:
        load_catalogue(folder)
    except CatalogueError as error:
        return error.faults
    return ()


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), junk, st.booleans())
def test_one_spoiled_value_gives_faults_or_a_catalogue(
    place: tuple[str, tuple[Any, ...]], value: Any, drop: bool
) -> None:
    name, path = place
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for each, data in FILES.items():
            target = folder / each
            target.parent.mkdir(parents=True, exist_ok=True)
            if each == name:
                text = yaml.safe_dump(spoil(data, path, value, drop), allow_unicode=True)
            else:
                text = (SOUND / each).read_text("utf-8")
            target.write_text(text, "utf-8")

        faults = faults_of(folder)

    assert all(fault.line >= 1 and fault.message and fault.message_en for fault in faults)
