"""Extractions become RDF, and RDF becomes statements again."""
