"""``nianbao restore`` explains itself; what it does is tested with the backup."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from nianbao.cli.main import main


def test_the_help_says_that_nothing_is_written_over() -> None:
    told = CliRunner().invoke(main, ["restore", "--help"])
    assert told.exit_code == 0
    assert "never written over" in " ".join(told.output.split())


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["restore", str(tmp_path / "none.zip")])
    assert told.exit_code == 2
    assert "none.zip" in told.output
