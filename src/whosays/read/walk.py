"""Files and folders as they are given, one file at a time, in an order that is always the same.

Everything is accounted for: what is no report or cannot be read comes out too, as a `Refusal` with a reason.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from whosays.errors import Refused
from whosays.plugins import Raw, Refusal
from whosays.read import files, kinds, sidecar
from whosays.read.names import hidden, shown
from whosays.records import Given

_TWICE = "the same file stands elsewhere in this pile, under another name"
_CIRCLE = "a symbolic link that leads back to a folder it lies in"


def walk(paths: Sequence[str | os.PathLike[str]]) -> Iterator[Raw | Refusal]:
    """Each file under `paths` once: in the order given, folders in the order of their names' bytes.

    Symbolic links are followed where that leads to something new. Hidden files and folders are skipped,
    unless they are given by name.
    """
    pile = _Pile()
    for path in paths:
        given = os.fspath(path)
        yield from pile.named(given) if given else iter([Refusal("", "an empty path")])


class _Folder:
    """A folder that is being walked through."""

    def __init__(self, path: str, identity: int) -> None:
        self.path = path
        self.identity = identity
        with os.scandir(path) as entries:
            folders = {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}
        self.sidecars = sidecar.Sidecars(name for name, is_folder in folders.items() if not is_folder)
        self.names = iter(sorted(folders, key=os.fsencode))


class _Pile:
    """What was seen so far."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._beside: tuple[str, sidecar.Sidecars] | None = None

    def named(self, path: str) -> Iterator[Raw | Refusal]:
        """A path that the user gave."""
        found = _found(path)
        if isinstance(found, Refusal):
            yield found
        elif stat.S_ISDIR(found.st_mode):
            yield from self._folder(path, found)
        else:
            folder, name = os.path.split(path)
            yield from self._file(path, name, found, self._sidecars_of(folder))

    def _sidecars_of(self, folder: str) -> sidecar.Sidecars:
        """Of the files beside one that is given by name; the last folder is kept: `*` gives many of one."""
        if self._beside is None or self._beside[0] != folder:
            try:
                self._beside = (folder, _Folder(folder or ".", 0).sidecars)
            except OSError:
                self._beside = (folder, sidecar.Sidecars([]))
        return self._beside[1]

    def _folder(self, top: str, found: os.stat_result) -> Iterator[Raw | Refusal]:
        """All below `top`. No recursion: folders may be nested as deep as a path can be long."""
        stack: list[_Folder] = []
        yield from self._enter(stack, top, found)
        while stack:
            folder = stack[-1]
            name = next(folder.names, None)
            if name is None:
                stack.pop()
                continue
            path = os.path.join(folder.path, name)  # noqa: PTH118 (`Path` would tidy what the user gave)
            if hidden(name):
                yield Refusal(shown(path), "hidden", "skipped")
                continue
            below = _found(path)
            if isinstance(below, Refusal):
                yield below
            elif stat.S_ISDIR(below.st_mode):
                yield from self._enter(stack, path, below)
            else:
                yield from self._file(path, name, below, folder.sidecars)

    def _enter(self, stack: list[_Folder], path: str, found: os.stat_result) -> Iterator[Refusal]:
        identity = _identity(found)
        if any(folder.identity == identity for folder in stack):
            yield Refusal(shown(path), _CIRCLE)
        elif identity in self._seen:
            yield Refusal(shown(path), "the same folder stands elsewhere in this pile", "skipped")
        else:
            self._seen.add(identity)
            try:
                stack.append(_Folder(path, identity))
            except OSError as error:
                yield Refusal(shown(path), f"a folder that cannot be listed: {files.plain(error)}")

    def _file(
        self, path: str, name: str, found: os.stat_result, sidecars: sidecar.Sidecars
    ) -> Iterator[Raw | Refusal]:
        source = shown(path)
        what = files.special(found)
        if what is not None:
            yield Refusal(source, what)
            return
        reason = sidecars.passed_over(name)
        kind = kinds.not_a_report(name)
        if reason is None and kind is not None:
            reason = f"not a report: {kind}"
        identity = _identity(found)
        if reason is None and identity in self._seen:
            reason = _TWICE
        if reason is not None:
            yield Refusal(source, reason, "skipped")
            return
        self._seen.add(identity)
        if not os.access(path, os.R_OK):
            yield Refusal(source, "no permission to read it")
            return
        try:
            yield Raw(source=source, path=Path(path), given=_given(path, sidecars.of(name)))
        except Refused as refused:
            yield Refusal(source, refused.reason)


def _found(path: str) -> os.stat_result | Refusal:
    """What stands at `path`, links followed."""
    try:
        return os.stat(path)  # noqa: PTH116 (as above)
    except (OSError, ValueError) as error:
        return Refusal(shown(path), _missing(path, error))


def _missing(path: str, error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):
        return "a path that no file can have"
    if not os.path.islink(path):  # noqa: PTH114
        return files.plain(error)
    if isinstance(error, FileNotFoundError):
        return "a symbolic link to something that is not there"
    return f"a symbolic link that cannot be followed: {error.strerror}"


def _given(path: str, name: str | None) -> Given:
    """What the sidecar called `name`, in the folder of `path`, says."""
    if name is None:
        return Given()
    try:
        data = files.read_whole(Path(path).with_name(name), sidecar.LARGEST)
    except Refused as refused:
        raise Refused(f"its sidecar {shown(name)} cannot be read: {refused.reason}") from refused
    return sidecar.decode(data, shown(name))


def _identity(found: os.stat_result) -> int:
    """Device and inode as one number: a set of these is small, even for a million files."""
    return found.st_dev << 64 | found.st_ino
