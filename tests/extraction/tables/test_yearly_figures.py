"""What tables tell of one thing at several times."""

from family_reading import read

from nianbao.extraction.tables.yearly_figures import yearly_figures


def told(table: str) -> dict[str, list[dict[int, str]]]:
    return {
        name: [{time: str(figure.number.digits) for time, figure in row.figures.items()} for row in rows]
        for name, rows in yearly_figures(read(table)).items()
    }


def test_columns_of_years_give_each_row_its_series() -> None:
    assert told("指标\t2021年\t2022年\t增减\n专任教师（人）\t152\t148\t-4\n") == {
        "专任教师": [{2021: "152", 2022: "148"}]
    }


def test_rows_of_years_give_each_column_its_series() -> None:
    assert told("年度\t招生数\t在校生数\n2021年\t860\t3120\n2022年\t812\t3276\n") == {
        "招生": [{2021: "860", 2022: "812"}], "在校生": [{2021: "3120", 2022: "3276"}],
    }  # fmt: skip


def test_heads_without_a_year_are_this_time_and_the_one_before() -> None:
    assert told("项目\t上年\t本年\n毕业生\t940\t912\n") == {"毕业生": [{-1: "940", 0: "912"}]}
