"""Writes docs/reference from the code and its data: indicators, editions, relation families, check kinds, commands."""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from nianbao.checks.kind import Kind, Parameter, Role, kinds
from nianbao.cli.main import main as root_command
from nianbao.documents.reading import read_document
from nianbao.extraction.example import Example
from nianbao.extraction.families import Family, families
from nianbao.framework.listing import (
    LEVEL_LABELS,
    PLACE_LABELS,
    VALUE_TYPE_LABELS,
    aggregation_text,
    formula_text,
    printed_label,
    standing,
)
from nianbao.framework.loader import load_catalogue
from nianbao.framework.model import UNCONFIRMED, UNCONFIRMED_EN, Catalogue, Edition, FormList, Indicator, OutlineNode
from nianbao.proofreading.proofread import proofread

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
GENERATED = "<!-- 由 tools/write_reference.py 生成，不要手改。Written by tools/write_reference.py; do not edit. -->"
PERIOD_LABELS = {"data_year": "数据年", "school_year": "学年", "fiscal_year": "财年（自然年）", "as_of": "统计时点"}
APPLIES_LABELS = {"has_students": "有在校生时", "has_graduates": "有毕业生时"}
OUTCOME_LABELS = {"fail": "不成立 fails", "pass": "成立 holds", "silent": "不作声 silent"}
RELATION_LABELS = {
    "same": "口径相同",
    "convertible": "可换算",
    "similar_not_comparable": "相近，不可直接比较",
    "dropped": "不再要求",
    "new": "新增",
}


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def row(*cells: str) -> str:
    return "| " + " | ".join(cell(one) for one in cells) + " |"


def pages(catalogue: Catalogue) -> Mapping[str, str]:
    """Every generated page by its path under docs/reference."""
    found = {"indicators.md": "\n".join(indicator_page(catalogue)) + "\n"}
    found["crosswalk.md"] = "\n".join(crosswalk_page(catalogue)) + "\n"
    found["editions/README.md"] = "\n".join(edition_index(catalogue)) + "\n"
    for identifier, edition in sorted(catalogue.editions.items()):
        found[f"editions/{identifier.replace('/', '-')}.md"] = "\n".join(edition_page(catalogue, edition)) + "\n"
    found["relations.md"] = "\n".join(relation_page()) + "\n"
    found["check-kinds.md"] = "\n".join(kind_page()) + "\n"
    found["commands.md"] = "\n".join(command_page()) + "\n"
    found["api.md"] = "\n".join(interface_page()) + "\n"
    return found


def indicator_page(catalogue: Catalogue) -> Iterator[str]:
    yield GENERATED
    yield "# 指标 · Indicators"
    yield ""
    yield (
        f"共 {len(catalogue.indicators)} 个指标，按标识排列。标“{UNCONFIRMED}”的定义是本项目的工作定义，"
        "官方指标内涵公布后以官方文本为准。"
    )
    yield ""
    yield (
        f"{len(catalogue.indicators)} indicators by id. A definition marked “{UNCONFIRMED_EN}” is this project's own "
        "until the official text is at hand."
    )
    for identifier, indicator in sorted(catalogue.indicators.items()):
        yield ""
        yield from indicator_section(catalogue, identifier, indicator)


def indicator_section(catalogue: Catalogue, identifier: str, indicator: Indicator) -> Iterator[str]:
    yield f'<a id="{identifier}"></a>'
    yield f"## {indicator.label} `{identifier}`"
    yield ""
    facts = [indicator.label_en, VALUE_TYPE_LABELS[indicator.value_type]]
    if indicator.is_base_item:
        facts.append("支撑项")
    if indicator.part_of is not None:
        whole = catalogue.indicators[indicator.part_of]
        facts.append(f"属于 [{whole.label}](#{whole.id})")
    if indicator.aliases:
        facts.append("又作 " + "、".join(indicator.aliases))
    yield " · ".join(facts)
    for meaning in indicator.meanings:
        span = f"{meaning.since} 至 {meaning.until}" if meaning.until else f"{meaning.since} 起"
        mark = "" if meaning.confirmed else f" **〔{UNCONFIRMED} · {UNCONFIRMED_EN}〕**"
        yield ""
        yield f"- **{span}**：{meaning.definition}{mark}"
        yield f"  - {meaning.definition_en}"
        details = [f"单位：{meaning.unit.label if meaning.unit else '无'}"]
        details.append(f"时间：{PERIOD_LABELS[meaning.period.value]}")
        details.append(f"汇总：{aggregation_text(meaning, catalogue)}")
        if meaning.formula is not None:
            details.append(f"公式：{formula_text(meaning.formula, catalogue)}")
        if meaning.expected_low is not None and meaning.expected_high is not None:
            details.append(f"参考范围：{meaning.expected_low}–{meaning.expected_high}（超出则提问，不算错）")
        if meaning.choices:
            details.append(f"可选：{'、'.join(meaning.choices)}")
        if meaning.external_system is not None:
            details.append(f"★ 取自：{catalogue.terms[meaning.external_system]}")
        if meaning.applies_when is not None:
            details.append(f"适用：{APPLIES_LABELS[meaning.applies_when]}")
        yield f"  - {'；'.join(details)}"
        if meaning.note:
            yield f"  - 注：{meaning.note}"
        source = catalogue.sources[meaning.source.partition("#")[0]]
        yield f"  - 出处：{source.number + ' ' if source.number else ''}《{source.title}》"


