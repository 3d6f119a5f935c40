"""What falls to each is what is shared over those who share it, in whatever words."""

import pytest

from nianbao.documents.reading import read_document
from nianbao.extraction.claims import Doubtful
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.told.shared_out import shared_out
from nianbao.proofreading.judging import judge_claim

WORDINGS = (
    ("选派8名教师赴企业实践，累计实践时间为1120人日，人均{}天。", "104", "140"),
    ("全年培训共120期6520人次，比上年的5816人次增长12.10%。培训坚持把课堂搬到大棚，平均每期{}人次。", "45.3", "54.3"),
    ("网店成交订单6450单，销售额38.7万元，平均每单{}元。", "90", "60"),
    ("帮扶村脱贫312户1047人，户均约{}人。", "4.3", "3.4"),
    ("师生志愿者387人次参与社区值守，服务时长2709小时，人均{}小时。", "9", "7"),
    ("企业实践131人、3275人日，人均{}天。", "52", "25"),
    ("聘请行业导师85人参与教学，全年承担课时6800课时，行业导师每人平均{}课时。", "90", "80"),
    ("参加岗位实习学生3615人，实习单位482家，平均每家接收{}人。", "5.7", "7.5"),
    ("跨区作业面积9800亩，总收入49万元，平均每亩收入{}元。", "60", "50"),
    ("19户共养蜂228箱，户均{}箱。", "21", "12"),
    ("实习学生1380人，驻企教师46人，平均每人管理{}名学生。", "40", "30"),
    ("接收学生3批240人，每批{}人。", "90", "80"),
    ("6所A等学校每校奖励{}万元，合计300万元。", "60", "50"),
    ("服务群众3960人次，涉及22个村，平均每个村{}人次。", "108", "180"),
)  # fmt: skip


def _verdicts(text: str) -> list[bool]:
    manuscript = Manuscript.of(read_document(text.encode(), name="report.txt"))
    claims = [c for p in manuscript.prose() for m in p.mentions for c in shared_out(p, m)]
    return [judged.outcome.holds for claim in claims if (judged := judge_claim(claim)) is not None]


@pytest.mark.parametrize(("text", "wrong", "right"), WORDINGS)
def test_the_mean_follows_from_what_stands_beside_it(text: str, wrong: str, right: str) -> None:
    assert _verdicts(text.format(right)) == [True]
    assert _verdicts(text.format(wrong)) == [False]


@pytest.mark.parametrize(
    "text",
    [
        "生均公用经费标准为每生每年4200元，在校生1200人，投入500万元。",
        "督导组7人，全年听课312节，人均被听课3.2节。",
        "党员94人，值守3760小时；自愿捐款3.15万元，人均250元。",
        "培训班20期，培训1200人次，其中企业班平均每期80人次。",
        "教师参加培训不少于120学时，人均不低于72学时。",
        "组织1260名学生到23个车站服务，平均每个车站约55人，累计服务旅客186万人次。",
    ],
)
def test_what_others_share_is_no_contradiction(text: str) -> None:
    assert False not in _verdicts(text)


def test_figures_of_the_sentence_before_are_only_held_against_a_slip() -> None:
    text = "开办培训班12期，结业学员1080人次。课堂搬到了大棚里，平均每期{}人次。"
    manuscript = Manuscript.of(read_document(text.format("85").encode(), name="report.txt"))
    claims = [c for p in manuscript.prose() for m in p.mentions for c in shared_out(p, m)]
    assert [isinstance(claim, Doubtful) for claim in claims] == [True]
    assert _verdicts(text.format("85")) == []
