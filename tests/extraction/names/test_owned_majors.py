"""Who offers which major, and every place that says so."""

from __future__ import annotations

from nianbao.documents.reading import read_document
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.names.owned_majors import OwnedMajors, owned_majors

TABLE = "\n\n各校分专业在校生\n\n学校\t专业\t2023级\t2022级\n江岸职校\t数控技术应用\t46\t44\n\t物流服务与管理\t38\t36\n\t小计\t84\t80\n第二职专\t会计事务\t40\t42\n\t中餐烹饪\t35\t31\n\t小计\t75\t73\n"


def read(text: str) -> OwnedMajors:
    return owned_majors(Manuscript.of(read_document(text.encode(), name="report.txt")))


def test_a_table_gives_each_school_its_majors() -> None:
    owned = read("各校办学稳定。" + TABLE)
    assert owned.in_full == {
        "江岸职校": frozenset({"数控技术应用", "物流服务与管理"}),
        "第二职专": frozenset({"会计事务", "中餐烹饪"}),
    }
    assert frozenset({"江岸职校", "第二职专"}) in owned.side_by_side


def test_lists_with_and_without_an_end() -> None:
    owned = read(
        "江岸职校开设数控技术应用、物流服务与管理等2个专业；第二职专设有会计事务、中餐烹饪等专业，第三职专以护理、药剂专业为主。"
    )
    assert set(owned.in_full) == {"江岸职校"}
    assert owned.listed_for("第二职专") == {"会计事务", "中餐烹饪"}
    assert owned.listed_for("第三职专") == {"护理", "药剂"}


def test_short_names_and_classes_are_told_behind_a_school() -> None:
    owned = read("江岸职校数控2101班和第二职专烹饪专业获奖。" + TABLE)
    behind = {(saying.body, saying.majors) for saying in owned.sayings if saying.kind == "behind"}
    assert behind == {("江岸职校", ("数控技术应用",)), ("第二职专", ("中餐烹饪",))}


def test_partners_and_one_school_alone_own_nothing() -> None:
    assert read("学校开设护理、药剂两个专业。").sayings == ()
    table = "\n\n实习单位\n\n单位\t专业\t人数\n清源医院\t护理\t30\n云上大学\t药剂\t20\n"
    assert read("学生到单位实习。" + table).sayings == ()


def test_what_a_caption_leaves_out_is_no_school_of_its_table() -> None:
    table = "\n\n各专业就业情况如下（第二职专会计事务无毕业生，不列）：\n\n专业\t毕业生数\n数控技术应用\t46\n物流服务与管理\t38\n"
    assert read("各校办学稳定。" + TABLE + table).sayings == read("各校办学稳定。" + TABLE).sayings


def test_a_school_merged_over_its_rows_is_placed_as_one_above_blanks() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in (
        ("学校", "专业", "人数"), ("</td><td>数控技术应用", "46"), ("物流服务与管理", "38"), ("第二职专", "会计事务", "40"),
    )).replace("<td></td>", '<td rowspan="2">江岸职校</td>', 1)  # fmt: skip
    page = f"<html><body><p>各校办学稳定。</p><table>{rows}</table></body></html>"
    sayings = owned_majors(Manuscript.of(read_document(page.encode(), name="a.html"))).sayings
    assert [(saying.words, saying.place.text) for saying in sayings] == [
        ("数控技术应用", "江岸职校"), ("物流服务与管理", "物流服务与管理"), ("会计事务", "第二职专"),
    ]  # fmt: skip
