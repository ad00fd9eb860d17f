"""A graph is kept in order: judged, checked, mended, backed up, listed."""
