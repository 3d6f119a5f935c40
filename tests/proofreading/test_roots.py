"""One wrong number is one trouble, told at its root, with the likeliest repair first."""

from nianbao.documents.reading import read_document
from nianbao.proofreading.finding import ReportFinding
from nianbao.proofreading.proofread import proofread

STAFF = """教师队伍

专任教师结构表

项目	类别	人数	比率
		2019年	2019年
专任教师	合计	191	100%
任课	公共基础课	{basic}	50.26%
	专业课	{major}	49.74%
学历	研究生	{graduate}	3.67%
	本科	184	96.33%
"""


def troubles(text: str) -> list[ReportFinding]:
    report = proofread(read_document(text.encode(), name="report.txt"))
    return [f for f in report.findings if f.severity != "info" and f.group == "contradiction"]


def staff(basic: str = "96", major: str = "95", graduate: str = "7") -> str:
    return STAFF.format(basic=basic, major=major, graduate=graduate)


def test_the_sound_table_has_no_trouble() -> None:
    assert troubles(staff()) == []


def test_a_part_larger_than_its_whole_is_the_wrong_one() -> None:
    (finding,) = troubles(staff(major="995"))

    assert finding.first_place.text == "995"
    assert [repair.suggested for repair in finding.repairs] == ["95"]


def test_a_balanced_share_still_leads_back_to_its_part() -> None:
    (finding,) = troubles(staff(graduate="70"))

    assert finding.first_place.text == "70"
    assert [repair.suggested for repair in finding.repairs] == ["7"]


def test_a_word_of_direction_says_which_way_the_number_is_to_be_mended() -> None:
    (finding,) = troubles(
        "设施设备\n\n年度\t生均工位数（个）\t生均图书（册）\n2018年\t1.81\t16.8\n2019年\t1.79\t24.16\n变化情况\t↑0.61\t↑7.36\n"
    )

    assert finding.first_place.text == "1.81"
    assert [repair.suggested for repair in finding.repairs] == ["1.18"]


def test_of_equal_repairs_the_number_out_of_line_with_its_column_comes_first() -> None:
    (finding,) = troubles(
        "招生比例\n\n类别\t普通高中\t职业高中\t普职招生比例\n2018招生人数\t2426\t9360\t2.59:1\n2019招生人数\t2474\t1085\t2.28:1\n变化情况\t\t\t降低0.31\n"
    )

    assert finding.first_place.text == "9360"


def test_two_wrong_numbers_of_one_total_are_two_findings() -> None:
    rows = [("护理", 68, 11, 57), ("电商", 13, 12, 1), ("会计", 27, 12, 25), ("旅游", 11, 4, 7), ("建筑", 13, 3, 10)]
    rows += [("汽车", 18, 14, 4), ("航空", 12, 2, 10), ("烹饪", 21, 14, 7), ("印制", 18, 18, 8)]
    table = "\n".join("\t".join(map(str, row)) for row in rows)
    found = troubles(f"就业情况\n\n专业\t毕业生人数\t就业人数\t升学人数\n{table}\n合计\t201\t90\t111\n")

    assert sorted(finding.first_place.text for finding in found) == ["25", "8"]
    assert sorted(finding.repairs[0].suggested for finding in found) == ["0", "15"]
