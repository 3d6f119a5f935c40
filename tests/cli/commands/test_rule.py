from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from nianbao.checks.kind import kinds
from nianbao.cli.main import main
from nianbao.framework.loader import load_catalogue, packaged_folder


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_rules_are_listed_for_an_edition_with_its_severities() -> None:
    data = json.loads(run("rule", "list", "--edition", "dy2019/beijing-district", "--format", "json"))
    codes = [rule["code"] for rule in data["rules"]]

    assert "AR103" in codes
    assert "AR004" not in codes
    assert codes == sorted(codes)
    assert not any(rule["broken"] for rule in data["rules"])


def test_rules_are_listed_for_a_kind() -> None:
    data = json.loads(run("rule", "list", "--kind", "attainable", "--format", "json"))

    assert {rule["code"] for rule in data["rules"]} == {"XT002", "XT014", "XT016"}
    assert "attainable" in run("rule", "list", "--kind", "attainable")


@pytest.mark.parametrize("code", sorted(load_catalogue().checks))
def test_every_rule_can_be_explained_with_its_examples(code: str) -> None:
    shown = run("rule", "explain", code)

    assert code in shown
    assert "不通过" in shown
    assert "有效版本  —" not in shown


def test_a_rule_is_found_by_the_name_that_the_field_gives_it() -> None:
    shown = run("rule", "explain", "c11")

    assert shown.startswith("AR011")
    assert "总项 2，其中一项 9" in shown


def test_english_is_complete() -> None:
    shown = run("--language", "en", "rule", "explain", "AR011")

    assert "is 2, fewer than its part" in shown
    assert "may be waived" in shown


@pytest.mark.parametrize("name", kinds())
def test_every_kind_lists_its_roles_and_what_messages_may_use(name: str) -> None:
    shown = run("rule", "kinds", name)

    assert all(role in shown for role in kinds()[name].roles)
    assert "{formula}" in shown


def test_the_kinds_are_listed() -> None:
    assert "attainable" in run("rule", "kinds")


def test_a_new_rule_has_the_next_number_and_can_be_explained_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(packaged_folder(), folder)
    shown = run("rule", "new", "ds", "--catalogue", str(folder))

    assert "DS005.yaml" in shown
    assert "120 > 118" in run("rule", "explain", "DS005", "--catalogue", str(folder))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("explain", "AR999"), "以 AR 开头的有"),
        (("explain", "ZZ1"), "nianbao rule list"),
        (("list", "--edition", "dy1999/school"), "dy2023/school"),
        (("list", "--kind", "plus"), "at_most"),
        (("kinds", "plus"), "at_most"),
        (("new", "QQ"), "AR（表内勾稽）"),
    ],
)
def test_what_does_not_exist_is_answered_with_what_does(arguments: tuple[str, ...], words: str) -> None:
    result = CliRunner().invoke(main, ("rule", *arguments))

    assert result.exit_code == 2
    assert words in result.output
