import sys

import click
import pytest
from click.testing import CliRunner

from nianbao.cli.speech import console, counted, error_console, joined, language, punctuated, say


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_LANGUAGE", "en")


@pytest.mark.parametrize(("setting", "spoken"), [(None, "zh"), ("zh", "zh"), ("en", "en"), ("fr", "zh"), ("", "zh")])
def test_chinese_is_spoken_unless_english_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, setting: str | None, spoken: str
) -> None:
    monkeypatch.delenv("NIANBAO_LANGUAGE", raising=False)
    if setting is not None:
        monkeypatch.setenv("NIANBAO_LANGUAGE", setting)

    assert language() == spoken


@pytest.mark.usefixtures("english")
def test_the_option_goes_before_the_environment() -> None:
    @click.group()
    @click.option("--language")
    def group(language: str) -> None:
        del language

    @group.command()
    def speak() -> None:
        click.echo(say("中文", "English"))

    assert CliRunner().invoke(group, ["--language", "zh", "speak"]).output == "中文\n"
    assert CliRunner().invoke(group, ["speak"]).output == "English\n"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("chinese", "english_signs"),
    [
        ("生师比（1.18）", "生师比 (1.18)"),
        ("dy2023 （暂停：没有数）", "dy2023 (暂停: 没有数)"),
        ("  1.1 立德树人", "  1.1 立德树人"),
        ("≥ 3，≤ 25；约", "≥ 3, ≤ 25; 约"),
    ],
)
def test_english_lines_have_english_signs_and_official_names(chinese: str, english_signs: str) -> None:
    assert punctuated(chinese) == english_signs


def test_chinese_lines_keep_their_signs() -> None:
    assert punctuated("生师比（1.18）") == "生师比（1.18）"
    assert joined(["甲", "乙"]) == "甲、乙"
    assert counted(1, "个文件", "file") == "1 个文件"


@pytest.mark.usefixtures("english")
def test_one_thing_is_no_plural() -> None:
    assert [counted(number, "个文件", "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
    assert counted(2, "所", "entry", "entries") == "2 entries"
    assert joined(["甲", "乙"]) == "甲, 乙"


def test_results_go_to_one_stream_and_trouble_to_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    console().print("figure " * 40)
    error_console().print("trouble")

    captured = capsys.readouterr()
    assert captured.out.count("\n") == 1  # files do not wrap
    assert captured.err == "trouble\n"
    assert console().file is sys.stdout
