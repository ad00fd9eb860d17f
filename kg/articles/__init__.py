"""A file becomes Documents."""
