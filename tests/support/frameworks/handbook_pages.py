"""What the pages of the Milton Keynes handbook have printed, taken from it by hand, form by form, in its words.

A form of ours, for which the handbook has words and no page, is listed by what those words ask for.
"""

OBJECTIVES = ["Objective 1.", "Objective 2.", "Objective 3."]


PRINTED: dict[str, tuple[str, list[str]]] = {
    "additional": (  # Annex B
        "School Improvement Partner additional note of visit",
        [
            *("School", "SIP", "Headteacher", "Chair of Governors", "Date", "Time in school", "Present"),
            *("Focus of visit", "Activities carried out", "Significant points to note"),
            "Agreed actions from this visit and who will lead, including brokering of external support",
            "Date of next visit and focus",
        ],
    ),
    "shadowing": (  # Annex C
        "SIP/NCA SHADOWING FEEDBACK FORM",
        [
            *("Name of SIP", "Date of paired visit", "School", "SIP Manager"),
            "a) Ability to analyse the schools' strengths and areas of improvement, including competency in analysing "
            "relevant data.",
            "b) Ability to make judgements about effective strategies for school improvement.",
            "c) Ability to interact well with leaders in a variety of schools, tailoring their challenge and support "
            "to particular circumstances.",
            *("Signed (Manager)", "Signed (Manager): date"),
        ],
    ),
    "self_evaluation": (  # Annex C
        "SIP/NCA SELF-EVALUATION 2010-11",
        [
            "SIP/NCA",
            "1. Ability to analyse a school's strengths and areas for improvement including competence in analysing "
            "relevant data",
            "2. Able to make relevant judgements about effective strategies for school improvement",
            "3. Interacts well with leaders in a variety of schools, tailoring challenge and support to particular "
            "circumstances",
            "4. How do you feel you have progressed towards the agreed targets from your previous Performance Review?",
            "4. What evidence do you have to support your judgements?",
            "5. What aspects of your SIP work have been effective and successful and why?",
            "6. What aspects of your SIP work have been less successful and why?",
            "7. Please identify any further professional development needs that you might have.",
            "8. Please identify specific targets for the coming year that you would like to work towards.",
            *("Signed", "Signed: date"),
        ],
    ),
    "school_evaluation": (  # Annex C
        "SCHOOL'S ANNUAL EVALUATION OF THE WORK OF THE SIP/NCA",
        [
            *("School", "SIP/NCA"),
            "1. Ability to analyse a school's strengths and areas for improvement including competency in analysing "
            "relevant data",
            "2. Able to make relevant judgements about effective strategies for school improvement",
            "3. Interacts well with leaders in a variety of schools, tailoring their challenge and support to "
            "particular circumstances",
            *("Please give an overall judgement", "Comments"),
            "4. Please also assess the performance of your SIP/NCA over the last 12 months",
            *("Punctuality overall", "Preparation for visits", "Quality of advice and guidance"),
            *("Quality of written reports", "Ability to gain the respect of governors and senior staff"),
            "5. Please identify any other strengths your SIP/NCA has shown over the year",
            "6. Further comments about your SIP/NCA or the Milton Keynes SIP programme",
            *("Signed", "Date"),
        ],
    ),
    "governors_evaluation": (  # Annex C
        "GOVERNORS' EVALUATION OF THE SUPPORT PROVIDED BY THE SIP/NCA FOR THE HEADTEACHER'S PERFORMANCE MANAGEMENT",
        [
            *("School", "SIP/NCA", "Date support provided"),
            "1. Do you feel that the SIP/NCA had a good understanding of the contextual data for your school?",
            "2. How effective was the SIP/NCA in the following areas of work?",
            "Helped us evaluate the Headteacher's progress against targets",
            "Provided clear advice to the Governing Body",
            "Showed understanding of the school's circumstances",
            "3. Please give below any further comments you wish to make about the support you received from your "
            "school's SIP/NCA regarding the Performance Management of the Headteacher.",
            *("Signed", "Name", "Date"),
        ],
    ),
    "htpm1": (  # Annex E
        "HEADTEACHER'S PERFORMANCE MANAGEMENT",
        [
            "How has performance management worked in the past?",
            "Names and roles of Governors carrying out the review",
            "Documents needed two weeks prior to the meeting",
            "Copy of last year's performance objectives",
            "Any in year monitoring information",
            "Further information or evidence that the HT and GB wish to provide",
            *("School Improvement Plan", "SEF", "School Performance Management Policy"),
            "Headteacher's Self-Review (Performance Management) Form (Form HTPM2)",
            "SIP contact details",
        ],
    ),
    "htpm2": (  # Annex E
        "HEADTEACHER'S SELF-REVIEW",
        [
            *("School", "Headteacher", "SIP", "Date of review meeting"),
            "PROGRESS MADE TOWARDS PREVIOUS YEAR'S OBJECTIVES",
            *OBJECTIVES,
            "OVERALL PROGRESS MADE",
            "SUGGESTED AREAS FOR OBJECTIVES FOR THIS YEAR",
            *OBJECTIVES,
            "Signed (Headteacher)",
        ],
    ),
    "htpm3": (  # Annex E
        "PRELIMINARY ADVICE FROM THE SIP TO THE APPOINTED GOVERNORS",
        [
            "REVIEW OF HEADTEACHER PROGRESS TOWARDS PREVIOUS YEAR'S OBJECTIVES",
            *("School", "SIP", "Date of review meeting", "Time of visit", "Evidence"),
            *("Headteacher self-evaluation", "School improvement plan", "Latest Ofsted report"),
            *("School self-evaluation document", "School review of pupil performance"),
            "Value added performance data such as the Panda/RAISE on-line, FFT information",
            "Monitoring reports by governors, LA or other agencies",
            *("Reports to governors", "Other evidence presented by the school"),
            *(*OBJECTIVES, "Evaluation of progress"),
            "Overall Performance (linked to Headteacher National Standards)",
            *("Evaluation of overall performance", "SUGGESTED AREAS FOR OBJECTIVES FOR THIS YEAR"),
            *(*OBJECTIVES, "Context and rationale", "POSSIBLE AREAS FOR CONTINUING PROFESSIONAL DEVELOPMENT"),
        ],
    ),
    "htpm4": (  # Annex E; "PRVIOUS" is the handbook's slip
        "DRAFT REVIEW STATEMENT",
        [
            *("School", "Headteacher", "Appointed governors 1.", "Appointed governors 2.", "Appointed governors 3."),
            *("SIP", "Date of review meeting", "THE REVIEW OF PROGRESS TOWARDS PREVIOUS YEAR'S OBJECTIVES"),
            *(*OBJECTIVES, "Other factors in consideration of overall performance"),
            "SUGGESTED OBJECTIVES FOR THIS YEAR",
            *(*OBJECTIVES, "Success criteria and milestones"),
            "ANNEX to PERFORMANCE MANAGEMENT STATEMENT",
            *("Training and Developmental needs", "Ways of meeting training and developmental needs"),
            *("Signed (Appointed governor)", "Signed (Headteacher)"),
        ],
    ),
    "redesignation": (  # Annex F
        "Re-designation of specialist secondary and special schools",
        [
            *("A long time in advance(!)", "One term beforehand", "One day re-designation visit"),
            *("Possible timetable", "Time", "Focus"),
            *("Evidence", "SIP's findings", "Decision"),
        ],
    ),
    "alert": (  # Annex G
        "School Improvement Service: alert form 2010-11",
        [
            *("School", "Concern", "Raised with Headteacher?", "Date (if yes)"),
            *("Improvement identified", "Alert raised by", "Date"),
        ],
    ),
}


