"""Fields edited: in grids, in forms, as long texts; where their values came from, and their past."""
