"""Nothing is left of templates, drafts and mark-up: placeholders, prompts, empty rows, foreign signs.

Cue: ××× and similar fillers before a noun, blanks or empty brackets before a unit, X月 and *日, the message of a broken
cross-reference, remarks to colleagues in brackets (请核对, 待定, 按模板), text in the second person of a form (请填写, 请逐项列出),
a row of dots or an ordinal without anything beside it, 增加（减少） before a figure, ** or # of mark-up, stops doubled, English words such as
and between Chinese words. Why it should hold in any report: none of these is meant for a reader.
Guards: × between numbers is a multiplication, XX after a name may be part of it only in quoted
form titles, 请 within a sentence is a request to the reader and no prompt, and names in Latin
letters (BIM, MTI, UV) are no leftovers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Passage
from nianbao.extraction.tables.table_facts import Sheet
from nianbao.facts.pattern import as_pattern

FAULT = "missing"
EXAMPLES = (
    Example("fail", "×××职业高中党总支组织了学习活动，效果良好。"),
    Example("fail", "某校今年培训XX人次，取得了良好的社会效益。"),
    Example("fail", "说明：请逐项填写本校各专业的名称与数量\n\n序号\t名称\t数量\n1\t会计\t3\n2\t汽修\t4\n"),
    Example("fail", "党员佩戴**党员徽章**开展了服务社区的活动。"),
    Example("fail", "为教师提供解决问题的思路 and 方向，成效明显。"),
    Example("fail", "本年度投入（  ）万元用于实训基地建设。"),
    Example("fail", "错误!未找到引用源。显示各专业就业率稳步上升。"),
    Example("fail", "学校占地120亩（请各部门核对后填报），建筑面积3.2万平方米。"),
    Example("fail", "4.3 集团化办学（本部分简要介绍主要做法和成效，可附典型案例）\n\n学校加入了职教集团。"),
    Example("fail", "4.4 国际交流（没有的填“无”）\n\n学校暂无此项工作。"),
    Example("fail", "20XX年，学校将着力推进专业建设。"),
    Example("fail", "公务接待费比上年下降（增长）27.8%。"),
    Example("silent", "机房配置2×8核服务器，BIM和UV技术得到应用。"),
    Example("silent", "请专家到校指导，教师参与了全过程。"),
)
PLACEHOLDER = as_pattern(
    r"[×✕╳]{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|(?<![A-Za-z\d])[Xx](?=[市区县校]职)|[○〇◯Ｘ]{2,}(?=[学校区县市])|_{3,}|【(?:填写|待补|待定|此处)[^】]*】|（(?:待补充?|待核实|待定|此处[^）]{0,12}|请补充[^）]{0,12})）|\?\?\?+|？？？+|\bTBD\b|\bTODO\b|待补充|待核实|此处插入|此处填写"
)
# One of these stands in every match, and no pattern begins with a choice, so that ``re`` goes from sign to sign.
_MAY_BE_PLACEHOLDER = as_pattern(
    r"[×✕╳Xx○〇◯Ｘ_【（?？T待此](?:(?<=[×✕╳])[×✕╳]|(?<=[Xx])|(?<=[○〇◯Ｘ])[○〇◯Ｘ]|(?<=_)__|(?<=【)(?:填写|待|此处)|(?<=（)(?:待|此处|请补充)"
    r"|(?<=\?)\?\?|(?<=？)？？|(?<=T)(?:BD|ODO)|(?<=待)(?:补充|核实)|(?<=此)处[插填])"
)
_UNIT = r"(?:万元|亿元|元|万|人|名|个|所|家|项|次|亩|平方米|册|台|门|年|月|[%％])"
# A figure that was to be filled in, and what word processors and colleagues leave behind.
UNFILLED = as_pattern(
    rf"[（(]\s*[）)](?={_UNIT})|(?:达到?|占|为|共|约|投入|培训|招生)(?P<gap>[ 　\t]{{2,}})(?:[%％]|(?:万元|亿元|人次|个百分点)(?![\u4e00-\u9fff]))"
    r"|(?<![“‘「《\dA-Za-z])20(?:[Xx×✕＊*○□_]{1,2}|\d[Xx×✕＊*○□_])\s*(?=学?年(?![级]))"
    r"|20\d\d\s*年\s*(?:[Xx×*＊○]{1,2}|[ 　]{2,})月|(?<=月)(?:[Xx×*＊○]{1,2})日"
    r"|错误[!！]\s*(?:未(?:找到|定义)|文档中没有|不能)[^。\n]{0,12}|Error!\s*(?:Reference|Bookmark)[^。\n]{0,24}"
    r"|[\[【（(]?(?:单击|点击)(?:或点[击触])?(?:此处|这里)[^。，\n]{0,16}"
    r"|[？?]{2}(?=\s*(?:万元|亿元|元|人|名|个|所|项|[%％]))|(?<=[见如])(?:表|图|附件)\s*(?:[？?]|[Xx×]{1,2})(?=[，。、）)所的])"
    r"|[（(【\[](?:学校名称|单位名称|学校全称|单位全称|具体数字|具体数据|插入图片|此处图片|数据暂缺|同上年|按模板[^）)】\]]{0,8}|待定|待更新|待补|暂缺|未定稿|草稿)[）)】\]]"
    r"|[（(【\[][^（）()【】\[\]。]{0,16}(?:请(?:各|相关|再|及时|注意)?[^（）()【】\[\]。]{0,10}?(?:核[对实]|填[写报]|补充|确认|更新|替换|删除)|需(?:补充|核实|更新|替换)|待(?:核|补|确认|更新))[^（）()【】\[\]。]{0,12}[）)】\]]"
)
_MAY_BE_UNFILLED = as_pattern(
    r"[2（(\[【 　\t月Xx×*＊○错E单点?？见如](?:(?<=2)0\d?[Xx×✕＊*○□_]|(?<=[（(\[【])|(?<=[ 　\t])[ 　\t]|(?<=月)[Xx×*＊○]|(?<=[Xx×*＊○])月"
    r"|(?<=错)误|(?<=E)rror|(?<=[单点])击|(?<=[?？])|(?<=[见如])[表图附])"
)
STOPS = as_pattern(r"，[，。、；：]|、[、，。；]|；[；，。、]|：[：，。]|(?<!。)。[。，、；](?!。)")
_RISE, _FALL = "增加|增长|增收|上升|提高|提升|高于|多于|大于", "减少|减收|下降|降低|低于|少于|小于"
# 增加（减少） 12 人: the template's two words, of which one was to be struck out.
CHOICE = as_pattern(
    rf"(?:(?:{_RISE})\s*[（(/／]\s*(?:{_FALL})|(?:{_FALL})\s*[（(/／]\s*(?:{_RISE}))\s*[）)]?(?=(?:了|约|近|[：:\s])*\d)"
)
_MAY_BE_CHOICE = as_pattern(r"[加长收升高提于少降低][（(/／\s]")
_TWO_STOPS = as_pattern("[，、；：。][，。、；：]")
PROMPT = as_pattern(
    r"^\s*(?:说明|注|填写说明|提示|要求)?\s*[:：]?\s*[（(【]?\s*请(?:逐[一项]|填写|列出|简要|选择|说明|在此|根据|结合|按|如实|写明|描述|概述|注明|用)"
)
# What a template says under a heading: （本部分简要介绍…，可附典型案例）, （不少于800字）.
HEADING_PROMPT = as_pattern(
    r"[（(【](?:本部分|本节|本章|本项|此处|该部分|此部分|主要写|重点写|应?(?:简要|重点|主要)?(?:介绍|描述|说明|概述|阐述|填写|列出|反映)|请)[^（）()【】]{4,80}[）)】]\s*$"
    r"|[（(【](?:本部分|本节|本章|此处|该部分|此部分)(?:应|请|可|须|需)?(?:简要|重点|主要|逐项)?(?:介绍|描述|说明|概述|阐述|填写|列出|反映|写)[^（）()【】]{2,80}[）)】]"
    # What to do where there is nothing to tell is for the one who fills in: （没有的填“无”）, （无此项工作的可不写）.
    r"|[（(【](?:[^（）()【】。]{0,40}[，,；;])?(?:如|若)?(?:没有|无)(?:此|该|这|本|相关)?(?:项|类|方面)?(?:工作|内容|情况|活动|项目|的)*[，,]?(?:的?(?:学校|单位|地区)?[，,]?)?(?:请|应|均|一律|则|可以?|也可|须|需)?(?:可?不[写填报]|填写?|写|注明|删[去除]|略去?|省略|留空)[^（）()【】。]{0,10}[）)】]"
    r"|[（(【][^（）()【】]{0,40}(?:(?:不少于|不超过|控制在|限)\s*\d+\s*字|(?<![篇份次日周月天章])\d+\s*字(?:以内|左右|以上)|可附(?:典型)?案例|可另附|可配图|图文并茂)[^（）()【】]{0,20}[）)】]"
)
MARKUP = as_pattern(
    r"\*\*[^*]{1,60}\*\*|(?<![#\w])#{2,}\s|</?(?:p|br|b|span|td|tr|div)\b[^>]*>|&nbsp;|\[\^?\d+\]\(|!\["
)
FOREIGN = as_pattern(
    r"(?<=[\u4e00-\u9fff，、])\s*\b(?P<word>(?i:and|or|the|of|with|for|to|in|is))\b\s*(?=[\u4e00-\u9fff])"
)
DOTS = as_pattern(r"\s*(?:[.．…。·]{3,}|……|\.\.\.)\s*")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Leftovers in the text, then in the tables; those of a form that was hardly filled in as one."""
    unfilled: list[Remark] = []
    for passage in manuscript.passages:
        unfilled += _placeholders(passage)
        yield from _passage(passage)
    for sheet in manuscript.sheets:
        for passage in sheet.cell_passages:
            unfilled += _placeholders(passage)
            yield from _marks(passage)
    yield from unfilled if len(unfilled) <= _MOST_ALONE else [_together(unfilled)]
    for sheet in manuscript.sheets:
        yield from _empty_rows(sheet)


