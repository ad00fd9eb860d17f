"""A language model of the user's choice reads articles, and what it says is checked against their text."""
