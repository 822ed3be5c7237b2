"""A form of another authority typed into the workbook with the guide beside it, in a sheet with headings of one's own.

Scotland's quality indicators on six points, and a level of risk with what follows, as the Scottish Borders have them;
a school's scoping paper before the visit; requirements with evidence where they are met, and what must be done where
not, as inspectors' notebooks have them.
"""

import json
from pathlib import Path

from openpyxl import Workbook, load_workbook

from screens.forms.form_screen import FormScreen
from siptui.store.store import Store
from support import split_processes
from support.piloting import opened, press, shown
from support.shell import Shell

NAME = "borders_2016_17"
FRAMEWORK = {
    "title": "Quality improvement visits 2016-17",
    "authority": "Scottish Borders",
    "year": "2016-17",
    "forms": "front\nqi_visit\nrisk",
    "titles.sip": "Quality improvement officer",
}
SHEETS = {
    "scales": """
        what; name; label; key; mark; colour; gist; graded
        scales; hgios; Six points
        values; excellent; Excellent; 6; 6; green
        values; very_good; Very good; 5; 5; green
        values; good; Good; 4; 4; amber-green
        values; satisfactory; Satisfactory; 3; 3; yellow
        values; weak; Weak; 2; 2; red-amber
        values; unsatisfactory; Unsatisfactory; 1; 1; red
        scales; risk; Risk
        values; low; Low; l; L; green; one-year summary
        values; medium; Medium; m; M; amber; formal report to the Chief Officer
        values; high; High; h; H; red; return visits
        scales; yes_no_na; Yes, no or not applicable
        values; yes; Yes; y; Y
        values; no; No; n; N
        values; na; Not applicable; x; -; ; ; no""",
    "indicators": """
        what; code; name; section; label; key; kind; scale; title
        kips; 1.3; Leadership of change; qi
        kips; 2.3; Learning, teaching and assessment; qi
        kips; 3.2; Raising attainment and achievement; qi
        sections; ; ; ; ; qi; ; ; QUALITY INDICATORS
        judgement; ; ; ; Grade; grade; scale; hgios
        judgement; ; ; ; Evidence; evidence; text""",
    "calendar": """
        what; name; label; first; last
        terms; autumn; Autumn term; 15/8/2016; 23/12/2016
        terms; spring; Spring term; 9/1/2017; 7/4/2017""",
    "steps": """
        what; name; label; from; to; since; locked; final; dates; reason
        ways; qi; Record of the visit
        states; draft; draft
        states; shared; shared with the school; ; ; sent
        states; final; final; ; ; ; yes; yes
        steps; share; Share it with the headteacher; draft; shared; ; ; ; sent
        steps; agree; Agree it; shared; final
        steps; reopen; Open it again; final; draft; ; ; ; ; yes""",
    "rules": """
        what; name; kind; message; source; forms; of; when
        rules; weak_has_evidence; text_with; A weak grade needs its evidence.; ours; qi_visit; judgements/*/evidence; \
grade = weak | unsatisfactory""",
    "QI visit": """
        what; name; label; title; kind; occurs; term; way; dated; block; part; owner; scale; relevant; rows; \
row_labels; anchor; count; unit; side; slots; at
        form; qi_visit; QI visit; Record of a quality improvement visit; note; visit; autumn; qi; date
        parts; school; ; Scoping paper; ; ; ; ; ; ; ; headteacher
        parts; officer; ; The visit; ; ; ; ; ; ; ; sip
        deadlines; share; Record to the school; ; ; ; ; ; ; ; ; ; ; ; ; ; date; 10; working day; after
        blocks; ; ; Scoping paper; ; ; ; ; ; fields; school
        fields; focus; What the school asks the team to look at; ; text
        blocks; checks; ; Requirements; ; ; ; ; ; table; school; ; ; ; fire/ratios; \
Fire drill this term/Early years ratios
        columns; met; Met?; ; scale; ; ; ; ; ; ; ; yes_no_na
        columns; evidence; If yes, evidence; ; line; ; ; ; ; ; ; ; ; met = yes
        columns; do; If no, what must be done; ; line; ; ; ; ; ; ; ; ; met = no
        blocks; ; ; The visit; ; ; ; ; ; fields; officer
        fields; date; Date; ; date
        fields; sent; Shared on; ; date
        blocks; ; ; ; ; ; ; ; ; judgements; officer; ; ; ; ; ; ; ; ; ; ; judgements
        sections; ; ; QUALITY INDICATORS
        rows; 1.3
        rows; 2.3
        rows; 3.2
        blocks; actions; ; Agreed actions; ; ; ; ; ; table; officer; ; ; ; ; ; ; ; ; ; 6
        columns; what; Action""",
    "risk": """
        what; name; label; title; block; kind; scale; shown_when; needed_when; computed.how; computed.of
        form; risk; Risk; Risk, and what follows
        blocks; ; ; ; fields
        fields; level; Level of risk; ; ; scale; risk
        fields; report; Report to the Chief Officer sent on; ; ; date; ; level = medium | high; level = high
        fields; worst; Lowest grade; ; ; computed; hgios; ; ; worst; /visits/qi_visit/judgements/*/grade""",
}


