"""The sides of a file that was read, each drawn from a Preview and from nothing else."""
