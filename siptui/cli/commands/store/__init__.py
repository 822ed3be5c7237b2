"""The store as a thing to look after: made, proven, copied, mended, moved."""
