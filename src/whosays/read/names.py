"""Names of files and members: how they are shown, and which are not to be trusted."""

from __future__ import annotations

import os
import re

# Line ends and other control characters, and the signs that turn the direction of what follows: a name
# must not be able to rewrite the line that it is printed in.
_MISLEADING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")

SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"})
"""What systems leave in folders without being asked, in lower case."""


def shown(name: str) -> str:
    """`name` in a form that can be printed on one line and encoded as UTF-8.

    Bytes that are no UTF-8 become `\\xff`, control characters `\\n` or `\\x1b`.
    """
    if not _MISLEADING.search(name):
        return name
    try:
        name = os.fsencode(name).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # surrogates that stand for no byte
        name = name.encode("utf-8", "backslashreplace").decode()
    return _MISLEADING.sub(lambda sign: sign[0].encode("unicode_escape").decode(), name)


def member(container: str, name: str) -> str:
    """The source of what lies in `container` under `name`."""
    return f"{container}!/{shown(name)}"


def unsafe(name: str) -> str | None:
    """Why a member's name is not to be trusted; `None`: it is a plain path inside its container."""
    if "\x00" in name:
        return "unsafe name: it holds a NUL byte"
    parts = name.replace("\\", "/").split("/")
    if not any(parts):
        return "unsafe name: it is empty"
    if not parts[0] or _DRIVE.match(name):
        return "unsafe name: it is an absolute path"
    if ".." in parts:
        return "unsafe name: it leads out of its container"
    return None


def hidden(name: str) -> bool:
    """Is a file or folder so called one that systems or programs keep for themselves?"""
    return (name.startswith(".") and name not in {".", ".."}) or name.lower() in SYSTEM_FILES
