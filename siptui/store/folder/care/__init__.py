"""A folder of schools looked after: proven, copied each day, mended, put back from a backup."""
