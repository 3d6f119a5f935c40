"""Ask the public database of vulnerabilities (osv.dev) about everything that the lock files install.

Usage: python tools/audit_dependencies.py [LOCK…]

Exit code 1 where a locked version has a known vulnerability. Without network nothing can be asked: that is said,
and the exit code is 0, so that ``make check`` works on a machine that is cut off.
"""

from __future__ import annotations

import json
import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ADDRESS = "https://api.osv.dev/v1/querybatch"
PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
SECONDS = 20


def pinned(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Names and versions of lock files, each once, in order.

    >>> pinned(["django==5.2.1 \\\\\\n    --hash=sha256:00\\n", "django==5.2.1\\nlxml==6.0 ; extra"])
    [('django', '5.2.1'), ('lxml', '6.0')]
    """
    return sorted({(match[1].lower(), match[2]) for text in texts for match in PIN.finditer(text)})


def question(packages: Sequence[tuple[str, str]]) -> bytes:
    """The body of the request for these packages."""
    asked = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in packages]
    return json.dumps({"queries": asked}).encode()


def told(packages: Sequence[tuple[str, str]], answer: Mapping[str, Any]) -> list[str]:
    """A line for each package with known vulnerabilities.

    >>> told([("a", "1"), ("b", "2")], {"results": [{}, {"vulns": [{"id": "GHSA-1"}, {"id": "PYSEC-2"}]}]})
    ['b 2: GHSA-1, PYSEC-2']
    """
    return [
        f"{name} {version}: {', '.join(sorted(one['id'] for one in found['vulns']))}"
        for (name, version), found in zip(packages, answer["results"], strict=True)
        if found.get("vulns")
    ]


def main(arguments: Sequence[str]) -> int:
    locks = [Path(one) for one in arguments] or sorted((ROOT / "requirements").glob("*.lock"))
    packages = pinned(path.read_text(encoding="utf-8") for path in locks)
    request = urllib.request.Request(ADDRESS, question(packages), {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as stream:
            answer = json.load(stream)
    except (OSError, ValueError, urllib.error.URLError) as trouble:
        print(f"dependencies were not audited: osv.dev does not answer ({trouble})")
        return 0
    lines = told(packages, answer)
    print(f"{len(packages)} locked packages, {len(lines)} with known vulnerabilities")
    print(*lines, sep="\n")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
