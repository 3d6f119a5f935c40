"""A rate told of a school is that of all its majors."""

import pytest
from family_reading import is_confirmed, is_contradicted

FAMILY = "group-rates"
WHOSE = "\n\n学校\t专业\t在校生\n河东职校\t烹饪\t158\n\t汽修\t149\n\t保育\t62\n河西职高\t会计\t152\n\t金融\t96\n合计\t\t617\n"
RATES = "\n\n专业\t毕业生\t就业\t升学\t升学率\t就业率\n烹饪\t62\t38\t24\t38.71%\t61.29%\n汽修\t61\t33\t28\t45.90%\t54.10%\n会计\t57\t14\t43\t75.44%\t24.56%\n金融\t35\t9\t26\t74.29%\t25.71%\n合计\t215\t94\t121\t56.28%\t43.72%\n"
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
        f"河西职高升学率为70.5%。{WHOSE}{RATES.replace('38.71', '71.38')}",
    ],
)
def test_other_rates_are_left_alone(said: str) -> None:
    assert not is_contradicted(FAMILY, said)
