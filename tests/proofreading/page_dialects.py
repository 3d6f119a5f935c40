"""One report as web pages of the kinds people hand in: saved by Word or WPS, a public account's, a portal's.

The words and tables stay those of the text; what differs is how such pages are built: styles of Word and lists whose numbers
are text, cells padded with hard spaces, an article hidden until a script shows it, a page laid out by tables.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from itertools import pairwise

from office_report import Piece, pieces_of, spans_of

_WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>教务处</o:Author><o:Pages>12</o:Pages></o:DocumentProperties></xml><![endif]-->
<style>
<!--
 /* Style Definitions */
p.MsoNormal {mso-style-parent:""; margin:0cm; text-indent:21.0pt; font-size:10.5pt;}
-->
</style>
<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:普通表格;}</style><![endif]-->
</head>
<body lang=ZH-CN style='tab-interval:21.0pt;text-justify-trim:punctuation'>
<div class=WordSection1 style='layout-grid:15.6pt'>
"""


def _spread(text: str, cut: int = 17) -> list[str]:
    """The text in the runs of an editing hand, also within numbers."""
    return [html.escape(text[at : at + cut], quote=False) for at in range(0, len(text), cut)]


def _table(piece: Piece, cell: Callable[[str], str], marks: str = "") -> str:
    spans = spans_of(piece.rows)
    rows = []
    for r, row in enumerate(piece.rows):
        cells = []
        for c, text in enumerate(row):
            if (r, c) in spans:
                down, across = spans[r, c]
                over = (f" rowspan={down}" if down > 1 else "") + (f" colspan={across}" if across > 1 else "")
                cells.append(f"<td{over} width=96 valign=top>{cell(text)}</td>")
        rows.append(f"<tr style='height:15.0pt'>{''.join(cells)}</tr>")
    return f"<table {marks} border=1 cellspacing=0 cellpadding=0>\n{chr(10).join(rows)}\n</table>"


def _number(piece: Piece) -> str:
    return piece.number + ("" if not piece.number or piece.number.endswith((" ", "、", "）")) else " ")


def as_saved_by_word(text: str) -> bytes:
    """「另存为网页」 of Word: gb2312 declared, VML and conditional comments, headings numbered by ignored list marks."""

    def cell(words: str) -> str:
        shown = html.escape(words) if words else "<o:p>&nbsp;</o:p>"
        return f"<p class=MsoNormal align=center style='text-indent:0cm'><span lang=EN-US>{shown}</span></p>"

    parts = [_WORD_HEAD]
    for piece in pieces_of(text):
        if piece.kind == "table":
            parts.append(f"<div align=center>\n{_table(piece, cell, 'class=MsoNormalTable')}\n</div>")
            parts.append("<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>")
        elif piece.kind == "heading":
            mark = f"<![if !supportLists]><span lang=EN-US style='mso-list:Ignore'>{html.escape(_number(piece))}</span><![endif]>"
            parts.append(f"<h{piece.level}>{mark}<span>{html.escape(piece.text)}</span></h{piece.level}>")
        else:
            runs = "".join(f"<span\nlang=EN-US style='font-family:宋体'>{run}</span>" for run in _spread(piece.text))
            parts.append(f"<p class=MsoNormal style='text-indent:21.0pt'>{runs}<span lang=EN-US><o:p></o:p></span></p>")
    return "\r\n".join([*parts, "</div></body></html>"]).encode("gb18030")


def as_saved_by_wps(text: str) -> bytes:
    """A page of WPS: every line a paragraph with spans, headings as bold paragraphs, cells padded with hard spaces."""

    def cell(words: str) -> str:
        return f"<p class=MsoNormal ><span style='mso-spacerun:yes;' >&nbsp;{html.escape(words)}&nbsp;</span></p>"

    parts = [
        '<html><head><meta charset="UTF-8"><meta name="Generator" content="WPS Office"></head><body ><!--StartFragment-->'
    ]
    for piece in pieces_of(text):
        if piece.kind == "table":
            parts.append(_table(piece, cell, "class=MsoTableGrid"))
        else:
            lead = "&nbsp;&nbsp;&nbsp;&nbsp;" if piece.kind == "paragraph" else ""
            words = html.escape(_number(piece)) + "".join(
                f"<font face=宋体 >{run}</font>" for run in _spread(piece.text)
            )
            inner = f"<b>{words}</b>" if piece.kind in ("heading", "title") else words
            parts.append(
                f"<p class=MsoNormal ><span style=\"mso-spacerun:'yes';font-size:10.5000pt;\" >{lead}{inner}</span></p>"
            )
    return "".join([*parts, "<!--EndFragment--></body></html>"]).encode()


def as_account_article(text: str) -> bytes:
    """An article of a WeChat public account as its source stands: hidden until a script shows it, sections in sections."""

    def cell(words: str) -> str:
        return f'<section style="text-align:center"><p style="margin:0"><span leaf="">{html.escape(words) or "<br/>"}</span></p></section>'

    title, *pieces = pieces_of(text)
    parts = [
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>公众号</title><script>var nonce="1";</script></head><body>',
        f'<div id="img-content"><h1 class="rich_media_title" id="activity-name">\n    {html.escape(title.text)}\n  </h1>',
        '<div id="meta_content"><span class="rich_media_meta">示例职教</span><em id="publish_time"></em></div>',
        '<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; ">',
    ]
    for piece in pieces:
        if piece.kind == "table":
            parts.append(f'<section style="overflow-x:auto">{_table(piece, cell)}</section><p><br/></p>')
        else:
            inner = "".join(f'<span textstyle="" style="font-size:15px">{run}</span>' for run in _spread(piece.text))
            number = html.escape(_number(piece))
            if piece.kind == "heading":
                inner = f"<section><section><strong>{number}{inner}</strong></section></section>"
            parts.append(f'<section style="line-height:1.75em"><span leaf="">{inner}</span></section>')
    parts.append(
        '</div></div><script nonce="1">document.getElementById("js_content").style.visibility="visible"</script>'
    )
    return "".join([*parts, "</body></html>"]).encode()


def as_portal_page(text: str) -> bytes:
    """A government portal's page: laid out by tables in tables, a menu beside the article, hard spaces before paragraphs."""

    def cell(words: str) -> str:
        return f"&nbsp; {html.escape(words)} &nbsp;"

    title, *pieces = pieces_of(text)
    parts = [
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta charset="utf-8"></head><body>',
        '<table width="1000" align="center"><tr><td width="200" valign="top"><table><tr><td>首页</td></tr><tr><td>机构职能</td></tr></table></td>',
        f'<td valign="top"><table width="780"><tr><td align="center"><b>{html.escape(title.text)}</b></td></tr>',
        '<tr><td class="info">发布时间：2024-01-15</td></tr><tr><td><div class="TRS_Editor">',
    ]
    for before, piece in pairwise([title, *pieces]):
        if piece.kind == "table":
            parts.append(f'<div align="center">{_table(piece, cell)}</div>')
        elif piece.kind == "paragraph" and before.kind == "paragraph":
            parts.append(f"<div>　　{html.escape(piece.text)}</div>")
        else:
            parts.append(f"<p>&nbsp;&nbsp;&nbsp; {html.escape(_number(piece) + piece.text)}</p>")
    return "\n".join([*parts, "</div></td></tr></table></td></tr></table></body></html>"]).encode()


DIALECTS: dict[str, Callable[[str], bytes]] = {
    "Word": as_saved_by_word,
    "WPS": as_saved_by_wps,
    "public account": as_account_article,
    "portal": as_portal_page,
}
