"""The report inside a package: made again from its facts and its text, to lay its finished files beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from nianbao.framework.model import Catalogue
from nianbao.packages.package import Package, open_package
from nianbao.rendering.agreement import Disagreement, compared_formats, disagreements
from nianbao.rendering.annex import build_annex
from nianbao.rendering.district import build_packed_annex
from nianbao.rendering.view import Front, ReportView
from nianbao.writing.content import Content, Picture, read_content
from nianbao.writing.data_table import Sources
from nianbao.writing.printing import print_content

CONTENT = "content.json"  # among the attachments
DATA = "data/"  # below it, the package that the report was made from
PICTURES = "pictures/"  # below it, the files that its text names
PICTURES = "pictures/"  # below it, the files that the text shows, by the names that it calls them


def sealed_view(package: Package, catalogue: Catalogue) -> ReportView | None:
    """What the package's facts and text print today; None where it holds no text or an unknown form."""
    if CONTENT not in package.attachments or package.record.edition not in catalogue.editions:
        return None
    record, origin = package.record, _origin(package)
    schools = tuple(open_package(data).record for _, data in sorted(origin.embedded.items()))
    if origin.carried:
        counts = {name: (one.schools_counted, one.schools_total) for name, one in origin.carried.items()}
        view = build_packed_annex(record, catalogue, counts=counts, schools=schools, corrections=origin.corrections)
    else:
        view = build_annex(record, catalogue, catalogue.editions[record.edition])
    content = read_content(package.attachments[CONTENT])
    printed = print_content(content, Sources(record, catalogue, schools), pictures=sealed_pictures(package))
    statement = content.statement
    front = Front(content.compiled, statement.text if statement else "", statement.signatory if statement else "")
    return replace(view, narrative=printed.blocks, front=front)


def attached_pictures(content: Content, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """The attachments that a text's pictures become; a file that no picture of the text names stays out."""
    named = sorted({block.file for block in content.blocks if isinstance(block, Picture)})
    return {f"{PICTURES}{name}": pictures[name] for name in named if name in pictures}


def sealed_pictures(package: Package) -> dict[str, bytes]:
    """The pictures of a sealed report by the names that its text calls them."""
    return {
        name.removeprefix(PICTURES): data for name, data in package.attachments.items() if name.startswith(PICTURES)
    }


def compared(package: Package) -> tuple[str, ...]:
    """The names of the finished files that can be compared with the facts."""
    return tuple(name for name in sorted(package.renderings) if _suffix(name) in compared_formats())


def sealed_disagreements(package: Package, view: ReportView, catalogue: Catalogue) -> tuple[Disagreement, ...]:
    """Every figure that a finished file of the package prints otherwise than its facts have it."""
    labels = {name: indicator.label for name, indicator in catalogue.indicators.items()}
    return tuple(
        one for name in compared(package) for one in disagreements(name, package.renderings[name], view, labels)
    )


def _origin(package: Package) -> Package:
    """The package of data that travels inside a report's, else the package itself."""
    for name, data in sorted(package.attachments.items()):
        if name.startswith(DATA) and _suffix(name) == ".zip":
            return open_package(data)
    return package


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
