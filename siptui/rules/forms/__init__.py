"""What becomes of a form in time: a step taken, a version that was final, the number of the next, a row of its own."""
