"""``nianbao demo``: the whole job on a made-up district, from empty folder to printed annex."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from nianbao.aggregation.aggregate import Aggregate
from nianbao.cli.commands.build import read_report, sealed
from nianbao.cli.finding_text import print_filing, problem_text
from nianbao.cli.speech import console, counted, error_console, joined, say
from nianbao.cli.workbench import has_web
from nianbao.facts.problem import Problem
from nianbao.filings.filing import Filing
from nianbao.filings.inspection import inspected, inspected_district, inspection_json
from nianbao.filings.listing import findings_view, print_view
from nianbao.filings.reading import chained, read_filings
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.rendering.fonts import machine_fonts, plan_fonts
from nianbao.sample.district import SEED, Sample, make_sample
from nianbao.sample.journey import (
    FORMATS,
    aggregated,
    annex_view,
    district_package,
    packed,
    report_folder,
    write_workbooks,
)

Item = TypeVar("Item")
WORKBENCH = "5-workbench"
REPORT = "6-report"


@click.command(short_help="用虚构的区把整套工作走一遍 · Run the whole job on a made-up district")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("demo"), show_default=True,
    help="结果放在哪个文件夹 · Folder for the results.",
)  # fmt: skip
@click.option(
    "--seed",
    default=SEED,
    show_default=True,
    help="换一个种子就是另一个区，不埋差错 · Another seed, another district, without planted faults.",
)
@click.option("--port", default=8000, show_default=True, help="工作台的端口 · Port of the workbench.")
@click.option(
    "--no-serve", is_flag=True,
    help="供脚本用：只写文件，不装入也不启动网上工作台。没有终端时（脚本、CI）即使不加也只装入、不启动"
    " · For scripts: files only, no workbench. Without a terminal (scripts, CI) the workbench is made ready and not"
    " started in any case.",
)  # fmt: skip
def command(output: Path, seed: int, port: int, no_serve: bool) -> None:
    """写出四所虚构学校三个数据年的工作簿，读回、核验、打包、汇总，印出全区的六张表。

    Write four made-up schools' workbooks for three data years, read them back, check, pack and aggregate them,
    and print the district's six tables, then open the workbench on them. Works without a network and without an
    office suite.
    """
    catalogue = load_catalogue()
    sample = make_sample(seed, catalogue)
    _Demonstration(catalogue, sample, output).run()
    if not no_serve:
        _open_workbench(sample, output / WORKBENCH, port)


def _open_workbench(sample: Sample, folder: Path, port: int) -> None:
    """The same district in the browser, with one-click users of every role; what was done there stays there."""
    out = console()
    if not has_web():
        hint = say(
            "网上工作台要另装：pip install 'nianbao[web]'", "The workbench is an extra: pip install 'nianbao[web]'"
        )
        out.print(Text(f"\n{hint}", style="dim"))
        return
    from nianbao.web.config.server import free_port, make_demonstration, serve

    make_demonstration(folder, sample)
    out.print(Text(say("\n网上工作台：", "\nThe workbench:"), style="bold"))
    if not sys.stdin.isatty():
        told = say("已备好，启动：", "ready; start it with: ")
        out.print(f"  {told}nianbao serve --demo --data {folder}  →  http://localhost:{port}/")
        return
    port = free_port(port)
    out.print(f"  http://localhost:{port}/　" + say("（Ctrl+C 停止）", "(Ctrl+C stops it)"))
    serve("127.0.0.1", port)


class _Demonstration:
    def __init__(self, catalogue: Catalogue, sample: Sample, output: Path) -> None:
        self.catalogue, self.sample, self.output = catalogue, sample, output
        self.out: Console = console()
        self.made: list[Path] = []
        self.refusals: list[tuple[str, str]] = []

    def run(self) -> None:
        self._say(
            f"虚构的{self.sample.district.name}：{len(self.sample.schools)}所学校，{len(self.sample.records)}个数据年。",
            f"A made-up district, {self.sample.district.name}: {len(self.sample.schools)} schools,"
            f" {len(self.sample.records)} data years.",
        )
        handed_in = self._hand_in()
        self._show_findings(handed_in)
        accepted = self._correct(handed_in)
        packages = self._pack(accepted)
        self._print_district(accepted, packages)
        self._list_files()

    def _hand_in(self) -> tuple[Filing, ...]:
        records = [record for records in self.sample.records.values() for record in records]
        folder = self.output / "1-workbooks"
        paths = list(
            self._progress(say("写工作簿", "writing"), write_workbooks(records, folder, self.catalogue), len(records))
        )
        self.made += paths
        read = list(self._progress(say("读工作簿", "reading"), read_filings(paths, self.catalogue), len(paths)))
        return self._inspect(chained(read, self.catalogue))

    def _inspect(self, filings: Sequence[Filing]) -> tuple[Filing, ...]:
        done = (inspected(filing, self.catalogue) for filing in filings)
        return tuple(self._progress(say("核验", "checking"), done, len(filings)))

    def _show_findings(self, filings: Sequence[Filing]) -> None:
        clean = [filing for filing in filings if not filing.open_findings and not filing.remarks]
        self._say(
            f"核验完毕：{len(filings)}份工作簿中 {len(clean)} 份没有问题。",
            f"Checked: {len(clean)} of {len(filings)} workbooks are in order.",
        )
        troubled = [filing for filing in filings if filing not in clean]
        for filing in troubled:
            print_filing(self.out, filing, self.catalogue)
        stem = self.output / "2-findings" / "findings"
        stem.parent.mkdir(parents=True, exist_ok=True)
        listing = stem.with_suffix(".json")
        listing.write_text(inspection_json(filings), encoding="utf-8")
        title = say("核验结果", "Findings")
        view = findings_view(troubled or filings, title, self.catalogue)
        self.made += [*print_view(view, stem, FORMATS, self._refuse), listing]

    def _correct(self, filings: Sequence[Filing]) -> tuple[Filing, ...]:
        """Schools whose latest workbook had faults put them right and hand in again."""
        truth = {
            (record.organisation.code, record.edition): record
            for records in self.sample.true_records.values()
            for record in records
        }
        returned = [filing for filing in filings if filing.open_findings or filing.remarks]
        if not returned:
            return tuple(filings)
        wanted = [
            truth[filing.record.organisation.code, filing.record.edition]
            for filing in returned
            if filing.record is not None
        ]
        paths = list(write_workbooks(wanted, self.output / "1-workbooks" / say("更正后", "corrected"), self.catalogue))
        self.made += paths
        again = {
            (filing.record.organisation.code, filing.record.edition): filing
            for filing in read_filings(paths, self.catalogue)
            if filing.record is not None
        }
        merged = [_newest(filing, again) for filing in filings]
        corrected = tuple(inspected(filing, self.catalogue) for filing in chained(merged, self.catalogue))
        still_open = sum(bool(filing.has_errors) for filing in corrected)
        self._say(
            f"退回 {len(wanted)} 份，更正后重新报送；仍有错误的 {still_open} 份。",
            f"{len(wanted)} returned, corrected and handed in again; {still_open} still have errors.",
        )
        return corrected

    def _pack(self, filings: Sequence[Filing]) -> list[Path]:
        latest = self._latest(filings)
        paths = packed(latest, self.output / "3-packages", self.catalogue)
        made = list(self._progress(say("打报送包", "packing"), paths, len(latest)))
        self.made += made
        return made

    def _print_district(self, filings: Sequence[Filing], packages: Sequence[Path]) -> None:
        district: Aggregate | None = None
        for edition in self.sample.records:
            district = aggregated(filings, self.sample, edition, self.catalogue, district)
        if district is None:
            return
        for notice in district.notices:
            self._say(notice.message, notice.message_en)
        own = inspected_district(district, self._latest(filings), self.sample.schools, self.catalogue)
        if own.open_findings:
            print_filing(self.out, own, self.catalogue)
        sealed_district = district_package(district, packages, self.output / "3-packages", self.catalogue)
        self.made.append(sealed_district)
        view = annex_view(district, self.catalogue, own.findings)
        printed = print_view(view, self.output / "4-annex" / "annex", FORMATS, self._refuse)
        self.made += self._progress(say("印全区的表", "printing"), printed, len(FORMATS))
        self._print_report(sealed_district)

    def _print_report(self, package: Path) -> None:
        """The whole report: the district's text with its figures, in every format, and sealed."""
        report = read_report(report_folder(package, self.output / REPORT), self.catalogue)
        stem = self.output / REPORT / "output" / "report"
        stem.parent.mkdir(parents=True, exist_ok=True)
        formats = (*FORMATS, "md")
        printed = print_view(report.view, stem, formats, self._refuse)
        made = list(self._progress(say("印整本报告", "printing the report"), printed, len(formats)))
        path = stem.with_suffix(".zip")
        path.write_bytes(sealed(report, {one.name: one.read_bytes() for one in made}, self.catalogue))
        self.made += [*made, path]

    def _latest(self, filings: Sequence[Filing]) -> tuple[Filing, ...]:
        edition = list(self.sample.records)[-1]
        return tuple(filing for filing in filings if filing.record is not None and filing.record.edition == edition)

    def _list_files(self) -> None:
        substitutions = joined(map(str, plan_fonts(machine_fonts().families()).substitutions))
        if substitutions and "pdf" not in dict(self.refusals):
            told = say(f"PDF 用了替代字体：{substitutions}。", f"Faces replaced in the PDF: {substitutions}.")
            self.out.print(Text(told, style="dim"))
        for name, reason in dict(self.refusals).items():
            self._say(f"没有印 .{name}：{reason}", f"No .{name}: {reason}")
        first = [
            (
                self.output / REPORT / "output" / "report.html",
                say("全区的整本报告，也有 Word 和 PDF", "the district's whole report, in Word and PDF too"),
            ),
            (
                self.output / "4-annex" / "annex.html",
                say("全区的六张表，点数字看来历", "the six tables; click a figure"),
            ),
            (self.output / "2-findings" / "findings.html", say("哪里错了、为什么、应填多少", "what is wrong and why")),
            (self._spoiled_workbook(), say("学校填报的样子，错处在里面", "a school's workbook, faults inside")),
        ]
        self.out.print(Text(say("\n先打开：", "\nOpen first:"), style="bold"))
        for path, reason in first:
            if path is not None and path.exists():
                self.out.print(Text.assemble("  ", (str(path), "cyan"), "  ", (reason, "dim")))
        self.out.print(Text(say("\n全部文件：", "\nAll files:"), style="bold"))
        counts: dict[Path, list[str]] = {}
        for path in self.made:
            counts.setdefault(path.parent, []).append(path.name)
        for folder, names in counts.items():
            shown = "  ".join(names) if len(names) <= len(FORMATS) + 1 and folder.parent == self.output else ""
            self.out.print(f"  {folder}/  {shown or counted(len(names), '个文件', 'file')}")

    def _spoiled_workbook(self) -> Path | None:
        for fault in self.sample.faults:
            for path in self.made:
                if path.name.startswith(fault.organisation) and fault.edition.startswith(f"dy{path.parent.name[:4]}"):
                    return path
        return None

    def _progress(self, label: str, steps: Iterable[Item], total: int) -> Iterator[Item]:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=error_console(), transient=False) as progress:
            yield from progress.track(steps, total=total, description=label)

    def _refuse(self, name: str, problem: Problem) -> None:
        self.refusals.append((name, problem_text(problem)))

    def _say(self, zh: str, en: str) -> None:
        self.out.print(Text(say(zh, en), style="bold"))


def _newest(filing: Filing, again: dict[tuple[str, str], Filing]) -> Filing:
    if filing.record is None:
        return filing
    corrected = again.get((filing.record.organisation.code, filing.record.edition))
    return corrected if corrected is not None else replace(filing, findings=())
