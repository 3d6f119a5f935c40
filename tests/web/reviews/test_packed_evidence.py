"""What a package carries beside its figures comes back as it was."""

from __future__ import annotations

from collections.abc import Callable

from nianbao.sample.district import LATEST
from nianbao.web.organisations.permissions import Standing
from nianbao.web.reviews.evidence import add_evidence
from nianbao.web.reviews.packed_evidence import attachments_of, read_attachments, take_pieces
from nianbao.web.submissions.models import Submission

PDF = b"%PDF-1.4 rows of a register"
Whose = Callable[..., Submission]
Stands = Callable[[str], Standing]


def test_what_went_out_is_what_comes_in_and_is_taken_once(submission: Whose, standing: Stands) -> None:
    found, by = submission("9901020002"), standing("邱明溪")
    for key in ("classes", "list:major_group_list"):
        add_evidence(found, key=key, comment="见名册", name="名册.pdf", data=PDF, standing=by)
    files = attachments_of(found.evidence.all(), submission("9901020003").hand_ins.get())

    attached = read_attachments(files, edition=LATEST)

    assert {(one.key, one.name, one.comment) for one in attached.pieces} == {
        ("classes", "名册.pdf", ""),
        ("classes", "", "邱明溪：见名册"),
        ("list:major_group_list", "名册.pdf", ""),
        ("list:major_group_list", "", "邱明溪：见名册"),
    }
    assert attached.signed_name == "唐予安"
    other = submission("9901020003")
    assert [take_pieces(other, attached.pieces, by=by.person) for _ in range(2)] == [4, 0]


def test_a_cell_takes_only_so_many(submission: Whose, standing: Stands) -> None:
    files = {f"classes/{number:03d}-说明.txt": f"说明{number}".encode() for number in range(1, 31)}
    attached = read_attachments(files, edition=LATEST)
    assert take_pieces(submission("9901020002"), attached.pieces, by=standing("高审之").person) == 20