def crosswalk_page(catalogue: Catalogue) -> Iterator[str]:
    yield GENERATED
    yield "# 指标沿革 · Crosswalk"
    yield ""
    yield "旧表的指标在新表里怎样延续，能不能直接比较。"
    yield ""
    yield "How the older tables' indicators continue in the newer ones, and how comparable they are."
    yield ""
    yield row("旧指标", "新指标", "关系", "换算", "说明")
    yield row(*["---"] * 5)

    def link(identifier: str | None) -> str:
        return "—" if identifier is None else f"[{catalogue.indicators[identifier].label}](indicators.md#{identifier})"

    for entry in catalogue.crosswalk:
        yield row(link(entry.old), link(entry.new), RELATION_LABELS[entry.relation], entry.formula, entry.note)


def edition_index(catalogue: Catalogue) -> Iterator[str]:
    yield GENERATED
    yield "# 年度版本 · Editions"
    yield ""
    yield row("版本", "名称", "封面年度", "层级", "范围", "表", "指标", "上一版本", "状态")
    yield row(*["---"] * 9)
    for identifier, edition in sorted(catalogue.editions.items()):
        yield row(
            f"[{identifier}]({identifier.replace('/', '-')}.md)",
            edition.label,
            edition.cover_label,
            LEVEL_LABELS[edition.level],
            PLACE_LABELS.get(edition.place, edition.place),
            str(len(edition.tables)),
            str(len(edition.indicators())),
            edition.previous or "—",
            standing(edition.confirmed),
        )


def edition_page(catalogue: Catalogue, edition: Edition) -> Iterator[str]:
    source = catalogue.sources[edition.source]
    yield GENERATED
    yield f"# {edition.label} `{edition.id}`"
    yield ""
    yield f"- 封面年度：{edition.cover_label}"
    for kind, period in sorted(edition.periods.items()):
        yield f"- {PERIOD_LABELS[kind.value]}：{period}"
    yield f"- 出处：{source.number or '文号未知'}《{source.title}》" + (f" <{source.link}>" if source.link else "")
    yield f"- 状态：{standing(edition.confirmed)}；上一版本：{edition.previous or '无'}"
    if edition.note:
        yield f"- 说明：{edition.note.strip()}"
    yield ""
    yield f"◇ 表示该指标的定义是{UNCONFIRMED}（{UNCONFIRMED_EN}）；★ 表示取自其他全国系统。"
    for table in edition.tables:
        yield ""
        yield f"## {table.number} {table.label}"
        for found in table.lists:
            if found.position == "above":
                yield from list_lines(found)
        if table.rows:
            yield ""
            several = len(table.columns) > 1
            columns = {column.id: f"{column.group} {column.label}".strip() for column in table.columns}
            yield row("序号", "指标", *(["列"] if several else []), "单位", "标识")
            yield row(*["---"] * (5 if several else 4))
            for line in table.rows:
                for index, box in enumerate(line.cells):
                    meaning = catalogue.indicators[box.indicator].meaning_in(edition.data_year)
                    label = printed_label(line) + ("" if line.confirmed else " 〔本行未经官方确认〕")
                    yield row(
                        (line.number or "") if index == 0 else "",
                        label if index == 0 else "",
                        *([columns[box.column]] if several else []),
                        box.unit_label,
                        f"[{box.indicator}](../indicators.md#{box.indicator}){'' if meaning.confirmed else ' ◇'}",
                    )
        for found in table.lists:
            if found.position == "below":
                yield from list_lines(found)
        if table.note:
            yield ""
            yield f"注：{table.note}"
    if edition.base_items or edition.base_lists:
        yield ""
        yield "## 支撑项"
        yield ""
        yield "表上不印，用来计算比率、汇总和核对。"
        if edition.base_items:
            yield ""
            yield row("指标", "单位", "标识")
            yield row("---", "---", "---")
        for item in edition.base_items:
            indicator = catalogue.indicators[item]
            unit = indicator.meaning_in(edition.data_year).unit
            yield row(indicator.label, unit.label if unit else "", f"[{item}](../indicators.md#{item})")
        for found in edition.base_lists:
            yield from list_lines(found)
    if edition.outline is not None:
        outline = catalogue.outlines[edition.outline]
        yield ""
        yield f"## 提纲：{outline.label}"
        yield ""
        yield f"状态：{standing(outline.confirmed)}。提示文字是本项目的话，不是通知原文。"
        yield ""
        for node in outline.nodes:
            yield from node_lines(node, 0)


