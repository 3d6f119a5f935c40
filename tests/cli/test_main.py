import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import nianbao
import nianbao.cli.commands
from nianbao.cli.main import main


def test_every_module_of_commands_is_a_command() -> None:
    names = {module.name.replace("_", "-") for module in pkgutil.iter_modules(nianbao.cli.commands.__path__)}
    shown = CliRunner().invoke(main, ["--help"]).output

    assert names
    assert all(f"\n  {name} " in shown for name in names)


@pytest.mark.parametrize("name", sorted(m.name for m in pkgutil.iter_modules(nianbao.cli.commands.__path__)))
def test_every_command_explains_itself_in_both_languages(name: str) -> None:
    result = CliRunner().invoke(main, [name.replace("_", "-"), "--help"])

    assert result.exit_code == 0
    assert any("\u4e00" <= sign <= "\u9fff" for sign in result.output)
    assert sum(sign.isascii() and sign.isalpha() for sign in result.output) > 100


def test_a_command_that_is_not_there_is_said_so() -> None:
    result = CliRunner().invoke(main, ["publish"])

    assert result.exit_code == 2
    assert "publish" in result.output


@pytest.mark.parametrize(("spoken", "told"), [("zh", "没有年度版本"), ("en", "no edition")])
def test_trouble_is_a_sentence_with_a_code_and_no_traceback(spoken: str, told: str) -> None:
    result = CliRunner().invoke(main, ["--language", spoken, "edition", "show", "dy1999/school"])

    assert result.exit_code == 2
    assert told in result.output
    assert "Traceback" not in result.output


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"nianbao, version {nianbao.__version__}\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check"], "缺少 FILES。"),
        (["check", "a.txt", "--format", "pdf"], "--format 只能是：text、json、html、docx、xlsx。"),
        (["check", "a.txt", "--outptu", "x"], "没有 --outptu 这个选项；是不是 --output？"),
        (["chekc"], "没有 chekc 这个命令。"),
    ],
)
def test_a_mistyped_command_is_answered_in_chinese(words: list[str], told: str) -> None:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert told in result.output
    assert "--help" in result.output
    assert "Error" in CliRunner().invoke(main, ["--language", "en", *words]).output


@pytest.mark.parametrize(
    ("encoding", "minus"), [("gbk", "5236.4万元 - 4987.0万元"), ("utf-8", "5236.4万元 − 4987.0万元")]
)
def test_arithmetic_stays_readable_where_the_console_lacks_its_signs(tmp_path: Path, encoding: str, minus: str) -> None:
    report = tmp_path / "a.txt"
    report.write_text("经费由4987.0万元增加到5236.4万元，增长6.00%。", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from nianbao.cli.main import main; main()", "check", str(report)],
        env={"PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(nianbao.__file__).parents[1]), "PATH": ""},
        capture_output=True, check=False,
    )  # fmt: skip
    assert minus in done.stdout.decode(encoding)
    assert b"Traceback" not in done.stderr
