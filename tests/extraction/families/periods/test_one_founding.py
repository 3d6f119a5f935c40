"""What was founded in one year has existed since that year."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "one-founding"


@pytest.mark.parametrize(
    "text",
    [
        "2021年4月，学校成立名师工作室，共有成员6人。名师工作室自2019年4月成立以来，开展教研18次。",
        "现代农业职教集团成立于2018年。该集团自2016年组建以来，成员单位增至32家。",
        "2019年9月，二职与物流公司合作组建现代学徒班，首批26人。现代学徒班从2017年9月组建以来，已有三届毕业生。",
        "社区学院于2017年挂牌，下设8所成人学校。社区学院自2015年挂牌以来，服务居民3万人次。",
        "智慧实训中心自2022年3月启用以来，完成实训1200人次。该中心由市财政出资，智慧实训中心建成于2020年。",
        "2020年12月学校创办了校办农场。农场自2012年创办以来，已成为劳动教育基地。",
    ],
)
def test_what_cannot_be_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "2021年4月，学校成立名师工作室，共有成员6人。名师工作室自2021年4月成立以来，开展教研18次。",
        "2019年9月，二职与物流公司合作组建现代学徒班，首批26人。现代学徒班自2019年组建以来，已有三届毕业生。",
        "非遗传承工坊于2018年5月正式成立。非遗传承工坊自2018年5月成立以来，开课96次。",
    ],
)
def test_what_agrees_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "2021年4月，学校成立名师工作室。职教集团自2016年成立以来，成员单位增至32家。",
        "2019年成立一期实训中心，2021年成立二期实训中心。实训中心自2019年成立以来接待2000人次。",
        "2021年6月，学校设立教学督导室。学校自1985年创办以来，培养学生2万人。",
        "学院前身成立于2003年。学院自2010年成立以来，发展迅速。",
        "2018年，一职成立汽修工作室，2019年，二职成立会计工作室。工作室自2018年成立以来成效明显。",
        "2021年，二职成立会计技能大师工作室。汽修技能大师工作室自2018年成立以来，成果丰硕。",
    ],
)
def test_what_may_be_otherwise_is_left_alone(text: str) -> None:
    assert outcomes(FAMILY, text) == ([], [])
