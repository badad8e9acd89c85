"""Our own drawing of a calm body, front and back: smooth lines, cut into regions that share their edges.

Only the half at the reader's right is drawn; the other half is its mirror. A line is a list of points with a
smooth curve through them; some of its points have names, where other lines meet it. A region is a walk along
pieces of lines, so neighbours share an edge exactly: nothing overlaps and nothing is left out.

Units: the drawing is 200 wide, its middle is x = 100, y grows downwards. One unit is 1.67 px on a phone.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

Point = tuple[float, float]
#: One smooth piece: where it begins, two handles, where it ends.
Bezier = tuple[Point, Point, Point, Point]
#: A point of a line; with a name where other lines meet it.
Knot = tuple[float, float] | tuple[float, float, str]
#: A piece of a line between two named points; against its direction when `end` comes before `start`.
Piece = tuple[str, str, str]

MIDDLE = 100.0
WIDTH, HEIGHT = 200, 444
#: What a page shows of it: left, top, width, height.
VIEW_BOX = (8, 2, 184, 440)

_HEAD: tuple[Knot, ...] = (
    *((100, 8, "crown"), (109, 10.1), (116.6, 16.4), (120.3, 25.6), (120.6, 33.5, "temple")),
    *((123, 35.2), (123.3, 40.5), (120.9, 46.4), (118.6, 53), (114, 60, "jaw")),
)
_ARM: tuple[Knot, ...] = (
    *((114, 60, "jaw"), (113, 69), (115.4, 77.6, "neck"), (123.5, 83, "collar"), (135, 86.6)),
    *((145, 91.8), (151.6, 101.5), (154, 113), (155.6, 125, "deltoid"), (158.6, 142), (161.6, 157)),
    *((163.6, 167, "elbow top"), (168.3, 188, "elbow end"), (172.6, 203), (175.6, 219)),
    *((177.6, 232, "wrist"), (182, 241), (186.3, 252), (187, 264), (184.6, 275.5), (179.8, 278.2)),
    *((175.6, 272), (173, 261.5), (170.6, 254.4), (168.4, 258.8), (165.2, 258.6), (164.3, 252.4)),
    *((165.4, 244), (167.4, 234.5, "inner wrist"), (163.2, 216), (156.8, 201)),
    *((153, 189.5, "inner elbow end"), (150, 169.5, "inner elbow top"), (146.4, 152)),
    *((142, 137), (138, 124, "armpit")),
)
_FLANK: tuple[Knot, ...] = (
    *((138, 124, "armpit"), (136.3, 138, "blade"), (133.9, 152.4, "ribs"), (130.4, 165.4, "last rib")),
    *((129.2, 173.5), (129.2, 181, "waist"), (131.6, 194), (134.6, 206, "hip"), (137.6, 220)),
)
_LEG: tuple[Knot, ...] = (
    *((138.8, 233, "hip end"), (138.6, 247, "fold"), (136.2, 270), (131.6, 293, "knee top")),
    *((128.6, 309), (128.2, 323, "knee end"), (130.2, 341), (128.6, 359), (124.2, 378, "calf end")),
)
_INNER_LEG: tuple[Knot, ...] = (
    *((107.6, 380, "inner calf end"), (104, 361), (102.9, 343), (105.3, 325, "inner knee end")),
    *((104.7, 310), (103.2, 295, "inner knee top"), (101.5, 270)),
)
_SHIN_END: tuple[Knot, ...] = ((121.2, 391, "ankle"),)
_FOOT: tuple[Knot, ...] = (
    *((121.6, 400), (125.6, 412), (129.8, 423), (128.4, 430.6), (120.4, 433), (112, 431.4), (108, 424)),
    *((108.2, 411), (108.3, 400), (108.2, 392, "inner ankle")),
)
_HEEL: tuple[Knot, ...] = (
    *(
        (121, 391),
        (120.3, 399),
        (121.6, 409, "heel"),
        (124.6, 420),
        (124.8, 431),
        (119.6, 437.6),
        (112.6, 436.8),
    ),
    *((108.2, 429.5), (107.4, 419), (107.8, 409, "inner heel"), (109.4, 399), (108.8, 391)),
)

#: The lines of one half in front.
FRONT_LINES: Mapping[str, Sequence[Knot]] = {
    "head": _HEAD,
    "arm": _ARM,
    "body": (
        *(*_FLANK, *_LEG, *_SHIN_END, *_FOOT, *_INNER_LEG),
        *((101.2, 246, "groin end"), (100, 234, "crotch")),
    ),
    "chin": ((114, 60, "jaw"), (108.4, 65.3), (100, 67.6, "chin")),
    "brow": ((100, 36.6, "brow"), (111, 35.7), (120.6, 33.5, "temple")),
    "clavicle": ((100, 88.6, "notch"), (107.6, 87.2, "sternum"), (123.5, 83, "collar")),
    "breastbone": ((107.6, 87.2, "sternum"), (108.4, 104), (108.8, 126), (107.4, 146.2, "xiphoid")),
    "breast": ((123.5, 83, "collar"), (130.6, 95), (134.8, 109), (138, 124, "armpit")),
    "sleeve": ((138, 124, "armpit"), (146.6, 127.4), (155.6, 125, "deltoid")),
    "ribs": ((100, 144.6, "ribs mid"), (107.4, 146.2, "xiphoid"), (120.4, 151.6), (133.9, 152.4, "ribs")),
    "waist": ((100, 183.6, "navel"), (115, 182.9), (129.2, 181, "waist")),
    "pelvis": ((100, 214, "pubis"), (109.6, 213.6, "pubic end"), (121, 211), (134.6, 206, "hip")),
    "loin": ((109.6, 213.6, "pubic end"), (108.6, 224), (104.6, 231.6), (100, 234, "crotch")),
    "thigh top": (
        *((101.2, 246, "groin end"), (110, 244.6), (119.4, 241.6, "thigh mid"), (130, 237.4)),
        (138.8, 233, "hip end"),
    ),
    "thigh": ((119.4, 241.6, "thigh mid"), (118.8, 268), (116.8, 291.4, "knee mid")),
    "knee top": (
        *((103.2, 295, "inner knee top"), (109.6, 292), (116.8, 291.4, "knee mid"), (124.4, 291.4)),
        (131.6, 293, "knee top"),
    ),
    "knee end": ((105.3, 325, "inner knee end"), (116.8, 329), (128.2, 323, "knee end")),
    "ankle": ((108.2, 392, "inner ankle"), (114.6, 394), (121.2, 391, "ankle")),
    "elbow top": ((150, 169.5, "inner elbow top"), (157, 169.8), (163.6, 167, "elbow top")),
    "elbow end": ((153, 189.5, "inner elbow end"), (161, 190.4), (168.3, 188, "elbow end")),
    "wrist": ((167.4, 234.5, "inner wrist"), (172.6, 234.8), (177.6, 232, "wrist")),
}  # fmt: skip

#: The lines of one half behind.
BACK_LINES: Mapping[str, Sequence[Knot]] = {
    "head": _HEAD,
    "arm": _ARM,
    "body": (*_FLANK, *_LEG, *_HEEL, *_INNER_LEG, (101.4, 256, "inner fold"), (100, 245, "cleft")),
    "nape": ((100, 57, "nape"), (107.6, 57.8), (114, 60, "jaw")),
    "shoulders": ((100, 82, "vertebra"), (108, 80.8, "spine 1"), (115.4, 77.6, "neck")),
    "spine": (
        *((108, 80.8, "spine 1"), (108.6, 95, "spine 2"), (108.8, 131.2, "spine 3")),
        *((108.2, 163.6, "spine 4"), (108.4, 179), (109.6, 197.4, "spine 5")),
    ),
    "trapezius": ((108.6, 95, "spine 2"), (120.6, 99.4), (130.6, 109.4), (138, 124, "armpit")),
    "sleeve": ((138, 124, "armpit"), (146.6, 127.4), (155.6, 125, "deltoid")),
    "chest 3": ((100, 130.6, "mid 3"), (108.8, 131.2, "spine 3"), (122, 134), (136.3, 138, "blade")),
    "chest 4": ((100, 163.4, "mid 4"), (108.2, 163.6, "spine 4"), (119, 164.6), (130.4, 165.4, "last rib")),
    "belt": ((100, 197, "mid 5"), (109.6, 197.4, "spine 5"), (121.6, 199.8, "crest"), (134.6, 206, "hip")),
    "sacrum": ((109.6, 197.4, "spine 5"), (110, 207), (106.4, 219.4), (100, 228, "tailbone")),
    "trochanter": ((121.6, 199.8, "crest"), (123.6, 217), (124, 233), (125.4, 250.6, "fold mid")),
    "fold": ((101.4, 256, "inner fold"), (113, 256), (125.4, 250.6, "fold mid"), (138.6, 247, "fold")),
    "knee top": ((103.2, 295, "inner knee top"), (117, 297.6), (131.6, 293, "knee top")),
    "knee end": ((105.3, 325, "inner knee end"), (116.8, 323), (128.2, 323, "knee end")),
    "calf end": ((107.6, 380, "inner calf end"), (115.6, 376.6), (124.2, 378, "calf end")),
    "heel": ((107.8, 409, "inner heel"), (114.8, 412.6), (121.6, 409, "heel")),
    "elbow top": ((150, 169.5, "inner elbow top"), (157, 169.8), (163.6, 167, "elbow top")),
    "elbow end": ((153, 189.5, "inner elbow end"), (161, 190.4), (168.3, 188, "elbow end")),
    "wrist": ((167.4, 234.5, "inner wrist"), (172.6, 234.8), (177.6, 232, "wrist")),
}  # fmt: skip

_LIMBS: Mapping[str, Sequence[Piece]] = {
    "upper arm": (
        *(("sleeve", "armpit", "deltoid"), ("arm", "deltoid", "elbow top")),
        *(("elbow top", "elbow top", "inner elbow top"), ("arm", "inner elbow top", "armpit")),
    ),
    "elbow": (
        *(("elbow top", "inner elbow top", "elbow top"), ("arm", "elbow top", "elbow end")),
        *(("elbow end", "elbow end", "inner elbow end"), ("arm", "inner elbow end", "inner elbow top")),
    ),
    "forearm": (
        *(("elbow end", "inner elbow end", "elbow end"), ("arm", "elbow end", "wrist")),
        *(("wrist", "wrist", "inner wrist"), ("arm", "inner wrist", "inner elbow end")),
    ),
    "hand": (("wrist", "inner wrist", "wrist"), ("arm", "wrist", "inner wrist")),
    "knee": (
        *(("knee top", "inner knee top", "knee top"), ("body", "knee top", "knee end")),
        *(("knee end", "knee end", "inner knee end"), ("body", "inner knee end", "inner knee top")),
    ),
}

#: The regions of one half in front; what begins and ends on the middle is closed along it, or doubled there.
FRONT_HALF: Mapping[str, Sequence[Piece]] = {
    "forehead": (("head", "crown", "temple"), ("brow", "temple", "brow")),
    "jaw": (("brow", "brow", "temple"), ("head", "temple", "jaw"), ("chin", "jaw", "chin")),
    "neck": (
        *(("chin", "chin", "jaw"), ("arm", "jaw", "collar"), ("clavicle", "collar", "notch")),
    ),
    "shoulder": (
        *(("arm", "collar", "deltoid"), ("sleeve", "deltoid", "armpit"), ("breast", "armpit", "collar")),
    ),
    "chest": (
        *(("clavicle", "sternum", "collar"), ("breast", "collar", "armpit"), ("body", "armpit", "ribs")),
        *(("ribs", "ribs", "xiphoid"), ("breastbone", "xiphoid", "sternum")),
    ),
    "breastbone": (
        *(("clavicle", "notch", "sternum"), ("breastbone", "sternum", "xiphoid")),
        ("ribs", "xiphoid", "ribs mid"),
    ),
    "upper belly": (("ribs", "ribs mid", "ribs"), ("body", "ribs", "waist"), ("waist", "waist", "navel")),
    "lower belly": (("waist", "navel", "waist"), ("body", "waist", "hip"), ("pelvis", "hip", "pubis")),
    "genitals": (("pelvis", "pubis", "pubic end"), ("loin", "pubic end", "crotch")),
    "groin": (
        *(("pelvis", "pubic end", "hip"), ("body", "hip", "hip end"), ("thigh top", "hip end", "groin end")),
        *(("body", "groin end", "crotch"), ("loin", "crotch", "pubic end")),
    ),
    "outer thigh": (
        *(("thigh top", "thigh mid", "hip end"), ("body", "hip end", "knee top")),
        *(("knee top", "knee top", "knee mid"), ("thigh", "knee mid", "thigh mid")),
    ),
    "inner thigh": (
        *(("thigh top", "groin end", "thigh mid"), ("thigh", "thigh mid", "knee mid")),
        *(("knee top", "knee mid", "inner knee top"), ("body", "inner knee top", "groin end")),
    ),
    "shin": (
        *(("knee end", "inner knee end", "knee end"), ("body", "knee end", "ankle")),
        *(("ankle", "ankle", "inner ankle"), ("body", "inner ankle", "inner knee end")),
    ),
    "foot": (("ankle", "inner ankle", "ankle"), ("body", "ankle", "inner ankle")),
    **_LIMBS,
}  # fmt: skip

#: The regions of one half behind.
BACK_HALF: Mapping[str, Sequence[Piece]] = {
    "head": (("head", "crown", "jaw"), ("nape", "jaw", "nape")),
    "neck": (("nape", "nape", "jaw"), ("arm", "jaw", "neck"), ("shoulders", "neck", "vertebra")),
    "shoulder": (
        *(("shoulders", "spine 1", "neck"), ("arm", "neck", "deltoid"), ("sleeve", "deltoid", "armpit")),
        *(("trapezius", "armpit", "spine 2"), ("spine", "spine 2", "spine 1")),
    ),
    "blade": (
        *(("trapezius", "spine 2", "armpit"), ("body", "armpit", "blade")),
        *(("chest 3", "blade", "spine 3"), ("spine", "spine 3", "spine 2")),
    ),
    "ribs": (
        *(("chest 3", "spine 3", "blade"), ("body", "blade", "last rib")),
        *(("chest 4", "last rib", "spine 4"), ("spine", "spine 4", "spine 3")),
    ),
    "low back": (
        *(("chest 4", "spine 4", "last rib"), ("body", "last rib", "hip")),
        *(("belt", "hip", "spine 5"), ("spine", "spine 5", "spine 4")),
    ),
    "upper spine": (
        *(("shoulders", "vertebra", "spine 1"), ("spine", "spine 1", "spine 3")),
        ("chest 3", "spine 3", "mid 3"),
    ),
    "middle spine": (
        *(("chest 3", "mid 3", "spine 3"), ("spine", "spine 3", "spine 4"), ("chest 4", "spine 4", "mid 4")),
    ),
    "lower spine": (
        *(("chest 4", "mid 4", "spine 4"), ("spine", "spine 4", "spine 5"), ("belt", "spine 5", "mid 5")),
    ),
    "tailbone": (("belt", "mid 5", "spine 5"), ("sacrum", "spine 5", "tailbone")),
    "outer hip": (
        *(("belt", "crest", "hip"), ("body", "hip", "fold")),
        *(("fold", "fold", "fold mid"), ("trochanter", "fold mid", "crest")),
    ),
    "buttock": (
        *(("belt", "spine 5", "crest"), ("trochanter", "crest", "fold mid")),
        *(("fold", "fold mid", "inner fold"), ("body", "inner fold", "cleft")),
        ("sacrum", "tailbone", "spine 5"),
    ),
    "thigh": (
        *(("fold", "inner fold", "fold"), ("body", "fold", "knee top")),
        *(("knee top", "knee top", "inner knee top"), ("body", "inner knee top", "inner fold")),
    ),
    "calf": (
        *(("knee end", "inner knee end", "knee end"), ("body", "knee end", "calf end")),
        *(("calf end", "calf end", "inner calf end"), ("body", "inner calf end", "inner knee end")),
    ),
    "heel": (
        *(("calf end", "inner calf end", "calf end"), ("body", "calf end", "heel")),
        *(("heel", "heel", "inner heel"), ("body", "inner heel", "inner calf end")),
    ),
    "sole": (("heel", "inner heel", "heel"), ("body", "heel", "inner heel")),
    **_LIMBS,
}  # fmt: skip

_VIEWS = {"front": (FRONT_LINES, FRONT_HALF), "back": (BACK_LINES, BACK_HALF)}


@cache
def half_of(view: str, shape: str) -> tuple[Bezier, ...]:
    """The walk around a region of the drawn half. Between two pieces on the middle it goes straight."""
    lines, shapes = _VIEWS[view]
    return tuple(bezier for piece in shapes[shape] for bezier in _along(lines, piece))


def doubled(half: Sequence[Bezier]) -> tuple[Bezier, ...]:
    """A region on the middle: the drawn half, then its mirror back to where it began."""
    return (*half, *(_reversed(mirrored(bezier)) for bezier in reversed(half)))


def mirrored(bezier: Bezier) -> Bezier:
    a, b, c, d = ((round(2 * MIDDLE - x, 1), y) for x, y in bezier)
    return a, b, c, d


def path(beziers: Sequence[Bezier]) -> str:
    """As the `d` of an SVG path: relative curves, one digit, straight where the walk jumps."""
    start = beziers[0][0]
    here, words = start, [f"M{_n(start[0])} {_n(start[1])}"]
    for a, *rest in beziers:
        if a != here:
            words.append(f"L{_n(a[0])} {_n(a[1])}")
        words.append("c" + " ".join(f"{_n(x - a[0])} {_n(y - a[1])}" for x, y in rest))
        here = rest[-1]
    return "".join(words).replace(" -", "-") + "z"


def polygon(beziers: Sequence[Bezier], *, steps: int = 8) -> list[Point]:
    """The same region with straight sides, for reckoning."""
    points: list[Point] = []
    for a, b, c, d in beziers:
        if not points or points[-1] != a:
            points.append(a)
        points.extend(_at(a, b, c, d, step / steps) for step in range(1, steps + 1))
    return points


def _n(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    if text in ("-0", "0"):
        return "0"
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def _at(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    u = 1 - t
    weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
    return x, y


def _along(lines: Mapping[str, Sequence[Knot]], piece: Piece) -> Iterator[Bezier]:
    name, start, end = piece
    knots = lines[name]
    names = [knot[2] if len(knot) == 3 else "" for knot in knots]
    first, last = names.index(start), names.index(end)
    smooth = _smooth(tuple((x, y) for x, y, *_ in knots))
    if first < last:
        yield from smooth[first:last]
    else:
        yield from (_reversed(bezier) for bezier in reversed(smooth[last:first]))


def _reversed(bezier: Bezier) -> Bezier:
    a, b, c, d = bezier
    return d, c, b, a


@cache
def _smooth(points: tuple[Point, ...]) -> tuple[Bezier, ...]:
    """A Catmull-Rom curve through the points, level where it crosses the middle, without overshoot where
    points lie close together (each handle is a third of its own piece)."""
    before = _beyond(points[0], points[1])
    after = _beyond(points[-1], points[-2])
    row = (before, *points, after)
    tangents = [_direction(row[i - 1], row[i + 1]) for i in range(1, len(row) - 1)]
    return tuple(
        _bezier(points[i], points[i + 1], tangents[i], tangents[i + 1]) for i in range(len(points) - 1)
    )


def _beyond(end: Point, inner: Point) -> Point:
    """The point past an end: its neighbour’s mirror where a line crosses the middle, else straight on."""
    if end[0] == MIDDLE and abs(inner[0] - end[0]) > abs(inner[1] - end[1]):
        return 2 * MIDDLE - inner[0], inner[1]
    return 2 * end[0] - inner[0], 2 * end[1] - inner[1]


def _direction(a: Point, b: Point) -> Point:
    x, y = b[0] - a[0], b[1] - a[1]
    length = (x * x + y * y) ** 0.5
    return x / length, y / length


def _bezier(a: Point, b: Point, at_a: Point, at_b: Point) -> Bezier:
    reach = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 / 3
    start, end = _round(a), _round(b)
    return (
        start,
        _round((a[0] + at_a[0] * reach, a[1] + at_a[1] * reach)),
        _round((b[0] - at_b[0] * reach, b[1] - at_b[1] * reach)),
        end,
    )


def _round(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)
