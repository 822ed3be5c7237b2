"""The store looked after: proven, backed up, restored, mended."""
