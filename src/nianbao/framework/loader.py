"""The catalogue folder as one frozen object, or every reason why it cannot be one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nianbao
from nianbao.facts.problem import Problem
from nianbao.framework.compiled import read_compiled, write_compiled
from nianbao.framework.edition_reader import read_edition
from nianbao.framework.entry import Entry
from nianbao.framework.fault import FaultLog, nearest
from nianbao.framework.indicator_reader import read_indicator
from nianbao.framework.instrument import Instrument, Scale
from nianbao.framework.instrument_reader import read_instrument, read_scales
from nianbao.framework.laws import Draft, check_laws
from nianbao.framework.model import Catalogue
from nianbao.framework.part_readers import read_check, read_crosswalk, read_outline, read_source
from nianbao.framework.yaml_reader import YamlTrouble, read_yaml

FOLDERS = ("sources", "terms", "indicators", "editions", "outlines", "crosswalks", "checks", "surveys")
_HEADER = "catalogue.yaml"
_SCALES = "surveys/scales.yaml"


def packaged_folder() -> Path:
    """Where the catalogue that ships with the program lies.

    The package's own folder: importlib.resources gives the same one, but importing
    it costs a tenth of the time that a cold load may take.
    """
    return Path(nianbao.__path__[0]) / "catalogue"


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue of ``folder``, or the one that ships with the program.

    Raises CatalogueError naming every fault. The packaged catalogue is read once a
    process; another folder anew each time, because somebody may be editing it.
    """
    return _packaged() if folder is None else _load(folder)


@cache
def _packaged() -> Catalogue:
    return _load(packaged_folder())


def _load(folder: Path) -> Catalogue:
    if not folder.is_dir():
        raise Problem(
            "catalogue-missing",
            f"找不到指标目录文件夹：{folder}。请检查路径；它应含有 {_HEADER} 与 indicators、editions 等子文件夹。",
            f"There is no catalogue folder {folder}. Check the path; "
            f"it holds {_HEADER} and folders such as indicators and editions.",
        )
    texts = _texts(folder)
    log = FaultLog(folder)
    kept = read_compiled(texts)
    contents = kept if kept is not None else _parse(texts, log)
    draft = _read(contents, log)
    # Names defined in a file that cannot be read would all seem unknown; its own fault is enough.
    if len(contents) == len(texts):
        check_laws(draft, log)
    log.raise_if_any()
    if kept is None:
        write_compiled(texts, contents)
    return Catalogue(
        version=draft.version,
        sources=MappingProxyType(draft.sources),
        terms=MappingProxyType(draft.terms | draft.systems),
        indicators=MappingProxyType(draft.indicators),
        editions=MappingProxyType(draft.editions),
        outlines=MappingProxyType(draft.outlines),
        checks=MappingProxyType(draft.checks),
        crosswalk=tuple(entry for _, _, entry in draft.crosswalk),
        english=MappingProxyType(draft.english),
        instruments=MappingProxyType(draft.instruments),
    )


def _texts(folder: Path) -> dict[str, bytes]:
    """Every file's bytes by its path inside the folder, in sorted order."""
    found = {_HEADER: folder / _HEADER} if (folder / _HEADER).is_file() else {}
    for name in FOLDERS:
        for entry in _files_below(folder / name) if (folder / name).is_dir() else ():
            path = Path(entry.path)
            found[path.relative_to(folder).as_posix()] = path
    return {name: found[name].read_bytes() for name in sorted(found)}


