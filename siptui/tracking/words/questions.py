"""What is asked, and what an answer is about: the words for each code of a question and each kind of its key."""

from siptui.records.problem import Facts
from siptui.records.worded_facts import filled_in

QUESTIONS: dict[str, str | tuple[str, str]] = {
    # whose and which rows
    "rows": "On sheet {sheet}, rows that may be pupils or may be totals or notes: {rows}. Which are they?",
    "whose_rows": "On sheet {sheet}, rows with results and no pupil's name: {rows}. Whose are they?",
    "same": (
        "On sheet {sheet}, the pupil in row {row} also stands in row {other_row} (the same {by}): one pupil or two?",
        "On sheet {sheet}, {count} pupils stand in two rows, as in rows {other_row} and {row} (the same {by}): one "
        "pupil or two?",
    ),
    "same_on_sheets": (
        "The pupil in row {row} of sheet {sheet} also stands in row {other_row} of sheet {other_sheet} (the same "
        "{by}): one pupil or two, and which row counts?",
        "{count} pupils of sheet {sheet} also stand on sheet {other_sheet}, as in rows {row} and {other_row} (the same "
        "{by}): one pupil or two each, and which row counts?",
    ),
    "leavers": "Some pupils are said to have left the school ({said!r}): do they count?",
    "struck": "The names of some pupils are struck through: do these pupils count?",
    "whose": "Column {column} of sheet {sheet} tells of {values}: whose rows count?",
    "kinds": "Column {column} of sheet {sheet} says {values}: which rows count as results?",
    "same_pupils": (
        "1 name on sheet {other} also stands on sheet {sheet} with results at the same time (row {there} and row "
        "{row}): is it the same pupil, to be counted once, as on sheet {sheet}?",
        "{count} names on sheet {other} also stand on sheet {sheet} with results at the same time (row {there} and row "
        "{row}): are they the same pupils, to be counted once, as on sheet {sheet}?",
    ),
    # year groups
    "year": "Which year group are the pupils on sheet {sheet} in?",
    "year_despite_births": (
        "Which year group are the pupils on sheet {sheet} in? By their dates of birth (as {born}) they are in none of "
        "{school_year}: is the file of another school year?"
    ),
    "year_of_value": "Which year group are the pupils in {value} in?",
    "year_of_shifted": "On sheet {sheet}, the cells of row {row} seem to stand one column to the right of their "
    "headings: go on without this pupil?",
    "year_of_row": (
        "On sheet {sheet}, the pupil in row {row} has results and no year group: which is it?",
        "On sheet {sheet}, {count} pupils with results have no year group, as in row {row}: which is it?",
    ),
    "phase": "The file has pupils of {years}, which a school of the phase {phase} has not: is it this school's, and do "
    "they count?",
    "school": "The file says {said!r}, and {school} is another school of the caseload: whose results are these?",
    "year_of_most": "On sheet {sheet} most pupils have no year group: which is it?",
    "year_as_above": "On sheet {sheet} most pupils have no year group: is it that of the row above?",
    "year_of_nameless": "On sheet {sheet}, a pupil without a name has no year group (row {row}): which is it?",
    "year_between": "On sheet {sheet}, row {row} stands between pupils: does it say the year group of those below?",
    "year_rows": "On sheet {sheet}, rows that say a year group beside other things: {rows}. What are they?",
    "year_of_name": "The {what} on sheet {sheet} says Year {year}, and its name another: which are they in now?",
    "year_columns": (
        "On sheet {sheet}, columns {columns} say different year groups: which one says where the pupils are now?"
    ),
    "years_of_sheets": "Pupils on sheets {sheets} have other year groups on each: which sheet's count?",
    "moved_up": (
        "Sheet {sheet} has results of {then} and none of later: are its year groups those of then, and is everybody a "
        "year group higher now?",
        "Sheet {sheet} has results of {then} and none of later: are its year groups those of then, and is everybody "
        "{count} year groups higher now?",
    ),
    "year_said": "Sheet {sheet} says {then}: are its year groups those of then, and is everybody {way} now?",
    "school_year": "On sheet {sheet}, column {column} gives the school year as {year}: which school year is that?",
    # when, and in what subject
    "point": "When were the results under {heading!r} taken?",
    "term": "{heading!r} names a year group and no term: at the end of which term were such results taken?",
    "subject": "On sheet {sheet} neither headings nor title name the subject of {heading!r}: which is it?",
    "near": (
        "Some results are dated beside Part D's points in time: {months}. Do they count so, where there is none at the "
        "point itself?"
    ),
    "near_each": "Results of {month} are dated beside Part D's points in time: of which are they, if of any?",
    "stage": "On sheet {sheet}, column {column} ({heading!r}) has results {results}: do they count so?",
    "merged": "On sheet {sheet}, results are merged over several cells ({cells}): whose are they, or of which time?",
    "bands": "On sheet {sheet}, how do {heading!r} and the like stand over the columns below them?",
    # what columns and sheets hold
    "means": "On sheet {sheet}, column {column} seems to hold levels under {heading!r}, which is not understood: what "
    "are they?",
    "means_unheaded": "On sheet {sheet}, column {column} seems to hold levels without a heading: what are they?",
    "columns": "On sheet {sheet}, columns {columns} seem to hold levels under headings that are not understood: go on "
    "without them?",
    "above": "On sheet {sheet}, rows {rows} above the headings seem to hold levels: go on without them?",
    "beside": "On sheet {sheet}, columns {columns} have no headings and may be more pupils: go on without them?",
    "sheet_unread": "Sheet {sheet} seems to hold levels under headings that are not understood: go on without them?",
    "part_unread": "Sheet {sheet}, from {part} on, seems to hold levels under headings that are not understood: go on "
    "without them?",
    "sheet_hidden": "Sheet {sheet} is hidden and holds pupils' results: do they count?",
    "sheet_targets": "Sheet {sheet} is called {title!r}: does it hold pupils' results, or targets?",
    "tables": "On sheet {sheet} headings of further tables begin at {places}: is each to be read, or the whole "
    "sheet left out?",
    "sublevels": ("On sheet {sheet}, column {column} holds a, b or c beside the levels of {heading!r}: what are they?"),
    "which_column": "Columns {columns} both give {subject} {point}, and differ: which one counts?",
    "which_column_doubted": (
        "Columns {columns} both give {subject} {point}, but {doubts} below the heading is not understood: which one "
        "counts?"
    ),
    "one_column_doubted": (
        "Column {columns} gives {subject} {point}, but {doubts} below the heading is not understood: which one counts?"
    ),
    "twice": (
        "On sheet {sheet} a pupil has two different results in one subject at one time, in rows {above} and {row}: "
        "which counts?",
        "On sheet {sheet} {count} times a pupil has two different results in one subject at one time, as in rows "
        "{above} and {row}: which counts?",
    ),
    "twice_alike": (
        "On sheet {sheet} the same result in one subject at one time stands twice beside one name, in rows {above} and "
        "{row}: one pupil or two?",
        "On sheet {sheet} {count} times the same result in one subject at one time stands twice beside one name, as in "
        "rows {above} and {row}: one pupil or two?",
    ),
    "results": "On sheet {sheet}, the subject or the time of results is not understood in rows {rows}: go on without "
    "them?",
    # how results are written
    "notation": "{heading!r} holds {examples}: are its numbers levels or points?",
    "notation_plain": "{heading!r}: are its numbers levels or points?",
    "notation_as_others": "{heading!r} holds the same few numbers as {count} other columns, such as {other!r}: are "
    "they levels of the National Curriculum, points, or neither?",
    "notation_mixed": "{heading!r} holds levels, such as {level}, and numbers, such as {examples}: how do they count?",
    "decimals": "{heading!r} holds {examples}: which sublevels are these?",
    "plus": "Some levels lie between two, such as {example}: how do they count?",
    "grades": "Some levels say low, secure or high, such as {example}: how do they count?",
    "remarks": "Some levels have a remark, such as {example}: how do they count?",
    "marks": (
        "On sheet {sheet}, the numbers under {headings} fit no points of levels (such as {examples}): are they points "
        "all the same?"
    ),
    "kind": "On sheet {sheet}, column {column} ({heading!r}) holds {examples}, most of which is no result that is "
    "known: go on without it, or say what its values are?",
    "scale": "On sheet {sheet}, the numbers under {headings} (such as {examples}) are a scale of the school's own: "
    "what do they stand for?",
    "marks_or_scores": "On sheet {sheet}, the numbers under {headings} (such as {examples}) may be marks of any total: "
    "what are they?",
    "agree": "On sheet {sheet}, two columns of {subject} {point} disagree in rows {rows}: which counts?",
    "dated": "On sheet {sheet} no year is named anywhere ({heading!r}): of which school year are its results?",
    "half": "The file has results of half terms ({halves}): which of them stands for its term?",
    "parts": "On sheet {sheet}, what a column says of the whole disagrees with its parts (rows {rows}): which counts?",
    "slips": "Results are far from what is usual for the year group or the pupil: {cells}. Do they count?",
    "unknown": (
        "1 cell holds what is not a level: go on without?",
        "{count} cells hold what is not a level: go on without?",
    ),
    "unknown_results": (
        "1 cell holds no result that is understood: go on without?",
        "{count} cells hold no result that is understood: go on without?",
    ),
    # percentages that a school or trust has reckoned
    "given_school": "Sheet {sheet} has percentages of several schools: which one is this?",
    "given_point": "On sheet {sheet} no time is named: of when are its percentages?",
    "given_scale": "On sheet {sheet}, rows {rows} hold nothing but 0 and 1: is 1 one per cent or all pupils?",
    "given_block": "On sheet {sheet}, row {row} ({year}), {cells} cannot be: {because}. Do they count as they stand?",
    # the early years profile
    "scale_points": (
        "On sheet {sheet}, {heading!r} has numbers up to {most} for pupils in Reception at that time: are such numbers "
        "points of levels, or scale points of the early years profile?"
    ),
    "profile_rows": "Column {column} of sheet {sheet} says {values}: which rows of the early years profile count?",
    "profile_columns": "On sheet {sheet}, columns {columns} are headed {scale!r}: which is the profile's?",
    "profile_times": "Sheet {sheet} holds the early years profile more than once ({times}): which one counts?",
    "profile_targets": "Sheet {sheet} says {said!r} over the early years profile: does the profile count for Part D?",
    "profile_sheets": "Sheets {sheets} hold the early years profile of the same pupils: which one counts?",
    "reception": "Sheet {sheet} holds the early years profile: are its pupils in Reception now?",
}
"""What is asked, by code; of two texts the first is for a `count` of 1."""

