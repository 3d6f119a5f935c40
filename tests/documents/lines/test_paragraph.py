from __future__ import annotations

from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.paragraph import Measure, paragraphs


def read(text: str) -> list[str]:
    lines = lines_from(text.split("\n"), "a.txt")
    measure = Measure.of([line for line in lines if line.stripped])
    return [passage.text.text for passage in paragraphs(lines, measure, [])]


LONG = "全区职业学校坚持面向市场办学，专业布局与区域产业相互衔接，培养的学生受到用人单位的普遍欢迎"


def test_a_blank_line_does_not_end_a_sentence() -> None:
    assert read(f"{LONG}，共有学\n\n生958人。\n\n下一段。") == [f"{LONG}，共有学生958人。", "下一段。"]


def test_a_number_at_the_start_of_a_line_is_no_heading_in_mid_sentence() -> None:
    assert len(read(f"1.1 规模\n\n{LONG}，培训人数达到\n\n2.5 万人次，比上年增加。")) == 2


def test_a_heading_ends_what_stands_before() -> None:
    assert read(f"1.1 规模\n\n{LONG}\n\n1.2 结构\n\n正文。") == ["1.1 规模", LONG, "1.2 结构", "正文。"]


def test_a_heading_is_not_joined_with_its_paragraph() -> None:
    assert read("1.1 规模\n共有学生958人。") == ["1.1 规模", "共有学生958人。"]


def test_a_comma_never_ends_a_paragraph() -> None:
    assert read("其中京籍学生280人，非京籍学生32人，\n占比分别为89.7%和10.3%。") == [
        "其中京籍学生280人，非京籍学生32人，占比分别为89.7%和10.3%。"
    ]


def test_a_line_too_long_to_be_one_is_cut() -> None:
    assert len(read("数" * 450_000)) == 3


def test_the_title_of_a_case_is_not_joined_with_its_story_even_where_it_fills_the_line() -> None:
    title = "【案例1】" + "校企双元育人" * 10
    assert read(f"{title}\n{LONG}{LONG}。") == [title, f"{LONG}{LONG}。"]


def test_the_short_rest_of_a_wide_title_of_a_case_belongs_to_it() -> None:
    title = "【案例1】" + "校企双元育人" * 10
    assert read(f"{title}\n培养新样板\n学校与企业共建学院。")[0] == f"{title}培养新样板"


def test_lines_that_each_name_a_figure_are_rows_and_no_paragraph() -> None:
    rows = [f"在校生；{n}820人；其中高级工班3150人，预备技师班640人，中级工班1030人，另有其他" for n in (4, 5)]
    assert read("\n".join(rows)) == rows


def test_what_moved_to_the_next_line_as_a_whole_does_not_end_the_paragraph() -> None:
    wide = "学校坚持面向市场办学深化产教融合推进课堂革命建设双师队伍服务地方"
    torn = "其中财政补助7846万元、学费收入1218万元、培训收入986万元"
    text = "\n".join([wide, wide, wide, wide, f"{wide[:20]}。", torn, "（18.7%）、其他376万元。"])
    assert read(text)[-1] == f"{torn}（18.7%）、其他376万元。"


def test_an_open_bracket_is_closed_in_the_next_line() -> None:
    assert len(read("市政府印发《关于推动现代职业教育发展的实施意见》（某政发\n〔2021〕14号），明确了目标。")) == 1


def test_a_long_heading_is_not_joined_where_every_paragraph_stands_on_one_line() -> None:
    heading = "（二）优化专业布局和师资结构，增强职业教育服务区域产业升级的能力和水平"
    story = f"　　{LONG}，{LONG}，{LONG}。"
    text = "\n\n".join([story, story, heading, f"　　一是{story.strip()}", story, story, story, story])
    assert read(text)[2] == heading
