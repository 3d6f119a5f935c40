from nianbao.aggregation.coverage import WORDS, Absence, Absentee, Coverage
from nianbao.facts.record import Organisation

ONE, TWO, THREE = (Organisation(str(n), f"{n}校", "school") for n in (1, 2, 3))


def test_every_absence_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(Absence)
    assert all(chinese and english for chinese, english in WORDS.values())


def test_those_who_owe_stand_before_those_who_do_not() -> None:
    coverage = Coverage(
        0, 3, (Absentee(ONE, Absence.NOT_APPLICABLE), Absentee(TWO, Absence.BLANK), Absentee(THREE, Absence.BLANK))
    )

    assert coverage.describe() == "覆盖0/3所：空白：2校、3校；不适用：1校"
    assert (coverage.expected, coverage.is_complete) == (2, False)


def test_a_province_counts_its_schools_beside_its_districts() -> None:
    coverage = Coverage(2, 2, (), schools_counted=12, schools_total=14)

    assert coverage.describe() == "覆盖2/2所（合学校12/14所）"
    assert coverage.describe(english=True) == "covers 2 of 2 (12 of 14 schools)"


def test_a_detail_stands_beside_the_name() -> None:
    absent = Absentee(ONE, Absence.BASE_ITEM_MISSING, "专任教师总数")

    assert Coverage(0, 1, (absent,)).describe_absent(english=True) == "base item missing: 1校 (专任教师总数)"
    assert absent.describe(english=True) == "1校 base item missing (专任教师总数)"
