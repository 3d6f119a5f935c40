"""What running text says to have changed, and what it is held against."""

from family_reading import read

from nianbao.extraction.told.change_claims import change_claims


def claims(text: str) -> list[tuple[str, str, int | None, str]]:
    return [
        (claim.word, claim.subject, claim.against, claim.size.raw if claim.size is not None else "")
        for claim in change_claims(read(text))
    ]


def test_a_claim_has_its_subject_its_size_and_the_time_before() -> None:
    assert claims("专任教师比上年减少4人。") == [("减少", "专任教师", -1, "4人")]
    assert claims("招生812人，较2021年减少48人。") == [("减少", "", 2021, "48人")]


def test_a_comparison_holds_to_the_end_of_its_sentence() -> None:
    assert claims("与2018年相比，在校生增加120人，教师增加8人。") == [
        ("增加", "在校生", 2018, "120人"),
        ("增加", "教师", 2018, "8人"),
    ]


def test_a_word_of_change_without_a_size_needs_more_than_itself() -> None:
    assert claims("招生规模有所扩大，办学水平提高。") == [("扩大", "招生", None, "")]


def test_plans_and_averages_are_no_changes() -> None:
    assert claims("计划增加教师8人，年均增长5%。") == []


def test_fewer_than_were_planned_is_no_change() -> None:
    assert claims("缺口最大的是茶艺专业，少招17人。") == []
    assert claims("招生计划没有招满，茶艺专业少招17人。") == []
    assert claims("受生源影响，茶艺专业少招17人。") == [("少招", "茶艺专业", None, "17人")]
    assert claims("计划没有招满，比上年少招17人。") == [("少招", "", -1, "17人")]
