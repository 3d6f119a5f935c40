"""``nianbao template``: the workbook that a school fills in."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.speech import console, error_console, say
from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.workbooks.reader import read_workbook
from nianbao.workbooks.template import template_bytes


@click.command()
@click.argument("edition")
@click.option("--organisation", "name", required=True, metavar="NAME", help="单位全称 · Full name of the organisation.")
@click.option("--code", default="", help="单位代码 · Official code of the organisation.")
@click.option("--parent", default=None, help="上级单位代码 · Code of the organisation it reports to.")
@click.option(
    "--previous",
    type=click.Path(path_type=Path),
    help="上年填好的工作簿，其数值显示在旁 · Last year's filled workbook; its values are shown beside the cells.",
)
@click.option("--no-graduates", is_flag=True, help="当年没有毕业生 · The school has no graduates in the data year.")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="写到哪里 · Where to write.")
@click.option("--force", is_flag=True, help="覆盖已有文件 · Overwrite an existing file.")
def command(
    edition: str,
    name: str,
    code: str,
    parent: str | None,
    previous: Path | None,
    no_graduates: bool,
    output: Path,
    force: bool,
) -> None:
    """生成年度版本 EDITION 的 Excel 填报表。

    Write the Excel workbook of EDITION (for example dy2023/school) for one organisation.
    """
    catalogue = load_catalogue()
    if edition not in catalogue.editions:
        known = "、".join(sorted(catalogue.editions))
        raise Problem(
            "edition-unknown",
            f"目录中没有年度版本「{edition}」；有：{known}",
            f"The catalogue has no edition “{edition}”; it has: {known}",
        )
    form = catalogue.editions[edition]
    organisation = Organisation(code, name, form.level, parent, has_graduates=not no_graduates)
    last = _previous_record(previous, catalogue, organisation) if previous else None
    content = template_bytes(form, catalogue, organisation, previous=last)
    # A filled workbook must not be lost to an empty one of the same name.
    if output.exists() and not force and output.read_bytes() != content:
        raise Problem(
            "file-exists",
            f"{output} 已经存在，没有覆盖；要覆盖请加 --force，或换一个文件名",
            f"{output} exists and was left alone; add --force to overwrite it, or choose another name",
        )
    if not output.parent.is_dir():
        raise Problem(
            "folder-missing",
            f"没有文件夹 {output.parent}，请先建立",
            f"There is no folder {output.parent}; make it first",
        )
    output.write_bytes(content)
    asked = len(form.indicators())
    console().print(
        say(
            f"[green]✓[/] 已写出 {output}：{form.label}，{name}，共 {asked} 项。打开后请先看「填报说明」。",
            f"[green]✓[/] Wrote {output}: {form.label}, {name}, {asked} items. Start with the sheet 填报说明.",
        )
    )


def _previous_record(path: Path, catalogue: Catalogue, organisation: Organisation) -> Record:
    reading = read_workbook(path, catalogue)
    if reading.record is None:
        first = reading.messages[0]
        raise Problem(
            first.code,
            f"上年的工作簿 {path} 不能用：{first.message}。{first.advice}",
            f"Last year's workbook {path} cannot be used: {first.message_en}; {first.advice_en}",
        )
    theirs = reading.record.organisation
    if organisation.code and theirs.code and theirs.code != organisation.code:
        raise Problem(
            "organisation-different",
            f"上年的工作簿 {path} 是「{theirs.name}」（{theirs.code}）的，"
            f"不是「{organisation.name}」（{organisation.code}）的",
            f"Last year's workbook {path} is of “{theirs.name}” ({theirs.code}), not of "
            f"“{organisation.name}” ({organisation.code})",
        )
    if reading.errors:
        error_console().print(
            say(
                f"[yellow]![/] 上年的工作簿有 {len(reading.errors)} 处错误，相应的上年值照原文显示。",
                f"[yellow]![/] Last year's workbook has {len(reading.errors)} errors; "
                "those values are shown as written.",
            )
        )
    return reading.record
