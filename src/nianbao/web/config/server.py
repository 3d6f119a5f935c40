"""Starting the workbench: the data folder, the database brought up to date, and a server that waits for browsers."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

from nianbao.facts.problem import Problem
from nianbao.sample.district import Sample
from nianbao.web.config.data_folder import prepare_folder

THREADS = 8


def set_up(folder: Path | None = None, *, is_demo: bool = False) -> None:
    """Make the folder ready and Django with it; the environment decides everything else."""
    if folder is not None:
        os.environ["NIANBAO_DATA"] = str(folder.absolute())
    if is_demo:
        os.environ["NIANBAO_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nianbao.web.config.settings")
    from nianbao.web.config.data_folder import data_folder

    prepare_folder(data_folder())
    import django

    django.setup()


def migrate() -> None:
    """Bring the database to this version's tables."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def make_demonstration(folder: Path, sample: Sample | None = None) -> None:
    """The sample district in a folder of its own; one that is there already stays as people left it."""
    set_up(folder, is_demo=True)
    migrate()
    from nianbao.web.config.demonstration import load_demonstration
    from nianbao.web.config.demonstration_releases import release_demonstration

    if load_demonstration(sample):
        release_demonstration()


def free_port(wanted: int) -> int:
    """The wanted port, or the next one that nobody uses."""
    for port in range(wanted, wanted + 50):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)):
                return port
    return wanted


def serve(host: str, port: int) -> None:
    """Answer until interrupted."""
    from django.conf import settings
    from waitress import create_server

    from nianbao.web.config.wsgi import application

    # Only with NIANBAO_HTTPS is there a proxy whose word about the visitor's address and scheme counts.
    behind_proxy = (
        {"trusted_proxy": os.environ.get("NIANBAO_PROXY", "127.0.0.1"), "trusted_proxy_count": 1,
         "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}, "clear_untrusted_proxy_headers": True}
        if settings.IS_SECURE
        else {}
    )  # fmt: skip
    try:
        server = create_server(application, host=host, port=port, threads=THREADS, ident="nianbao", **behind_proxy)
    except OSError as trouble:
        raise Problem(
            "port-taken",
            f"端口 {port} 不能使用（{trouble.strerror or trouble}）。请用 --port 换一个。",
            f"Port {port} cannot be used ({trouble.strerror or trouble}). Choose another with --port.",
        ) from trouble
    from nianbao.web.config.letters import send_while_running

    stop = threading.Event()
    send_while_running(stop)
    try:
        server.run()
    finally:
        stop.set()
        server.close()
