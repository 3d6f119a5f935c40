"""``nianbao serve`` explains itself; that it serves is tested with the server."""

from __future__ import annotations

from click.testing import CliRunner

from nianbao.cli.main import main


def test_the_help_names_port_and_demonstration() -> None:
    told = CliRunner().invoke(main, ["serve", "--help"])
    assert told.exit_code == 0
    assert "--port" in told.output
    assert "--demo" in told.output
