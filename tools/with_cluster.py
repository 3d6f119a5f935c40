"""Run a command against a Spark-compatible cluster of its own, made for it and thrown away after it.

Usage: python tools/with_cluster.py [sail|spark] COMMAND [ARGUMENTS…]

The command finds its address in ANALYSIS_URL. ``sail`` is Sail in its cluster mode: a driver and two workers that talk
over the network, all in one server process (the extra ``sail``). ``spark`` is Apache Spark's local cluster: a master, a
driver and two workers, each a process of its own; it needs a Java runtime and SPARK_HOME. Exit code 77 says that there
is no such cluster here.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

NOT_HERE = 77
PATIENCE_SECONDS = 180
WORKERS = 2
SPARK_MEMORY_MB = 2048


@contextmanager
def sail_cluster(workers: int = WORKERS) -> Iterator[str]:
    """The address of Sail with a driver and workers; ``LookupError`` where it is not installed."""
    if importlib.util.find_spec("pysail") is None or importlib.util.find_spec("pyspark") is None:
        raise LookupError("pysail and pyspark-client are not installed")
    port = free_port()
    settings = {
        "SAIL_MODE": "local-cluster",
        "SAIL_CLUSTER__WORKER_INITIAL_COUNT": str(workers),
        "SAIL_CLUSTER__WORKER_MAX_COUNT": str(workers),
        "RUST_LOG": "warn",
    }
    command = [sys.executable, "-m", "pysail", "spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    with running(command, settings, port):
        yield f"sc://127.0.0.1:{port}"


@contextmanager
def spark_cluster(workers: int = WORKERS, memory_mb: int = SPARK_MEMORY_MB) -> Iterator[str]:
    """The address of Spark's local cluster, whose workers are processes; ``LookupError`` where there is none."""
    home = os.environ.get("SPARK_HOME", "")
    if not home or not (Path(home) / "bin" / "spark-submit").exists() or shutil.which("java") is None:
        raise LookupError("SPARK_HOME names no Spark, or there is no Java")
    if importlib.util.find_spec("pyspark") is None:
        raise LookupError("pyspark-client is not installed")
    port, scratch = free_port(), tempfile.mkdtemp(prefix="nianbao-spark-")
    options = {
        "spark.connect.grpc.binding.port": str(port),
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": str(workers * 2),
        "spark.local.dir": scratch,
        "spark.sql.warehouse.dir": f"{scratch}/warehouse",
        # Workers run the same Python with the same packages as this process.
        "spark.pyspark.python": sys.executable,
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    command = [f"{home}/bin/spark-submit", "--master", f"local-cluster[{workers},1,{memory_mb}]"]
    command += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer"]
    for name, value in options.items():
        command += ["--conf", f"{name}={value}"]
    try:
        with running(
            [*command, "spark-internal"],
            {
                "SPARK_LOCAL_IP": "127.0.0.1",
                "PYSPARK_PYTHON": sys.executable,
                "SPARK_SCALA_VERSION": "2.13",
                "SPARK_WORKER_DIR": f"{scratch}/work",
            },
            port,
        ):
            yield f"sc://127.0.0.1:{port}"
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def running(command: list[str], settings: Mapping[str, str], port: int) -> Iterator[None]:
    """A server that answers on ``port``, ended with all that it started."""
    with tempfile.NamedTemporaryFile(prefix="nianbao-cluster-", suffix=".log", delete=False) as log:
        server = subprocess.Popen(
            command, env={**os.environ, **settings}, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        wait_for(server, port, Path(log.name))
        yield
    finally:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(server.pid, sign)
                server.wait(timeout=15)
                break
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue
        Path(log.name).unlink(missing_ok=True)


def wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return as soon as the server takes connections; ``LookupError`` with its last words where it never does."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise LookupError(f"the cluster did not start: {log.read_text(errors='replace')[-600:]}")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


CLUSTERS = {"sail": sail_cluster, "spark": spark_cluster}


def main(arguments: list[str]) -> int:
    if len(arguments) < 2 or arguments[0] not in CLUSTERS:
        print(__doc__)
        return 2
    kind, *command = arguments
    try:
        with CLUSTERS[kind]() as address:
            return subprocess.run(command, env={**os.environ, "ANALYSIS_URL": address}, check=False).returncode
    except LookupError as trouble:
        print(f"no {kind} cluster here: {trouble}", file=sys.stderr)
        return NOT_HERE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
