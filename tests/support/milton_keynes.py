"""The framework that most tests work with."""

FRAMEWORK = "milton_keynes_2010_11"
