"""Slips of many kinds for the right prose of the field, by two hands and at two times."""

from typing import NamedTuple


class Fault(NamedTuple):
    """In the text `prose`, `wrong` stands for `right`; `word` is marked, and `meant` is among what is offered."""

    prose: str
    right: str
    wrong: str
    code: str
    word: str
    meant: str = ""


FIRST = [
    Fault("autumn_standards", "Attainment on entry", "Attianment on entry", "spelling", "Attianment", "Attainment"),
    Fault("autumn_standards", "lowest-attaining", "lowest-ataining", "spelling", "ataining", "attaining"),
    Fault("autumn_standards", "broadly average", "broadly avarage", "spelling", "avarage", "average"),
    Fault("autumn_standards", "Boys' writing", "Boys' writting", "spelling", "writting", "writing"),
    Fault("autumn_standards", "The headteacher and I", "The headteacer and I", "spelling", "headteacer", "headteacher"),
    Fault("autumn_standards", "(44% in 2009)", "(44% in 2009", "bracket_open", "("),
    Fault("autumn_standards", "KIP S1.3", "KIP S1.9", "no_such_code", "S1.9", "S1.3"),
    Fault("autumn_standards", "There are five", "There are are five", "doubled_word", "are are", "are"),
    Fault("autumn_teaching", "and I agree. During", "and I agree . During", "space_before", " .", "."),
    Fault("autumn_teaching", "Our judgements", "Our judgments", "spelling", "judgments", "judgements"),
    Fault("autumn_teaching", 'have to think."', "have to think.", "quote_open", '"'),
    Fault("autumn_teaching", "a coaching programme", "a coaching progamme", "spelling", "progamme", "programme"),
    Fault("autumn_teaching", "Pupils assessed", "Pupils asses", "hardly_meant", "asses", "assess"),
    Fault("autumn_teaching", "popular with parents.", "popular with parents", "no_full_stop", "parents", "parents."),
    Fault("spring_care_and_behaviour", "Behaviour in", "Behavior in", "spelling", "Behavior", "Behaviour"),
    Fault("spring_care_and_behaviour", "on 4 October", "on TBC", "placeholder", "TBC"),
    Fault("spring_care_and_behaviour", "is dealt with", "is  dealt with", "doubled_space", "  ", " "),
    Fault("spring_care_and_behaviour", "multi-agency", "mutli-agency", "spelling", "mutli", "multi"),
    Fault("spring_care_and_behaviour", "zones introduced", "zones intorduced", "spelling", "intorduced", "introduced"),
    Fault("spring_leadership", "reorganised", "reorganized", "other_ending", "reorganized", "reorganised"),
    Fault("spring_leadership", "external adviser", "adviser to Beechcroft Junior", "other_school", "Beechcroft"),
    Fault("spring_leadership", "Governors bring", "Govenors bring", "spelling", "Govenors", "Governors"),
    Fault("spring_leadership", "(for instance", "for instance", "bracket_closed", ")"),
    Fault("spring_leadership", "governor. It is", "governor. it is", "no_capital", "it", "It"),
    Fault("summer_summary", "The provisional", "The provisonal", "spelling", "provisonal", "provisional"),
    Fault("summer_summary", "moderated by the LA", "moderated by xxx", "placeholder", "xxx"),
    Fault("summer_summary", "is uneven.", "is uneven ???", "placeholder", "???"),
    Fault("summer_summary", "Thirty-one per cent", "Thirty-one percant", "spelling", "percant", "percent"),
    Fault("summer_summary", "the papers provided.", "the papers provided", "no_full_stop", "provided", "provided."),
    Fault("summer_summary", "children from the", "children form form the", "doubled_word", "form form", "form"),
    Fault("additional_visit", "leader, scrutinised", "leader,scrutinised", "no_space_after", ",", ", "),
    Fault("additional_visit", "the most able pupils", "the most able pulips", "spelling", "pulips", "pupils"),
    Fault("additional_visit", "said one, and", "said one , and", "space_before", " ,", ","),
    Fault("additional_visit", "£2,400 for", "[..] for", "placeholder", "[..]"),
    Fault("additional_visit", "on 6 June", "on [insert date]", "placeholder", "[insert date]"),
    Fault("part_a_preparation", "on maternity leave", "on maternaty leave", "spelling", "maternaty", "maternity"),
    Fault("support_and_finance", "at the latter.", "at teh latter.", "spelling", "teh", "the"),
    Fault("support_and_finance", "is a strength. The", "is a strength.The", "no_space_after", ".", ". "),
    Fault("paired_and_secondary", "its manager tracks", "its manger tracks", "hardly_meant", "manger", "manager"),
    Fault("handover_mail", "S2 and Q5", "S2 and Q55", "no_such_code", "Q55", "Q5"),
]

