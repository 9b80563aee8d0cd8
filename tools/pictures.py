"""Takes the pictures of the README from the demo, in a real browser: `python -m tools.pictures` from the top of the tree."""

from __future__ import annotations

import tempfile
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import FloatRect, Page, sync_playwright

from sayso.case import Case
from sayso.show.filter import Filters
from tests.web.workbench import WIDE, launch, missing, serve, sit_down

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
LARGEST = 200_000
AIR = 12


def main() -> None:
    if fault := missing():
        raise SystemExit(fault)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.sayso"
        home = Path(str(files("sayso"))) / "demo"
        with Case.open(path, write=True) as case:
            case.run([home / "pages"], ["syria-iraq", "demo"])
            found = case.rows("events", Filters(place="Abu Kamal", kind="control.gain", grade="contested"))
        event = str(max(found.rows, key=lambda row: int(str(row[found.columns.index("pages")])))[0])
        with serve(path) as link, sync_playwright() as driver:
            browser = launch(driver)
            context = browser.new_context(viewport=WIDE, device_scale_factor=1, reduced_motion="reduce", locale="en-GB")
            desk = sit_down(context, link)
            desk.open("/place/abu-kamal?on=2017-11-10")
            desk.page.focus(".strip .track")
            desk.press("ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight")
            keep(desk.page, ".strip", "strip")
            desk.open(f"/event/{event.partition(':')[2]}")
            keep(desk.page, "article", "event", 700)
            desk.open("/?as_of=2017-11-13")
            keep(desk.page, ".atlas", "map")
            browser.close()


def keep(page: Page, part: str, name: str, most: int = 2000) -> None:
    """A part of the page as a picture, cut at `most` pixels of height."""
    page.set_viewport_size({"width": WIDE["width"], "height": 1400 if part != ".atlas" else WIDE["height"]})
    box = page.locator(part).first.bounding_box()
    if box is None:
        raise SystemExit(f"there is no {part} to take a picture of")
    path = PICTURES / f"{name}.png"
    air = 0 if part == ".atlas" else AIR
    height = min(box["height"], most) + 2 * air
    clip = FloatRect(x=max(0, box["x"] - air), y=box["y"] - air, width=box["width"] + 2 * air, height=height)
    page.screenshot(path=path, clip=clip, full_page=True)
    size = path.stat().st_size
    print(f"{path.name} {size // 1000} kB")
    if size > LARGEST:
        raise SystemExit(f"{path.name} is larger than {LARGEST // 1000} kB")


if __name__ == "__main__":
    main()