def _together(unfilled: Sequence[Remark]) -> Remark:
    """A hundred blanks of one form are one thing to do and not a hundred."""
    said = list(dict.fromkeys(words for remark in unfilled if (words := remark.reported.strip())))
    some = "".join(f"「{words}」" for words in said[:_MOST_TOLD])
    return replace(
        unfilled[0],
        places=tuple(place for remark in unfilled for place in remark.places),
        message=f"全文有 {len(unfilled)} 处没有填写，如{some}；像是没有填完的模板，请逐处填写",
        message_en=f"{len(unfilled)} places were not filled in, such as {', '.join(said[:_MOST_TOLD])}: fill them in",
    )


_MOST_ALONE, _MOST_TOLD = 10, 3


_LONGEST_HEADING = 140
_LATIN = as_pattern(r"[A-Za-z]{2}")


def _passage(passage: Passage) -> Iterator[Remark]:
    yield from _marks(passage)
    yield from _heading_prompt(passage)
    if PROMPT.search(passage.text) and len(passage.text) < 120 and (passage.kind == "note" or _stands_alone(passage)):
        yield _remark(
            passage,
            0,
            len(passage.text),
            f"疑似模板的填写提示没有删除：「{passage.text.strip()[:30]}」",
            f"a prompt of the template is left in the text: “{passage.text.strip()[:30]}”",
        )


