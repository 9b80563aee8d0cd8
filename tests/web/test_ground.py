"""The ground of the map comes from the packs of the case, with its credit, and nothing of it from elsewhere."""

from __future__ import annotations

from tests.web.browser import Browser


def test_each_basemap_of_the_packs_is_there_with_its_credit(browser: Browser) -> None:
    layers = browser.get("/api/basemap").json()["layers"]
    assert [layer["pack"] for layer in layers] == ["syria-iraq"]
    for layer in layers:
        assert layer["credit"]
        ground = browser.get(layer["url"]).json()
        assert ground["type"] == "FeatureCollection" and ground["features"]


def test_no_file_but_a_basemap_is_served_by_a_packs_name(browser: Browser) -> None:
    for name in ("en", "nowhere"):
        assert browser.get(f"/basemap/{name}.geojson").status_code == 404
    # With a slash in it, it is an address of the page, and answered as any other.
    assert "geo+json" not in browser.get("/basemap/..%2f..%2fsyria-iraq%2fbasemap.geojson").headers["content-type"]
