"""Slips of the keyboard in a text: signs and spaces that are twice, missing, left over."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from siptui.proofing.data import listed, words
from siptui.proofing.mark import Mark
from siptui.proofing.text_parts import Spans, plainly, within

Check = Callable[[str, str, Spans], Iterator[Mark]]

SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
AFTER_SENTENCE = re.compile(r"[.!?][\"”’')\]]*$")
ALIGNED = re.compile(r"\S {3,}(?=\S)")
BEFORE_SIGN = re.compile(r"(?<=[^\s([])[ \t\u00a0]+(?:[,.;:!?](?![\w.)(/])|[,;:](?=[^\W\d_]{2}))")
WITHIN_BRACKETS = re.compile(r"[(“‘][ \t]+(?=\S)|(?<=\S)[ \t]+[)”]")
BEFORE_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[ \t]+['’][ \t]*(?=s\b)|(?<=[^\W\d_]{2}s)[ \t]+['’](?=[ \t])")
NO_SPACE = re.compile(
    r"(?<=[^\W\d_])[,;](?=\w)|(?<=\b(?:19|20)\d\d),(?=\d{1,2}\b)|(?<=[^\W\d_]{3}):(?!bits?\b)(?=[^\W\d_]{3})"
    r"|(?<=[a-z\d])[.!?](?=[A-Z][^\W\d_A-Z])|(?<=\w{3})\)(?=[^\W\d_]{2})"
)
NO_SPACE_BEFORE = re.compile(r"(?<=[^\W\d_]{2}|\d[+%])\((?!(?:e?s|ies|ren)\b)(?=[^()\s]{0,30}[\s\d]|[^\W\d_]{5,30}\))")
RATIO = re.compile(r"\bratios?\b", re.IGNORECASE)
NEAR = 30  # characters in which a ratio says that it is one: "an adult:child ratio"
SMALL_START = re.compile(r"(?<=[^\W_]{2})(?:\.[\"”’)]?|[!?]\)?)[ \n]+([a-z][^\W_]*)(?!['’]?[.@])")
SMALL_PARAGRAPH = re.compile(r"[a-z]{2,}(?=[ ,'’-][^\n]* [^\n]* [^\n]*[.!?]$)")
SMALL_I = re.compile(r"(?<=[a-z,] )i(?= [a-z]|['’](?:m|ve|d|ll)\b)")
SIGN_TWICE = re.compile(r"(?<![.,;:!?])(?:\.\.|,,|;;|::|,\.|\.,|!{2,})(?![.,;:!?])|(?<=\w)['’]{2,}(?=\s|$)")
LEFT_OPEN = r"\b[xX]{2,}\b|\?{2,}|_{2,}|#{2,}|\*{3,}|\.{4,}|\b[dD]{2}[/.-][mM]{2}[/.-][yY]{2,4}\b|\{[^{}\n]{0,40}\}"
OPEN_BRACKETS = r"[\[(<][ .…_?*-]*[\])>]"
ENDED = re.compile(r"[.!?…:;][\"”’'»)\]]*$")
ENDED_WHOLLY = re.compile(r"[.!?][\"”’')\]]*$")
SENTENCE_INSIDE = re.compile(r"[^\W_]{2}[.!?] ")
ITEM = re.compile(r"\s*(?:[-–—•*·▪◦>]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")
LIST_SIGN = re.compile(r"(?:(?<=\s)|^)(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\)", re.MULTILINE)
LOOK_BACK = 20  # characters in which an abbreviation before a full stop has room
PROSE = 7  # words from which a paragraph is prose


def marks(path: str, text: str, skipped: Spans, in_list: bool = False) -> Iterator[Mark]:
    """Every slip of one text, kind by kind; one that is an entry of a list may be without a full stop."""
    for check in (_placeholders, _spaces, _signs, _brackets, _quotes, _capitals):
        yield from check(path, text, skipped)
    if not in_list:
        yield from _small_paragraphs(path, text, skipped)
    yield from _paragraphs(path, text, skipped, in_list)


def _at(path: str, text: str, start: int, end: int, code: str, *instead: str) -> Mark:
    return Mark(path, start, end, code, text[start:end], list(instead))


def _spaces(path: str, text: str, _: Spans) -> Iterator[Mark]:
    aligned = [span for span in _plain_lines(text) if _aligned(text, span)]
    found = [each for each in SPACES.finditer(text) if not within(each.start(), aligned)]
    after = {each.start() for each in found if AFTER_SENTENCE.search(text, max(0, each.start() - 3), each.start())}
    single = len(re.findall(r"[.!?] (?=[^\s])", text))
    habit = len(after) >= 3 and len(after) > single  # two spaces after each sentence, as on a typewriter
    for each in found:
        if not (habit and each.start() in after):
            yield _at(path, text, each.start(), each.end(), "doubled_space", " ")


def _plain_lines(text: str) -> Spans:
    return [found.span() for found in re.finditer(r"[^\n]+", text)]


def _aligned(text: str, line: tuple[int, int]) -> bool:
    """Whether a line is set out in columns."""
    return len(ALIGNED.findall(text, *line)) > 1


def _signs(path: str, text: str, skipped: Spans) -> Iterator[Mark]:
    for found in BEFORE_SIGN.finditer(text):
        if not within(found.start() + 1, skipped):
            yield _at(path, text, found.start(), found.end(), "space_before", found.group().strip())
    for pattern in (WITHIN_BRACKETS, BEFORE_APOSTROPHE):
        for found in pattern.finditer(text):
            yield _at(path, text, found.start(), found.end(), "space_before", found.group().strip())
    for found in SIGN_TWICE.finditer(text):
        if not _follows_abbreviation(text, found.start()) and not within(found.start(), skipped):
            yield _at(path, text, found.start(), found.end(), "doubled_sign", found.group()[0])
    for found in NO_SPACE.finditer(text):
        ratio = found.group() == ":" and RATIO.search(text, max(0, found.start() - NEAR), found.end() + NEAR)
        if not within(found.start(), skipped) and not ratio:
            yield _at(path, text, found.start(), found.end(), "no_space_after", f"{found.group()} ")
    for found in NO_SPACE_BEFORE.finditer(text):
        if not within(found.start(), skipped):
            yield _at(path, text, found.start(), found.end(), "no_space_before", f" {found.group()}")


def _placeholders(path: str, text: str, skipped: Spans) -> Iterator[Mark]:
    for found in _placeholder().finditer(text):
        if not within(found.start(), skipped):
            yield _at(path, text, found.start(), found.end(), "placeholder")


@lru_cache(maxsize=1)
def _placeholder() -> re.Pattern[str]:
    waiting = "|".join(map(re.escape, words().placeholders))
    inserted = "|".join(map(re.escape, words().to_insert))
    in_round = "|".join(map(re.escape, words().to_insert_in_round_brackets))
    bracketed = rf"[\[<](?i:{inserted})\b[^\]>\n]*[\]>]|\((?i:{in_round})\b[^)\n]*\)"
    return re.compile(rf"{LEFT_OPEN}|{OPEN_BRACKETS}|\b(?:{waiting})\b|{bracketed}")


PAIRS = {")": "(", "]": "["}


def _brackets(path: str, text: str, skipped: Spans) -> Iterator[Mark]:
    """Brackets opened and not closed by the end of the text, or closed and not opened."""
    of_list = {found.end() - 1 for found in LIST_SIGN.finditer(text)}
    open_: list[int] = []
    for at, sign in enumerate(text):
        if within(at, skipped):
            continue
        if sign in "([":
            open_.append(at)
        elif sign in PAIRS:
            matches = bool(open_) and text[open_[-1]] == PAIRS[sign]
            if at in of_list and not (matches and "\n" not in text[open_[-1] : at]):
                continue
            if matches:
                open_.pop()
            else:
                yield _at(path, text, at, at + 1, "bracket_closed")
    for at in open_:
        yield _at(path, text, at, at + 1, "bracket_open")


def _quotes(path: str, text: str, _: Spans) -> Iterator[Mark]:
    """Quotation marks, paragraph by paragraph."""
    for start, end in _lines(text):
        yield from _curly(path, text, start, end)
        straight = [at for at in range(start, end) if text[at] == '"' and not text[at - 1 : at].isdigit()]
        if len(straight) % 2:
            yield _at(path, text, straight[-1], straight[-1] + 1, "quote_open")
        else:
            yield from _spaces_in_quotes(path, text, straight)
        opened = [m.start() for m in re.finditer(r"(?<!\w)['‘](?=[^\W\d])", text[start:end])]
        closed = [m.start() for m in re.finditer(r"(?<=[\w.,!?…)])['’](?!\w)", text[start:end])]
        for at in opened:
            if not closed or closed[-1] < at:
                yield _at(path, text, start + at, start + at + 1, "quote_open")


def _spaces_in_quotes(path: str, text: str, straight: list[int]) -> Iterator[Mark]:
    """Spaces behind the quotation mark that opens, and before the one that closes."""
    for opens, closes in zip(straight[::2], straight[1::2], strict=True):
        for found in (
            re.compile(r'" +(?=\S)').match(text, opens),
            re.compile(r'(?<=\S) +"$').search(text, opens, closes + 1),
        ):
            if found:
                yield _at(path, text, found.start(), found.end(), "space_before", '"')


def _curly(path: str, text: str, start: int, end: int) -> Iterator[Mark]:
    open_: list[int] = []
    for at in range(start, end):
        if text[at] == "“":
            open_.append(at)
        elif text[at] == "”":
            if open_:
                open_.pop()
            else:
                yield _at(path, text, at, at + 1, "quote_closed")
    for at in open_:
        yield _at(path, text, at, at + 1, "quote_open")


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends: a line, or a block of lines that were broken by hand."""
    broken = _broken_by_hand(text)
    for found in re.finditer(r"(?:[^\n]|\n(?=[^\n]))+" if broken else r"[^\n]+", text):
        yield found.span()


