"""What the operating system refuses (a file, a port), told in Chinese."""

import errno

_WHY = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EISDIR: "这是个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "这里只能读，不能写",
    errno.ENOSPC: "磁盘满了",
    errno.ENAMETOOLONG: "名字太长",
    errno.EADDRINUSE: "已经有程序在用",
    errno.EADDRNOTAVAIL: "不是这台机器的地址",
}


def why_not(fault: OSError) -> str:
    """Why the system refused, in Chinese where it is a usual reason."""
    return _WHY.get(fault.errno or 0) or fault.strerror or str(fault)