def _heading_prompt(passage: Passage) -> Iterator[Remark]:
    match = HEADING_PROMPT.search(passage.text, 0, _LONGEST_HEADING)
    if (
        match is not None
        and "字" in match[0]
        and re.search(r"[每撰]|日志|日记|作文|心得|报告", passage.text[: match.end()])
    ):
        # 实习日志（每篇 500 字左右） tells what pupils write.
        return
    if match is None or re.search(r"[，。]", passage.text[: match.start()]):
        return
    yield _remark(
        passage, match.start(), match.end(), f"疑似模板的填写提示没有删除：「{match[0][:30]}」", "a prompt of the template is left behind a heading"
    )  # fmt: skip


def _stands_alone(passage: Passage) -> bool:
    return (
        len(passage.sentences) <= 1
        and re.search(r"(?:请|)(?:填写|列出|选择|说明|简要|概述|注明)", passage.text) is not None
    )


def _in_quotes(text: str, position: int) -> bool:
    """True between an opening quotation mark and its closing one."""
    opened = max(text.rfind(mark, 0, position) for mark in "“‘「")
    return opened >= 0 and not any(mark in text[opened:position] for mark in "”’」")


def _placeholders(passage: Passage) -> Iterator[Remark]:
    """What was to be filled in: signs that stand for words, and gaps where a figure belongs."""
    text = passage.text
    for match in PLACEHOLDER.finditer(text) if _MAY_BE_PLACEHOLDER.search(text) else ():
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if match[0].lower().startswith("xx") and (_in_quotes(text, match.start()) or "化名" in text):
            # “不服从XX专业调剂”, 李某 of 华东XX学院: words that are quoted as a pattern, and names that are kept back.
            continue
        if before.isdigit() or after.isdigit() or (match[0].lower().startswith("xx") and before == "“"):
            continue
        end = match.end()
        while end < len(text) and end - match.end() < 8 and "\u4e00" <= text[end] <= "\u9fff":
            end += 1
        yield _remark(
            passage,
            match.start(),
            end,
            f"残留占位符「{match[0]}」，请填写实际内容",
            f"the placeholder “{match[0]}” is left: fill it in",
        )
    if _MAY_BE_UNFILLED.search(text):
        for match in UNFILLED.finditer(text):
            start = match.start("gap") if match["gap"] else match.start()
            yield _remark(
                passage, start, match.end(), f"此处没有填写或留有给同事的话：「{match[0].strip()[:24]}」，请补上内容或删去",
                f"a figure is missing or a note to colleagues was left in: “{match[0].strip()[:24]}”",
            )  # fmt: skip


