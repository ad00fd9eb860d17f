"""What differs from language to language, as data and a few functions."""
