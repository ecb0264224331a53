"""A bare repository with the hooks, an office that pushes to it, and nginx that serves what they publish."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from tests.authoring.repository import git
from tests.command_line import PROJECT
from tests.sample_reports import SAMPLES

RECIPES = PROJECT / "templates/server"
REPORT = "reports/qiyang/zjj/2024.yml"


@dataclass
class Server:
    """The bare repository, the office's clone of it, the served folder and its address."""

    repository: Path
    office: Path
    site: Path
    address: str

    def push(self, *refs: str) -> subprocess.CompletedProcess[str]:
        """Push from the office, and return exit code and what the office sees."""
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
        command = ["git", "push", "origin", *(refs or ("HEAD:refs/heads/main",))]
        return subprocess.run(
            command, cwd=self.office, env=environment, capture_output=True, text=True, check=False, timeout=300
        )

    def commit(self, old: str, new: str) -> None:
        """Replace words of the report and commit."""
        path = self.office / REPORT
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
        git(self.office, "commit", "--quiet", "--all", "-m", "x")

    def get(self, path: str, *, gzip: bool = False) -> tuple[bytes, dict[str, str]]:
        """Return body and headers that nginx answers with."""
        request = Request(self.address + path, headers={"Accept-Encoding": "gzip"} if gzip else {})
        with urlopen(request, timeout=10) as answer:
            return answer.read(), {name.lower(): value for name, value in answer.headers.items()}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a server whose site was published by a first push."""
    folder = tmp_path_factory.mktemp("server")
    repository, office, site = folder / "qingshi.git", folder / "office", folder / "www/current"
    _make_repository(repository, site)
    shutil.copytree(SAMPLES, office / "reports")
    git(office, "init", "--quiet", "--initial-branch=main")
    git(office, "remote", "add", "origin", str(repository))
    git(office, "add", ".")
    git(office, "commit", "--quiet", "-m", "x")
    made = Server(repository, office, site, "")
    first = made.push()
    assert first.returncode == 0, first.stderr
    with _nginx(folder, site) as made.address:
        yield made


def _make_repository(repository: Path, site: Path) -> None:
    """Create a bare repository with the hooks as the manual says."""
    site.parent.mkdir()
    git(repository.parent, "init", "--quiet", "--bare", "--initial-branch=main", str(repository))
    for name in ("pre-receive", "post-receive"):
        shutil.copy(RECIPES / name, repository / "hooks")
    git(repository, "config", "gongkai.program", str(Path(sys.executable).with_name("gongkai")))
    git(repository, "config", "gongkai.site", str(site))


class _nginx:  # noqa: N801  (a context manager)
    """Run nginx with the recipe, without its certificates, as long as the context."""

    def __init__(self, folder: Path, site: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        recipe = (RECIPES / "nginx.conf").read_text(encoding="utf-8")
        recipe = re.sub(r"listen 443 ssl http2;", f"listen 127.0.0.1:{self.port};", recipe)
        recipe = re.sub(r"^ *ssl_.*\n", "", recipe, flags=re.MULTILINE).replace("/srv/gongkai/current", str(site))
        self.config, user = folder / "nginx.conf", "user root;" if os.geteuid() == 0 else ""
        paths = "".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        self.config.write_text(
            f"daemon off; {user} pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
            f"http {{ access_log off; {paths}\n{recipe}\n}}\n",
            encoding="utf-8",
        )

    def __enter__(self) -> str:
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-c", self.config, "-e", "stderr"])
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            time.sleep(0.05)
        return f"http://127.0.0.1:{self.port}/"

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
