"""Which columns are results, and which of several is the one."""
