"""A document that came back: what the school changed and said in it, taken, left or edited one by one."""
