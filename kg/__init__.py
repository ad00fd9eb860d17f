"""Read news and build a knowledge graph of relations between states."""
