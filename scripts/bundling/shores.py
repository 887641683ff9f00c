"""Which stretches of a shore lie near another: what their nearest points need."""

import math

KM_PER_DEGREE = 111.32


def near_another(records, km):
    """GeoJSON features of lines, each restricted to the stretches within some kilometers of a vertex of another feature.

    The vertex before and after a stretch is kept too, so that no line between two vertices is lost that comes as near.
    """
    lines = [record["geometry"]["coordinates"] for record in records]
    if any(record["geometry"]["type"] != "MultiLineString" for record in records):
        raise ValueError("only a MultiLineString can be restricted")
    cells = [cells_of(parts, km) for parts in lines]
    return [
        {**record, "geometry": {"type": "MultiLineString", "coordinates": [
            stretch for line in lines[i]
            for stretch in stretches(line, [near(point, cells[:i] + cells[i + 1:], km) for point in line])]}}
        for i, record in enumerate(records)
    ]


def cells_of(lines, km):
    """The vertices by squares of about `km`, so that only those around a point are measured."""
    squares = {}
    for line in lines:
        for point in line:
            squares.setdefault(square(point, km), []).append(point)
    return squares


def square(point, km):
    return math.floor(point[0] * KM_PER_DEGREE / km), math.floor(point[1] * KM_PER_DEGREE / km)


def near(point, others, km):
    x, y = square(point, km)
    # A degree of longitude is never longer than one of latitude: no vertex within reach is outside of these squares.
    return any(
        away(point, other) <= km
        for squares in others for i in (x - 2, x - 1, x, x + 1, x + 2) for j in (y - 1, y, y + 1)
        for other in squares.get((i, j), ()))


def away(a, b):
    """Kilometers on a sphere: the choice of vertices needs no better."""
    east = (a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return KM_PER_DEGREE * math.hypot(east, a[1] - b[1])


def stretches(line, wanted):
    kept = [any(wanted[max(0, i - 1):i + 2]) for i in range(len(line))]
    part = []
    for point, is_kept in zip(line, kept):
        if is_kept:
            part.append(point)
        elif part:
            yield part
            part = []
    if len(part) > 1:
        yield part
