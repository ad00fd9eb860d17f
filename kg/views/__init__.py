"""A graph becomes interactive HTML pages."""
