"""Commands of whoever looks after all schools: who has which, how each stands, what is due."""
