"""What others build upon: the npm package, its types, and the example for React."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from bot.errors import RunError
from bot.runtime.widget import WEB, find_npm, prepare_widget
from bot.settings import ROOT, Settings


@pytest.fixture(scope="module")
def npm(settings: Settings) -> Path:
    """The npm by which the widget is built, its packages installed."""
    try:
        prepare_widget(settings)
        return find_npm()
    except RunError as error:
        if "needs Node.js" in str(error):
            pytest.skip(str(error))
        raise


def run(npm: Path, folder: Path, *command: str) -> str:
    env = {**os.environ, "PATH": f"{npm.parent}{os.pathsep}{os.environ.get('PATH', '')}", "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=400, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_package_holds_what_it_names_and_nothing_else(npm: Path):
    packed = json.loads(run(npm, WEB / "package", str(npm), "pack", "--dry-run", "--json", "--silent"))[0]
    assert {file["path"] for file in packed["files"]} == {
        *("index.js", "index.d.ts", "package.json", "README.md", "LICENSE"),
    }
    described = json.loads((WEB / "package" / "package.json").read_text(encoding="utf-8"))
    for path in (described["types"], *described["exports"]["."].values()):
        assert (WEB / "package" / path).is_file()
    assert described["license"] in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_its_types_allow_what_it_does_and_nothing_else(npm: Path):
    run(npm, WEB, "node_modules/.bin/tsc", "-p", "examples")


def test_the_react_example_can_be_built(npm: Path, tmp_path: Path):
    external = ("--external:react", "--external:react/jsx-runtime")
    made = tmp_path / "example.js"
    run(
        npm,
        WEB,
        *("node_modules/.bin/esbuild", "examples/react/CareerGuide.jsx", "--bundle", "--format=esm", "--jsx=automatic"),
        *(*external, "--alias:rolewise-widget=./package/index.js", f"--outfile={made}"),
    )
    assert "widget.js" in made.read_text(encoding="utf-8")
