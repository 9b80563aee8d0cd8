"""The ground of the map comes from the packs of the case, with its credit, and nothing of it from elsewhere."""

from __future__ import annotations

from tests.web.browser import Browser


def test_each_basemap_of_the_packs_is_there_with_its_credit(browser: Browser) -> None:
    layers = browser.get("/api/basemap").json()["layers"]
    assert [layer["pack"] for layer in layers] == ["syria-iraq"]
    for layer in layers:
        assert "Natural Earth" in layer["credit"] and "not their true course" in layer["credit"]
        ground = browser.get(layer["url"]).json()
        assert ground["type"] == "FeatureCollection" and ground["features"]


def test_a_river_whose_course_is_known_is_not_drawn_straight(browser: Browser) -> None:
    lines = browser.get("/basemap/syria-iraq.geojson").json()["features"]
    rivers = [one for one in lines if one["properties"]["layer"] == "river"]
    course = [
        point for one in rivers if "name" not in one["properties"] for line in one["geometry"]["coordinates"] for point in line
    ]
    # Between Deir ez-Zor and Abu Kamal the Euphrates bends far more often than there are towns.
    assert len([point for point in course if 40.1 < point[0] < 41.0 and 34.4 < point[1] < 35.4]) > 10
    assert {one["properties"].get("name") for one in rivers} & {"Euphrates", "Tigris"} == set()


def test_no_file_but_a_basemap_is_served_by_a_packs_name(browser: Browser) -> None:
    for name in ("en", "nowhere"):
        assert browser.get(f"/basemap/{name}.geojson").status_code == 404
    # With a slash in it, it is an address of the page, and answered as any other.
    assert "geo+json" not in browser.get("/basemap/..%2f..%2fsyria-iraq%2fbasemap.geojson").headers["content-type"]
