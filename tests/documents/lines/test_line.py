from __future__ import annotations

from nianbao.documents.lines.line import Line, lines_from


def furniture(text: str) -> list[str]:
    return [line.stripped for line in lines_from(text.split("\n"), "a.txt") if line.furniture]


def test_lone_numbers_that_count_up_are_page_numbers() -> None:
    words = "甲乙丙丁戊"
    pages = "\n".join(
        f"{w}校的文字写到这里没有结束\n到下一行为止{w}。\n\n一{w}\n- {n} -\n二{w}" for n, w in enumerate(words, 1)
    )
    assert furniture(pages) == [f"- {n} -" for n in range(1, 6)]


def test_numbers_that_do_not_count_are_text() -> None:
    assert furniture("\n".join(f"人数如下\n{n}\n其他说明\n更多说明\n又一行" for n in (12, 7, 30, 4))) == []


def test_a_running_header_beside_page_numbers_is_furniture() -> None:
    body = "\n".join("正文第一行。\n正文第二行。\n正文第三行。\n示例区质量年度报告\n" + str(n) for n in range(1, 7))
    assert furniture(body).count("示例区质量年度报告") >= 5


def test_a_title_of_cases_that_comes_back_is_no_furniture() -> None:
    assert furniture("\n".join(f"正文。\n【案例分享】\n{n}" for n in range(1, 9))).count("【案例分享】") == 0


def test_columns_count_what_stands_before() -> None:
    place = Line("a.txt", 7, "\t  专任教师 120").text().spans[0].place
    assert (place.line, place.column) == (7, 4)


def test_a_header_with_its_page_s_number_behind_it_is_furniture() -> None:
    text = "加工制造\t5\n颍县中等职业教育质量报告\t第1页\n信息技术\t4\n颍县中等职业教育质量报告\t第2页\n合计\t11\n"

    assert furniture(text) == ["颍县中等职业教育质量报告\t第1页", "颍县中等职业教育质量报告\t第2页"]


def test_rows_of_equal_figures_right_below_each_other_are_no_headers() -> None:
    rows = [
        f"{period}年   {300 + period}     {period - 900}       {period - 1500}        57.{period % 10}%"
        for period in (2021, 2022, 2023)
    ]
    body = ["年份     招生数   毕业生数   升学人数   升学率", *rows, "两年间招生累计增长。"]
    assert furniture("\n".join(body)) == []


def test_lines_of_four_figures_and_more_are_rows_wherever_they_come_back() -> None:
    pages = "\n".join(
        f"{name}校的文字到此\n\f一职职业学 {n}58 {n}19 7{n} 5{n} 4{n}\n校\n- {n} -\n下一页\n又一行\n再一行"
        for n, name in enumerate("甲乙丙丁戊", 1)
    )
    assert all("一职" not in line for line in furniture(pages))


def test_a_number_between_strokes_is_a_page_number_even_alone() -> None:
    assert furniture("表5 培训情况\n- 2 -\n项目\t人数\n农技\t12\n— 3 —\n电工\t-4\n") == ["- 2 -", "— 3 —"]
    assert furniture("说明\n-2\n2\n") == []


def test_a_header_beside_a_page_number_on_a_line_of_its_own_is_furniture() -> None:
    pages = "甲\t5\n1\n示例区职业教育质量年度报告\n乙\t4\n丙\t3\n2\n示例区职业教育质量年度报告\n丁\t11\n"
    assert furniture(pages) == ["1", "示例区职业教育质量年度报告", "2", "示例区职业教育质量年度报告"]


def test_a_sentence_that_comes_back_with_other_figures_is_no_header() -> None:
    said = "学校组织各专业开展岗位调研 {} 次，走访企业 {} 家，形成\n调研报告。\n- {} -\n"
    assert not [x for x in furniture("".join(said.format(n, n + 4, n) for n in range(1, 6))) if "调研" in x]


def test_lone_numbers_that_count_the_rows_of_a_table_are_no_page_numbers() -> None:
    names = "甲乙丙丁戊己"
    rows = "\n".join(f"{n}\n{name}专业群建\n设与\n发展\n个 {n * 7} 4" for n, name in enumerate(names, 1))
    assert furniture(rows) == []


def test_pieces_of_labels_that_come_back_in_a_table_are_no_headers() -> None:
    rows = [
        f"   {n}     电工上岗培训                 {n + 3}     {n * 97}     80\n             村转移劳动力"
        for n in range(3, 9)
    ]
    assert furniture("序号  培训项目  期数  人次  学时\n" + "\n".join(rows)) == []


def test_headings_of_parts_built_alike_are_no_furniture() -> None:
    body = "本部面向区域产业开设汽车检测与维修、数控加工、电子商务等专业，实训条件达到国家标准要求并对社会开放"
    school = f"一、办学规模\n{body}\n{{n}}人\n二、师资队伍\n{body}\n三、服务贡献\n{body}\n全年培训{{n}}人次。\n{body}"
    assert furniture("\n".join(school.format(n=n) for n in range(110, 190, 10))) == []
