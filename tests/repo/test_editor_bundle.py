"""The editor's bundle is small, licensed, and made of pinned packages without addresses."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "src" / "nianbao" / "web" / "static" / "nianbao"
SOURCE = ROOT / "frontend" / "editor"
MOST_BYTES = 500 * 1024


def test_the_bundle_is_there_and_no_larger_than_it_may_be() -> None:
    assert 100 * 1024 < (BUILT / "editor.js").stat().st_size <= MOST_BYTES


def test_the_bundle_holds_what_the_sources_say() -> None:
    """Words of the page stand in the bundle as they are typed, so a source changed without a new build is noticed."""
    built = (BUILT / "editor.js").read_text(encoding="utf-8")
    for line in (SOURCE / "src" / "words.js").read_text(encoding="utf-8").splitlines():
        for piece in line.split('"')[3::4]:
            assert piece in built or "'" in piece, piece


def test_every_package_inside_has_its_licence_beside() -> None:
    lock = json.loads((SOURCE / "package-lock.json").read_text(encoding="utf-8"))
    licences = (BUILT / "editor-licences.txt").read_text(encoding="utf-8")
    shipped = {
        name.rpartition("node_modules/")[2]: one
        for name, one in lock["packages"].items()
        if name and not one.get("dev")
    }
    assert {one["license"] for one in shipped.values()} == {"MIT"}
    inside = [name for name, one in shipped.items() if f"{name} {one['version']} (MIT)" in licences]
    assert {"@tiptap/core", "prosemirror-model", "prosemirror-view"} <= set(inside)


def test_the_lock_names_no_address_and_every_version_is_exact() -> None:
    text = (SOURCE / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    wanted = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    for version in {**wanted["dependencies"], **wanted["devDependencies"]}.values():
        assert version[0].isdigit()
