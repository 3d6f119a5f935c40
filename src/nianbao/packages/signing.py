"""Sign-off: who answers for a package's content, in which role, since when."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec

from nianbao.facts.problem import Problem
from nianbao.packages.container import read_bytes, read_container, write_container
from nianbao.packages.manifest import (
    MANIFEST,
    SCHEMA_VERSION,
    SignatureEntry,
    content_hash,
    read_manifest,
    write_manifest,
)
from nianbao.packages.verification import changes_in

ROLES = ("编制人", "审核人", "负责人")  # in the order in which they sign


def sign_package(source: bytes | Path, *, role: str, name: str, signed_on: str) -> bytes:
    """The same package with one more signature; raises Problem where it was changed or the role has signed already.

    Whoever signs later answers for what was signed before, so a role signs only once those before it have.
    """
    container = read_container(read_bytes(source))
    manifest = read_manifest(container.members)
    if changes_in(container, manifest):
        raise Problem(
            "sign-changed-package",
            "报送包在制作之后被改动，不能签。请重新生成，再签。",
            "The package was changed after it was made and cannot be signed. Make it again first.",
        )
    try:
        datetime.date.fromisoformat(signed_on)
    except ValueError:
        raise Problem(
            "sign-date",
            f"日期“{signed_on}”不对，应写成 2025-12-20 的样子。",
            f"The day “{signed_on}” should be written like 2025-12-20.",
        ) from None
    if role not in ROLES or not name.strip():
        raise Problem(
            "sign-role",
            f"职责应是{'、'.join(ROLES)}之一，并写明姓名。",
            f"The role is one of {', '.join(ROLES)}, with a name.",
        )
    signed = [entry.role for entry in manifest.signatures]
    if role in signed:
        raise Problem(
            "sign-twice",
            f"{role}已经签过。内容要改，请重新生成后从头再签。",
            f"{role} has signed already. To change the content, make the package again and sign anew.",
        )
    if missing := [one for one in ROLES[: ROLES.index(role)] if one not in signed]:
        raise Problem(
            "sign-order",
            f"{'、'.join(missing)}还没有签，{role}不能先签。",
            f"{', '.join(missing)} must sign before {role}.",
        )
    entry = SignatureEntry(role, name.strip(), signed_on, content_hash(manifest))
    made = msgspec.structs.replace(manifest, schema_version=SCHEMA_VERSION, signatures=(*manifest.signatures, entry))
    members = {**container.members, MANIFEST: write_manifest(made)}
    return write_container(members)
