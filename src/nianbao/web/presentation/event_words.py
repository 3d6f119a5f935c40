"""What each kind of event is called where people read the record; one without a name is shown by its kind."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BRANCHES: dict[str, Promise | str] = {
    "accounts": _("账号与登录"),
    "organisations": _("单位与人员"),
    "campaigns": _("填报任务"),
    "submissions": _("填报"),
    "reviews": _("报送与审核"),
    "surveys": _("满意度调查"),
    "releases": _("公开发布"),
    "publications": _("汇总与核稿"),
}
EVENTS: dict[str, Promise | str] = {
    "accounts.invitation.accepted": _("接受邀请"),
    "accounts.password.changed": _("修改密码"),
    "accounts.password.reset": _("重设密码"),
    "accounts.person.created": _("建立账号"),
    "accounts.person.locked": _("登录失败过多，账号锁定"),
    "accounts.person.resumed": _("恢复账号"),
    "accounts.person.suspended": _("停用账号"),
    "accounts.session.ended": _("退出登录"),
    "accounts.session.opened": _("登录"),
    "campaigns.announcement.made": _("发布通知"),
    "campaigns.campaign.opened": _("开启填报任务"),
    "campaigns.participation.extended": _("延期"),
    "campaigns.reminder.sent": _("催办"),
    "campaigns.statement.set": _("修改责任声明的文字"),
    "organisations.deputy.ended": _("结束代理"),
    "organisations.deputy.named": _("指定代理人"),
    "organisations.organisation.added": _("增加单位"),
    "organisations.organisation.closed": _("撤销单位"),
    "organisations.organisation.described": _("修改单位信息"),
    "organisations.organisation.renamed": _("单位更名"),
    "organisations.role.granted": _("授予角色"),
    "organisations.role.revoked": _("收回角色"),
    "organisations.staff.entered": _("运维人员进入"),
    "organisations.staff.left": _("运维人员离开"),
    "organisations.staff.looked": _("运维人员查看"),
    "publications.correction.confirmed": _("确认更正"),
    "publications.correction.made": _("区级更正"),
    "publications.correction.withdrawn": _("撤回更正"),
    "publications.draft.read": _("核稿"),
    "releases.release.prepared": _("准备发布"),
    "releases.finding.answered": _("说明可以公开的理由"),
    "releases.release.signed": _("签署发布"),
    "releases.release.dropped": _("放弃准备发布"),
    "releases.release.withdrawn": _("撤回发布"),
    "releases.archive.added": _("上传历年报告"),
    "releases.archive.published": _("公开历年报告"),
    "releases.archive.withdrawn": _("撤回历年报告"),
    "reviews.evidence.added": _("加上佐证"),
    "reviews.evidence.removed": _("撤下佐证"),
    "reviews.package.filed": _("收下报送包"),
    "reviews.remark.made": _("提出意见"),
    "reviews.remark.settled": _("了结意见"),
    "reviews.reply.made": _("回复意见"),
    "reviews.signed_page.added": _("上传签字页"),
    "reviews.submission.accepted": _("审核通过"),
    "reviews.submission.handed_in": _("报送"),
    "reviews.submission.passed": _("校内审核通过"),
    "reviews.submission.received": _("接收"),
    "reviews.submission.reopened": _("撤销通过"),
    "reviews.submission.returned": _("退回"),
    "submissions.cells.loaded": _("批量装入数据"),
    "submissions.cells.saved": _("保存数据"),
    "submissions.explanation.withdrawn": _("撤回说明"),
    "submissions.finding.explained": _("签署说明"),
    "submissions.workbook.sent": _("上传工作簿"),
    "surveys.answers.imported": _("导入答卷"),
    "surveys.reminder.sent": _("催收问卷"),
    "surveys.survey.closed": _("结束问卷"),
    "surveys.survey.opened": _("开始问卷"),
    "surveys.survey.prepared": _("准备问卷"),
    "surveys.table.filled": _("问卷结果填入表"),
}


def label_of_event(kind: str) -> str:
    """The name of a kind of event.

    >>> label_of_event("reviews.submission.accepted"), label_of_event("somewhere.else.done")
    ('审核通过', 'somewhere.else.done')
    """
    return str(EVENTS.get(kind, kind))
