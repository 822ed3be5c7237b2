"""What headings leave unsaid: which month or school year, whose subject, how far they reach. It is told or asked."""
