from nianbao.facts.place import Place


def test_a_place_reads_like_directions() -> None:
    assert str(Place(file="报告.txt", line=184, column=30)) == "报告.txt 第184行第30字"
    assert str(Place(page=3, table=0, row=2)) == "第3页 表格1 第3行"
    assert str(Place(paragraph=12)) == "第12段"


def test_places_sort_by_position_in_the_file() -> None:
    whole, first, second = Place(file="a"), Place(file="a", line=2, column=1), Place(file="a", line=10, column=1)

    assert sorted([second, first, whole], key=lambda place: place.sort_key) == [whole, first, second]