def _marks(passage: Passage) -> Iterator[Remark]:
    text = passage.text
    for match in CHOICE.finditer(text) if _MAY_BE_CHOICE.search(text) else ():
        yield _remark(
            passage, match.start(), match.end(), f"模板中二选一的词没有删去一个：「{match[0]}」", f"of the template's two words one was to be struck out: “{match[0]}”",
            kind="typo",
        )  # fmt: skip
    for match in STOPS.finditer(text) if _TWO_STOPS.search(text) else ():
        yield _remark(
            passage, match.start(), match.end(), f"标点重复：「{match[0]}」", f"two stops in a row: {match[0]}",
            kind="typo", severity="info",
        )  # fmt: skip
    for match in MARKUP.finditer(text) if as_pattern(r"[*#<&\[]").search(text) else ():
        yield _remark(
            passage,
            match.start(),
            match.end(),
            f"残留标记符号：「{match[0][:20]}」",
            "mark-up is left in the text",
            kind="typo",
            severity="info",
        )
    for match in FOREIGN.finditer(text) if _LATIN.search(text) else ():
        yield _remark(
            passage, match.start("word"), match.end("word"), f"中文句中残留英文「{match['word']}」", f"an English word is left in a Chinese sentence: “{match['word']}”",
            kind="typo", severity="info",
        )  # fmt: skip


def _remark(
    passage: Passage, start: int, end: int, zh: str, en: str, kind: str = "missing", severity: str = "warning"
) -> Remark:
    place = passage.place(start, end)
    return Remark(
        f"leftovers:{passage.id}:{start}",
        "leftovers",
        kind,
        (place,),
        zh,
        en,
        severity=severity,
        reported=place.text,
        formula=place.text,
        is_plain=True,
    )


def _counts_on(sheet: Sheet, row: int) -> bool:
    """A number that counts rows follows its neighbour's: 12, 9, 14 alone in their rows are torn off figures."""
    own = int(sheet.text(row, 0))
    beside = [sheet.text(other, 0) for other in (row - 1, row + 1)]
    return any(re.fullmatch(r"\d{1,2}", text) and abs(int(text) - own) == 1 for text in beside) or own == 1


def _empty_rows(sheet: Sheet) -> Iterator[Remark]:
    """Rows of a form that were never filled in: a number or dots and nothing else."""
    places = []
    for row in sheet.data_rows:
        filled = [(column, text) for column, text in enumerate(sheet.row_texts(row)) if text]
        if len(filled) == 1 and (
            DOTS.fullmatch(filled[0][1])
            or (
                filled[0][0] == 0 == (sheet.ordinal_column or 0)
                and re.fullmatch(r"\d{1,2}", filled[0][1])
                and _counts_on(sheet, row)
            )
        ):
            places.append(sheet.place(row, filled[0][0]))
    if not places or sheet.column_count < 2:
        return
    yield Remark(
        f"leftovers:{sheet.id}:rows", "leftovers", "missing", tuple(places),
        f"表格有 {len(places)} 行只有序号或省略号、没有内容，疑似模板空行没有删除或漏填", f"{'1 row of the table holds' if len(places) == 1 else f'{len(places)} rows of the table hold'} nothing but a number or dots",
        severity="warning", reported=places[0].text, formula="空行",
    )  # fmt: skip