SECOND = [
    Fault("attainment_and_data", "English and 81% in math", "English and 81% im math", "spelling", "im", "in"),
    Fault("attainment_and_data", "hadn't flagged", "hadnt flagged", "spelling", "hadnt", "hadn't"),
    Fault("attainment_and_data", "Level 5+ (29%", "Level 5+(29%", "no_space_before", "(", " ("),
    Fault("attainment_and_data", "broadly average at L2b+", "broadly average at L2b+ (see XX)", "placeholder", "XX"),
    Fault("attainment_and_data", 'to "generous" teacher', 'to " generous" teacher', "space_before", '" ', '"'),
    Fault("attainment_and_data", "FFT estimates (type D)", "FFT estimates (type D))", "bracket_closed", ")"),
    Fault(
        "attainment_and_data", "Target-setting is robust", "target-setting is robust", "no_capital", "target", "Target"
    ),
    Fault("send_today", "In each case the assess", "In each case teh assess", "spelling", "teh", "the"),
    Fault("send_today", "is full and the waiting", "is full and the the waiting", "doubled_word", "the the", "the"),
    Fault(
        "send_today", "per cent of the week", "per cent of the of the week", "doubled_word", "of the of the", "of the"
    ),
    Fault(
        "send_today",
        "their children's anxiety",
        "there own children's anxiety",
        "hardly_meant",
        "there own",
        "their own",
    ),
    Fault("send_today", "is a real strength", "is  a real strength", "doubled_space", "  ", " "),
    Fault("safeguarding_visit", "The designated teacher", "The designated teecher", "spelling", "teecher", "teacher"),
    Fault("safeguarding_visit", "are on file. Two", "are on file . Two", "space_before", " .", "."),
    Fault("safeguarding_visit", "(an illegible signature", "an illegible signature", "bracket_closed", ")"),
    Fault("safeguarding_visit", "last revised in 2007", "last revised in dd/mm/yyyy", "placeholder", "dd/mm/yyyy"),
    Fault("safeguarding_visit", "put right while I", "put right while i", "no_capital", "i", "I"),
    Fault("governance_review", "A skills audit", "An skills audit", "a_or_an", "An", "A"),
    Fault(
        "governance_review",
        "appointment of the present",
        "appointment of Beechcroft's present",
        "other_school",
        "Beechcroft",
    ),
    Fault(
        "governance_review",
        "no prior involvement.",
        "no prior involvement",
        "no_full_stop",
        "involvement",
        "involvement.",
    ),
    Fault(
        "governance_review",
        "and objectives have been",
        "and objectives should of been",
        "hardly_meant",
        "should of",
        "should have",
    ),
    Fault("early_years", "a vet's surgery", "a vet 's surgery", "space_before", " '", "'"),
    Fault("early_years", "Somali-speaking", "Somali-speeking", "spelling", "speeking", "speaking"),
    Fault("early_years", "a priority.", "a priority..", "doubled_sign", "..", "."),
    Fault("early_years", 'it steeper?") drew', 'it steeper?" drew', "bracket_open", "("),
    Fault("attendance_and_exclusions", "unauthorised term-time", "unauthorized term-time", "spelling", "unauthorized"),
    Fault(
        "attendance_and_exclusions", "one permanent exclusion,", "one permanent exclusion ,", "space_before", " ,", ","
    ),
    Fault("attendance_and_exclusions", "drawn up with her, her", "drawn up with [name], her", "placeholder", "[name]"),
    Fault(
        "leadership_and_management",
        "Self-evaluation has",
        "Self-evalaution has",
        "spelling",
        "evalaution",
        "evaluation",
    ),
    Fault(
        "leadership_and_management",
        "evaluative rather than",
        "evaluative rather then",
        "hardly_meant",
        "rather then",
        "rather than",
    ),
    Fault("leadership_and_management", "kind.\nMiddle", "kind\nMiddle", "no_full_stop", "kind", "kind."),
    Fault("leadership_and_management", "Nobody was in any", "KIP E99: nobody was in any", "no_such_code", "E99"),
    Fault("ofsted_report_card", "and 4 February 2026", "and 4 Febuary 2026", "spelling", "Febuary", "February"),
    Fault(
        "ofsted_report_card",
        "personal development and well",
        "personal developement and well",
        "spelling",
        "developement",
        "development",
    ),
    Fault("ofsted_report_card", "are met. As the", "are met.As the", "no_space_after", ".", ". "),
    Fault("teaching_and_curriculum", "correspondingly high", "correspondingly hihg", "spelling", "hihg", "high"),
    Fault("teaching_and_curriculum", "had to decide whether", "had to deside whether", "spelling", "deside", "decide"),
    Fault(
        "secondary_sixth_form",
        "an LA consultant, judged",
        "an LA consultant, judged judged",
        "doubled_word",
        "judged judged",
        "judged",
    ),
    Fault("secondary_sixth_form", "behaviour, both", "behavior, both", "spelling", "behavior", "behaviour"),
    Fault(
        "secondary_sixth_form",
        "'Bridge', has re-integrated",
        "'Bridge', has prioritized",
        "other_ending",
        "prioritized",
        "prioritised",
    ),
]
