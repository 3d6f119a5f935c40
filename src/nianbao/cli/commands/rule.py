"""``nianbao rule``: list, explain and draft the checks of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from nianbao.checks.example import in_force, show
from nianbao.checks.kind import Kind, kinds
from nianbao.checks.outcome import Reason
from nianbao.checks.plan import plan_of
from nianbao.checks.skeleton import SUBJECTS, write_skeleton
from nianbao.cli.speech import console, joined, language, punctuated, say
from nianbao.facts.problem import Problem
from nianbao.framework.loader import load_catalogue, packaged_folder
from nianbao.framework.model import Catalogue, CheckSpec

SEVERITIES = {
    "error": ("错误", "error", "red"),
    "warning": ("提醒", "warning", "yellow"),
    "info": ("提示", "info", "blue"),
}
STATUSES = {
    "preview": ("试用，不计入、不阻止上报", "preview: shown, never blocks"),
    "stable": ("正式", "stable"),
    "suspended": ("暂停", "suspended"),
    "retired": ("停用", "retired"),
}
VERDICTS = {
    "pass": ("通过", "pass", "green"),
    "fail": ("不通过", "fail", "red"),
    "unknown": ("暂时无法核验", "cannot be told", "yellow"),
    "broken": ("规则有误", "broken", "magenta"),
}
LEVELS = {"school": ("学校", "school"), "district": ("区", "district")}

_catalogue = click.option(
    "--catalogue",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="指标目录文件夹，缺省为随程序安装的 · Catalogue folder; the packaged one unless given.",
)
_format = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="输出格式 · Output format.",
)


@click.group(short_help="核验规则 · The checks", context_settings={"max_content_width": 110})
def command() -> None:
    """核验规则：列出、解释、新建。

    The checks of the catalogue: list, explain one with its examples, draft a new one.
    """


@command.command("list", short_help="列出核验规则 · List the checks")
@click.option("--edition", "edition_id", help="只列这个年度版本的 · Only those in force in an edition.")
@click.option("--kind", "kind_name", help="只列这种比较方式的 · Only those of a kind.")
@_catalogue
@_format
def list_rules(edition_id: str | None, kind_name: str | None, folder: Path | None, form: str) -> None:
    """列出核验规则。List the checks, those of one edition or of one kind where asked."""
    catalogue = load_catalogue(folder)
    if kind_name is not None and kind_name not in kinds():
        raise Problem(
            "unknown-kind",
            f"没有「{kind_name}」这种比较方式，可用：{'、'.join(kinds())}。",
            f"There is no kind {kind_name!r}; known are {', '.join(kinds())}.",
        )
    rows = _rows(catalogue, edition_id, kind_name)
    if form == "json":
        click.echo(json.dumps({"schema": "nianbao/rules/1", "rules": rows}, ensure_ascii=False, indent=2))
        return
    table = Table(title=say(f"核验规则（{len(rows)} 条）", f"{len(rows)} checks"), title_justify="left")
    for zh, en in (("代码", "code"), ("比较方式", "kind"), ("级别", "severity"), ("名称", "name"), ("缘由", "says")):
        table.add_column(say(zh, en), no_wrap=zh != "缘由")
    for row in rows:
        zh, en, colour = SEVERITIES[row["severity"]]
        severity = f"[{colour}]{say(zh, en)}[/]" + ("" if row["status"] == "stable" else f" ({row['status']})")
        if row["broken"]:
            severity = f"[magenta]{say('规则有误', 'broken')}[/]"
        table.add_row(
            row["code"],
            row["kind"],
            severity,
            row["name"],
            escape(say(row["why"], catalogue.checks[row["code"]].message_en)),
        )
    console().print(table)


def _rows(catalogue: Catalogue, edition_id: str | None, kind_name: str | None) -> list[dict[str, Any]]:
    if edition_id is None:
        found: list[tuple[CheckSpec, str, Reason | None]] = [
            (spec, spec.severity, None) for _, spec in sorted(catalogue.checks.items())
        ]
    else:
        plan = plan_of(catalogue, _edition(catalogue, edition_id))
        found = [(check.spec, check.severity, check.broken) for check in plan.checks]
        found += [(catalogue.checks[code], "info", None) for code in sorted(plan.suspended)]
    return [
        {
            "code": spec.code,
            "name": spec.name,
            "kind": spec.kind,
            "severity": severity,
            "status": spec.status,
            "first_edition": spec.first_edition,
            "last_edition": spec.last_edition,
            "aliases": list(spec.aliases),
            "why": spec.why.strip(),
            "broken": broken.zh if broken is not None else None,
        }
        for spec, severity, broken in found
        if kind_name is None or spec.kind == kind_name
    ]


def _edition(catalogue: Catalogue, edition_id: str) -> str:
    if edition_id in catalogue.editions:
        return edition_id
    known = "、".join(sorted(catalogue.editions))
    raise Problem(
        "unknown-edition",
        f"没有年度版本「{edition_id}」，现有：{known}。",
        f"There is no edition {edition_id!r}; known are {', '.join(sorted(catalogue.editions))}.",
    )


@command.command("explain", short_help="解释一条规则 · Explain one check")
@click.argument("code")
@_catalogue
def explain(code: str, folder: Path | None) -> None:
    """解释规则 CODE：为什么、比较什么、在哪些版本、例子。也可用别名（如 C11）。

    Explain the check CODE: why, what it compares, in which editions, with its examples shown.
    """
    catalogue = load_catalogue(folder)
    out = console()
    for number, spec in enumerate(_find(catalogue, code)):
        if number:
            out.rule()
        _explain(catalogue, spec, out)


def _find(catalogue: Catalogue, code: str) -> list[CheckSpec]:
    wanted = code.upper()
    if wanted in catalogue.checks:
        return [catalogue.checks[wanted]]
    found = [spec for _, spec in sorted(catalogue.checks.items()) if wanted in spec.aliases or spec.name == code]
    if found:
        return found
    near = [name for name in sorted(catalogue.checks) if name.startswith(wanted[:2])][:8]
    raise Problem(
        "unknown-check",
        f"没有规则「{code}」。"
        + (f"以 {wanted[:2]} 开头的有：{'、'.join(near)}……" if near else "用 nianbao rule list 查看。"),
        f"There is no check {code!r}. "
        + (f"Of that subject: {', '.join(near)} …" if near else "See nianbao rule list."),
    )


def _explain(catalogue: Catalogue, spec: CheckSpec, out: Console) -> None:
    kind = kinds().get(spec.kind)
    subject = SUBJECTS.get(spec.code[:2], ("", ""))
    zh, en, colour = SEVERITIES[spec.severity]
    out.print(f"[bold]{spec.code}[/]  {spec.name}  [{colour}]{say(zh, en)}[/]  [dim]{say(*subject)}[/]")
    out.print()
    out.print(say("", "[dim]Why, in Chinese only:[/] ") + escape(spec.why.strip()))
    out.print()
    status = say(*STATUSES[spec.status]) + (punctuated(f"：{spec.status_note}") if spec.status_note else "")
    rows = [
        (say("比较方式", "kind"), spec.kind + (f" — {say(kind.label, kind.rule)}" if kind is not None else "")),
        (say("比较什么", "compares"), _operands(catalogue, spec, kind)),
        (say("状态", "status"), status),
        (say("不通过时说", "says"), spec.message if language() == "zh" else spec.message_en),
        (say("英文", "in Chinese"), spec.message_en if language() == "zh" else spec.message),
        (say("有效版本", "in force in"), _editions(catalogue, spec)),
        (
            say("可否说明", "may be waived"),
            say("可以", "yes") if spec.waivable else say("不可以，须改正", "no, correct it"),
        ),
        (say("出处", "source"), _source(catalogue, spec)),
        (say("接着看", "read next"), joined(spec.read_next) or "—"),
        (say("别名", "also called"), joined(spec.aliases) or "—"),
    ]
    for label, text in rows:
        out.print(f"[cyan]{label}[/]  {escape(text)}")
    out.print()
    out.print(f"[bold]{say('例子', 'Examples')}[/]")
    for example in spec.examples:
        _show_example(catalogue, spec, example, out)


def _operands(catalogue: Catalogue, spec: CheckSpec, kind: Kind | None) -> str:
    if not spec.operands:
        every = spec.parameters.get("every")
        if every:
            return say("每一个类型为 ", "every indicator of type ") + joined(_listed(every)) + say(" 的指标", "")
        return say(
            "见例子（操作数来自正文、表样或各校）", "see the examples (operands come from text, form or schools)"
        )
    sets = spec.operands.get("bindings", (spec.operands,))
    lines = []
    for operands in sets:
        parts = []
        for role, names in operands.items():
            listed = (names,) if isinstance(names, str) else names
            says = kind.roles[role].says if kind is not None and role in kind.roles else role
            parts.append(f"{say(f'{says}：', f'{role}: ')}" + joined(_label(catalogue, name) for name in listed))
        lines.append(say("；", "; ").join(parts))
    return lines[0] if len(lines) == 1 else "\n    " + "\n    ".join(lines)


def _listed(names: str | Sequence[str]) -> Sequence[str]:
    return (names,) if isinstance(names, str) else names


def _label(catalogue: Catalogue, name: str) -> str:
    plain = name.removesuffix("@previous")
    indicator = catalogue.indicators.get(plain)
    label = indicator.label if indicator is not None else plain
    if indicator is not None and language() == "en":
        beside = f"{indicator.label_en} ({label})"
        return f"{beside} of the edition before" if plain != name else beside
    parent = catalogue.indicators.get(indicator.part_of or "") if indicator is not None else None
    if parent is not None and sum(one.label == label for one in catalogue.indicators.values()) > 1:
        label = f"{_label(catalogue, parent.id)}·{label}"
    return f"上年{label}" if plain != name else label


def _editions(catalogue: Catalogue, spec: CheckSpec) -> str:
    found = []
    for edition_id in in_force(spec, catalogue):
        plan = plan_of(catalogue, edition_id)
        if spec.code in plan.suspended:
            found.append(punctuated(f"{edition_id}（{say('暂停', 'suspended')}：{plan.suspended[spec.code]}）"))
            continue
        check = next((one for one in plan.checks if one.spec.code == spec.code), None)
        if check is not None:
            zh, en, _ = SEVERITIES[check.severity]
            found.append(
                edition_id if check.severity == spec.severity else punctuated(f"{edition_id}（{say(zh, en)}）")
            )
    return joined(found) or "—"


def _source(catalogue: Catalogue, spec: CheckSpec) -> str:
    source = catalogue.sources[spec.source]
    return f"{source.title}" + (punctuated(f"（{source.number}）") if source.number else "")


def _show_example(catalogue: Catalogue, spec: CheckSpec, example: Any, out: Console) -> None:
    shown = show(spec, example, catalogue)
    zh, en, colour = VERDICTS[str(shown.verdict)]
    given = [f"{_label(catalogue, name)} {_value(value)}" for name, value in example["given"].items()]
    given += [
        f"{say('上年', 'the edition before: ')}{_label(catalogue, name)} {_value(value)}"
        for name, value in example.get("previous", {}).items()
    ]
    for name, rows in example.get("lists", {}).items():
        given.append(
            say(f"{name}：", f"{name}: ") + "; ".join(", ".join(str(text) for text in row.values()) for row in rows)
        )
    for role, texts in example.get("reading", {}).items():
        given.append(say(f"{role}：", f"{role}: ") + joined(_value(text) for text in texts))
    for trait, value in example.get("organisation", {}).items():
        given.append(f"{trait}={value}")
    listed = say("，", ", ").join(given) or say("（全部空着）", "(all blank)")
    note = f"  [dim]{escape(str(example['note']))}[/]" if "note" in example else ""
    out.print(f"  [{colour}]{say(zh, en)}[/]  {escape(listed)}{note}")
    message = shown.finding.message if language() == "zh" else shown.finding.message_en
    if str(shown.verdict) != "pass":
        out.print(f"      {escape(message)}")
    elif shown.finding.formula:
        out.print(f"      [dim]{escape(punctuated(shown.finding.formula))}[/]")


def _value(value: Any) -> str:
    return say("（空）", "(blank)") if value is None else str(value)


@command.command("kinds", short_help="列出比较方式 · List the kinds of comparison")
@click.argument("name", required=False)
def list_kinds(name: str | None) -> None:
    """列出比较方式，或 NAME 的角色与参数。List the kinds, or one's roles and parameters."""
    out = console()
    if name is None:
        table = Table(title=say("比较方式", "Kinds of comparison"), title_justify="left")
        for zh, en in (("名称", "name"), ("角色", "roles"), ("规则", "rule")):
            table.add_column(say(zh, en))
        for kind in kinds().values():
            table.add_row(
                kind.name,
                joined(say(f"{r.name}（{r.says}）", r.name) for r in kind.roles.values()),
                say(kind.label, kind.rule),
            )
        out.print(table)
        return
    if name not in kinds():
        raise Problem(
            "unknown-kind",
            f"没有「{name}」这种比较方式，可用：{'、'.join(kinds())}。",
            f"There is no kind {name!r}; known are {', '.join(kinds())}.",
        )
    kind = kinds()[name]
    out.print(f"[bold]{kind.name}[/]  {escape(say(kind.label, kind.rule))}")
    out.print(f"\n[cyan]{say('角色', 'roles')}[/]")
    for role in kind.roles.values():
        most = say("不限", "any number") if role.most is None else str(role.most)
        out.print(f"  {role.name}  {role.says}  [dim]{role.least}–{most}[/]")
    if kind.parameters:
        out.print(f"\n[cyan]{say('参数', 'parameters')}[/]")
        for parameter in kind.parameters.values():
            words = f"（{' | '.join(parameter.words)}）" if parameter.words else ""
            out.print(f"  {parameter.name}  {parameter.says}{words}  [dim]{parameter.form}[/]")
    fillers = ["formula", "reported", "expected", "difference", "suspect"]
    fillers += [f"{role}{ending}" for role in kind.roles for ending in ("", "_value")] + list(kind.details)
    out.print(f"\n[cyan]{say('消息里可用', 'for messages')}[/]  " + escape(" ".join(f"{{{name}}}" for name in fillers)))


@command.command("new", short_help="新建一条规则 · Draft a new check")
@click.argument("subject")
@_catalogue
def new(subject: str, folder: Path | None) -> None:
    """以下一个空号新建一条 SUBJECT（AR、XT、TM、TX、CP、PL、DS、LY）规则的骨架。

    Write the skeleton of a check of SUBJECT with the next free number.
    """
    catalogue = load_catalogue(folder)
    latest = max(edition.data_year for edition in catalogue.editions.values())
    path = write_skeleton(subject.upper(), folder or packaged_folder(), catalogue.checks, latest)
    console().print(
        say(
            f"已写好 {path}\n"
            f"下一步：改其中的名称、操作数、消息和例子，再运行 nianbao rule explain {path.stem} 看例子是否如你所愿。",
            f"Wrote {path}\nNext: change its name, operands, message and examples, "
            f"then run nianbao rule explain {path.stem} and see whether the examples do as you mean.",
        )
    )
