import pytest
import typst

from nianbao.rendering.fonts import PACKED_SANS, PACKED_SERIF, TYPEFACES, plan_fonts
from nianbao.rendering.renderer import RenderingError


def test_official_faces_are_used_where_they_are_installed() -> None:
    plan = plan_fonts({"FZXiaoBiaoSong-B05S", "FangSong", "SimHei", "KaiTi", "SimSun", "Times New Roman"})
    assert plan.substitutions == ()
    assert plan.chains["body"][:2] == ("Times New Roman", "FangSong")


def test_every_substitution_is_reported() -> None:
    plan = plan_fonts({"Noto Serif CJK SC", "Noto Sans CJK SC"})
    assert {item.official for item in plan.substitutions} == {
        "方正小标宋简体",
        "仿宋_GB2312",
        "黑体",
        "楷体_GB2312",
        "宋体",
    }


def test_a_face_with_gaps_is_backed_by_one_that_has_every_name() -> None:
    plan = plan_fonts({"FandolFang R", "Noto Serif CJK SC"})
    assert plan.chains["body"] == ("FandolFang R", "Noto Serif CJK SC")


def test_one_chinese_font_of_any_kind_is_enough() -> None:
    plan = plan_fonts({"WenQuanYi Micro Hei"})
    assert all(chain[-1] == "WenQuanYi Micro Hei" for chain in plan.chains.values())


def test_the_typefaces_of_the_package_stand_in_where_nothing_else_is_there() -> None:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(TYPEFACES)])
    assert set(fonts.families()) == {PACKED_SERIF, PACKED_SANS}
    plan = plan_fonts(fonts.families())
    assert plan.chains["body"] == (PACKED_SERIF, PACKED_SANS)
    assert plan.chains["heading"] == (PACKED_SANS, PACKED_SERIF)
    assert [item.printed for item in plan.substitutions if item.official == "黑体"] == [PACKED_SANS]


def test_a_whole_font_of_the_machine_is_preferred_to_a_part_of_one() -> None:
    plan = plan_fonts({"Noto Serif CJK SC", "Noto Sans CJK SC", PACKED_SERIF, PACKED_SANS})
    assert not [face for face, chain in plan.chains.items() if chain[0] in (PACKED_SERIF, PACKED_SANS)]


def test_the_typefaces_travel_with_their_licence() -> None:
    licence = (TYPEFACES / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name 'Source'" in licence


def test_without_any_chinese_font_the_message_says_what_to_install() -> None:
    with pytest.raises(RenderingError, match="fonts-noto-cjk") as caught:
        plan_fonts({"DejaVu Sans", "Libertinus Serif"})
    assert caught.value.code == "rendering-no-chinese-font"
    assert "fonts-noto-cjk" in caught.value.message_en
