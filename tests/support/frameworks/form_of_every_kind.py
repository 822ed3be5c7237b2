"""A form with a block of every kind, and every way in which a field can be asked, for a store to have besides its own.

No authority has it: its words are invented.
"""

import tomllib

import msgspec
from msgspec import structs

from siptui.framework import Framework
from siptui.framework.model import Form, Scale

KEY = "every_kind"

SCALES = """
[phonics]
name = "Phonics"
values = [
  { value = "secure", name = "Secure", mark = "S", key = "s", colour = "green", gist = "sounds and blends" },
  { value = "growing", name = "Growing", mark = "G", key = "g", colour = "amber", gist = "sounds, not blends" },
  { value = "weak", name = "Weak", mark = "W", key = "w", colour = "red", gist = "few sounds" },
]

[days]
name = "Days"
values = [
  { value = "mon", name = "Monday" },
  { value = "tue", name = "Tuesday" },
  { value = "wed", name = "Wednesday" },
]
"""

FORM = '''
title = "A form of every kind"
name = "Every kind"
occurs = "many"
dated = "date"
titled = "{number}: {topic}"
way = "note"
parts = [{ key = "school", title = "The school's part", owner = "school" }, { key = "sip", title = "The SIP's part" }]

[[blocks]]
block = "words"
text = """Please fill in what you can before the visit. What is left out is asked on the day, and nothing on this form \
is passed on before both have read it and said so in writing."""

[[blocks]]
block = "fields"
title = "Beforehand"
part = "school"
fields = [
  { key = "date", label = "Date", kind = "date", needed = ["always"] },
  { key = "topic", label = "Topic", kind = "line", needed = ["always"] },
  { key = "raised", label = "Anything to be raised?", kind = "scale", scale = "yes_no", remark = "What it is" },
  { key = "what", label = "What is to be raised", kind = "text", most = 300, shown_when = { raised = ["yes"] } },
  { key = "open_days", label = "Days that suit", kind = "ticks", scale = "days" },
  { key = "hours", label = "Hours needed", kind = "duration", unit = "hours" },
  { key = "signed", label = "Headteacher", kind = "signature" },
  { key = "level", label = "Phonics", kind = "scale", scale = "phonics", sides = { own = "Own", dissent = "Why not" } },
]

[[blocks]]
block = "table"
key = "people"
title = "Who was met"
part = "sip"
columns = [
  { key = "who", label = "Name", kind = "line" },
  { key = "minutes", label = "Minutes", kind = "whole" },
  { key = "level", label = "Phonics", kind = "scale", scale = "phonics" },
  { key = "why", label = "Why", kind = "text", shown_when = { level = ["weak"] } },
]

[[blocks]]
block = "table"
key = "years"
title = "Year by year"
part = "sip"
rows = ["1", "2"]
row_labels = ["Year 1", "Year 2"]
columns = [
  { key = "seen", label = "Seen", kind = "tick" },
  { key = "good", label = "Pupils who read well", kind = "percent" },
]

[[blocks]]
block = "table"
key = "follow_up"
title = "What each said"
part = "sip"
rows_of = "forms/every_kind/#/people"
row_label = "who"
columns = [{ key = "said", label = "Said", kind = "text" }]

[[blocks]]
block = "rubric"
key = "reading"
title = "Reading"
part = "sip"
scale = "phonics"
grade = "Judged"
remark = "Evidence"
rows = [
  { key = "books", label = "Books", texts = { secure = ["Books fit the sounds known."], weak = ["All is guessed."] } },
  { key = "talk", label = "Talk", texts = { secure = ["Every child speaks."], weak = ["Few children speak."] } },
]

[[blocks]]
block = "rubric"
key = "rooms"
title = "Rooms"
part = "sip"
scale = "phonics"
statements = true
rows = [{ key = "walls", label = "Walls", texts = { secure = ["Letters are up.", "They are used."] } }]

[[blocks]]
block = "fields"
title = "In sum"
part = "sip"
fields = [
  { key = "met", label = "Minutes in all", kind = "computed", computed = { how = "sum", of = ["people/*/minutes"] } },
]
'''


def with_every_kind(framework: Framework) -> Framework:
    """A framework with this form as its last."""
    scales = msgspec.convert(tomllib.loads(SCALES), dict[str, Scale])
    form = structs.replace(msgspec.convert(tomllib.loads(FORM), Form), key=KEY)
    return structs.replace(framework, scales=framework.scales | scales, forms=[*framework.forms, form])
