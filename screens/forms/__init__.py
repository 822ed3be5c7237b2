"""Any form of the framework, drawn from its description."""
