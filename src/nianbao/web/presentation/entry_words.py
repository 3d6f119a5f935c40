"""What the script of the entry pages says, in the reader's language; it comes with the page as JSON."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _


def entry_words() -> str:
    """The sentences by their names in ``entry.js``; what stands in braces is filled in there.

    >>> sorted(json.loads(entry_words()))[:3]
    ['conflict', 'empty', 'findings']
    """
    words = {
        "pasted": _("已粘贴 {count} 格"),
        "saving": _("正在保存…"),
        "saved": _("已保存 {time}"),
        "refused": _("没有保存，请刷新页面后再试。"),
        "offline": _("连不上服务器，内容还在本页，会自动重试。"),
        "nothing_to_save": _("没有未保存的改动"),
        "conflict": _("「{label}」刚被{by}改为“{theirs}”，您填的“{mine}”没有保存。"),
        "somebody": _("别人"),
        "empty": _("空"),
        "use_theirs": _("用对方的"),
        "use_mine": _("用我的"),
        "took_theirs": _("已采用对方的内容"),
        "findings": _("核验结果：错误 {errors} 条，提醒 {warnings} 条"),
    }
    return json.dumps(words, ensure_ascii=False)
