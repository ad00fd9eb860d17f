"""Passages become entities."""
