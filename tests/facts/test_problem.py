from nianbao.facts.problem import Problem


def test_a_problem_speaks_both_languages() -> None:
    problem = Problem("file-empty", "文件是空的。", "The file is empty.")

    assert str(problem) == problem.message == "文件是空的。"
    assert problem.message_en == "The file is empty."
