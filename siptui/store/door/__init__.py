"""What the door does with what goes in and out: whom is meant, what fits, how a school reads, whose a clash is."""
