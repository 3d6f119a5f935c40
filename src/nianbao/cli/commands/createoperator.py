"""``nianbao createoperator``: the first account, which runs the system and sees no content."""

from __future__ import annotations

from pathlib import Path

import click

from nianbao.cli.speech import console, say
from nianbao.cli.workbench import require_web


@click.command(short_help="新建系统管理员账号 · Make an operator's account")
@click.argument("login_name")
@click.option("--name", prompt="姓名 · Name", help="姓名 · Name.")
@click.password_option(prompt="密码 · Password", help="密码；不给就会询问 · Password; asked for where left out.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="数据文件夹 · Data folder.")
def command(login_name: str, name: str, password: str, data: Path | None) -> None:
    """新建系统管理员账号。管理员看不到各校填报内容。

    Make an operator's account. Operators have no access to what schools fill in.
    """
    require_web()
    from nianbao.web.config.server import migrate, set_up

    set_up(data)
    migrate()
    from nianbao.web.accounts.actions import create_person

    person = create_person(login_name=login_name, name=name, password=password, by=None, is_operator=True)
    console().print(say(f"已建立系统管理员 {person.login_name}。", f"The operator {person.login_name} was made."))
