"""What reads files from outside is confined: LibreOffice, played by a script, reports what it can see and use."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.importers.document import UnreadableError
from generator.importers.readers import read_document
from tests.command_line import PROJECT

_RTF = r"{\rtf1\ansi report}"

_SEES = """#!{python}
import json, os, resource, sys
from pathlib import Path
names = ("AS", "CPU", "FSIZE", "CORE")
limits = {{name: resource.getrlimit(getattr(resource, f"RLIMIT_{{name}}"))[0] for name in names}}
interfaces = [line.split(":")[0].strip() for line in open("/proc/net/dev") if ":" in line]
profile = next(each for each in sys.argv if each.startswith("-env:UserInstallation=file://")).partition("file://")[2]
seen = dict(limits=limits, interfaces=interfaces, environment=dict(os.environ), folder=os.getcwd(), profile=profile,
            original=sys.argv[-1], settings=Path(profile, "user", "registrymodifications.xcu").read_text())
Path({out!r}).write_text(json.dumps(seen))
"""
_STAYS = """#!{python}
import os, signal, time
from pathlib import Path
Path({out!r}).write_text(str(os.getpid()))
os.kill(os.getppid(), signal.SIGKILL)
time.sleep(60)
"""


def _office(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the script as LibreOffice, and return the file to which it writes."""
    out, program = folder / "out", folder / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(script.format(python=sys.executable, out=str(out)), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    (folder / "original.rtf").write_text(_RTF, encoding="utf-8")
    return out


def _can_leave_network() -> bool:
    code = "from generator.importers.readers.confinement import leave_network; print(leave_network())"
    return "True" in subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True).stdout


def test_libreoffice_is_confined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", "secret")
    out = _office(_SEES, tmp_path, monkeypatch)
    with pytest.raises(UnreadableError, match="LibreOffice 打不开这个文件"):
        read_document(tmp_path / "original.rtf")
    seen = json.loads(out.read_text(encoding="utf-8"))
    assert seen["limits"] == {"AS": 1_000_000_000, "CPU": 7, "FSIZE": 200 * 2**20, "CORE": 0}
    assert "TOKEN" not in seen["environment"]
    folder = seen["folder"]
    assert (seen["environment"]["HOME"], seen["environment"]["TMPDIR"]) == (folder, folder)
    assert (seen["profile"], seen["original"]) == (f"{folder}/profile", f"{folder}/original.rtf")
    assert "DisableMacrosExecution" in seen["settings"]
    assert not Path(folder).exists()
    if _can_leave_network():
        assert seen["interfaces"] == ["lo"]


def test_libreoffice_does_not_outlive_the_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = _office(_STAYS, tmp_path, monkeypatch)
    with pytest.raises(UnreadableError, match="读到一半程序停了"):
        read_document(tmp_path / "original.rtf")
    process = int(out.read_text(encoding="utf-8"))
    for _ in range(100):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or " Z " in state.read_text(encoding="utf-8"):
            return
        time.sleep(0.02)
    os.kill(process, signal.SIGKILL)
    raise AssertionError("LibreOffice still runs")
