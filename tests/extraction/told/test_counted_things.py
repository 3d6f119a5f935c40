"""Things counted in a sentence, under their names."""

from __future__ import annotations

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.told.counted_things import are_of_one_kind, counted, is_named, operand_of


def passage(text: str) -> Passage:
    document = read_document(text.encode(), name="a.txt")
    return next(iter(Manuscript.of(document).prose()))


def test_changes_means_and_shares_are_no_counts() -> None:
    told = passage("专任教师150人，比上年增加30人，平均每班3人，党员60人，占40%。")
    found = counted(told, 0, len(told.plain))
    assert [count.mention.raw.strip() for count in found] == ["150人", "60人"]
    assert operand_of(found[0]).label == "专任教师 150人"


def test_things_of_two_measures_have_no_share_of_each_other() -> None:
    told = passage("重点产业链12条，项目793个，课程20门，教师30人，学生500人。")
    chains, projects, _, teachers, students = counted(told, 0, len(told.plain))
    assert not are_of_one_kind(chains, projects)
    assert are_of_one_kind(teachers, students)


def test_a_whole_is_named_by_its_words_or_by_a_longer_name() -> None:
    told = passage("专任教师150人，其中双师型教师90人。")
    whole, part = counted(told, 0, len(told.plain))
    assert is_named("专任教师", whole)
    assert not is_named("专任教师", part)
