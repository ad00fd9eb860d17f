"""Entities in a sentence become statements."""
