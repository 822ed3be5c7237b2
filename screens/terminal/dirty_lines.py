"""Only the lines that changed are drawn. Written for Textual 8.2.8; guarded by
tests/screens/terminal/test_dirty_lines.py.

For an update of a few cells Textual's compositor has every visible widget give all its lines, and cuts each of them.
Here a widget gives the lines that hold something to draw again, and only where no other widget covers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

Pieces = dict[int, "Strip | None"]
"""A line in pieces between the edges of widgets, by the column that each begins at; None where nothing is drawn yet."""


class DirtyLines(Compositor):
    """Textual's compositor, but for its updates of parts of the screen."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """The pieces of the changed lines that hold a change; None where nothing has changed."""
        dirty, self._dirty_regions = self._dirty_regions, set()
        screen = self.size.region
        seen = [region for each in dirty if (region := each.intersection(screen))]
        if not seen:
            return None
        spans = list(self._regions_to_spans(seen))
        lines = self._lines(spans)
        ends = {y: [end for x, end in pairwise(self.cuts[y]) if x in pieces] for y, pieces in lines.items()}
        # By line, as Textual's own lists are: whoever draws an update asks for the lines of its spans only.
        return ChopsUpdate(lines, spans, ends)  # type: ignore[arg-type]

    def _lines(self, spans: Iterable[tuple[int, int, int]]) -> dict[int, Pieces]:
        """The pieces that hold a change, drawn from the uppermost widget down."""
        cuts = self.cuts
        lines: dict[int, Pieces] = {}
        for y, start, stop in spans:
            edges = cuts[y]
            pieces = lines.setdefault(y, {})
            for x, end in pairwise(edges):
                if x < stop and end > start:
                    pieces[x] = None
        left = {y: set(pieces) for y, pieces in lines.items()}
        for widget, (region, clip) in self.visible_widgets.items():
            part = region.intersection(clip)
            hit = [y for y in left if part.y <= y < part.bottom and any(part.x <= x < part.right for x in left[y])]
            for first, last in _runs(hit):
                rows = Region(part.x - region.x, first - region.y, part.width, last - first)
                for y, strip in zip(range(first, last), widget.render_lines(rows), strict=False):
                    _fill(lines[y], left[y], cuts[y], part, strip)
                    if not left[y]:
                        del left[y]
            if not left:
                break
        return lines


def _runs(lines: list[int]) -> Iterator[tuple[int, int]]:
    """Lines, in their order, as stretches of neighbours: the first, and the one after the last."""
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at] != lines[at - 1] + 1:
            yield lines[start], lines[at - 1] + 1
            start = at


def _fill(pieces: Pieces, left: set[int], cuts: list[int], part: Region, strip: Strip) -> None:
    """Cut a widget's line at the edges of the others, and put it where nothing has been drawn."""
    edges = [cut for cut in cuts if part.x <= cut <= part.right]
    for x, piece in zip(edges, strip.divide([cut - part.x for cut in edges[1:]]), strict=False):
        if x in left:
            pieces[x] = piece
            left.discard(x)
