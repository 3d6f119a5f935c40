"""``nianbao aggregate``: a district's figures from its schools', with who is in them and who is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from nianbao.aggregation.aggregate import Aggregate, aggregate
from nianbao.aggregation.comparison import Agreement, compare_with_schools
from nianbao.aggregation.registry import read_registry
from nianbao.cli.finding_text import print_errors
from nianbao.cli.speech import console, language, say
from nianbao.facts.problem import Problem
from nianbao.facts.record import Organisation
from nianbao.filings.filing import Filing
from nianbao.filings.reading import package_of, read_filing, usable_filings
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package

LEVEL_ABOVE = {"school": "district", "district": "province"}


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--district", "name", required=True, help="汇总单位名称，如“某某区” · Name of the district.")
@click.option("--code", help="汇总单位代码；缺省取各单位的上级代码 · Its code; by default the common parent's.")
@click.option("--edition", help="汇总成哪个年度版本 · The edition to aggregate into.")
@click.option("--registry", type=click.Path(path_type=Path), help="单位名录（CSV） · Registry of who should report.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="汇总后的报送包 · The district's package.")
@click.option("--compare", type=click.Path(path_type=Path), help="与区级自填的数比对 · The district's own filing.")
@click.option("--lean", is_flag=True, help="包内只留各校报送包的哈希 · Keep only the hashes of the schools' packages.")
@click.option("--trace", multiple=True, metavar="INDICATOR", help="列出某指标的算式和出处 · Show formula and cells.")
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    name: str,
    code: str | None,
    edition: str | None,
    registry: Path | None,
    output: Path | None,
    compare: Path | None,
    lean: bool,
    trace: tuple[str, ...],
) -> None:
    """汇总各校的报送包或工作簿，逐项说明覆盖了几所、缺谁、为什么。

    Aggregate schools' packages or workbooks (or folders of them) and say for every figure how many stand
    behind it, who is absent and why. With --compare, exit code 1 where the district's own figures differ.
    """
    catalogue = load_catalogue()
    filings = usable_filings(files, catalogue)
    known = read_registry(registry) if registry is not None else ()
    organisation = _organisation(filings, known, name, code)
    result = aggregate(
        [filing.usable_record for filing in filings],
        catalogue,
        edition=edition or _edition_above(filings, catalogue, organisation.level),
        organisation=organisation,
        registry=known,
        carried={filing.usable_record.organisation.code: filing.carried for filing in filings if filing.is_aggregate},
    )
    for filing in filings:
        print_errors(filing)
    _print_coverage(result, catalogue)
    for indicator in trace:
        _print_trace(result, indicator)
    if output is not None:
        data = make_package(
            result.record,
            catalogue,
            sources=[package_of(filing, catalogue) for filing in filings],
            embed_sources=not lean,
            aggregate=result,
        )
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
        console().print(f"[green]✓[/] {escape(str(output))}")
    if compare is not None:
        ctx.exit(_print_differences(result, read_filing(compare, catalogue)))


def _organisation(
    filings: Sequence[Filing], registry: Sequence[Organisation], name: str, code: str | None
) -> Organisation:
    levels = sorted({filing.usable_record.organisation.level for filing in filings})
    if len(levels) != 1 or levels[0] not in LEVEL_ABOVE:
        raise Problem(
            "levels-mixed",
            f"一次只能汇总同一级单位的填报，现有：{'、'.join(levels)}。请分开汇总。",
            f"Only filings of one level can be aggregated at a time, not {', '.join(levels)}.",
        )
    own = next((one for one in registry if one.name == name), None)
    if own is not None:
        return own
    parents = {one.parent for one in (*registry, *(f.usable_record.organisation for f in filings))} - {None}
    only = next(iter(parents)) if len(parents) == 1 else None
    if code is None and only is None and len(parents) > 1:
        raise Problem(
            "district-code-unclear",
            f"各单位的上级代码不止一个（{'、'.join(sorted(map(str, parents)))}），请用 --code 指明{name}的代码。",
            f"The organisations name more than one parent ({', '.join(sorted(map(str, parents)))}); "
            f"say with --code which is {name}.",
        )
    return Organisation(code or only or name, name, LEVEL_ABOVE[levels[0]])


def _edition_above(filings: Sequence[Filing], catalogue: Catalogue, level: str) -> str:
    """The form of the level above for the same data year; a province without one of its own uses the districts'."""
    own = filings[0].usable_record.edition
    data_year = own.partition("/")[0]
    forms = [form for _, form in sorted(catalogue.editions.items()) if form.data_year == data_year]
    place = catalogue.editions[own].place if own in catalogue.editions else ""
    for wanted in (level, "district"):
        fitting = sorted((form for form in forms if form.level == wanted), key=lambda form: form.place != place)
        if fitting:
            return fitting[0].id
    raise Problem(
        "no-edition-above",
        f"指标目录里没有 {data_year} 的区级表，请用 --edition 指明。可用 nianbao edition list 查看。",
        f"The catalogue has no district form for {data_year}; name one with --edition (see nianbao edition list).",
    )