IN_WORDS: dict[str, list[str]] = {  # what the handbook asks for without a page for it
    "familiarisation": ["School", "SIP", "Headteacher", "Date", "Time in school", "Present", "Focus of visit"],  # 6
    "htpm_stages": [  # Annex E, stages 1 to 4; in a vault
        *("Stage 1: objectives and priorities discussed with the Headteacher", "Lead Governor, who chairs"),
        *("Preliminary advice sent to the governors (HTPM3)", "Stage 2: meeting with the Governor Review Panel"),
        "Stage 3: Performance Review Meeting",
        "Stage 4: review statement given to the Chair of Governors",
    ],
    "htpm_monitoring": ["Date of the meeting", "Minutes"],  # Annex E, after stage 4; in a vault
    "htpm_visit": [  # Annex E, after stage 4: these two and nothing else
        *("School", "SIP", "Date"),
        "The performance review meeting has taken place",
        "The processes were followed fairly and consistently",
    ],
    "deployment": [  # section 2
        *("SIP", "From", "Why", "SIP declined", "The school's reason", "The Local Authority's answer"),
    ],
    "causing_concern": [  # section 3, the process
        *("Areas of concern", "Improvement Adviser (Intervention)", "Resident Consultant"),
        *("Support plan", "Monitoring arrangements", "Termly reviews of impact and outcomes"),
        "Training and support needs within the LA offer",
        "Proposed changes to support and advice",
        "Senior officer attending the feedback with the SIP",
    ],
    "ofsted_category": [  # section 3, in an Ofsted category
        *("Category", "SIP or LA officer", "HMI feedback meetings attended"),
        "Headteacher accompanied to the Ofsted seminar on",
        "LA's statement of action drawn up on",
        "Support of the school in the following months",
    ],
    "brokered_support": ["Support needed", "From the LA or another, external, source", "Impact"],  # sections 4, 6
    "additional_work": ["School", "Work offered", "Discussed with the SIP Manager on"],  # section 4
    "complaint": ["School", "Complaint"],  # section 4
    "review_record": ["SIP/NCA", "Record of the review"],  # section 4
    "meeting_day": [  # section 6, CPD and meeting schedule
        *("Date", "Venue", "Agenda and other papers circulated on", "CPD", "Business issues"),
    ],
    "selection": [  # section 4, Accreditation and Recruitment
        *("Accredited through the national programme on", "Interviewed on", "Headteacher on the panel", "Selected"),
    ],
    "support_sources": ["LA or external", "Provider"],  # section 4, Other work
}


TIMETABLE = [
    ("8.45am-9.15am", "Initial meeting with HT – introduction to the day"),
    ("9.15am-10.15am", "Scrutiny of folders provided by the school"),
    ("10.15am-11.15am", "Observe a sample lesson showing impact of specialism"),
    ("11.15am-12.00pm", "Meeting with the Director of Specialism and Subject Leaders"),
    ("12.00pm-12.20pm", "Meeting with students to discuss impact of the specialism"),
    ("12.20pm-12.40pm", "Break"),
    ("12.40pm-1.00pm", "Presentation by the Overseas Link group"),
    (
        "1.00pm-1.20pm",
        "Meeting with Subject Leaders and Deputy Head to discuss whole school impact of the specialism",
    ),
    ("1.20pm-2.00pm", "Informal meeting with governors and local partnership links over a buffet lunch"),
    ("2.00pm-3.30pm", "Further scrutiny of folders; reflection and writing time"),
    (
        "3.40pm",
        "Meeting with the Director of Specialism and the Headteacher to discuss re-designation decision",
    ),
]
