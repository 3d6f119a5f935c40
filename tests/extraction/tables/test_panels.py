"""Several tables side by side in one grid are read one by one."""

from __future__ import annotations

from family_reading import failing, is_confirmed, is_contradicted, read

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript

FOLDED = "专业\t人数\t专业\t人数\n护理\t40\t会计\t20\n汽修\t30\t电商\t25\n物流\t10\t合计\t{}\n"
THREE = "序号\t专业\t人数\t序号\t专业\t人数\t序号\t专业\t人数\n1\t护理\t40\t2\t会计\t20\t3\t物流\t10\n4\t汽修\t30\t5\t电商\t25\t6\t旅游\t15\n"
ACCOUNTS = (
    "收入\t\t支出\t\n项目\t金额（万元）\t项目\t金额（万元）\n财政拨款\t1840.5\t一、工资福利\t1502.3\n学费收入\t215.2\t二、商品服务\t318.4\n"
    "\t\t三、设备购置\t202.6\n本年收入合计\t2055.7\t本年支出合计\t2023.3\n上年结余\t31.4\t年末结余\t63.8\n总计\t{}\t总计\t2087.1\n"
)
UNEQUAL = "来源\t\t去向\t\t\n项目\t人数\t项目\t合计\t男\n初中\t320\t升学\t210\t100\n往届\t40\t就业\t150\t82\n合计\t360\t合计\t360\t182\n"


def labels(text: str) -> list[list[str]]:
    return [[sheet.row_label(row) for row in sheet.data_rows] for sheet in read(text).sheets]


def test_a_folded_list_is_one_list() -> None:
    assert labels(FOLDED.format(125)) == [["护理", "汽修", "物流", "会计", "电商", "合计"]]
    assert is_confirmed("table-totals", FOLDED.format(125))
    assert is_contradicted("table-totals", FOLDED.format(152))


def test_a_list_that_is_numbered_line_by_line_keeps_its_order() -> None:
    assert labels(THREE) == [["护理", "会计", "物流", "汽修", "电商", "旅游"]]
    assert failing("numbering", THREE) == []


def test_panels_with_heads_or_totals_of_their_own_are_tables_apart() -> None:
    (came, went) = read(ACCOUNTS.format("2087.1")).sheets
    assert (came.id, came.block) != (went.id, went.block)
    assert came.block is went.block
    assert went.column_path(1) == ("支出", "金额（万元）")
    assert is_confirmed("table-totals", ACCOUNTS.format("2087.1"))
    assert is_contradicted("table-totals", ACCOUNTS.format("2081.7"))
    assert labels(UNEQUAL) == [["初中", "往届", "合计"], ["升学", "就业", "合计"]]


def test_a_name_beside_a_name_is_no_word_among_numbers() -> None:
    text = "科目\t金额\t科目\t金额\n基本工资\t262\t办公费\t211\n津贴\t138\t差旅费\t120\n绩效\t90\t印刷费\t73\n人员经费合计\t490\t公用经费合计\t404\n"
    assert failing("table-cells", text) == []
    assert is_confirmed("table-totals", text)
    assert is_contradicted("table-totals", text.replace("\t404\n", "\t440\n"))


def test_places_are_those_of_the_printed_cells() -> None:
    (sheet,) = read("某校专业一览\n\n" + FOLDED.format(125)).sheets
    figure = next(figure for figure in sheet.figures.values() if figure.label.startswith("电商"))
    assert figure.place.line == 5
    assert figure.place.text == "25"


def test_heads_that_only_look_alike_begin_no_panel() -> None:
    assert len(read("年份\t招生\t年份\t毕业\n2022\t120\t2021\t110\n2023\t130\t2022\t118\n").sheets) == 1
    assert labels("专业\t招生\t毕业\t专业\n护理\t40\t38\t医药\n会计\t20\t22\t财经\n") == [["护理", "会计"]]
    assert len(read("姓名\t学校\t姓名\t学校\n甲\t东校\t乙\t西校\n").sheets) == 1


def in_html(rows: str) -> str:
    return f"<html><body><h1>某校专业情况</h1><table>{rows}</table></body></html>"


def test_a_total_over_both_panels_closes_the_list() -> None:
    page = in_html(
        "<tr><th>专业</th><th>人数</th><th>专业</th><th>人数</th></tr>"
        "<tr><td>护理</td><td>40</td><td>会计</td><td>20</td></tr>"
        "<tr><td>汽修</td><td>30</td><td>电商</td><td>25</td></tr>"
        "<tr><td colspan=3>合计</td><td>115</td></tr>"
    )
    (sheet,) = Manuscript.of(read_document(page.encode(), name="report.html")).sheets
    assert [sheet.row_label(row) for row in sheet.data_rows] == ["护理", "汽修", "会计", "电商", "合计"]
    assert [figure.value for figure in sheet.figures.values()][-1] == 115


def test_merged_heads_begin_no_panel_and_totals_of_two_panels_stay_apart() -> None:
    page = in_html(
        "<tr><th colspan=2>收入</th><th colspan=2>支出</th></tr><tr><th>项目</th><th>金额</th><th>项目</th><th>金额</th></tr>"
        "<tr><td>拨款</td><td>400</td><td>工资</td><td>500</td></tr><tr><td>学费</td><td>300</td><td>设备</td><td>200</td></tr>"
        "<tr><td>合计</td><td>700</td><td>合计</td><td>700</td></tr>"
    )
    came, went = Manuscript.of(read_document(page.encode(), name="report.html")).sheets
    assert (came.column_path(1), went.column_path(1)) == (("收入", "金额"), ("支出", "金额"))
    plain = in_html(
        "<tr><th colspan=2>专业</th><th colspan=2>人数</th></tr><tr><td>护理</td><td>中专</td><td>40</td><td>38</td></tr>"
        "<tr><td>会计</td><td>中专</td><td>20</td><td>22</td></tr>"
    )
    assert len(Manuscript.of(read_document(plain.encode(), name="report.html")).sheets) == 1


def test_a_form_that_was_not_filled_in_has_panels_too() -> None:
    form = "编码\t科目\t金额\t编码\t科目\t金额\n301\t工资\t\t302\t办公\t\n303\t补助\t\t304\t差旅\t\n305\t津贴\t\t306\t印刷\t\n人员合计\t人员合计\t\t公用合计\t公用合计\t\n"
    assert failing("table-cells", form) == []
