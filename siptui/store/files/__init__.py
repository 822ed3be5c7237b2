"""Files on this host that are whole or not there, and opened so that nothing planted beside them does harm."""
