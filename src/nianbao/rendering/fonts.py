"""Which faces a page of our own making (PDF) is set in, and what stands in for an official one.

GB/T 9704 asks for faces that are commercial or come with Windows. Each has open
substitutes, tried in order; a substitution is always reported. Two typefaces travel
with the package, so that a machine without any Chinese font prints Chinese all the
same; where even they are gone, that is said before a page full of boxes is made.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from nianbao.rendering.renderer import RenderingError

FOLDER_VARIABLE = "NIANBAO_FONTS"  # a folder with further fonts

TYPEFACES = Path(__file__).parent / "typefaces"  # made by tools/make_typefaces.py
PACKED_SERIF, PACKED_SANS = "Nianbao Serif SC", "Nianbao Sans SC"

# Families that hold every character of a teacher's name; the last resort of each chain.
WHOLE = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "SimSun",
    "Songti SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
    "AR PL UMing CN",
    "AR PL UKai",
    "AR PL UKai CN",
    PACKED_SERIF,
    PACKED_SANS,
)
_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", PACKED_SERIF)
_HEI = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", PACKED_SANS, "WenQuanYi Zen Hei")
# face → how many of the families are the official one under its several names; the rest stand in for it
FACES: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "title": (2, ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong", *_SONG, "SimSun", "Songti SC")),
    "body": (
        4,
        ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "STFangsong", "FandolFang R", "Zhuque Fangsong", *_SONG),
    ),
    "heading": (2, ("SimHei", "STHeiti", *_HEI)),
    "note": (
        4,
        ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "STKaiti", "LXGW WenKai", "AR PL UKai CN", "AR PL UKai"),
    ),
    "page": (2, ("SimSun", "Songti SC", *_SONG)),
}
OFFICIAL_NAMES = {
    "title": "方正小标宋简体",
    "body": "仿宋_GB2312",
    "heading": "黑体",
    "note": "楷体_GB2312",
    "page": "宋体",
}
LATIN = ("Times New Roman", "Liberation Serif", "TeX Gyre Termes", "Nimbus Roman", "Libertinus Serif")
INSTALL = "Debian/Ubuntu：sudo apt-get install fonts-noto-cjk；Fedora：sudo dnf install google-noto-serif-cjk-fonts"
INSTALL_EN = "Debian/Ubuntu: sudo apt-get install fonts-noto-cjk; Fedora: sudo dnf install google-noto-serif-cjk-fonts"


@dataclass(frozen=True, slots=True)
class Substitution:
    """An official face that this machine lacks and the family that is printed instead."""

    official: str
    printed: str

    def __str__(self) -> str:
        return f"{self.official} → {self.printed}"


@dataclass(frozen=True, slots=True)
class FontPlan:
    """For each face the families to try per character, the first being the one that is meant."""

    chains: Mapping[str, tuple[str, ...]]
    substitutions: tuple[Substitution, ...]


def plan_fonts(families: Collection[str]) -> FontPlan:
    """The faces to print with, out of the families that a machine has.

    >>> plan = plan_fonts({"Noto Serif CJK SC", "Noto Sans CJK SC", "Libertinus Serif"})
    >>> plan.chains["heading"]
    ('Libertinus Serif', 'Noto Sans CJK SC', 'Noto Serif CJK SC')
    >>> str(plan.substitutions[0])
    '方正小标宋简体 → Noto Serif CJK SC'

    A machine without Chinese fonts gets a Problem and never a page of boxes.
    """
    present = frozenset(families)
    whole = [family for family in WHOLE if family in present]
    latin = [family for family in LATIN if family in present][:1]
    chains: dict[str, tuple[str, ...]] = {}
    substitutions = []
    for face, (official, candidates) in FACES.items():
        chosen = [family for family in candidates if family in present] or whole
        if not chosen:
            raise RenderingError(
                "rendering-no-chinese-font",
                f"本机没有中文字体，无法生成 PDF（否则汉字会变成方框）。请安装一种后重试：{INSTALL}；"
                f"或把 .otf/.ttf 字体文件放入一个文件夹，并用环境变量 {FOLDER_VARIABLE} 指明。其他格式不受影响。",
                f"This machine has no Chinese font, so no PDF can be made (every character would be a box). "
                f"Install one and try again: {INSTALL_EN}; or put .otf/.ttf files into a folder and name it in "
                f"{FOLDER_VARIABLE}. The other formats are not affected.",
            )
        if chosen[0] not in candidates[:official]:
            substitutions.append(Substitution(OFFICIAL_NAMES[face], chosen[0]))
        chains[face] = tuple(dict.fromkeys([*latin, chosen[0], *whole]))
    return FontPlan(chains, tuple(substitutions))


@cache
def machine_fonts() -> Any:
    """What this machine has, as Typst sees it (fontconfig may know the same fonts by other names)."""
    import typst

    return typst.Fonts(font_paths=font_folders())


def font_folders() -> list[str]:
    """Folders to look into beside the system's own: the package's typefaces, and the one that the operator names."""
    folder = os.environ.get(FOLDER_VARIABLE, "")
    return [str(TYPEFACES), *([folder] if folder and Path(folder).is_dir() else [])]