def list_lines(found: FormList) -> Iterator[str]:
    yield ""
    yield f"**清单：{found.label}**（`{found.id}`）{found.instruction}" + (
        "" if found.confirmed else " 〔本清单未经官方确认〕"
    )
    yield ""
    for column in found.columns:
        unit = f"（{column.unit_label}）" if column.unit_label else ""
        total = f"，合计为 `{column.indicator}`" if column.indicator else ""
        choices = f"，可选：{'、'.join(column.choices)}" if column.choices else ""
        yield f"- {column.group + ' ' if column.group else ''}{column.label}{unit}{total}{choices}"


def node_lines(node: OutlineNode, depth: int) -> Iterator[str]:
    optional = "" if node.required else "（可选）"
    prompt = f"：{node.prompt}" if node.prompt else ""
    yield f"{'  ' * depth}- {node.number} **{node.title}**{optional}{prompt}"
    for child in node.children:
        yield from node_lines(child, depth + 1)


def relation_page() -> Iterator[str]:
    known = families()
    yield GENERATED
    yield "# 关系族 · Relation families"
    yield ""
    yield (
        f"`nianbao check` 认得的 {len(known)} 族关系：凭什么词认出（Cue）、为什么放到任何报告都成立（Why）、"
        "什么时候不作声（Guards），各附例子。例子同时是测试；“→”后面是程序真正说出的话。"
        "怎样加一族，见 [add-a-relation-family](../how-to/add-a-relation-family.md)。"
    )
    yield ""
    yield (
        f"The {len(known)} families that `nianbao check` knows: the words they go by, why the relation holds in any "
        "report, and when they keep silent. The examples are tests as well; what stands behind “→” is what the "
        "program says. To add one: [add-a-relation-family](../how-to/add-a-relation-family.md)."
    )
    yield ""
    yield row("组 group", "关系族 family", "主要的 kind", "规则 rule")
    yield row(*["---"] * 4)
    for family in sorted(known, key=lambda family: (family.module.__name__, family.name)):
        yield row(family.group, f"[{family.name}](#{family.name})", f"`{family.module.FAULT}`", family.rule)
    for family in known:
        yield ""
        yield from relation_section(family)


def relation_section(family: Family) -> Iterator[str]:
    yield f'<a id="{family.name}"></a>'
    yield f"## {family.name}"
    yield ""
    yield family.rule
    words = " ".join(family.explanation.split())
    yield ""
    for label, text in re.findall(r"(Cue|Why [a-z ]+|Guards): (.*?)(?= (?:Why [a-z ]+|Guards): |$)", words):
        shown = {"C": "线索 Cue", "W": "依据 Why", "G": "护栏 Guards"}[label[0]]
        yield f"- **{shown}**: {(text[0].upper() + text[1:]).replace('*', chr(92) + '*')}"
    for outcome, label in OUTCOME_LABELS.items():
        for example in family.module.EXAMPLES:
            if example.outcome == outcome:
                yield ""
                yield f"**{label}**" + (f"（{example.note}）" if example.note else "")
                yield ""
                yield "```text"
                yield from example.text.rstrip("\n").replace("\t", " | ").split("\n")
                yield "```"
                for said in sayings(family, example):
                    yield ""
                    yield f"→ {said}"


def sayings(family: Family, example: Example) -> list[str]:
    """What the proofreader says about a failing example, in this family's name where it has one root of its own."""
    if example.outcome != "fail":
        return []
    findings = proofread(read_document(example.text.encode(), name="example.txt")).findings
    own = [finding.message for finding in findings if finding.check == family.name]
    return own or [finding.message for finding in findings]


def kind_page() -> Iterator[str]:
    yield GENERATED
    yield "# 核对种类 · Check kinds"
    yield ""
    yield f"{len(kinds())} 种比较；每条声明的核对规则和报告里每个关系都用其中一种。`kind` 是 JSON 里的错误种类。"
    yield ""
    yield (
        f"{len(kinds())} kinds of comparison; every declared check and every relation found in a report is one of them."
    )
    for kind in kinds().values():
        yield ""
        yield from kind_section(kind)


