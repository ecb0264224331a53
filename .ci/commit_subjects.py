"""Check the subjects of new commits: imperative, at most 72 characters (see CONTRIBUTING.md).

Only commits after BASE count, and only those that change more than reports/: what offices write there is their own.
A shallow clone may not have BASE; then commits since its date count.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

BASE = "5b9b393ea18b8548e188a945ad737511acf09a0f"
BASE_DATE = "2026-11-29T23:00:04+00:00"

MAX_CHARS = 72

_AREA = re.compile(r"^[A-Za-z][\w./-]*(?:, [A-Za-z][\w./-]*)*: ")
_NOT_A_VERB = {"a", "an", "the", "this", "that", "these", "it", "no", "now", "new", "some", "all", "more", "wip"}
_INFLECTED = re.compile(r"[a-z]+(?:[^e]ed|ies|ing|[^aious]s)")
_BASE_FORMS = {
    "access", "address", "assess", "bring", "bless", "canvass", "compress", "cross", "discuss", "dismiss", "dress",
    "embed", "express", "feed", "guess", "miss", "pass", "ping", "press", "process", "seed", "shed", "speed", "spring",
    "string", "suppress", "toss", "unembed", "wed",
}  # fmt: skip
"""Verbs whose base form looks inflected."""


def fault(subject: str) -> str | None:
    """Return what is wrong with a subject, or None."""
    if len(subject) > MAX_CHARS:
        return f"{len(subject)} characters, at most {MAX_CHARS}"
    if subject.endswith("."):
        return "ends with a full stop"
    words = _AREA.sub("", subject, count=1).split()
    if not words:
        return "empty"
    verb = words[0].lower()
    if not re.fullmatch("[a-z][a-z-]*", verb) or verb in _NOT_A_VERB:
        return f"does not begin with a verb: {words[0]}"
    if verb not in _BASE_FORMS and _INFLECTED.fullmatch(verb):
        return f"not imperative: {words[0]}"
    return None


def new_commits() -> Iterator[tuple[str, str]]:
    """Yield hash and subject of each commit to check."""
    has_base = _git("cat-file", "-e", f"{BASE}^{{commit}}").returncode == 0
    commits = [f"{BASE}..HEAD"] if has_base else [f"--since={BASE_DATE}", "HEAD"]
    listed = _git("log", "--no-merges", "--format=%h %s", *commits, "--", ".", ":!reports")
    if listed.returncode:
        sys.exit(listed.stderr)
    for line in listed.stdout.splitlines():
        commit, _, subject = line.partition(" ")
        yield commit, subject


def _git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)  # noqa: S603, S607


def main() -> int:
    """Print the faults of all new commits. Return 1 if there is any."""
    if _git("rev-parse", "--is-inside-work-tree").returncode:
        return 0  # an unpacked archive has no history
    faults = [(commit, subject, found) for commit, subject in new_commits() if (found := fault(subject))]
    for commit, subject, found in faults:
        print(f"{commit} {subject}\n        {found}", file=sys.stderr)  # noqa: T201
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
