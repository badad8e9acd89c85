"""A little plane geometry for regions of a drawing."""

from math import hypot

Point = tuple[float, float]


def area(polygon: list[Point]) -> float:
    edges = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in edges)) / 2


def bounds(polygon: list[Point]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    xs, ys = zip(*polygon, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def apart(one: list[Point], other: list[Point]) -> bool:
    """Whether already the boxes around them do not meet."""
    left, top, right, bottom = bounds(one)
    other_left, other_top, other_right, other_bottom = bounds(other)
    return right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top


def inside(point: Point, polygon: list[Point]) -> bool:
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            odd = not odd
    return odd


def to_edge(point: Point, polygon: list[Point]) -> float:
    x, y = point
    nearest = float("inf")
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        t = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / length)) if length else 0.0
        nearest = min(nearest, hypot(x - ax - t * dx, y - ay - t * dy))
    return nearest


def grid(polygon: list[Point], steps: int) -> list[Point]:
    left, top, right, bottom = bounds(polygon)
    return [
        (left + (right - left) * (i + 0.5) / steps, top + (bottom - top) * (j + 0.5) / steps)
        for i in range(steps)
        for j in range(steps)
    ]


def interior_points(polygon: list[Point], *, margin: float = 0.3) -> list[Point]:
    """Points of the polygon that do not lie on its edge."""
    inner = [point for point in grid(polygon, 7) if inside(point, polygon)]
    return [point for point in inner if to_edge(point, polygon) > margin]


def inscribed(polygon: list[Point]) -> float:
    """The width of the largest circle that fits, found on a grid (never too large)."""
    return 2 * max(to_edge(point, polygon) for point in grid(polygon, 11) if inside(point, polygon))
