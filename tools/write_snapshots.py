"""Writes each edition as text under tests/snapshots/editions, for a person to read before it is committed."""

from __future__ import annotations

from pathlib import Path

from nianbao.framework.listing import edition_text
from nianbao.framework.loader import load_catalogue

FOLDER = Path(__file__).parent.parent / "tests" / "snapshots" / "editions"


def main() -> None:
    catalogue = load_catalogue()
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = {f"{identifier.replace('/', '-')}.txt": identifier for identifier in sorted(catalogue.editions)}
    for path in sorted(FOLDER.glob("*.txt")):
        if path.name not in wanted:
            path.unlink()
            print(f"removed {path.name}")
    for name, identifier in wanted.items():
        text = edition_text(catalogue, identifier)
        path = FOLDER / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"wrote {name}")


if __name__ == "__main__":
    main()