def kind_section(kind: Kind) -> Iterator[str]:
    yield f"## {kind.label} `{kind.name}`"
    yield ""
    yield f"{kind.rule} `kind`: `{kind.fault}`"
    yield ""
    yield row("角色 role", "含义", "个数")
    yield row(*["---"] * 3)
    for role in kind.roles.values():
        yield row(f"`{role.name}`", role.says, number_of(role))
    if kind.parameters:
        yield ""
        yield row("参数 parameter", "含义", "取值")
        yield row(*["---"] * 3)
        for parameter in kind.parameters.values():
            yield row(f"`{parameter.name}`", parameter.says, values_of(parameter))


def number_of(role: Role) -> str:
    if role.most is None:
        return f"{role.least} 个以上" if role.least else "不限"
    return str(role.most) if role.least == role.most else f"{role.least}–{role.most}"


def values_of(parameter: Parameter) -> str:
    forms = {"number": "数", "flag": "true / false", "word": "一个词", "words": "若干词", "pattern": "正则表达式"}
    return "、".join(f"`{word}`" for word in parameter.words) or forms[parameter.form]


def command_page() -> Iterator[str]:
    yield GENERATED
    yield "# 命令 · Commands"
    yield ""
    yield "与 `nianbao 命令 --help` 同样的内容。What `nianbao COMMAND --help` says, on one page."
    yield from command_section(click.Context(root_command, info_name="nianbao"))


def command_section(context: click.Context) -> Iterator[str]:
    command = context.command
    yield ""
    yield f"{'##' if context.parent is None or context.parent.parent is None else '###'} `{context.command_path}`"
    for paragraph in re.split(r"\n\s*\n", inspect.cleandoc((command.help or "").replace("\b", ""))):
        yield ""
        yield " ".join(line.strip() for line in paragraph.split("\n"))
    yield ""
    yield "```text"
    yield " ".join((context.command_path, *command.collect_usage_pieces(context)))
    yield "```"
    options = [
        record
        for one in command.params
        if isinstance(one, click.Option) and (record := one.get_help_record(context)) is not None
    ]
    if options:
        yield ""
        yield row("选项 option", "作用")
        yield row(*["---"] * 2)
        for name, says in options:
            yield row(f"`{name}`", " ".join(says.split()))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from command_section(click.Context(inner, info_name=name, parent=context))


def interface_page() -> Iterator[str]:
    """The open-data interface from its OpenAPI description."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nianbao.web.config.settings")
    import django

    django.setup()
    from nianbao.web.pages.api.api import api
    from nianbao.web.pages.api.tables import COLUMNS
    from nianbao.web.pages.api.urls import PREFIX, operations

    schemas = api.get_openapi_schema(path_prefix=f"/{PREFIX}")["components"]["schemas"]
    yield GENERATED
    yield "# 开放数据接口 · Open data interface"
    yield ""
    yield api.description or ""
    yield ""
    yield f"OpenAPI: `/{PREFIX}openapi.json`"
    for one in operations():
        yield ""
        yield f"## `{one['method']} {one['address']}`"
        yield ""
        yield f"{one['summary']}。{' '.join(one['description'].split())}"
        if one["parameters"]:
            yield ""
            yield row("参数 parameter", "取值 values")
            yield row(*["---"] * 2)
            for found in one["parameters"]:
                yield row(f"`{found['name']}`" + (" *" if found["required"] else ""), found["kind"])
    yield ""
    yield "## CSV 与 Parquet 的列 · Columns of CSV and Parquet"
    yield ""
    yield row("列 column", "类型 type", "说明")
    yield row(*["---"] * 3)
    for column in COLUMNS:
        yield row(f"`{column.name}`", column.datatype, f"{column.title} · {column.title_en}")
    for name in ("FactOut", "PointOut", "DefinitionOut", "ReleaseOut", "OrganisationOut", "CrosswalkOut"):
        yield ""
        yield f"## {name}"
        yield ""
        yield row("字段 field", "类型 type", "说明")
        yield row(*["---"] * 3)
        for field, schema in schemas[name]["properties"].items():
            yield row(f"`{field}`", field_type(schema), schema.get("description", ""))


def field_type(schema: Mapping[str, Any]) -> str:
    """A field's type in few words."""
    if "anyOf" in schema:
        return " | ".join(field_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "items" in schema:
        return f"{field_type(schema['items'])} …"
    return str(schema.get("format") or schema.get("type") or schema.get("$ref", "").rpartition("/")[2])


def main() -> None:
    wanted = pages(load_catalogue())
    for path in sorted((FOLDER / "editions").glob("*.md")):
        if f"editions/{path.name}" not in wanted:
            path.unlink()
            print(f"removed editions/{path.name}")
    for name, text in wanted.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"wrote {name}")


if __name__ == "__main__":
    main()
