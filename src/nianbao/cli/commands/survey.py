"""``nianbao survey``: questionnaires, and results of answers that were collected anywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from nianbao.cli.speech import console, error_console, joined, say
from nianbao.facts.problem import Problem
from nianbao.framework.instrument import Instrument
from nianbao.framework.loader import load_catalogue
from nianbao.surveys.collected import Collected, read_collected_sheets
from nianbao.surveys.estimate import INDEX_FORMULA, INDEX_FORMULA_EN, RATE_FORMULA, RATE_FORMULA_EN, printed
from nianbao.surveys.export import answer_rows, as_csv, result_rows
from nianbao.surveys.frame import Stratum, strata_of
from nianbao.surveys.frame_text import read_frame
from nianbao.surveys.result import SurveyResult, result_of
from nianbao.surveys.xlsform import workbook, xlsform
from nianbao.workbooks.plain_rows import read_plain_rows, read_plain_sheets

SCHEMA = "nianbao/survey-result/1"


@click.group()
def command() -> None:
    """满意度问卷：列出、导出问卷，从收来的答卷算结果。

    Satisfaction surveys: list and export questionnaires, work out results from answers.
    """


@command.command(name="list")
def list_instruments() -> None:
    """列出问卷 · List the questionnaires."""
    table = Table(box=None, pad_edge=False)
    for head in ("id", say("名称", "name"), say("题数", "questions"), say("填入", "fills in")):
        table.add_column(head)
    for instrument in load_catalogue().instruments.values():
        table.add_row(
            instrument.id,
            escape(say(instrument.label, instrument.label_en)),
            str(len(instrument.questions)),
            " ".join(measure.indicator for measure in instrument.measures),
        )
    console().print(table)


@command.command()
@click.argument("instrument")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="写到哪个 .xlsx · The .xlsx to write."
)
def form(instrument: str, output: Path) -> None:
    """把问卷写成 XLSForm，供 ODK、KoboToolbox 使用 · Write a questionnaire as an XLSForm."""
    output.write_bytes(xlsform(_instrument(instrument)))
    error_console().print(say(f"已写出 {output}", f"Wrote {output}"))


@command.command()
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--instrument", required=True, help="问卷，如 students · The questionnaire, as students.")
@click.option("--frame", "frame_file", type=click.Path(path_type=Path),
              help="抽样框：专业、年级、班级、人数 · The frame: major, grade, class, people.")  # fmt: skip
@click.option("--map", "mapping", multiple=True, metavar="QUESTION=HEADING",
              help="某题在哪一列 · The column of a question; may be repeated.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path),
              help="把结果写成 .csv 或 .xlsx（另含去标识的答卷） · Write results as .csv or .xlsx.")  # fmt: skip
@click.option("--format", "shape", type=click.Choice(("text", "json")), default="text", show_default=True,
              help="输出格式 · Output format.")  # fmt: skip
def results(
    answers: Path, instrument: str, frame_file: Path | None, mapping: tuple[str, ...], output: Path | None, shape: str
) -> None:
    """从答卷文件算出结果 · Work out results from a file of answers.

    文件可以是问卷星或 XLSForm 工具导出的 .xlsx、.csv。退出码 1 表示文件不能用。
    """
    asked = _instrument(instrument)
    strata = _strata(frame_file)
    columns = dict(_pair(one) for one in mapping)
    collected = read_collected_sheets(
        asked, read_plain_sheets(_bytes(answers), answers.name), strata=strata, columns=columns
    )
    for message in collected.messages:
        mark = "[bold red]✗[/]" if message.is_error else "[yellow]![/]"
        error_console().print(f"{mark} {escape(say(message.message, message.message_en))}  [dim]({message.code})[/]")
    if not collected.is_usable:
        raise click.exceptions.Exit(1)
    result = result_of(asked, collected.sheets, strata)
    if output is not None:
        _write(output, result, collected, strata)
        error_console().print(say(f"已写出 {output}", f"Wrote {output}"))
    if shape == "json":
        click.echo(json.dumps(_data(result, collected), ensure_ascii=False, indent=2))
    else:
        _print(result)


def _print(result: SurveyResult) -> None:
    quality = result.quality
    out = console()
    out.print(f"[bold]{escape(say(result.instrument.label, result.instrument.label_en))}[/]")
    counts = (
        (quality.returned, "答卷", "answers"),
        (quality.valid, "有效", "valid"),
        (quality.duplicates, "重复", "double"),
        (quality.too_few, "答题过少", "too short"),
        (quality.careless, "又快又全选一项", "careless"),
        (quality.straight, "全选一项", "straight-lined"),
        (quality.quick, "作答过快", "too fast"),
    )
    out.print(joined(say(f"{zh} {count}", f"{count} {en}") for count, zh, en in counts))
    table = Table(box=None, pad_edge=False)
    for head, side in ((say("项目", "measure"), "left"), (say("满意率%", "rate %"), "right"),
                       (say("95% 区间", "95 % interval"), "right"), (say("指数", "index"), "right"), ("n", "right"),
                       (say("不了解", "don't know"), "right")):  # fmt: skip
        table.add_column(head, justify=side)  # type: ignore[arg-type]
    for measure in result.instrument.measures:
        found = result.estimates[measure.id]
        label = escape(say(measure.label, measure.label_en))
        if found is None:
            table.add_row(label, say("不足 5 人，不显示", "fewer than 5, not shown"))
            continue
        ends = found.rate_range
        table.add_row(
            label, printed(found.rate), f"{printed(ends.low)}–{printed(ends.high)}" if ends else "",
            printed(found.index), str(found.n), str(found.dont_know),
        )  # fmt: skip
    out.print(table)
    for text in (say(RATE_FORMULA, RATE_FORMULA_EN), say(INDEX_FORMULA, INDEX_FORMULA_EN),
                 say(result.method, result.method_en)):  # fmt: skip
        out.print(f"[dim]{escape(text)}[/]")


def _data(result: SurveyResult, collected: Collected) -> dict[str, Any]:
    quality = result.quality
    measures = []
    for measure in result.instrument.measures:
        found = result.estimates[measure.id]
        ends = found.rate_range if found else None
        measures.append(
            {
                "measure": measure.id,
                "indicator": measure.indicator,
                "n": found.n if found else None,
                "rate": printed(found.rate) if found else None,
                "rate_low": printed(ends.low) if ends else None,
                "rate_high": printed(ends.high) if ends else None,
                "index": printed(found.index) if found else None,
                "dont_know": found.dont_know if found else None,
            }
        )
    return {
        "schema": SCHEMA,
        "instrument": result.instrument.id,
        "returned": quality.returned,
        "valid": quality.valid,
        "duplicates": quality.duplicates,
        "too_few": quality.too_few,
        "careless": quality.careless,
        "method": result.method_en,
        "measures": measures,
        "columns": dict(collected.columns),
        "messages": [{"code": one.code, "message": one.message, "message_en": one.message_en}
                     for one in collected.messages],
    }  # fmt: skip


def _write(output: Path, result: SurveyResult, collected: Collected, strata: tuple[Stratum, ...]) -> None:
    table = result_rows(result)
    match output.suffix.lower():
        case ".csv":
            output.write_bytes(as_csv(table))
        case ".xlsx":
            sheets = answer_rows(result.instrument, collected.sheets, strata)
            output.write_bytes(workbook({"结果": table, "答卷（去标识）": sheets}))
        case other:
            raise Problem(
                "output-unknown",
                f"只能写 .csv 或 .xlsx，不能写 {other or output.name}。",
                f"Results are written as .csv or .xlsx, not {other or output.name}.",
            )


def _instrument(name: str) -> Instrument:
    """A questionnaire by its id, or the newest version of a group."""
    known = load_catalogue().instruments
    versions = [one for one in known.values() if name in (one.id, one.group)]
    if not versions:
        raise Problem(
            "instrument-unknown",
            f"没有问卷“{name}”。可用：{'、'.join(known)}。",
            f'There is no questionnaire "{name}". There are: {", ".join(known)}.',
        )
    return max(versions, key=lambda one: int(one.id.rpartition("/")[2]))


def _strata(path: Path | None) -> tuple[Stratum, ...]:
    if path is None:
        return ()
    rows = read_plain_rows(_bytes(path), path.name)
    return strata_of(read_frame("\n".join("\t".join(row) for row in rows)))[0]


def _pair(text: str) -> tuple[str, str]:
    question, sign, heading = text.partition("=")
    if not sign or not question.strip() or not heading.strip():
        raise Problem(
            "mapping-form",
            f"对应关系应写成 题目标识=列名，现为“{text}”。",
            f'A mapping is written QUESTION=HEADING, but is "{text}".',
        )
    return question.strip(), heading.strip()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise Problem(
            "file-unreadable",
            f"读不了 {path}：{trouble.strerror or trouble}。请检查路径。",
            f"{path} cannot be read: {trouble.strerror or trouble}. Check the path.",
        ) from trouble
