from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from importlib import resources
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from nianbao.aggregation.aggregate import aggregate
from nianbao.cli.commands.build import read_report, sealed
from nianbao.cli.main import main
from nianbao.documents.reading import read_document
from nianbao.facts.cell import read_cell
from nianbao.facts.record import Fact, Record
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import Catalogue
from nianbao.packages.package import make_package, open_package
from nianbao.packages.verification import verify_package
from nianbao.proofreading.proofread import proofread
from nianbao.rendering.agreement import disagreements
from nianbao.rendering.renderer import find_renderer
from nianbao.sample.district import make_sample
from nianbao.sample.journey import district_edition

CHANGED = 200


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def packed(catalogue: Catalogue) -> bytes:
    """The sample district's package with its schools' packages inside."""
    sample = make_sample(catalogue=catalogue)
    made = None
    schools: list[bytes] = []
    for edition, records in sample.true_records.items():
        made = aggregate(
            records,
            catalogue,
            edition=district_edition(edition, catalogue),
            organisation=sample.district,
            registry=sample.schools,
            previous=made.record if made else None,
        )
        schools = [make_package(record, catalogue) for record in records]
    assert made is not None
    return make_package(made.record, catalogue, sources=schools, aggregate=made)


def lay_out(folder: Path, data: bytes) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "district.zip").write_bytes(data)
    shutil.copytree(str(resources.files("nianbao.sample").joinpath("report")), folder / "chapters")
    return folder


def test_a_folder_becomes_the_whole_report_and_its_package(packed: bytes, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "report", packed)
    result = CliRunner().invoke(main, ["build", str(folder), "--format", "docx,html,xlsx,md"])
    assert result.exit_code == 0, result.output
    assert "手写的数" not in result.output
    assert verify_package(folder / "output" / "report.zip").is_intact
    package = open_package(folder / "output" / "report.zip")
    assert package.renderings["report.docx"] == (folder / "output" / "report.docx").read_bytes()
    assert "content.json" in package.attachments
    text = (folder / "output" / "report.md").read_text(encoding="utf-8")
    assert text.count("【案例") >= 10
    assert "待补" not in text


def test_the_same_folder_gives_the_same_bytes(packed: bytes, tmp_path: Path, catalogue: Catalogue) -> None:
    report = read_report(lay_out(tmp_path / "report", packed), catalogue)
    for name in ("docx", "html", "md"):
        assert find_renderer(name).render(report.view) == find_renderer(name).render(report.view)
    assert sealed(report, {}, catalogue) == sealed(report, {}, catalogue)


def test_a_folder_without_chapters_is_told_what_to_do(packed: bytes, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "district.zip").write_bytes(packed)
    result = CliRunner().invoke(main, ["build", str(tmp_path)])
    assert result.exit_code == 2
    assert "--start" in result.output
    assert CliRunner().invoke(main, ["build", str(tmp_path / "data")]).exit_code == 2


def changed(record: Record, catalogue: Catalogue, random: Random) -> tuple[Record, Mapping[str, tuple[str, str]]]:
    """The record with a share of its figures changed to digits that stand nowhere else, and what they were."""
    names = [
        name
        for name in catalogue.editions[record.edition].indicators()
        if (number := record.cell(name).number) is not None and number.digits >= 1000 and number.digits != 10000
    ]
    chosen = random.sample(names, min(10, len(names)))
    facts: dict[str, Fact] = dict(record.facts)
    told: dict[str, tuple[str, str]] = {}
    for name in chosen:
        number = record.cell(name).number
        assert number is not None
        fresh = number.digits + Decimal(random.randrange(3, 97)) + Decimal(1000)
        cell = read_cell(f"{fresh:f}", catalogue.unit_of(name, record.edition))
        facts[name] = replace(facts[name], cell=cell)
        told[name] = (f"{number.digits:f}", f"{fresh:f}")
    return replace(record, facts=facts), told


