"""``nianbao doctor`` explains itself; what it finds is tested with the doctor."""

from __future__ import annotations

from click.testing import CliRunner

from nianbao.cli.main import main


def test_the_help_says_what_is_looked_at() -> None:
    told = CliRunner().invoke(main, ["doctor", "--help"])
    assert told.exit_code == 0
    assert "字体" in told.output
