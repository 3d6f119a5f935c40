"""What every figure of the running text is the value of, and of when."""

from family_reading import read

from nianbao.extraction.told.told_values import bare_name, told_values, values_by_name


def told(text: str) -> list[tuple[str, int | None, int | None, str]]:
    return [
        (value.name, value.when, value.period, value.mention.raw)
        for values in told_values(read(text)).values()
        for value in values
    ]


def test_time_and_owner_are_no_part_of_a_name() -> None:
    assert bare_name("截至2023年12月底，我校共有专任教师") == "专任教师"
    assert bare_name("2021-2022学年全校在校生总数为") == "在校生"


def test_a_figure_is_of_the_time_that_its_sentence_names() -> None:
    assert told("2022年，全区招生860人，在校生3120人。今年招生812人。") == [
        ("招生", None, 2022, "860人"), ("在校生", None, 2022, "3120人"), ("招生", 0, None, "812人"),
    ]  # fmt: skip


def test_a_time_that_is_held_against_is_not_that_of_the_figure() -> None:
    assert told("招生812人，比上年减少48人，在校生3276人。") == [
        ("招生", None, None, "812人"),
        ("在校生", None, None, "3276人"),
    ]


def test_figures_in_turn_have_their_own_names() -> None:
    assert told("上年招生、在校生分别为860人和3120人。") == [
        ("招生", -1, None, "860人"),
        ("在校生", -1, None, "3120人"),
    ]


def test_changes_and_hedged_figures_are_no_values() -> None:
    assert told("新增学生48人，计划招生900人，在校生约3000人。") == []


def test_values_of_one_name_stand_together() -> None:
    manuscript = read("上年招生860人。\n\n今年招生812人。")
    assert [value.when for value in values_by_name(manuscript)["招生"]] == [-1, 0]
