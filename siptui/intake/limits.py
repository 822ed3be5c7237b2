"""What a process that reads a file may take, and how what it says begins."""

SECONDS = 12  # of the clock, and of the processor
COPY_SECONDS = 36  # the same where a marked copy is wanted as well
MEGABYTES = 420  # of address space
LINE = 3  # the file descriptor over there that tells when the starter has ended
TOLD, ANSWER = b"-", b"="  # how what is said over there begins: a line on the way, what it comes to
