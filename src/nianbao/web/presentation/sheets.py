"""The lines of a completeness and compliance sheet as a page shows them, each with the place that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from nianbao.filings.compliance import Requirement, State
from nianbao.framework.loader import load_catalogue
from nianbao.web.manuscripts.models import Chapter, Manuscript
from nianbao.web.sealing.models import SealState, SignRole
from nianbao.writing.draft import bare_title

# The words of the sheet that are the program's own; titles of chapters and tables are the edition's.
NAMES: Mapping[str, Promise | str] = {
    "封面与声明": _("封面与声明"),
    "内容真实性责任声明": _("内容真实性责任声明"),
    "签署人": _("签署人"),
    "编制时间": _("编制时间"),
    "章节": _("章节"),
    "正文篇幅": _("正文篇幅"),
    "案例": _("案例"),
    "案例个数": _("案例个数"),
    "案例的字数、雷同和本人同意": _("案例的字数、雷同和本人同意"),
    "写到的人的同意凭据": _("写到的人的同意凭据"),
    "数据表": _("数据表"),
    "正文": _("正文"),
    "数据带入": _("数据带入"),
    "手写的数": _("手写的数"),
    "表和图": _("表和图"),
    "图片的文字说明和授权": _("图片的文字说明和授权"),
    "覆盖": _("覆盖"),
    "学校填报": _("学校填报"),
    "说明": _("说明"),
    "核验": _("核验"),
    "未处理的错误": _("未处理的错误"),
    "未处理的警告": _("未处理的警告"),
    "未处理的提示": _("未处理的提示"),
    "经说明的异常": _("经说明的异常"),
    "过程": _("过程"),
    "各章定稿": _("各章定稿"),
    "待决定的建议稿": _("待决定的建议稿"),
    "未了结的批注": _("未了结的批注"),
    "写好之后变了的数": _("写好之后变了的数"),
    "数据报送": _("数据报送"),
    "各校数据审核通过": _("各校数据审核通过"),
}
STATES: Mapping[State, tuple[Promise | str, str]] = {
    State.MET: (_("符合"), "ok"),
    State.UNMET: (_("不符合"), "error"),
    State.LOOK: (_("请核对"), "warning"),
}
ROLES: Mapping[str, Promise | str] = {
    SignRole.AUTHOR.value: _("编制人"),
    SignRole.REVIEWER.value: _("审核人"),
    SignRole.HEAD.value: _("负责人"),
}
SEAL_STATES: Mapping[str, Promise | str] = {
    SealState.WAITING.value: _("排队"),
    SealState.WORKING.value: _("正在封存"),
    SealState.SEALED.value: _("已封存"),
    SealState.FAILED.value: _("没有封存"),
}
STEP_WORDS: Mapping[str, Promise | str] = {
    "data": _("汇集数据与正文"),
    "docx": _("印 Word"),
    "pdf": _("印 PDF"),
    "html": _("印网页"),
    "xlsx": _("印 Excel"),
    "md": _("印 Markdown"),
    "sheet": _("印核对单"),
    "pack": _("打包、签名"),
    "verify": _("逐项核对各格式与数据"),
}


# The sheet is a Chinese document; for readers of English its short remarks are said again, names stay as they are.
_REMARKS = (
    (r"没有写：(.+)", r"not written: \1"),
    (r"没有写", "not written"),
    (r"已写，待签字盖章", "written, to be signed and sealed"),
    (r"没有问题", "nothing found"),
    (r"没有正文", "no text"),
    (r"没有", "none"),
    (r"齐全", "complete"),
    (r"全部定稿", "all finished"),
    (r"(\d+) 章未定稿：(.+)", r"\1 not finished: \2"),
    (r"共 (\d+) 字", r"\1 characters in all"),
    (r"(\d+) 字", r"\1 characters"),
    (r"(\d+) 字，要求 (.+) 字", r"\1 characters; asked for: \2"),
    (r"(\d+) 项全部填报", r"all \1 filled in"),
    (r"缺报 (\d+) 项，空着 (\d+) 项：(.+)", r"\1 not reported, \2 blank: \3"),
    (r"表 (\d+) 个，图 (\d+) 个", r"tables: \1, figures: \2"),
    (r"缺文字说明 (\d+) 张，缺授权说明 (\d+) 张", r"without a description: \1, without rights: \2"),
    (r"(\d+) 所全部填报", r"all \1 schools reported"),
    (r"缺报 (\d+) 所：(.+)", r"\1 missing: \2"),
    (r"(\d+) 项，见附表", r"\1, see the annex"),
    (r"(\d+(?:/\d+)?) [处条份所个]", r"\1"),
    (r"(\d+) [处项]：(.+)", r"\1: \2"),
)
_ENGLISH_STATES = {"填报中": "being filled in", "已报送": "handed in", "审核中": "under review", "已退回": "returned",
                   "已通过": "accepted", "未开始": "not begun"}  # fmt: skip


def remark_in_english(detail: str) -> str:
    """A short remark of the sheet for a reader of English; one that is no pattern of ours stays as it is.

    >>> remark_in_english("22 项全部填报"), remark_in_english("1/2 所"), remark_in_english("校长")
    ('all 22 filled in', '1/2', '校长')
    """
    if detail in _ENGLISH_STATES:
        return _ENGLISH_STATES[detail]
    for pattern, said in _REMARKS:
        found = re.fullmatch(pattern, detail, re.DOTALL)
        if found is not None:
            return found.expand(said)
    return detail


@dataclass(frozen=True)
class SheetLine:
    name: str
    state: str
    tone: str
    detail: str
    address: str  # the place that it speaks of


@dataclass(frozen=True)
class SheetGroup:
    name: str
    lines: tuple[SheetLine, ...]

    @property
    def open(self) -> int:
        return sum(line.tone != "ok" for line in self.lines)


def sheet_groups(
    requirements: Sequence[Requirement], manuscript: Manuscript, chapters: Sequence[Chapter], submission: int
) -> Iterator[SheetGroup]:
    """The sheet by what it speaks of, in printed order; ``submission`` is 0 for a district."""
    places = _Places(manuscript, chapters, submission)
    english = get_language() == "en"
    for group in dict.fromkeys(one.group for one in requirements):
        lines = []
        for one in requirements:
            if one.group == group:
                word, tone = STATES[one.state]
                detail = remark_in_english(one.detail) if english else one.detail
                lines.append(SheetLine(str(NAMES.get(one.name, one.name)), str(word), tone, detail, places.of(one)))
        yield SheetGroup(str(NAMES.get(group, group)), tuple(lines))


class _Places:
    def __init__(self, manuscript: Manuscript, chapters: Sequence[Chapter], submission: int) -> None:
        self.manuscript, self.submission = manuscript, submission
        self.home = reverse("manuscript", args=[manuscript.pk])
        self.chapters = {bare_title(one.heading): reverse("chapter", args=[one.pk]) for one in chapters}
        edition = load_catalogue().editions[manuscript.campaign.edition]
        self.tables = {f"{table.number} {table.label}": table.id for table in edition.tables}

    def of(self, line: Requirement) -> str:
        match line.group:
            case "章节":
                return self.chapters.get(bare_title(line.name), self.home)
            case "案例":
                return reverse("cases", args=[self.manuscript.organisation_id])
            case "数据表" | "核验":
                if not self.submission:
                    return reverse("aggregate", args=[self.manuscript.campaign_id]) if self._is_district else ""
                table = self.tables.get(line.name)
                if table is not None:
                    return reverse("table", args=[self.submission, table])
                return reverse("submission", args=[self.submission])
            case "正文":
                return reverse("manuscript-preview", args=[self.manuscript.pk])
            case "覆盖":
                return reverse("board", args=[self.manuscript.campaign_id])
            case "过程" if line.name in ("数据报送", "各校数据审核通过"):
                if self._is_district:
                    return reverse("board", args=[self.manuscript.campaign_id])
                return reverse("submission", args=[self.submission]) if self.submission else ""
            case _:
                return self.home

    @property
    def _is_district(self) -> bool:
        return self.manuscript.organisation.level != "school"
