"""The way in: a file is read in a process of its own, so that a bad one costs a sentence and nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from generator.importers.document import Document, UnreadableError
from generator.importers.readers import wire
from generator.model.paths import PROJECT

MAX_BYTES = 50 * 2**20
PATIENCE = 20.0
"""Seconds by the clock, for a file over which a program falls asleep; the child watches the processor's time itself."""

_TOO_LONG = "读了很久还没有读完，文件太大、太复杂或已损坏；请只留下报告本身，另存一份再导入。"
_STOPPED = "读到一半程序停了，多半是文件占用的内存超过上限；请只留下报告本身，另存一份再导入。"
_MODULE = "generator.importers.readers.worker"


def read_document(path: Path) -> Document:
    """What a file says, whatever its type; raises UnreadableError with one sentence that says why not."""
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise UnreadableError("没有这个文件；请核对文件名和所在的文件夹。") from None
    except OSError:
        raise UnreadableError("打不开文件，它可能是文件夹，或者您没有读取它的权限；请核对后再导入。") from None
    if size > MAX_BYTES:
        actual, most = round(size / 2**20), MAX_BYTES // 2**20
        raise UnreadableError(f"文件有 {actual} MB，超过 {most} MB 的上限，不像一份年度报告；请删去图片和附件再导入。")
    answer = _ask_child(path)
    if "refused" in answer:
        raise UnreadableError(answer["refused"])
    return wire.unpack(answer["document"])


def _ask_child(path: Path) -> dict[str, Any]:
    """What the child prints; it, all that it started and all that it left lying about are gone when this returns."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", _MODULE, str(path.absolute())],
            env={**os.environ, "PYTHONPATH": str(PROJECT), "TMPDIR": folder},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            printed, _ = child.communicate(timeout=PATIENCE)
            answer: dict[str, Any] = json.loads(printed)
        except subprocess.TimeoutExpired:
            raise UnreadableError(_TOO_LONG) from None
        except json.JSONDecodeError:
            raise UnreadableError(_TOO_LONG if child.returncode == -signal.SIGXCPU else _STOPPED) from None
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
    return answer
