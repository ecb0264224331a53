"""Errors of the operating system as sentences: which file, what was wrong, what to do."""

from __future__ import annotations

import errno

_FULL = "磁盘满了。请腾出空间再试"

_OS_FAULTS = {
    errno.ENOENT: "没有这个文件或文件夹。请核对写法；要写到新的文件夹，请先建好",
    errno.EACCES: "没有权限。请换一个位置，或者请管理员开放权限",
    errno.EPERM: "没有权限。请换一个位置，或者请管理员开放权限",
    errno.EROFS: "那里只能读，不能写。请换一个位置",
    errno.EEXIST: "已经有一个文件叫这个名字。请换一个名字",
    errno.EISDIR: "这是文件夹，不是文件。请换一个名字",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹。请核对写法",
    errno.ENAMETOOLONG: "名字太长。请换一个短的",
    errno.EIO: "系统不能写完。请看磁盘是不是满了、坏了，或者限制了文件的大小",
    errno.EFBIG: "文件超过了系统许可的大小。请换一个位置，或者请管理员放宽限制",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EADDRINUSE: "已经被别的程序占用。请换一个端口，或先停下那个程序",
}


_OF_TARGET = {errno.EDQUOT, errno.EEXIST, errno.EFBIG, errno.ENOSPC, errno.EROFS}
"""Faults of the second file, where an error names two: the one copied, linked or renamed to."""


def os_fault(error: OSError) -> str:
    """Return what was wrong and what to do, as a sentence; rare faults as the system words them."""
    fault = _OS_FAULTS.get(error.errno or 0, f"系统报告：{error.strerror or error or type(error).__name__}")
    file = error.filename2 if error.filename2 and error.errno in _OF_TARGET else error.filename
    return f"不能读写 {file or '所需的文件或端口'}：{fault}。"