def _print_coverage(result: Aggregate, catalogue: Catalogue) -> None:
    out, english = console(), language() == "en"
    reporting, total = len(result.reporting), len(result.members)
    out.print(
        f"[bold]{escape(result.organisation.name)}[/]  {result.record.edition}  "
        + say(f"汇总 {reporting}/{total} 个单位", f"{reporting} of {total} organisations")
    )
    for notice in result.notices:
        out.print(f"[yellow]![/] {escape(say(notice.message, notice.message_en))}")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in (say("指标", "indicator"), say("汇总", "figure"), say("覆盖", "coverage"), say("注", "note")):
        table.add_column(title, overflow="fold")
    remarks: dict[str, int] = {}  # many figures lack the same schools for the same reasons
    for name, figure in result.figures.items():
        coverage = figure.coverage
        unit = figure.cell.number.unit.label if figure.cell.number is not None and figure.cell.number.unit else ""
        reason = figure.reason_en if english else figure.reason
        remark = say("；", "; ").join(filter(None, (reason, coverage.describe_absent(english))))
        number = remarks.setdefault(remark, len(remarks) + 1) if remark else None
        table.add_row(
            escape(catalogue.indicators[name].label_en if english else figure.label),
            escape(f"{figure.cell}{unit}"),
            f"{coverage.counted}/{coverage.total}",
            "" if number is None else escape(f"[{number}]"),
            style="" if coverage.is_complete else "yellow",
        )
    out.print(table)
    for remark, number in remarks.items():
        out.print(escape(f"[{number}] {remark}"))


def _print_trace(result: Aggregate, indicator: str) -> None:
    if indicator not in result.figures:
        raise Problem(
            "indicator-not-aggregated",
            f"汇总结果里没有指标“{indicator}”。指标的英文名可用 nianbao edition show 查看。",
            f"There is no figure {indicator!r}; see nianbao edition show for the indicators' ids.",
        )
    out, figure = console(), result.figures[indicator]
    out.print(f"[bold]{escape(figure.formula(limit=20, english=language() == 'en'))}[/]")
    if figure.unrounded is not None:
        out.print("  " + escape(say(f"修约前 {figure.unrounded}", f"before rounding {figure.unrounded}")))
    for name, said, place in result.trace(indicator):
        out.print(f"  {escape(name)}  {escape(said)}  [dim]{escape(str(place)) if place is not None else ''}[/]")


def _print_differences(result: Aggregate, own: Filing) -> int:
    out = console()
    compared = compare_with_schools(own.usable_record, result)
    differing = [one for one in compared if one.agreement is Agreement.DIFFERS]
    for one in differing:
        out.print(f"[bold red]✗[/] {escape(say(one.message, one.message_en))}")
    unknown = sum(one.agreement is Agreement.UNKNOWN for one in compared)
    agreeing = len(compared) - len(differing) - unknown
    out.print(
        say(
            f"与各校比对：一致 {agreeing} 项，不一致 {len(differing)} 项，无法比对 {unknown} 项。",
            f"Against the schools: {agreeing} agree, {len(differing)} differ, {unknown} cannot be compared.",
        )
    )
    return 1 if differing else 0