ABOUT = {
    "means": "Column {column} of {sheet} means",
    "sheet": "Sheet {what}:",
    "value": "{what} counts as",
    "decimals": "In levels such as 2.3",
    "plus": "A level with a sign, such as 2b+, counts",
    "grades": "A level with low, secure or high counts",
    "remarks": "A level with a remark beside it counts",
    "notation": "The numbers in column {column} of {sheet} are",
    "sublevels": "Letters in column {column} of {sheet} are",
    "subject": "The subject on {what} is",
    "term": "Results of a year group without a term are of",
    "column": "Results that stand twice ({what}): what counts is",
    "columns": "Columns of {what} not understood:",
    "above": "Rows above the headings of {what}:",
    "beside": "Columns of {what} without headings:",
    "tables": "Further tables on {what}:",
    "twice": "Of two results at one time on {what} counts",
    "year": "Year groups on {what}:",
    "point": "Results under {what} are of",
    "marks": "Numbers on {what} that fit no points of levels are",
    "kind": "The column {column} of {sheet}:",
    "scale": "The numbers on {what} stand for",
    "agree": "Where columns disagree ({what}) counts",
    "dated": "Results without a year on {what} are of",
    "half": "Of the half terms there stands for its term",
    "parts": "Of a whole and its parts on {what} count",
    "given": "Of the percentages on {what} count",
    "slips": "Results far from what is usual:",
    "unknown": "Cells that hold no level:",
    "rows": "Rows of {what} that may be totals are",
    "same": "Pupils who stand in two rows ({what}) are",
    "leavers": "Pupils who are said to have left:",
    "struck": "Pupils whose names are struck through:",
    "school": "The file that names another school:",
    "phase": "Year groups that the school's phase has not:",
    "years": "Year groups ({what}) are",
    "sheets": "Pupils on {what} are",
    "whose": "By column {column} of {sheet} count",
    "stage": "Key stage results in column {column} of {sheet}:",
    "merged": "Results merged over several cells of {what} are of",
    "bands": "Headings over several columns of {what}:",
    "near": "Results of the months beside Part D's:",
    "results": "Rows of {what} whose results are not read:",
    "reception": "The profile on {what}:",
    "profile": "The early years profile {what}:",
}
"""What an answer is about, by the word before the colon of its key; {what} is what follows, {sheet}!{column}."""


def asks(code: str, facts: Facts) -> str:
    """The question, as a person reads it."""
    words = QUESTIONS[code]
    if isinstance(words, tuple):
        words = words[facts["count"] != 1]
    return filled_in(words, {k: ", ".join(v) if isinstance(v, list) else v for k, v in facts.items()})


def about(key: str) -> str:
    """What an answer under a key is about, where its question is not asked; "" for a kind that is not known."""
    kind, _, what = key.partition(":")
    sheet, _, column = what.rpartition("!")
    return " ".join(ABOUT[kind].format(what=what, sheet=sheet, column=column).split()) if kind in ABOUT else ""
