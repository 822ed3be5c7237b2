"""What a school does to a note in LibreOffice itself: a macro of its own language does it, as its keys and menus do."""

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from hypothesis import strategies as st
from msgspec import Struct

from siptui.documents.answer_mark import mark_of
from support.documents.libreoffice import PROGRAM
from support.documents.school_edits import AUTHOR, WORDS

Tracked = Literal["no", "yes", "accepted", "rejected"]
SAVED_AS = {"docx": "MS Word 2007 XML", "odt": "writer8", "doc": "MS Word 97"}
LONGEST = 120  # seconds

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">
 <library:element library:name="School"/>
</library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="School" script:language="StarBasic">{}
</script:module>
"""
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.UserProfile/Data">
<prop oor:name="givenname" oor:op="fuse"><value>{}</value></prop>
</item>
</oor:items>
"""
BASIC = """
Private note As Object

Sub Opened(file)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  note = StarDesktop.loadComponentFromURL(ConvertToURL(file), "_blank", 0, how())
End Sub

Sub Menu(command, Optional name, Optional value)
  Dim what(0) As New com.sun.star.beans.PropertyValue
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  If IsMissing(name) Then
    helper.executeDispatch(note.CurrentController.Frame, command, "", 0, Array())
  Else
    what(0).Name = name
    what(0).Value = value
    helper.executeDispatch(note.CurrentController.Frame, command, "", 0, what())
  End If
End Sub

Sub Selected(mark, start, length)
  ' from a character of the answer on: so many, or all that follow where it is -1; start -1 is its end
  answer = note.Bookmarks.getByName(mark).Anchor.Text
  part = answer.createTextCursor()
  If start < 0 Then part.gotoEnd(False) Else part.gotoStart(False)
  If start > 0 Then part.goRight(start, False)
  If length < 0 Then part.gotoEnd(True)
  If length > 0 Then part.goRight(length, True)
  note.CurrentController.select(part)
End Sub

Sub Typed(words)
  Menu(".uno:InsertText", "Text", words)
End Sub

Sub SavedAs(file, kind)
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = kind
  note.storeToURL(ConvertToURL(file), how())
  note.close(True)
End Sub
"""


class LibreOfficeEdit(Struct, frozen=True):
    """Words typed behind an answer, over it, or over a part of its first line; tracked, and then accepted, or not."""

    words: str
    where: Literal["behind", "over", "within"]
    start: float  # as a share of the line
    end: float
    tracked: Tracked


LIBREOFFICE_EDITS = st.builds(
    LibreOfficeEdit,
    WORDS,
    st.sampled_from(("behind", "over", "within")),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(("no", "yes", "accepted", "rejected")),
)


class EditedInLibreOffice:
    """A note that is opened in LibreOffice, once `run` with others: what is to be done there, in order."""

    def __init__(self, file: Path, content: bytes, texts: dict[str, str]) -> None:
        """`texts` are those of the answers."""
        file.write_bytes(content)
        self._texts = texts
        self.lines = [_call("Opened", str(file))]

    def edit(self, path: str, edit: LibreOfficeEdit) -> str:
        """Edit an answer; gives its whole text as it is then meant."""
        was = self._texts[path]
        first, *others = was.split("\n")
        start, end = sorted(int(share * len(first)) for share in (edit.start, edit.end))
        if edit.where == "behind":
            place, meant = (-1, 0), was + edit.words
        elif edit.where == "over":
            place, meant = (0, -1), edit.words
        else:
            place, meant = (start, end - start), "\n".join([first[:start] + edit.words + first[end:], *others])
        self.lines.append(f"note.RecordChanges = {edit.tracked != 'no'}")
        self._select(path, *place)
        self.lines.append(_call("Typed", edit.words))
        self.lines.append("note.RecordChanges = False")
        if edit.tracked in ("accepted", "rejected"):
            self.decide(path, edit.tracked == "accepted")
        return was if edit.tracked == "rejected" else meant

    def decide(self, path: str, accepted: bool) -> None:
        """Accept or reject what is tracked in an answer."""
        self._select(path, 0, -1)
        self.lines.append(_call("Menu", f".uno:{'Accept' if accepted else 'Reject'}TrackedChange"))

    def comment(self, path: str, words: str) -> None:
        """A comment on an answer."""
        self._select(path, 0, -1)
        self.lines.append(_call("Menu", ".uno:InsertAnnotation", "Text", words))

    def saved(self, out: Path) -> None:
        """Save it as what its ending says."""
        self.lines.append(_call("SavedAs", str(out), SAVED_AS[out.suffix[1:]]))

    def _select(self, path: str, start: int, length: int) -> None:
        self.lines.append(f"{_call('Selected', mark_of(path))}, {start}, {length}")


def run(folder: Path, notes: Sequence[EditedInLibreOffice]) -> None:
    """Do in one LibreOffice what is to be done to some notes; its profile, with the author's name, lies in `folder`."""
    user, begun, failed = folder / "profile" / "user", folder / "begun.txt", folder / "failed.txt"
    subs = [f"Sub Note{nth}\n{_lines(each.lines)}\nEnd Sub" for nth, each in enumerate(notes)]
    calls = [f"Note{nth}" for nth in range(len(notes))]
    complain = f'Open "{failed}" For Output As #1\nPrint #1, Error$ & " in line " & Erl\nClose #1'
    main = ["On Error Goto Failed", *calls, "StarDesktop.terminate()", "Exit Sub", "Failed:", complain]
    main.append("StarDesktop.terminate()")
    basic = "\n".join([BASIC, *subs, f"Sub Main\n{_lines(main)}\nEnd Sub"])
    library = user / "basic" / "Standard"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(SETTINGS.format(escape(AUTHOR)), "utf-8")
    _started(folder, "--terminate_after_init")  # makes the profile, with an empty library over any that is there
    (library / "script.xlb").write_text(LIBRARY, "utf-8")
    (library / "School.xba").write_text(MODULE.format(escape(basic)), "utf-8")
    begun.write_text("A document that LibreOffice begins with.")
    _started(folder, str(begun), "macro:///Standard.School.Main")
    assert not failed.exists(), failed.read_text()


def _started(folder: Path, *told: str) -> None:
    command = [str(PROGRAM), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen([*command, *told], stdout=quiet, stderr=quiet, start_new_session=True) as it:
        try:
            it.wait(LONGEST)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(it.pid, signal.SIGKILL)


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(f"  {each}" for each in lines)


def _call(name: str, *values: str) -> str:
    doubled = [each.replace('"', '""') for each in values]
    return f"{name} " + ", ".join(f'"{each}"' for each in doubled)
