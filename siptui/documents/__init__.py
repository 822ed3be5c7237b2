"""The note of visit, and any form, on paper: laid out from the forms' blocks, as a Word document or in plain words."""
