"""A school's pupil tracking spreadsheet, read into a Proposal for Part D. Reached through `siptui.intake`."""
