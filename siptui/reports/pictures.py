"""Pictures made of characters: strips of ratings, arrows, sparklines, bars, a small heat map, the year's calendar.

Each is a Picture: strokes in the colours of scales, whose signs alone tell it where there is no colour, and the same
in words for whoever hears the screen or reads a log. Pure: what is drawn is handed in, nothing is looked up.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from siptui.framework.model import Scale

EMPTY = "·"
"""Where nothing is known yet, of whatever kind."""
HEIGHTS = "▁▂▃▄▅▆▇█"
EXPECTED = 6
"""The height, counted from 0, of what is expected: above it there is one more for what is better than that."""
ARROW, BEHIND = "─▶", "◀"
FULL, REST = "■", EMPTY
DONE, PLANNED, TODAY = "●", "○", "▲"
MONTHS = 12
MONTH_WIDTH = 2


class Stroke(Struct, frozen=True):
    """Signs of one colour, which is one of the scales' ("" is the plain one, `dim` a quiet one)."""

    text: str
    colour: str = ""


class Picture(Struct, frozen=True):
    """A line of signs, and the same in words."""

    strokes: tuple[Stroke, ...]
    words: str

    @property
    def text(self) -> str:
        """The signs without their colours."""
        return "".join(stroke.text for stroke in self.strokes)

    def __bool__(self) -> bool:
        return bool(self.strokes)


NOTHING = Picture((), "")


def plain(text: str, colour: str = "", words: str = "") -> Picture:
    """A text as it stands."""
    return Picture((Stroke(text, colour),), words or text) if text else NOTHING


def beside(pictures: Iterable[Picture], gap: str = "  ") -> Picture:
    """Pictures in one line, those that there are."""
    found = [picture for picture in pictures if picture]
    strokes: list[Stroke] = []
    for number, picture in enumerate(found):
        strokes += [Stroke(gap)] if number else []
        strokes += picture.strokes
    return Picture(tuple(strokes), "; ".join(picture.words for picture in found))


def in_two_columns(lines: Sequence[Picture], width: int, gap: int = 3) -> list[Picture]:
    """Lines of `width` columns beside one another, as many on either side; what stands together stays together."""
    groups: list[list[Picture]] = [[]]
    for line in lines:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    whole = sum(map(len, groups))
    left: list[Picture] = []
    while groups and (not left or 2 * len(left) + len(groups[0]) <= whole + 1):
        left += groups.pop(0)
    right = [line for group in groups for line in group]
    height = max(len(left), len(right))
    found = []
    for one, other in zip([*left, *[NOTHING] * height][:height], [*right, *[NOTHING] * height][:height], strict=True):
        blank = Stroke(" " * max(1, width + gap - len(one.text)))
        strokes = (*one.strokes, blank, *other.strokes) if other else one.strokes
        found.append(Picture(strokes, "; ".join(filter(None, [one.words, other.words]))))
    return found


class Rated(Struct, frozen=True):
    """An indicator with the rating that stands of it: its code, the rating's letter ("" for none), colour and name."""

    code: str
    letter: str = ""
    colour: str = ""
    name: str = ""


def strip(ratings: Sequence[Rated], title: str = "") -> Picture:
    """A letter an indicator, a dot where it is not rated: `GGR·`; none where nothing is rated."""
    if not any(each.letter for each in ratings):
        return NOTHING
    strokes = [Stroke(f"{title} ", "dim")] if title else []
    strokes += [Stroke(each.letter or EMPTY, each.colour if each.letter else "dim") for each in ratings]
    said = ", ".join(f"{each.code} {each.name or each.letter}" for each in ratings if each.letter)
    return Picture(tuple(strokes), f"{title}: {said}" if title else said)


class HeatLine(Struct, frozen=True):
    """A line of a small heat map: what it is called, and its ratings, those of a section together."""

    title: str
    sections: tuple[tuple[Rated, ...], ...]


def heat_map(headings: Sequence[str], lines: Sequence[HeatLine]) -> list[Picture]:
    """A letter for each indicator under its section's heading, a line each; none where nothing is rated at all."""
    shown = [line for line in lines if any(each.letter for ratings in line.sections for each in ratings)]
    if not shown:
        return []
    named = max(len(line.title) for line in shown)
    wide = [max(len(h), *(len(line.sections[n]) for line in shown)) for n, h in enumerate(headings)]
    top = " ".join(h.ljust(w) for h, w in zip(headings, wide, strict=True)).rstrip()
    pictures = [Picture((Stroke(f"{'':<{named}} {top}", "dim"),), "")]
    for line in shown:
        strokes = [Stroke(line.title.ljust(named), "dim")]
        said = []
        for ratings, width in zip(line.sections, wide, strict=True):
            strokes += [Stroke(" "), *(Stroke(r.letter or EMPTY, r.colour if r.letter else "dim") for r in ratings)]
            strokes += [Stroke(" " * (width - len(ratings)))] if width > len(ratings) else []
            said += [f"{each.code} {each.name or each.letter}" for each in ratings if each.letter]
        pictures.append(Picture(tuple(strokes), f"{line.title}: {', '.join(said) or 'nothing rated'}"))
    return pictures


