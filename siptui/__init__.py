"""siptui: caseload, visits, judgements and Part F for School Improvement Partners."""

__version__ = "0.1.0"
