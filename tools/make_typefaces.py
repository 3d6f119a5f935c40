"""Cuts the two typefaces that travel with the package out of the Noto CJK fonts.

Needs fontTools (pip install fonttools) and the fonts of Debian's fonts-noto-cjk. What stays is
GB 2312, the characters of tools/typeface_characters.txt (the rest of the General Standard Chinese
Characters, which people's names need) and the signs that tables use. The parts get names of their
own, so that they never stand in for a whole font that a machine has.

    python tools/make_typefaces.py [FOLDER WITH Noto*CJK-Regular.ttc]
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTCollection

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src" / "nianbao" / "rendering" / "typefaces"
CHARACTERS = ROOT / "tools" / "typeface_characters.txt"
FACES = {"Serif": "Nianbao Serif SC", "Sans": "Nianbao Sans SC"}
RANGES = ((0x20, 0x7F), (0xA0, 0x100), (0x2010, 0x2040), (0x2150, 0x215F), (0x2460, 0x2474))
SIGNS = "★☆†‡※≠≤≥≈±×÷→←↑↓∪∩∈Σ∞√‰℃㎡²³￥¥€…—–―‘’“”·•●○■□▲△◆◇✓✗"
# What dates, boxes to tick and measures are written with.
OUTSIDE_GB2312 = "〇〓™℡☐☑☒✔✘▪▫►▶◀◎㎎㎏㎜㎝㎞㏄"
FEATURES = ["kern", "palt", "halt", "chws", "locl"]  # punctuation that closes up, and mainland shapes


def gb2312() -> Iterator[str]:
    for row in range(0xA1, 0xF8):
        for column in range(0xA1, 0xFF):
            try:
                yield bytes((row, column)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def wanted() -> str:
    ranges = (chr(code) for low, high in RANGES for code in range(low, high))
    names = CHARACTERS.read_text(encoding="utf-8").replace("\n", "")
    return "".join(sorted({*gb2312(), *ranges, *SIGNS, *OUTSIDE_GB2312, *names}))


def cut(font: Any, characters: str) -> None:
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)


def rename(font: Any, family: str) -> None:
    postscript = family.replace(" ", "") + "-Regular"
    names = {1: family, 3: postscript, 4: family, 6: postscript, 16: family}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID not in {*names, 2, 17, 21, 22, 25}]
    for identifier, text in {**names, 2: "Regular", 17: "Regular"}.items():
        table.setName(text, identifier, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames = [postscript]
    top[0].FamilyName, top[0].FullName = family, family


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/noto")
    characters = wanted()
    for style, family in FACES.items():
        collection = TTCollection(folder / f"Noto{style}CJK-Regular.ttc")
        font = next(face for face in collection if face["name"].getDebugName(1) == f"Noto {style} CJK SC")
        font.recalcTimestamp = False
        cut(font, characters)
        rename(font, family)
        path = TARGET / f"{family.replace(' ', '')}.otf"
        font.save(path)
        print(f"{path.relative_to(ROOT)}: {len(font.getBestCmap())} characters, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
