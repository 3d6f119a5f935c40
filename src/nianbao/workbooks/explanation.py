"""What a workbook tells the person who fills it in: the guide sheet and the comment on each cell."""

from __future__ import annotations

from collections.abc import Iterator

from nianbao.facts.period import PeriodKind
from nianbao.framework.model import Catalogue, Edition
from nianbao.workbooks.layout import STAR, Box, period_label

UNCONFIRMED = "工作定义，未经官方确认"

FOOT_REMARK = (
    f"{STAR} 须与国家有关系统数据一致；没有的填「无」，问题不适用的填「不适用」，确为零的填 0；单位不要写进单元格。"
)

PERIOD_NAMES = {
    PeriodKind.DATA_YEAR: "数据年",
    PeriodKind.SCHOOL_YEAR: "学年",
    PeriodKind.FISCAL_YEAR: "财年",
    PeriodKind.AS_OF: "时点",
}

GuideRow = tuple[str, str, str]  # sample, style of the sample, text


def guide_rows(edition: Edition) -> Iterator[tuple[str, tuple[GuideRow, ...]]]:
    """Headings of the guide with what stands under each."""
    yield (
        "一、怎样填",
        (
            ("1", "", "逐表填写「本年填报」栏；「上年」栏仅供对照，不必填写，也不要改动。"),
            ("2", "", "鼠标停在单元格上，可看到该指标的定义、单位、统计时段和来源。"),
            ("3", "", "单元格里只写数字，不写单位；小数按指标要求的位数填写，不要四舍五入成整数。"),
            ("4", "", "与上年相差较大、或情况特殊的，请在「说明」栏写明原因，说明随数据一并报送。"),
            ("5", "", "不要增删行列、合并单元格、改动表名和表头；工作表已加保护（无密码），只有可填的单元格能够录入。"),
            ("6", "", "各职能部门分别填写后，由学校汇总到一个工作簿上报。"),
        ),
    )
    yield (
        "二、没有数字时填什么",
        (
            ("0", "", "确有此项工作，本年数量为零。0 是数值，参与计算。"),
            ("无", "", "本单位没有此项工作或事物。填写「-」的，也按「无」读取。"),
            (
                "不适用",
                "",
                "问题对本单位不成立，例如当年没有毕业生的学校填写毕业生月收入。填写「/」的，也按「不适用」读取。",
            ),
            ("缺报", "", "应当有数，但目前无法提供；请在「说明」栏写明原因。"),
            ("（留空）", "", "尚未填写。空白不等于 0，也不等于「无」，核验时会提示补填。"),
        ),
    )
    yield (
        "三、颜色与标记",
        (
            ("填写", "input", "浅黄：请填写。"),
            (
                f"填写 {STAR}",
                "starred",
                f"浅蓝与 {STAR}：数据须与国家有关信息系统一致，已预填的请核对，确需修改的在「说明」栏写明原因。",
            ),
            ("上年值", "previous", "灰色：上年数值，供对照。"),
            ("不填", "closed", "深灰：此处不填。"),
            ("待查", "mistake_sample", "红色：所填内容不是数字，也不是「无」「不适用」「缺报」，请检查。"),
        ),
    )
    remarks: list[GuideRow] = [
        ("清单", "", "表下的清单逐行填写，行数不够可以接着往下写；确实没有的，第一行填「无」。清单空白不等于没有。"),
        ("支撑项", "", "最后一张「支撑项」表填写计算比例和生均值所需的原始数，不在年报中印出，用于核对和区级汇总。"),
        ("交回", "", "填写完毕请保存为 .xlsx 格式交回，不要加密，不要改为 .xls、.et 或 PDF。"),
    ]
    if not edition.base_items:
        remarks = [remark for remark in remarks if remark[0] != "支撑项"]
    if not (edition.base_lists or any(table.lists for table in edition.tables)):
        remarks = [remark for remark in remarks if remark[0] != "清单"]
    if not edition.confirmed:
        remarks.append(("提示", "", "本年度表式尚未与官方正式文本逐项核对，以主管部门通知为准。"))
    if edition.note:
        remarks.append(("备注", "", edition.note))
    yield ("四、其他", tuple(remarks))


def periods_text(edition: Edition) -> str:
    """Which times the edition's figures are about, in one line."""
    return "；".join(
        f"{name}：{edition.periods[kind]}" for kind, name in PERIOD_NAMES.items() if kind in edition.periods
    )


def box_comment(box: Box, edition: Edition, catalogue: Catalogue) -> tuple[str, int, int]:
    """The comment on a cell, with the width and height in pixels that show it whole."""
    meaning = box.meaning
    lines = [f"【{box.label}】"]
    if meaning.definition:
        lines.append(f"定义：{meaning.definition}")
    if not meaning.confirmed:
        lines.append(f"（{UNCONFIRMED}）")
    facts = [f"单位：{box.unit_label}" if box.unit_label else "", f"时段：{period_label(edition, meaning.period)}"]
    lines.append("；".join(fact for fact in facts if fact and not fact.endswith("：")))
    if meaning.places is not None and box.takes_number:
        lines.append(f"小数：{meaning.places} 位" if meaning.places else "填整数")
    if meaning.choices:
        lines.append(f"可选：{'、'.join(meaning.choices)}")
    if meaning.external_system:
        system = catalogue.terms.get(meaning.external_system, meaning.external_system)
        lines.append(f"{STAR} 须与「{system}」一致")
    elif box.starred:
        lines.append(f"{STAR} 须与国家有关信息系统一致")
    source = catalogue.sources.get(meaning.source)
    if source is not None:
        lines.append(f"来源：{source.title}{f'（{source.number}）' if source.number else ''}")
    lines = [line for line in lines if line]
    text = "\n".join(lines)
    rows = sum(max(1, -(-len(line) // 24)) for line in lines)
    return text, 320, 16 * rows + 12
