"""Read a file in a worker process, so a malicious or damaged file yields only an error message."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.importers.document import Document, UnreadableError
from generator.importers.readers.serialization import document_from_json
from generator.program import PACKAGE

MAX_FILE_BYTES = 50 * 2**20
TIMEOUT_SECONDS = 20.0
"""Maximum wall-clock time, in case a library blocks; the worker itself limits its CPU time."""

_TIMEOUT = "读了很久还没有读完，文件太大、太复杂或已损坏；请只留下报告本身，另存一份再导入。"
_CRASHED = "读到一半程序停了，多半是文件占用的内存超过上限；请只留下报告本身，另存一份再导入。"
_WORKER_MODULE = "generator.importers.readers.worker"


def read_document(path: Path) -> Document:
    """Read a file of any supported type; raise UnreadableError with one sentence that says why it cannot be read."""
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise UnreadableError("没有这个文件；请核对文件名和所在的文件夹。") from None
    except OSError:
        raise UnreadableError("打不开文件，它可能是文件夹，或者您没有读取它的权限；请核对后再导入。") from None
    if size > MAX_FILE_BYTES:
        actual, limit = round(size / 2**20), MAX_FILE_BYTES // 2**20
        raise UnreadableError(f"文件有 {actual} MB，超过 {limit} MB 的上限，不像一份年度报告；请删去图片和附件再导入。")
    result = _run_worker(path)
    if "error" in result:
        raise UnreadableError(result["error"])
    return document_from_json(result["document"])


def _end_group(worker: subprocess.Popen[bytes]) -> None:
    """End the worker and the converter that it may have started, also if the worker has ended before."""
    with suppress(ProcessLookupError):
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def _run_worker(path: Path) -> dict[str, Any]:
    """Run the worker and return its result, leaving no processes or temporary files behind."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        worker = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", _WORKER_MODULE, str(path.absolute())],
            env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "TMPDIR": folder},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            output, _ = worker.communicate(timeout=TIMEOUT_SECONDS)
            result: dict[str, Any] = json.loads(output)
        except subprocess.TimeoutExpired:
            raise UnreadableError(_TIMEOUT) from None
        except json.JSONDecodeError:
            raise UnreadableError(_TIMEOUT if worker.returncode == -signal.SIGXCPU else _CRASHED) from None
        finally:
            _end_group(worker)
    return result
