"""A file that holds no pupils with results says what it is, and what to do; a transfer file is read."""

from pathlib import Path

import pytest

from siptui.records.problem import Refused
from siptui.sheets.open_file import open_sheets
from siptui.tracking.tables.other_files import other_files
from support.milton_keynes import FRAMEWORK
from support.spreadsheets.todays_read import TODAY, asked, read, share

FILES = {
    "staff": ["Surname,Forename,Job title,Contract type,NI number,FTE", "Oak,Ann,Teacher,Permanent,QQ123456C,1.0"],
    "schools": ["URN,LA (code),EstablishmentName,EstablishmentStatus (name)", "1,999,A,Open"],
    "governors": ["Name,Governor type,Appointed by,Term of office", "Ann Oak,Parent,Parents,4 years"],
    "secondary": ["UPN,Surname,Forename,Attainment 8,Progress 8,EBacc", "A1,Oak,Ann,52,0.2,Y"],
    "national": ["time_period,time_identifier,geographic_level,country_code", "202425,Academic year,National,E92"],
}
SAYS = {
    "staff": "list of staff",
    "schools": "--kind caseload",
    "governors": "list of governors",
    "secondary": "secondary school",
    "national": "national statistics",
}


@pytest.mark.parametrize("framework", [TODAY, FRAMEWORK])
@pytest.mark.parametrize("kind", FILES)
def test_a_file_says_what_it_is(tmp_path: Path, kind: str, framework: str) -> None:
    path = tmp_path / f"{kind}.csv"
    path.write_text("\n".join(FILES[kind]), encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read(path, framework=framework)
    assert [problem.code for problem in caught.value.problems] == ["other_file"]
    assert SAYS[kind] in str(caught.value)


def test_headings_of_other_files_are_written_as_they_are_compared() -> None:
    for each in other_files().files:
        words = [*each.some, *(w for ways in each.all for w in ways)]
        assert words == [" ".join(word.casefold().split()) for word in words]


PUPIL = """<Pupil><UPN>{upn}</UPN><Surname>Oak{n}</Surname><Forename>Ann</Forename><DOB>2015-03-0{n}</DOB><Sex>F</Sex>
<NCyearActual>6</NCyearActual><BasicDetails><FSMeligible>{fsm}</FSMeligible></BasicDetails>
<StageAssessments><KeyStage><Stage>KS2</Stage>
<SubjectAssessment><Subject>ENG</Subject><Result><AssYear>2026</AssYear><Method>TT</Method><Component>REA</Component>
<ResultQualifier>SS</ResultQualifier><Result>{score}</Result></Result>
<Result><AssYear>2026</AssYear><Method>TA</Method><Component>WRI</Component><Result>{ta}</Result></Result>
</SubjectAssessment></KeyStage></StageAssessments></Pupil>"""
CTF = (
    '<?xml version="1.0" encoding="utf-8"?>\n<CTfile><Header><DocumentName>Common Transfer File</DocumentName></Header>'
)
CTF += "<CTFpupilData>{pupils}</CTFpupilData></CTfile>"


def transfer_file(path: Path, results: list[tuple[str, str]]) -> Path:
    upns = ["N999290119001", "C999290119002", "R999290119003", "F999290119004", "V999290119005", "J999290119006"]
    each = zip(upns, results, strict=False)
    pupils = "".join(PUPIL.format(upn=u, n=n, fsm="true", score=s, ta=t) for n, (u, (s, t)) in enumerate(each, 1))
    path.write_text(CTF.format(pupils=pupils), encoding="utf-8")
    return path


def test_a_transfer_file_is_read(tmp_path: Path) -> None:
    results = [("98", "WTS"), ("104", "EXS"), ("112", "GDS"), ("100", "EXS"), ("N", "PKS")]
    found = read(transfer_file(tmp_path / "9992001_CTF_9993001.xml", results))
    assert asked(found) == []
    assert share(found, "reading 6 2026-07 expected") == (3, 5)
    assert share(found, "reading 6 2026-07 high") == (1, 5)
    assert share(found, "writing 6 2026-07 expected") == (3, 5)
    assert share(found, "reading 6 2026-07 expected", "fsm") == (3, 5)


@pytest.mark.parametrize("spoilt", ["<!DOCTYPE x [<!ENTITY a 'b'>]><CTfile>&a;</CTfile>", "<CTfile><Pupil>"])
def test_a_transfer_file_with_entities_or_damaged_is_refused(tmp_path: Path, spoilt: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(spoilt, encoding="utf-8")
    with pytest.raises(Refused):
        open_sheets(path)
