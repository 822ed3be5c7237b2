"""What is printed in a form, and what becomes of it in time: a step, a version that was final, the next number."""
