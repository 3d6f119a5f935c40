"""Pictures are known by content, kept once, and named so that nothing else is meant."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest

from nianbao.facts.problem import Problem
from nianbao.web.manuscripts.models import Manuscript
from nianbao.web.manuscripts.pictures import MOST_BYTES, add_picture, free_name, pictures_of, read_picture
from nianbao.web.organisations.permissions import Standing


def png(width: int = 4, height: int = 3) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\x40" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def manuscript() -> Manuscript:
    return Manuscript.objects.select_related("campaign", "organisation").get(organisation__code="9901020002")


def test_a_picture_is_measured_and_kept_once(manuscript: Manuscript, standing: Callable[[str], Standing]) -> None:
    made = add_picture(manuscript, name="校门.PNG", data=png(), standing=standing("邱明溪"))
    assert (made.file, made.width, made.height) == ("校门.png", 4, 3)
    assert add_picture(manuscript, name="别名.png", data=png(), standing=standing("邱明溪")) == made
    other = add_picture(manuscript, name="校门.png", data=png(5), standing=standing("邱明溪"))
    assert other.file == "校门-2.png"
    assert read_picture(made) == png()
    assert set(pictures_of(manuscript)) == {"校门.png", "校门-2.png"}


@pytest.mark.parametrize(
    "data",
    [b"<svg onload=alert(1)>", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n", png(20_000, 1), b"\xff\xd8\xff" + b"0" * MOST_BYTES],
)
def test_what_is_no_picture_is_refused(
    data: bytes, manuscript: Manuscript, standing: Callable[[str], Standing]
) -> None:
    with pytest.raises(Problem):
        add_picture(manuscript, name="a.png", data=data, standing=standing("邱明溪"))


def test_a_filler_of_other_work_adds_none(manuscript: Manuscript, standing: Callable[[str], Standing]) -> None:
    with pytest.raises(Problem, match="权限"):
        add_picture(manuscript, name="a.png", data=png(), standing=standing("沈知远"))


def test_a_name_leads_nowhere_and_holds_no_signs_of_the_text_form() -> None:
    assert free_name("../../etc/{#x}[[y]].png", "png") == "#xy.png"
    assert free_name("", "jpeg") == "图片.jpg"
