"""A Document is divided into sentences, quotations, words and expressions of time."""
