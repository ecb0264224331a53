"""The preview serves the files of the site to this machine alone, and no odd request gives a traceback."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.builder.preview import RESULT_ADDRESS, Preview, Server


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Serve a small site from a thread and yield its port."""
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "empty").mkdir()
    (site / "index.html").write_text("<body>home</body>", encoding="utf-8")
    (site / "a" / "index.html").write_bytes(b"<body>\xff page</body>")
    (site / "data.json").write_text("{}", encoding="utf-8")
    (tmp_path / "result.json").write_text('{"built": "7"}', encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    (site / "folder").symlink_to(tmp_path)
    server = Server(("127.0.0.1", 0), partial(Preview, tmp_path / "result.json", directory=str(site)))
    thread = threading.Thread(target=partial(server.serve_forever, 0.01))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


def ask(port: int, path: str, host: str = "localhost", method: str = "GET") -> tuple[int, bytes]:
    """Return the status and the body of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        request = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode("latin-1"))
        answer = b"".join(iter(partial(connection.recv, 65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ")[1]), body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_own_names_are_answered(port: int, host: str) -> None:
    assert ask(port, "/", host)[0] == 200
    assert ask(port, RESULT_ADDRESS, host) == (200, b'{"built": "7"}')


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io:8000", "evil@localhost", ""]
)
@pytest.mark.parametrize("path", ["/", "/data.json", RESULT_ADDRESS])
def test_other_names_are_refused(port: int, host: str, path: str) -> None:
    status, body = ask(port, path, host)
    assert status == 421
    assert b"home" not in body


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200), ("/?x=1", 200), ("/a/", 200), ("/a", 301), ("/data.json", 200), ("/empty/", 404), ("/empty", 404),
        ("/link.txt", 404), ("/folder/", 404), ("/folder/secret.txt", 404), ("/../secret.txt", 404),
        ("/%2e%2e/secret.txt", 404), ("/a%00b", 404), ("/%ff%fe", 404), ("//[", 404), ("/" + "x" * 5000, 404),
        ("http://[/", 404), ("*", 404), ("/data.json/", 404), ("//evil.example/a", 404),
    ],
)  # fmt: skip
def test_only_files_of_the_site_are_served(
    port: int, path: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    for method in ("GET", "HEAD"):
        found, body = ask(port, path, method=method)
        assert found == status
        assert b"secret.txt" not in body
    assert capsys.readouterr().err == ""


def test_a_reader_who_leaves_is_not_reported(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    for start in (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /data.js", b"\x00\xff\r\n\r\n"):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.sendall(start)
        connection.close()  # with a reset
    assert ask(port, "/")[0] == 200
    assert "Traceback" not in capsys.readouterr().err
