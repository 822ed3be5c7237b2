"""The words that are put to the codes of what the tracking reader says; nothing else makes a sentence of them."""
