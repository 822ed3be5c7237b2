"""Where on a sheet the tables are, and what their columns are."""
