"""What is counted for every school adds up to what is counted of all."""

import pytest
from family_reading import is_confirmed, is_contradicted, outcomes

FAMILY = "all-schools"
TABLE = "\n\n表1 各校情况\n\n学校\t在校生\t教师\n河东职校\t1210\t118\n河西职高\t640\t74\n南塘职教中心\t820\t81\n合计\t2670\t273\n"


@pytest.mark.parametrize(
    "said",
    [
        "双师型教师96人中河东职校41人、河西职高28人、南塘职教中心25人。",
        "全年培训90期，其中河东职校51期，河西职高20期，南塘职教中心9期。",
        "获奖35项（河东职校14项、河西职高9项、南塘职教中心10项）。",
        "立项课题17项：河东职校8项、南塘职教中心5项、河西职高6项。",
        "骨干教师当中的问题另述。骨干教师52名，其中河东职校有21名、河西职高有18名、南塘职教中心有15名。",
        "党员102人里河东职校51人，河西职高31人，南塘职教中心30人。",
    ],
)
def test_all_schools_together_are_the_whole(said: str) -> None:
    assert is_contradicted(FAMILY, said + TABLE)


@pytest.mark.parametrize(
    "said",
    [
        "双师型教师94人中河东职校41人、河西职高28人、南塘职教中心25人。",
        "全年培训80期，其中河东职校51期，河西职高20期，南塘职教中心9期。",
    ],
)
def test_right_sums_are_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, said + TABLE)


@pytest.mark.parametrize(
    "said",
    [
        "双师型教师96人中河东职校41人、河西职高28人。",
        "双师型教师96人中河东职校女教师41人、河西职高28人、南塘职教中心25人。",
        "双师型教师约96人，其中河东职校41人、河西职高28人、南塘职教中心25人。",
        "双师型教师96人中河东职校41人、河西职高28人、南塘职教中心25人、区教研室4人。",
        "开设社团96个，其中河东职校参加学生41人、河西职高28人、南塘职教中心25人。",
        "双师型教师96人中约半数获得证书，河东职校41人、河西职高28人、南塘职教中心25人。",
        "开设专业18个，其中河东职校9个、河西职高8个、南塘职教中心3个。",
        "党员98人，其中河东职校41人、河西职高28人、南塘职教中心25人，其余在机关。",
        "双师型教师96人，比上年多6人，河东职校41人、河西职高28人、南塘职教中心25人。",
    ],
)
def test_lists_of_some_or_of_others_are_left_alone(said: str) -> None:
    assert not is_contradicted(FAMILY, said + TABLE)


@pytest.mark.parametrize(
    "text",
    [
        "一、青山职业学校\n\n在校生861人，毕业生288人。\n\n二、绿水职业高中\n\n在校生402人，毕业生131人。\n\n三、总体情况\n\n两校在校生共1236人。",
    ],
)
def test_a_total_over_the_sections_of_the_schools_is_told(text: str) -> None:
    assert is_contradicted(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "一、青山职业学校\n\n在校生861人，毕业生288人。\n\n二、绿水职业高中\n\n在校生402人，毕业生131人。\n\n三、总体情况\n\n两校在校生共1263人。",
    ],
)
def test_a_total_over_the_sections_of_the_schools_is_verified(text: str) -> None:
    assert is_confirmed(FAMILY, text)


@pytest.mark.parametrize(
    "text",
    [
        "一、青山职业学校\n\n毕业生288人。\n\n二、绿水职业高中\n\n在校生402人。\n\n三、小结\n\n两校毕业生共500人。",
    ],
)
def test_a_total_over_the_sections_of_the_schools_is_left_alone(text: str) -> None:
    assert not outcomes(FAMILY, text)[1]
