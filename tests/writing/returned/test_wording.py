from __future__ import annotations

import pytest

from nianbao.documents.word.annotated import Mark
from nianbao.writing.content import Inline, Link, Reference, Text
from nianbao.writing.returned.wording import Segment, cut, rewritten, segments

LINK = Link("毕业生人数")
PRINTED = (Segment("毕业生", Text("毕业生")), Segment("2940人", LINK, "figure:graduates|值"), Segment("。", Text("。")))


def parts(edited: str, *marks: Mark, printed: tuple[Segment, ...] = PRINTED) -> list[Inline]:
    return [one.part for one in rewritten(printed, edited, marks, {}).parts]


@pytest.mark.parametrize(
    ("edited", "found"),
    [
        ("毕业生2950人。", "2950人"),
        ("本年度毕业生2941人，都已就业。", "2941人"),
        ("毕业生12940人。", "12940人"),
        ("毕业生2940万人。", "2940万人"),
        ("毕业生约三千人。", "约三千人"),
    ],
)
def test_a_number_typed_over_is_still_the_link_and_says_what_was_typed(edited: str, found: str) -> None:
    (link,) = [one for one in rewritten(PRINTED, edited, (), {}).parts if one.part is LINK]
    assert (link.found, link.is_changed) == (found, True)


def test_words_around_a_number_leave_it_alone() -> None:
    assert parts("全区毕业生共2940人，均已登记。") == [Text("全区毕业生共"), LINK, Text("，均已登记。")]


def test_a_number_deleted_with_its_words_is_told() -> None:
    sentence = rewritten(PRINTED, "毕业生。", (), {})
    assert [segment.part for segment in sentence.removed] == [LINK]
    assert [one.part for one in sentence.parts] == [Text("毕业生。")]


def test_the_control_is_believed_before_the_words() -> None:
    printed = (*PRINTED[:2], Segment("，另有", Text("，另有")), Segment("2940人", Link("乙"), "figure:b|值"))
    edited = "乙2940人，毕业生2940人"
    marks = (Mark("figure:b|值", 1, 6), Mark("figure:graduates|值", 10, 15))
    assert parts(edited, *marks, printed=printed) == [Text("乙"), Link("乙"), Text("，毕业生"), LINK]


def test_a_sentence_is_cut_between_links() -> None:
    pieces = list(cut(rewritten(PRINTED, "毕业生2940人。", (), {}), [1]))
    assert [[one.part for one in piece] for piece in pieces] == [[Text("毕")], [Text("业生"), LINK, Text("。")]]


def test_a_gap_in_the_print_is_the_link_that_has_no_words() -> None:
    made = segments(
        "见〔待补：甲〕和表1。",
        [Mark("reference:t", 8, 10)],
        (Text("见"), Link("甲"), Text("和"), Reference("t"), Text("。")),
    )
    assert [one.text for one in made] == ["见", "〔待补：甲〕", "和", "表1", "。"]
    assert all(one.is_whole == (not isinstance(one.part, Text)) for one in made)