def typed(book: Workbook) -> None:
    """The sheets as somebody types them: over what stands there, or anew."""
    for row in book["framework"].iter_rows(min_row=2):
        if row[0].value in FRAMEWORK:
            row[1].value = FRAMEWORK[str(row[0].value)]
    for title, text in SHEETS.items():
        if title in book.sheetnames:
            del book[title]
        sheet = book.create_sheet(title)
        for line in text.strip().splitlines():
            sheet.append(
                [cell.strip().replace("fire/", "fire\n").replace("term/", "term\n") for cell in line.split(";")]
            )


def officer(*words: str) -> str:
    """A command of whoever sets up the year, who has no store yet."""
    done = split_processes.run(["framework", *words])
    assert done.status == 0, done
    return done.out


async def test_it_is_taken_checked_filled_and_stepped(tmp_path: Path) -> None:
    officer("new", NAME, "--from", "england_2025_26", "--extends")
    file = tmp_path / "borders.xlsx"
    officer("export", NAME, "--out", str(file))
    book = load_workbook(file)
    typed(book)
    book.save(file)
    officer("import", str(file), "--yes")
    assert "sound: 3 forms, 3 indicators" in officer("check", NAME)
    siptui = Shell(tmp_path / "s")
    siptui("init", "--framework", NAME)
    siptui("add-school", "Invented Primary", "--phase", "primary")
    visit = "visits/qi_visit"
    for path, value in {
        f"{visit}/focus": "Look at writing.",
        f"{visit}/checks/fire/met": "yes",
        f"{visit}/date": "3/10/2016",
        f"{visit}/judgements/1.3/grade": "weak",
        f"{visit}/judgements/3.2/grade": "good",
        "risk/level": "high",
    }.items():
        siptui("set", "invented", path, value)
    assert json.loads(siptui("get", "invented", "risk"))["worst"] == "weak"
    [risk] = [each for each in json.loads(siptui("forms", "invented", "--json")) if each["form"] == "risk"]
    assert risk["missing"] == 1
    assert "A weak grade needs its evidence." in siptui("check", "invented")
    siptui("step", "invented", visit, "share", "--on", "10/10/2016")
    assert siptui("get", "invented", f"{visit}/sent").strip() == "2016-10-10"
    store = Store(tmp_path / "s", "tester")
    async with opened(store, "invented_primary", FormScreen("invented_primary", "qi_visit")) as pilot:
        told = shown(pilot)
        assert "Look at writing." in told
        assert "If yes, evidence" in told
        assert "If no, what must be done" not in told
        await press(pilot, "escape")
