"""``nianbao seed``: a whole country of made-up schools in an empty workbench."""

from __future__ import annotations

import time
from pathlib import Path

import click

from nianbao.cli.speech import console, say
from nianbao.cli.workbench import require_web


@click.command(short_help="装入大量虚构数据，用于测速 · Fill the workbench with made-up schools, for measuring")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="数据文件夹（须为空） · Data folder.")
@click.option("--schools", type=click.IntRange(1), default=7_000, show_default=True, help="学校数 · Schools.")
@click.option("--people", type=click.IntRange(1), default=15_000, show_default=True, help="用户数 · People.")
@click.option(
    "--releases", is_flag=True, help="再装入十个数据年的公开发布 · Ten data years of public releases as well."
)
def command(data: Path | None, schools: int, people: int, releases: bool) -> None:
    """在空的工作台里装入虚构的省、区、学校、用户和三个年度的填报数据，用于测速和试用。

    Fill an empty workbench with made-up provinces, districts, schools, people and three years of filings, for measuring
    and for trying it out. Nobody of them has a password.
    """
    require_web()
    from nianbao.web.config.server import migrate, set_up

    set_up(data)
    migrate()
    from nianbao.web.config.multitude import load_multitude

    began = time.monotonic()
    made = load_multitude(schools=schools, people=people)
    seconds = time.monotonic() - began
    console().print(
        say(
            f"已装入 {made.schools:,} 所学校、{made.districts} 个区、{made.people:,} 人、{made.submissions:,} 份填报"
            f"（{made.cells:,} 格），操作记录 {made.events:,} 条，用时 {seconds:.0f} 秒。",
            f"{made.schools:,} schools, {made.districts} districts, {made.people:,} people, {made.submissions:,} "
            f"submissions ({made.cells:,} cells) and {made.events:,} events in {seconds:.0f} s.",
        )
    )
    if releases:
        from nianbao.web.config.multitude_releases import release_multitude

        began = time.monotonic()
        public = release_multitude()
        seconds = time.monotonic() - began
        console().print(
            say(
                f"已发布 {public.releases:,} 份报告（{public.facts:,} 个数），其中 {public.pages} 份有成稿页面，"
                f"用时 {seconds:.0f} 秒。",
                f"{public.releases:,} reports ({public.facts:,} figures) are public, {public.pages} of them with their "
                f"printed page, in {seconds:.0f} s.",
            )
        )
