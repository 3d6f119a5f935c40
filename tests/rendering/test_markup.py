from nianbao.rendering.markup import Markup, broken_lines, tag


def test_text_is_escaped_and_markup_is_not() -> None:
    assert tag("p", "<b>", Markup("<b>x</b>")) == "<p>&lt;b&gt;<b>x</b></p>"


def test_an_attribute_cannot_be_left_by_a_quotation_mark() -> None:
    assert tag("a", title='" onclick="x') == '<a title="&quot; onclick=&quot;x"></a>'


def test_absent_attributes_are_left_out() -> None:
    assert tag("td", rowspan=None, hidden=False, data_label="值") == '<td data-label="值"></td>'


def test_line_breaks_show() -> None:
    assert broken_lines("甲\n&乙") == "甲<br>&amp;乙"