@pytest.mark.slow
def test_no_rendering_keeps_a_figure_that_was_changed_at_its_source(
    packed: bytes, tmp_path: Path, catalogue: Catalogue
) -> None:
    record = open_package(packed).record
    random, count, round_, stale_checked = Random(5), 0, 0, 0
    while count < CHANGED:
        now, told = changed(record, catalogue, random)
        round_ += 1
        folder = lay_out(tmp_path / str(round_), make_package(now, catalogue))
        for path in (folder / "chapters").glob("*.md"):  # a package of figures alone has no schools to set side by side
            text = path.read_text(encoding="utf-8")
            text = re.sub(r":::[^:]*单位：全部\n:::", "", text)
            path.write_text(re.sub(r"\{@(?:t-schools|t-side-by-side)\}", "", text), encoding="utf-8")
        view = read_report(folder, catalogue).view
        standing = standing_numbers(now)
        for name in ("html", "md", "docx", "pdf", "xlsx"):
            data = find_renderer(name).render(view)
            found = printed_numbers(data, f"report.{name}")
            for old, new in told.values():
                assert Decimal(new) in found, (name, new)
                if Decimal(old) not in standing:
                    stale_checked += 1
                    assert Decimal(old) not in found, (name, old)
            assert disagreements(f"report.{name}", data, view) == ()
        count += len(told)
    assert stale_checked > 4 * CHANGED  # nearly every figure, in all five renderings


def standing_numbers(record: Record) -> set[Decimal]:
    """The numbers that stand in a report by right: every figure of this year and of the years before, every change."""
    years: list[dict[str, Decimal]] = []
    source: Record | None = record
    while source is not None:
        years.append({name: n.digits for name in source.facts if (n := source.cell(name).number) is not None})
        source = source.previous
    found = {digits for one in years for digits in one.values()}
    found |= {abs(years[0][name] - before[name]) for before in years[1:] for name in years[0].keys() & before.keys()}
    return found


def printed_numbers(data: bytes, name: str) -> set[Decimal]:
    """Every number that the auditor's reader finds in a file, in text and in tables."""
    texts = []
    for block in read_document(data, name=name).blocks:
        texts += [block.text.text, *(cell.text.text for cell in block.cells)]
    return {Decimal(number) for text in texts for number in re.findall(r"(?<![\d.])\d+(?:\.\d+)?", text)}


def test_a_sealed_report_proves_that_its_files_say_what_the_data_say(packed: bytes, tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "report", packed)
    built = CliRunner().invoke(main, ["build", str(folder), "--format", "docx,pdf,html,xlsx,md"])
    assert built.exit_code == 0, built.output
    proved = CliRunner().invoke(main, ["package", "verify", str(folder / "output" / "report.zip")])
    assert proved.exit_code == 0, proved.output
    assert "成稿与数据一致" in proved.output
    sealed_package = open_package(folder / "output" / "report.zip")
    page = sealed_package.renderings["report.html"].decode()
    figure = re.search(r'data-figure="[^"]+"[^>]*>([^<]+)<', page)
    assert figure is not None
    false = page[: figure.start(1)] + "987654人" + page[figure.end(1) :]
    tampered = tmp_path / "tampered.zip"
    tampered.write_bytes(
        make_package(
            sealed_package.record,
            load_catalogue(),
            attachments=sealed_package.attachments,
            renderings={"report.html": false.encode()},
        )
    )
    refused = CliRunner().invoke(main, ["package", "verify", str(tampered)])
    assert refused.exit_code == 1
    said = refused.output.replace("\n", "")
    assert "report.html" in said
    assert "987654人" in said
    assert figure[1] in said


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report.docx", "report.pdf", "report.html", "report.md", "report.txt"])
def test_the_auditor_finds_nothing_wrong_in_the_sample_report(
    name: str, packed: bytes, tmp_path: Path, catalogue: Catalogue
) -> None:
    report = read_report(lay_out(tmp_path / "report", packed), catalogue)
    assert not report.printed.unwritten
    assert not report.printed.loose
    form = name.rpartition(".")[2].replace("txt", "md")  # the plain text is read as it stands
    document = read_document(find_renderer(form).render(report.view), name=name)
    found = proofread(document).findings
    assert [finding.message for finding in found if not finding.is_folded] == []
