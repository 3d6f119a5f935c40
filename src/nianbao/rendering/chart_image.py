"""A chart's specification as a picture: SVG for page and PDF, PNG for Word; the size of a picture from a file."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from nianbao.facts.problem import Problem
from nianbao.rendering.renderer import RenderingError

PNG_SCALE = 3.0  # 280 pixels to the inch at the size in which charts are printed
_SVG_SIZE = re.compile(r'<svg[^>]*?\swidth="([\d.]+)"[^>]*?\sheight="([\d.]+)"')


def svg_of(specification: Mapping[str, Any]) -> str:
    """The chart as SVG text."""
    return _svg(json.dumps(specification, ensure_ascii=False, sort_keys=True))


def png_of(specification: Mapping[str, Any]) -> bytes:
    """The same chart as PNG, for Word."""
    return _png(svg_of(specification))


def svg_around(image: bytes) -> str:
    """A PNG or JPEG picture inside an SVG, which carries it through a text channel."""
    width, height = picture_size(image)
    coded = base64.b64encode(image).decode()
    kind = "png" if image.startswith(b"\x89PNG") else "jpeg"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/{kind};base64,{coded}"/></svg>'
    )


def svg_size(svg: str) -> tuple[float, float]:
    """Width and height that an SVG names.

    >>> svg_size('<svg class="marks" width="40" height="20.5" viewBox="0 0 40 20.5"></svg>')
    (40.0, 20.5)
    """
    match = _SVG_SIZE.search(svg)
    return (float(match[1]), float(match[2])) if match else (400.0, 300.0)


def picture_size(image: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG in pixels; raises Problem where it is neither."""
    if image.startswith(b"\x89PNG\r\n\x1a\n") and len(image) > 24:
        return int.from_bytes(image[16:20], "big"), int.from_bytes(image[20:24], "big")
    if image.startswith(b"\xff\xd8"):
        at = 2
        while at + 9 < len(image) and image[at] == 0xFF:
            if image[at + 1] in (0xC0, 0xC1, 0xC2):
                return int.from_bytes(image[at + 7 : at + 9], "big"), int.from_bytes(image[at + 5 : at + 7], "big")
            at += 2 + int.from_bytes(image[at + 2 : at + 4], "big")
    raise Problem(
        "picture-format",
        "有一张图片既不是 PNG 也不是 JPEG，不能印。请另存为 PNG 或 JPEG。",
        "A picture is neither PNG nor JPEG. Save it as one of these.",
    )


@lru_cache(maxsize=256)
def _svg(specification: str) -> str:
    made: str = converter().vegalite_to_svg(specification)
    return made


@lru_cache(maxsize=256)
def _png(svg: str) -> bytes:
    made: bytes = converter().svg_to_png(svg, scale=PNG_SCALE)
    return made


def converter() -> Any:
    """What draws SVG; raises RenderingError that says how to install it."""
    try:
        import vl_convert
    except ImportError as error:
        raise RenderingError(
            "rendering-needs-charts-extra",
            "报告里有图表或需要转正、缩小的照片，画图需要 vl-convert，本机没有安装。"
            "请运行：pip install 'nianbao[charts]'，然后重试。",
            "The report has charts or pictures to be turned; drawing them needs vl-convert. "
            "Run pip install 'nianbao[charts]', then try again.",
        ) from error
    return vl_convert
