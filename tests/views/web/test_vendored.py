"""What others wrote is fetched when whosays is built: the very files, or none."""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib.util
import io
import os
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.views.web.conftest import Open
from tests.views.web.test_page import MARKET
from whosays.views.web import assets

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "build_vendor.py"
WORDS = b"draw();"


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """`scripts/build_vendor.py`, without npm."""
    spec = importlib.util.spec_from_file_location("build_vendor", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "build_vendor", module)
    spec.loader.exec_module(module)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("WHOSAYS_VENDOR", raising=False)
    return module


def package(data: bytes) -> bytes:
    """A tarball of one file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        member = tarfile.TarInfo("package/pen.js")
        member.size = len(data)
        packed.addfile(member, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def having_npm(builder: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch, brought: bytes) -> None:
    """An npm that brings a package of one file, `brought`; the builder expects `WORDS`."""
    tarball = folder / "pen.tgz"
    tarball.write_bytes(package(brought))
    wanted = base64.b64encode(hashlib.sha512(package(WORDS)).digest()).decode()
    file = {"pen.js": ("pen.js", hashlib.sha256(WORDS).hexdigest())}
    monkeypatch.setattr(builder, "PACKAGES", (builder.Package("pen", "1.0.0", wanted, file),))
    npm = folder / "npm"
    npm.write_text(f'#!/bin/sh\necho >> {folder}/calls\ncat {tarball} > "$6/pen-1.0.0.tgz"\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")


def test_a_file_is_taken_from_its_package_and_not_fetched_twice(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    having_npm(builder, tmp_path, monkeypatch, WORDS)
    for _ in range(2):
        builder.build(tmp_path / "vendor")
    assert (tmp_path / "vendor" / "pen.js").read_bytes() == WORDS
    assert (tmp_path / "calls").read_text() == "\n"


def test_a_file_that_was_changed_is_fetched_again(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    having_npm(builder, tmp_path, monkeypatch, WORDS)
    builder.build(tmp_path / "vendor")
    (tmp_path / "vendor" / "pen.js").write_bytes(b"steal();")
    builder.build(tmp_path / "vendor")
    assert (tmp_path / "vendor" / "pen.js").read_bytes() == WORDS


def test_another_package_than_the_one_asked_for_is_not_taken(
    builder: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    having_npm(builder, tmp_path, monkeypatch, b"steal();")
    builder.build(tmp_path / "vendor")
    assert not (tmp_path / "vendor").exists()
    assert "not the package" in capsys.readouterr().err


def test_without_npm_whosays_is_built_with_a_warning(
    builder: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    builder.build(tmp_path / "vendor")
    assert "no pictures" in capsys.readouterr().err


def test_a_release_is_not_built_without_its_pictures(
    builder: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("WHOSAYS_VENDOR", "required")
    with pytest.raises(SystemExit):
        builder.build(tmp_path / "vendor")


def test_a_page_works_without_its_pictures(room: Open, monkeypatch: pytest.MonkeyPatch):
    there = {name: made for name, made in assets.assets().items() if name != "d3.min.js"}
    monkeypatch.setattr(assets, "assets", lambda: there)
    client = room(MARKET)
    for path, script in (("/chronology", "timeline"), ("/network", "network")):
        text = client.get(path).text
        assert "built without" in text
        assert f'/{script}.js"' not in text
    assert client.get(assets.address("d3.min.js")).status_code == 404
