"""Slips of the keyboard in a text: what is twice, missing, left over. Of spelling nothing is known here."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from siptui.proofing.data import listed, words
from siptui.proofing.mark import Mark
from siptui.proofing.text_parts import Spans, plainly, within

Check = Callable[[str, str, Spans], Iterator[Mark]]

TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]+)([ \t]+|[ \t]*\n[ \t]*)(\1)(?![\w'’-])", re.IGNORECASE)
SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
AFTER_SENTENCE = re.compile(r"[.!?][\"”’')\]]*$")
ALIGNED = re.compile(r"\S {3,}(?=\S)")
BEFORE_SIGN = re.compile(r"(?<=[^\s([])[ \t\u00a0]+[,.;:!?](?![\w.)(/])")
WITHIN_BRACKETS = re.compile(r"\([ \t]+(?=\S)|(?<=\S)[ \t]+\)")
NO_SPACE = re.compile(
    r"(?<=[^\W\d_])[,;](?=[^\W\d_])|(?<=[a-z\d])[.!?](?=[A-Z][^\W\d_A-Z])|(?<=\w{3})\)(?=[^\W\d_]{2})"
)
SMALL_START = re.compile(r"(?<=[^\W_]{2})[.!?][\"”’)]?[ \n]+([a-z][^\W_]*)(?!['’]?[.@])")
SMALL_I = re.compile(r"(?<=[a-z,] )i(?= [a-z]|['’](?:m|ve|d|ll)\b)")
SIGN_TWICE = re.compile(r"(?<![.,;:!?])(?:\.\.|,,|;;|::|,\.|\.,)(?![.,;:!?])")
A_FOR_AN = re.compile(r"\b[Aa](?= (?!eu|ew|one|once|oui)[aeio][a-z]{2})")
AN_FOR_A = re.compile(r"\b[Aa]n(?= (?:[bcdfgjklmnpqrstvwyz][a-z]{2}|(?:one|once)\b|(?:uni|use|usual|euro)[a-z]))")
NOT_AFTER_A = re.compile(r" (?:and|are|its|into|onto|also|over|is|in|as|at|of|on|or|if|it)\b")
"""What comes after an a that is no article: level 2 a and b."""
LEFT_OPEN = r"\b[xX]{2,}\b|\?{2,}|_{3,}|\.{4,}|[\[(<{][ .…_?*-]*[\])>}]"
ENDED = re.compile(r"[.!?…:;][\"”’'»)\]]*$")
SENTENCE_INSIDE = re.compile(r"[^\W_]{2}[.!?] ")
ITEM = re.compile(r"\s*(?:[-–—•*·▪◦>]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s")
LIST_SIGN = re.compile(r"(?:(?<=\s)|^)(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})\)", re.MULTILINE)
LOOK_BACK = 20  # characters in which an abbreviation before a full stop has room
PROSE = 7  # words from which a paragraph is prose


def marks(path: str, text: str, skipped: Spans, in_list: bool = False) -> Iterator[Mark]:
    """Every slip of one text, kind by kind; one that is an entry of a list may be without a full stop."""
    for check in (_placeholders, _doubled_words, _spaces, _signs, _articles, _brackets, _quotes, _capitals):
        yield from check(path, text, skipped)
    yield from _paragraphs(path, text, skipped, in_list)


def _at(path: str, text: str, start: int, end: int, code: str, *instead: str) -> Mark:
    return Mark(path, start, end, code, text[start:end], list(instead))


def _doubled_words(path: str, text: str, skipped: Spans) -> Iterator[Mark]:
    for found in TWICE.finditer(text):
        first, between, second = found.groups()
        if first.lower() in listed("doubled") or within(found.start(), skipped):
            continue
        if len(first) == 1 and first.lower() not in "ai":
            continue
        if "\n" in between and not (first.islower() and second.islower()):
            continue  # two lines of a list that begin alike
        if first[0].islower() and second[0].isupper():
            continue
        yield _at(path, text, found.start(), found.end(), "doubled_word", first)


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
    for found in WITHIN_BRACKETS.finditer(text):
        yield _at(path, text, found.start(), found.end(), "space_before", found.group().strip())
    for found in SIGN_TWICE.finditer(text):
        if not _follows_abbreviation(text, found.start()) and not within(found.start(), skipped):
            yield _at(path, text, found.start(), found.end(), "doubled_sign", found.group()[0])
    for found in NO_SPACE.finditer(text):
        if not within(found.start(), skipped):
            yield _at(path, text, found.start(), found.end(), "no_space_after", f"{found.group()} ")


def _placeholders(path: str, text: str, skipped: Spans) -> Iterator[Mark]:
    for found in _placeholder().finditer(text):
        if not within(found.start(), skipped):
            yield _at(path, text, found.start(), found.end(), "placeholder")


def _articles(path: str, text: str, _: Spans) -> Iterator[Mark]:
    """An a before a vowel, an an before none, as they are spoken; what is spelled in capitals may be either."""
    for found in A_FOR_AN.finditer(text):
        if not NOT_AFTER_A.match(text, found.end()):
            yield _at(path, text, found.start(), found.end(), "a_or_an", f"{found.group()}n")
    for found in AN_FOR_A.finditer(text):
        yield _at(path, text, found.start(), found.end(), "a_or_an", found.group()[0])


@lru_cache(maxsize=1)
def _placeholder() -> re.Pattern[str]:
    waiting = "|".join(map(re.escape, words().placeholders))
    inserted = "|".join(map(re.escape, words().to_insert))
    return re.compile(rf"{LEFT_OPEN}|\b(?:{waiting})\b|[\[<](?i:{inserted})\b[^\]>\n]*[\]>]")


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
        opened = [m.start() for m in re.finditer(r"(?<!\w)['‘](?=[^\W\d])", text[start:end])]
        closed = [m.start() for m in re.finditer(r"(?<=[\w.,!?…)])['’](?!\w)", text[start:end])]
        for at in opened:
            if not closed or closed[-1] < at:
                yield _at(path, text, start + at, start + at + 1, "quote_open")


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
    for found in SMALL_START.finditer(text):
        if _follows_abbreviation(text, found.start()) or within(found.start(), skipped):
            continue
        word = found.group(1)
        if not within(found.start(1), skipped):
            yield _at(path, text, found.start(1), found.end(1), "no_capital", plainly(word).capitalize())
    for found in SMALL_I.finditer(text):
        yield _at(path, text, found.start(), found.end(), "no_capital", "I")


def _follows_abbreviation(text: str, at: int) -> bool:
    """Whether the full stop at a place may be an abbreviation's, or a number's."""
    before = re.search(r"[^\W_]+$", text[max(0, at - LOOK_BACK) : at])
    if before is None:
        return False
    word = before.group()
    return len(word) == 1 or word.isdigit() or word in listed("abbreviations")
