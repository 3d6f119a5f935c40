"""A rate told of a school is that of all its majors."""

import pytest
from family_reading import is_confirmed, is_contradicted

FAMILY = "group-rates"
WHOSE = "\n\n学校\t专业\t在校生\n河东职校\t烹饪\t165\n\t汽修\t140\n\t保育\t58\n河西职高\t会计\t147\n\t金融\t90\n合计\t\t600\n"
RATES = "\n\n专业\t毕业生\t就业\t升学\t升学率\t就业率\n烹饪\t80\t48\t32\t40.00%\t60.00%\n汽修\t50\t29\t21\t42.00%\t58.00%\n会计\t60\t15\t45\t75.00%\t25.00%\n金融\t40\t10\t30\t75.00%\t25.00%\n合计\t230\t102\t128\t55.65%\t44.35%\n"
ONE = "\n\n学校\t专业\t考生\t取证\t取证率\n河东职校\t烹饪\t60\t54\t90.0%\n\t汽修\t40\t30\t75.0%\n河西职高\t会计\t50\t49\t98.0%\n\t金融\t30\t27\t90.0%\n"


@pytest.mark.parametrize(
    "said",
    [
        f"河西职高升学的比例达到70.5%。{WHOSE}{RATES}",
        f"其中河东职校升学率为43.2%，低于河西职高。{WHOSE}{RATES}",
        f"河东职校毕业生升学率仅24.3%。{WHOSE}{RATES}",
        f"河西职高就业的比例为52.0%。{WHOSE}{RATES}",
        f"从学校看，河东职校取证率为48.0%。{ONE}",
        f"河西职高取证人数占比达到59.0%。{ONE}",
    ],
)
def test_another_rate_than_that_of_the_majors_is_told(said: str) -> None:
    assert is_contradicted(FAMILY, said)


@pytest.mark.parametrize("said", [f"河西职高升学的比例达到75.0%。{WHOSE}{RATES}", f"河东职校取证率为84.0%。{ONE}"])
def test_the_rate_of_all_majors_is_confirmed(said: str) -> None:
    assert is_confirmed(FAMILY, said)


@pytest.mark.parametrize(
    "said",
    [
        f"河西职高女生升学率为80.5%。{WHOSE}{RATES}",
        f"上年河西职高升学率为70.5%。{WHOSE}{RATES}",
        f"河西职高会计专业升学率为70.5%。{WHOSE}{RATES}",
        f"河西职高升学率约70%。{WHOSE}{RATES}",
        f"河西职高升学率提高2.5%。{WHOSE}{RATES}",
        f"河西职高对口率为70.5%。{WHOSE}{RATES}",
        f"河西职高升学率为70.5%。{WHOSE.replace('烹饪', '会计')}{RATES}",
        f"河西职高升学率为70.5%。{WHOSE}{RATES.replace('40.00', '70.00')}",
    ],
)
def test_other_rates_are_left_alone(said: str) -> None:
    assert not is_contradicted(FAMILY, said)
