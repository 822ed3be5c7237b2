"""What leaves a vault when it is asked to: a form in a file, a hand-over, a backup."""