def _broken_by_hand(text: str) -> bool:
    """Whether lines end where they were full: some line goes on in small letters in the next."""
    return re.search(r"[^\s.!?:;][ \t]*\n[ \t]*[a-z]", text) is not None and all(
        len(line) <= 100 for line in text.split("\n")
    )


def _paragraphs(path: str, text: str, skipped: Spans, in_list: bool) -> Iterator[Mark]:
    """Paragraphs of prose without a full stop at their end; headings and lists of catchwords have none."""
    for start, end in _lines(text):
        said = text[start:end].rstrip()
        end = start + len(said)
        if not said or ENDED.search(said) or ((in_list or ITEM.match(said)) and not SENTENCE_INSIDE.search(said)):
            continue
        prose = len(re.findall(r"[^\W\d_]+", said)) >= PROSE or SENTENCE_INSIDE.search(said)
        if prose and not within(end - 1, skipped) and not _aligned(text, (start, end)):
            word = start + len(said) - len(said.split()[-1])
            yield _at(path, text, word, end, "no_full_stop", f"{text[word:end]}.")


def _capitals(path: str, text: str, skipped: Spans) -> Iterator[Mark]:
    """Sentences that begin with a small letter, and an i that is written small."""
    broken = _broken_by_hand(text)
    for found in SMALL_START.finditer(text):
        if _follows_abbreviation(text, found.start()) or within(found.start(), skipped):
            continue
        if "\n" in found.group() and not broken:
            continue  # a line of a list, or a paragraph
        word = found.group(1)
        if not within(found.start(1), skipped):
            yield _at(path, text, found.start(1), found.end(1), "no_capital", plainly(word).capitalize())
    for found in SMALL_I.finditer(text):
        yield _at(path, text, found.start(), found.end(), "no_capital", "I")


def _small_paragraphs(path: str, text: str, skipped: Spans) -> Iterator[Mark]:
    """Sentences that begin a paragraph with a small letter; unless most do, or it goes on from the one before."""
    lines = list(_lines(text))
    found = [SMALL_PARAGRAPH.match(text, start, start + len(text[start:end].rstrip())) for start, end in lines]
    if 1 < len(lines) <= 2 * sum(1 for each in found if each):
        return
    for number, each in enumerate(found):
        begins = number == 0 or ENDED_WHOLLY.search(text[slice(*lines[number - 1])].rstrip())
        if each and begins and not within(each.start(), skipped):
            yield _at(path, text, each.start(), each.end(), "no_capital", each.group().capitalize())


def _follows_abbreviation(text: str, at: int) -> bool:
    """Whether the full stop at a place may be an abbreviation's, or a number's."""
    before = re.search(r"[^\W_]+$", text[max(0, at - LOOK_BACK) : at])
    if before is None:
        return False
    word = before.group()
    return len(word) == 1 or word.isdigit() or word in listed("abbreviations")
