"""Charts where people look: on a sheet of their own, drawn from the cells that hold the figures."""
