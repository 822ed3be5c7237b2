"""What is known of a school in a year, and how it changes. Pure: no files, no screen."""
