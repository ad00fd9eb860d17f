"""A store is answered for over HTTP: a SPARQL endpoint, and pages for people."""
