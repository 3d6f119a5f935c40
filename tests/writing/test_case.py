from __future__ import annotations

from dataclasses import dataclass

from nianbao.writing.case import check_cases
from nianbao.writing.content import Case, Content, Text


@dataclass(frozen=True)
class _Story:
    text: str = "学校组织学生到合作社开展农机维修服务，检修农机具并培训农户"

    def told(self, name: str, title: str, **more: object) -> Case:
        part = (Text(self.text),)
        return Case(name, title, background=part, practice=part, result=part, **more)  # type: ignore[arg-type]


def codes(content: Content, limits: dict[str, int], *earlier: Content) -> list[str]:
    return [remark.problem.code for remark in check_cases(content, limits, earlier)]


def test_a_case_in_order_is_not_remarked_on() -> None:
    assert codes(Content("年报", (_Story().told("c1", "农机"),)), {"cases_min": 1, "case_characters_max": 500}) == []


def test_number_and_length_have_limits() -> None:
    content = Content("年报", (_Story().told("c1", "农机"),))
    assert codes(content, {"cases_min": 2, "case_characters_max": 10}) == ["cases-min", "case-too-long"]
    assert codes(content, {"cases_max": 0}) == ["cases-max"]


def test_a_story_told_twice_or_carried_over_is_noticed() -> None:
    one, two = _Story().told("c1", "农机"), _Story().told("c2", "农机服务队")
    assert codes(Content("年报", (one, two)), {}) == ["case-told-before"]
    assert codes(Content("年报", (one,)), {}, Content("上年年报", (two,))) == ["case-told-before"]
    other = _Story("幼儿保育专业学生进社区，为家长讲授照护知识，每周一次").told("c2", "社区")
    assert codes(Content("年报", (one, other)), {}) == []


def test_a_named_person_needs_a_consent() -> None:
    named = _Story().told("c1", "农机", people=("李明",))
    agreed = _Story().told("c1", "农机", people=("李明",), consent="本人签字")
    assert codes(Content("年报", (named,)), {}) == ["case-without-consent"]
    assert codes(Content("年报", (agreed,)), {}) == []


def test_a_part_left_empty_is_told() -> None:
    assert codes(Content("年报", (Case("c1", "空"),)), {}) == ["case-part-missing"] * 3
