"""How confidence, precision and recall hang together: a table and a figure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from kg.model import Extraction, Relation

_STEPS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_WIDTH, _HEIGHT, _MARGIN = 480, 360, 48
_FONT = 'font-family="sans-serif" font-size="12"'

Key = tuple[str, str, str, str]


class Told(Protocol):
    """A statement, coded or extracted."""

    source: str
    kind: str
    target: str
    status: str


class Point(NamedTuple):
    """What is right and what is found of all there is, taking what is at least so confident."""

    confidence: float
    found: int
    precision: float
    recall: float


def key(statement: Told, relations: Mapping[str, Relation]) -> Key:
    """Return what has to agree at the level of families: actors, family, status."""
    relation = relations[statement.kind]
    ends = [statement.source, statement.target]
    source, target = sorted(ends) if relation.symmetric else ends
    return (source, relation.family, target, str(statement.status))


def judged(
    found: Iterable[Extraction], gold: Mapping[str, set[Key]], relations: Mapping[str, Relation]
) -> list[tuple[float, bool]]:
    """Return the confidence of every relation found and whether it is right, each once an article."""
    told = []
    for extraction in found:
        best: dict[Key, float] = {}
        for statement in extraction.statements:
            own = key(statement, relations)
            best[own] = max(best.get(own, 0.0), statement.confidence)
        told += [(confidence, own in gold[extraction.document.id]) for own, confidence in sorted(best.items())]
    return told


def points(told: Sequence[tuple[float, bool]], total: int) -> list[Point]:
    """Return precision and recall at every confidence that occurs, total being what gold holds."""
    found: list[Point] = []
    right = 0
    ordered = sorted(told, key=lambda pair: -pair[0])
    for count, (confidence, is_right) in enumerate(ordered, 1):
        right += is_right
        if count == len(ordered) or ordered[count][0] != confidence:
            found.append(Point(confidence, count, right / count, right / total))
    return found


def bands(told: Sequence[tuple[float, bool]]) -> list[str]:
    """Return lines that tell for each band of confidence how much of it is right."""
    lines = [f"{'confidence':>12}{'statements':>12}{'mean':>8}{'right':>8}"]
    for low, high in zip(_STEPS, (*_STEPS[1:], 1.01), strict=True):
        inside = [(confidence, right) for confidence, right in told if low <= confidence < high]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            share = sum(right for _, right in inside) / len(inside)
            lines.append(f"{low:>6.1f}-{min(high, 1):<4.1f} {len(inside):>12}{mean:>8.2f}{share:>8.2f}")
    return lines


def figure(curves: Mapping[str, Sequence[Point]]) -> str:
    """Return an SVG of precision against recall, a line for each name."""
    top = _MARGIN / 2
    colours = ("#0b5394", "#b45f06", "#38761d")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" {_FONT}>',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
    ]
    for tenth in range(0, 11, 2):
        x, y = _place(tenth / 10, tenth / 10)
        parts += [
            f'<path d="M{x:.0f} {top}V{_HEIGHT - _MARGIN}M{_MARGIN} {y:.0f}H{_WIDTH - top}" stroke="#ddd"/>',
            f'<text x="{x:.0f}" y="{_HEIGHT - _MARGIN + 16}" text-anchor="middle">{tenth / 10:.1f}</text>',
            f'<text x="{_MARGIN - 6}" y="{y + 4:.0f}" text-anchor="end">{tenth / 10:.1f}</text>',
        ]
    for number, ((name, curve), colour) in enumerate(zip(curves.items(), colours, strict=False)):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (_place(each.recall, each.precision) for each in curve))
        parts += [
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>',
            f'<text x="{_MARGIN + 12}" y="{_HEIGHT - _MARGIN - 14 - 16 * number}" fill="{colour}">{name}</text>',
        ]
    middle = (_WIDTH + _MARGIN) / 2
    parts += [
        f'<text x="{middle:.0f}" y="{_HEIGHT - 12}" text-anchor="middle">recall (family)</text>',
        f'<text transform="translate(14 {_HEIGHT / 2:.0f}) rotate(-90)" text-anchor="middle">precision (family)</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _place(recall: float, precision: float) -> tuple[float, float]:
    across = _WIDTH - 1.5 * _MARGIN
    down = _HEIGHT - 1.5 * _MARGIN
    return _MARGIN + recall * across, _HEIGHT - _MARGIN - precision * down
