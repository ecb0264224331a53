"""Confine the process that reads a file: no network, limits of memory, processor time and size of files."""

from __future__ import annotations

import ctypes
import os
import resource
from contextlib import suppress
from pathlib import Path

MAX_MEMORY_BYTES = 1_000_000_000
MAX_CPU_SECONDS = 7
"""Maximum CPU time, which, unlike wall-clock time, does not depend on how busy the machine is."""

MAX_WRITTEN_BYTES = 200 * 2**20
"""Maximum size of a file that a converter may write."""

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
"""Flags of unshare(2): new namespaces of users and of network interfaces."""


def confine() -> None:
    """Limit this process and those it starts. Where the system allows no own network namespace, the network stays."""
    for limit, value in (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, MAX_WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        most = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (value if most == resource.RLIM_INFINITY else min(value, most), most))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS + 1))
    leave_network()


def leave_network() -> bool:
    """Move this process to a network namespace without interfaces, and return whether the system allowed it.

    Root may do so; others need a user namespace of their own, in which they keep their user and group.
    """
    unshare = getattr(ctypes.CDLL(None, use_errno=True), "unshare", None)
    if unshare is None:  # not Linux
        return False
    if unshare(_CLONE_NEWNET) == 0:
        return True
    user, group = os.getuid(), os.getgid()
    if unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    with suppress(OSError):
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path("/proc/self", name).write_text(text, encoding="ascii")
    return True