def _files_below(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    """The files of a folder and of those in it, in half the time that ``rglob`` takes."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files_below(entry.path)
            elif entry.is_file() and not entry.name.startswith("."):
                yield entry


def _parse(texts: dict[str, bytes], log: FaultLog) -> dict[str, Any]:
    contents: dict[str, Any] = {}
    for name, text in texts.items():
        if not name.endswith(".yaml"):
            log.add(
                "unexpected-file",
                name,
                1,
                "指标目录里只应有 .yaml 文件；请改名或移走。",
                "The catalogue holds .yaml files only; rename this file or take it away.",
            )
            continue
        try:
            data, duplicates = read_yaml(text)
        except YamlTrouble as trouble:
            log.add(
                trouble.code,
                name,
                trouble.line,
                f"{trouble.message}。请检查该行的缩进、冒号后的空格和引号。",
                f"{trouble.message_en}. Check that line's indentation, the space after its colon, and its quotes.",
            )
            continue
        for duplicate in duplicates:
            key = duplicate.path[-1]
            log.add(
                "duplicate-key",
                name,
                duplicate.line,
                f"键“{key}”写了两次（先在第 {duplicate.first_line} 行），请删去一个。",
                f'The key "{key}" stands twice (first on line {duplicate.first_line}); remove one.',
            )
        if not isinstance(data, dict):
            log.add(
                "not-a-mapping",
                name,
                1,
                "文件应由“键: 值”组成，现为空或其他内容。",
                "The file must consist of keys and values, but is empty or something else.",
            )
            continue
        contents[name] = data
    return contents


def _read(contents: dict[str, Any], log: FaultLog) -> Draft:
    draft = Draft()
    for name, data in contents.items():
        entry = Entry(log, name, (), data)
        folder = name.partition("/")[0]
        match folder:
            case "catalogue.yaml":
                draft.version = entry.text("version")
                entry.refuse_unknown_keys()
            case "sources":
                _keep(draft.sources, "source", read_source, entry, draft, "id", _stem)
            case "terms":
                _read_terms(entry, draft)
            case "indicators":
                _keep(draft.indicators, "indicator", read_indicator, entry, draft, "id", _stem)
            case "editions":
                _keep(draft.editions, "edition", read_edition, entry, draft, "id", _path_below)
            case "outlines":
                _keep(draft.outlines, "outline", read_outline, entry, draft, "id", _path_below)
            case "crosswalks":
                draft.crosswalk.extend((name, index, one) for index, one in enumerate(read_crosswalk(entry)))
            case "checks":
                _keep(draft.checks, "check", read_check, entry, draft, "code", _stem)
    _read_surveys(contents, draft, log)
    if _HEADER not in contents:
        log.add(
            "header-missing",
            _HEADER,
            1,
            f"缺少 {_HEADER}；请新建它并写上 version（目录数据的日期）。",
            f"{_HEADER} is missing; make it and write the version (the date of the data).",
        )
    return draft


def _read_surveys(contents: dict[str, Any], draft: Draft, log: FaultLog) -> None:
    """Questionnaires, after the scales that they share."""
    scales: dict[str, Scale] = {}
    if _SCALES in contents:
        scales = {scale.id: scale for scale in read_scales(Entry(log, _SCALES, (), contents[_SCALES]))}

    def read(entry: Entry) -> Instrument | None:
        return read_instrument(entry, scales)

    for name, data in contents.items():
        if name.startswith("surveys/") and name != _SCALES:
            entry = Entry(log, name, (), data)
            _keep(draft.instruments, "instrument", read, entry, draft, "id", _path_below)


def _stem(name: str) -> str:
    return name.rpartition("/")[2].removesuffix(".yaml")


def _path_below(name: str) -> str:
    return name.partition("/")[2].removesuffix(".yaml")


def _keep(
    kept: dict[str, Any],
    what: str,
    reader: Callable[[Entry], Any],
    entry: Entry,
    draft: Draft,
    key: str,
    name_of: Callable[[str], str],
) -> None:
    found = reader(entry)
    if found is None:
        return
    identifier: str = getattr(found, key)
    if not identifier:
        return
    expected = name_of(entry.file)
    if identifier in kept:
        first = draft.files[what, identifier]
        entry.fault(
            "duplicate-id",
            key,
            f"标识“{identifier}”已在 {first} 中定义；标识不得重复。",
            f'"{identifier}" is already defined in {first}; an id is used once.',
        )
        return
    if identifier != expected:
        zh, en = nearest(identifier, [expected])
        entry.fault(
            "id-differs-from-file",
            key,
            f"标识“{identifier}”与文件名“{expected}”不同，两者必须一致。{zh}",
            f'"{identifier}" differs from the file\'s name "{expected}"; the two must be the same.{en}',
        )
    kept[identifier] = found
    draft.files[what, identifier] = entry.file


def _read_terms(entry: Entry, draft: Draft) -> None:
    sections = (
        ("words", draft.terms),
        ("abbreviations", draft.terms),
        ("systems", draft.systems),
        ("english", draft.english),
    )
    for section, kept in sections:
        for word, chinese in entry.text_mapping(section).items():
            if word in kept:
                entry.log.add(
                    "term-twice",
                    entry.file,
                    (section, word),
                    f"词“{word}”已登记为“{kept[word]}”，请删去一处。",
                    f'The word "{word}" is already listed as "{kept[word]}"; remove one.',
                )
            kept[word] = chinese
    entry.refuse_unknown_keys()