def category(scale: Scale, now: str, target: str, before: str = "", named: bool = True) -> Picture:
    """A category, the one it is to become, and whether it was another: `3 Targeted ─▶ 2 Standard  ▲ was 4`.

    Without names where there is no room for them: `3 ─▶ 2  ▲ was 4`.
    """
    if not (now or target):
        return NOTHING
    places = [scale.place(each) for each in (before, now)]
    moved = 0 if None in places else (places[0] > places[1]) - (places[0] < places[1])  # type: ignore[operator]
    drawn = _value if named else _mark
    strokes = [Stroke(drawn(scale, now) or "?", "red" if moved < 0 else "")]
    words = _value(scale, now) or "none yet"
    if target:
        strokes.append(Stroke(f" {ARROW} {drawn(scale, target)}"))
        words += f", to become {_value(scale, target)}"
    if moved:
        sign, colour = ("▲", "green") if moved > 0 else ("▼", "red")
        strokes.append(Stroke(f"  {sign} was {_mark(scale, before)}", colour))
        words += f"; {'better' if moved > 0 else 'worse'} than {_value(scale, before)} last year"
    return Picture(tuple(strokes), words)


def _mark(scale: Scale, value: str) -> str:
    found = scale.find(value) if value else None
    return (found.mark or found.value) if found else value


def _value(scale: Scale, value: str) -> str:
    found = scale.find(value) if value else None
    if found is None:
        return value
    mark = found.mark or found.value
    return f"{mark} {found.name}" if len(mark) < len(found.name) else found.name


def sparkline(made: Sequence[float | None], expected: float, names: Sequence[str] = ()) -> Picture:
    """Points made since the first of some moments, a sign a moment; the last but one height is all that is expected.

    A moment of which nothing is known is a dot; one below the first stands as low as that.
    """
    signs, said = [], []
    for number, value in enumerate(made):
        named = names[number] if number < len(names) else str(number + 1)
        if value is None:
            signs.append(EMPTY)
            continue
        height = round(value / expected * EXPECTED) if expected > 0 else 0
        signs.append(HEIGHTS[max(0, min(height, len(HEIGHTS) - 1))])
        said.append(f"{named} {value:+.1f}")
    if not said:
        return NOTHING
    return Picture((Stroke("".join(signs)),), ", ".join(said))


def against(made: float, by_now: float, whole: float, partly: bool = False, short: bool = False) -> Picture:
    """Points made of those expected over the year, and whether as many as by now: `+1.2 of 2.0 behind ◀`.

    `partly` says that not every year group counted: `+1.2*`. Where there is no room, `short`: `+1.2 ◀`.
    """
    behind = round(made, 1) < round(by_now, 1)
    figure = f"{made:+.1f}{'*' if partly else ''}" + ("" if short else f" of {whole:.1f}")
    words = f"{made:+.1f} points of {whole:.1f} expected over the year, {'behind' if behind else 'on track'}"
    words += ", not every year group counted" if partly else ""
    if short:
        return Picture((Stroke(figure), *([Stroke(f" {BEHIND}", "amber")] if behind else [])), words)
    said = Stroke(f"behind {BEHIND}", "amber") if behind else Stroke("on track", "green")
    return Picture((Stroke(f"{figure} "), said), words)


def bar(done: int, of: int, width: int = 12) -> Picture:
    """How much of a whole is done: `■■■■····  5 of 9`; never full before all is done, nor empty once there is some."""
    if of <= 0:
        return NOTHING
    done = max(0, min(done, of))
    full = done * width // of
    full = max(full, 1) if done else 0
    colour = "green" if done == of else ""
    strokes = (Stroke(FULL * full, colour), Stroke(REST * (width - full), "dim"), Stroke(f"  {done} of {of}"))
    return Picture(tuple(stroke for stroke in strokes if stroke.text), f"{done} of {of}")


class Dated(Struct, frozen=True):
    """A day of the year: what is on it, and whether that is done with."""

    name: str
    on: date
    done: bool


def calendar(first: date, last: date, days: Sequence[Dated], today: date) -> list[Picture]:
    """The months of a year, and under them what was on their days (`●`), what is to be (`○`), and today (`▲`)."""
    months = min((last.year - first.year) * MONTHS + last.month - first.month + 1, MONTHS)
    if months <= 0:
        return []

    def month_of(day: date) -> int:
        return (day.year - first.year) * MONTHS + day.month - first.month

    signs, colours = [" "] * months, [""] * months
    if 0 <= month_of(today) < months:
        signs[month_of(today)], colours[month_of(today)] = TODAY, "blue"
    for each in sorted(days, key=lambda each: each.done):
        if 0 <= month_of(each.on) < months:
            signs[month_of(each.on)] = DONE if each.done else PLANNED
            colours[month_of(each.on)] = "" if each.done or each.on >= today else "amber"
    names = [date(2000, (first.month - 1 + n) % MONTHS + 1, 1).strftime("%b")[0] for n in range(months)]
    top = plain("".join(name.ljust(MONTH_WIDTH) for name in names).rstrip(), "dim", words="")
    strokes = tuple(Stroke(sign.ljust(MONTH_WIDTH), colour) for sign, colour in zip(signs, colours, strict=True))
    said = [f"{e.name} {e.on.day} {e.on:%b}{'' if e.done else ' to come'}" for e in sorted(days, key=lambda e: e.on)]
    return [Picture(top.strokes, ""), Picture(strokes, ", ".join(said) or "no visit is dated")]
