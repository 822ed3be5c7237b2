"""A store in a database looked after: made, proven, mended, put back from a backup."""
