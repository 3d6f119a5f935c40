"""The catalogue loads whole or says everything that is wrong with it."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nianbao.facts.problem import Problem
from nianbao.framework.fault import CatalogueError, Fault
from nianbao.framework.loader import load_catalogue, packaged_folder

FIXTURES = Path(__file__).parent.parent / "fixtures" / "catalogue"
FAULTS = sorted(path.name for path in FIXTURES.iterdir() if path.name != "sound")


def test_a_sound_catalogue_loads_as_written(catalogue_folder: Callable[..., Path]) -> None:
    catalogue = load_catalogue(catalogue_folder())

    assert catalogue.version == "2026-01-01"
    assert list(catalogue.editions) == ["dy2023/school", "dy2024/school"]
    assert catalogue.editions["dy2023/school"].indicators() == (
        "pupils",
        "pupils_boarding",
        "boarding_share",
        "survey_method",
    )
    formula = catalogue.indicators["boarding_share"].meaning_in("dy2023").formula
    assert formula is not None
    assert (formula.numerator, formula.denominator, formula.multiplier) == (
        ("pupils_boarding",),
        ("pupils",),
        Decimal(100),
    )
    assert catalogue.indicators["boarding_share"].meaning_in("dy2023").expected_low == Decimal("0.5")
    assert catalogue.checks["AR001"].operands["parts"] == "pupils_boarding"
    assert [entry.relation for entry in catalogue.crosswalk] == ["same", "convertible", "dropped"]
    assert catalogue.terms["pupils"] == "学生"


def test_a_meaning_is_the_one_of_its_data_year(catalogue_folder: Callable[..., Path]) -> None:
    indicator = load_catalogue(catalogue_folder()).indicators["pupils_boarding"]

    assert indicator.meaning_in("dy2024").definition == "在校住宿的学生人数。"
    assert indicator.meaning_in("dy2025").definition == "每周住宿四晚以上的学生人数。"
    with pytest.raises(LookupError, match="dy2022"):
        indicator.meaning_in("dy2022")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_file_is_named_with_line_reason_and_remedy(fault: str, catalogue_folder: Callable[..., Path]) -> None:
    expected = yaml.safe_load((FIXTURES / fault / "expect.yaml").read_text("utf-8"))
    folder = catalogue_folder(fault)
    if "remove" in expected:
        (folder / expected["remove"]).unlink()

    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)

    assert [one.code for one in caught.value.faults] == [expected["code"]], caught.value.message
    found = caught.value.faults[0]
    assert found.file == expected["file"]
    assert found.line == expected["line"]
    assert expected["says"] in found.message
    assert expected["says_en"] in found.message_en
    assert f"{found.file}:{found.line}" in caught.value.message
    assert f"{found.file}:{found.line}" in caught.value.message_en


def test_there_is_a_broken_fixture_for_every_fault_code() -> None:
    sources = "".join(path.read_text("utf-8") for path in (packaged_folder().parent / "framework").glob("*.py"))
    tested = {yaml.safe_load((FIXTURES / fault / "expect.yaml").read_text("utf-8"))["code"] for fault in FAULTS}

    written = set(re.findall(r"""(?:\.fault|\.add|_unknown|YamlTrouble)\(\s*"([a-z-]+)",""", sources))
    assert written - tested == set()
    assert tested - written == set()


def test_all_faults_are_named_and_not_only_the_first(catalogue_folder: Callable[..., Path]) -> None:
    folder = catalogue_folder("unknown-unit", "outline-number", "check-name", "bad-period")

    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)

    codes = {fault.code for fault in caught.value.faults}
    assert codes == {"unknown-unit", "outline-number", "check-name", "bad-period"}
    assert "4 处错误" in caught.value.message


def test_a_folder_that_is_not_there_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        load_catalogue(tmp_path / "nowhere")

    assert caught.value.code == "catalogue-missing"
    assert "nowhere" in caught.value.message


def test_a_changed_folder_is_read_anew(catalogue_folder: Callable[..., Path]) -> None:
    folder = catalogue_folder()
    before = load_catalogue(folder).sources["notice"].title
    path = folder / "sources" / "notice.yaml"
    path.write_text(path.read_text("utf-8").replace("一份通知", "另一份通知"), "utf-8")

    assert (before, load_catalogue(folder).sources["notice"].title) == ("一份通知", "另一份通知")


def test_the_packaged_catalogue_is_read_once() -> None:
    assert load_catalogue() is load_catalogue()


def test_a_kept_catalogue_is_read_without_the_yaml_library(tmp_path: Path) -> None:
    script = (
        "import sys; from nianbao.framework.loader import load_catalogue; load_catalogue(); "
        "print('yaml' in sys.modules, 'msgspec' in sys.modules)"
    )

    def run() -> str:
        environment = {"NIANBAO_CACHE": str(tmp_path / "kept"), "PATH": ""}
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    assert run() == "True True"
    assert run() == "False False"


SOUND = FIXTURES / "sound"
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


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PLACES), junk, st.booleans())
def test_one_spoiled_value_gives_faults_or_a_catalogue(
    place: tuple[str, tuple[Any, ...]], value: Any, drop: bool
) -> None:
    """Whatever somebody types into a catalogue file, the answer is a list of faults and never a traceback."""
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
