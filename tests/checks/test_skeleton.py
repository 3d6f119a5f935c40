from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nianbao.checks.example import show
from nianbao.checks.skeleton import next_code, write_skeleton
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue, packaged_folder


def test_a_skeleton_is_a_check_that_already_works(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(packaged_folder(), folder)
    path = write_skeleton("AR", folder, load_catalogue().checks, "dy2025")
    catalogue = load_catalogue(folder)
    spec = catalogue.checks[path.stem]

    assert path.stem not in load_catalogue().checks
    assert [show(spec, example, catalogue).verdict for example in spec.examples] == ["pass", "fail", "unknown"]


def test_numbers_are_never_used_again() -> None:
    assert next_code("AR", ["AR001", "AR117"]) == "AR118"
    assert next_code("DS", []) == "DS001"


def test_a_subject_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Problem, match="AR（表内勾稽）"):
        next_code("QQ", [])


def test_a_folder_that_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="不是指标目录"):
        write_skeleton("AR", tmp_path, [], "dy2025")
