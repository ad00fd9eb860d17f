"""What the endpoint can do is told in the vocabulary of SPARQL service descriptions."""

from importlib.resources import files


def triples(endpoint: str) -> str:
    """Return the description of an endpoint by its address, as N-Triples."""
    from pyoxigraph import RdfFormat, parse, serialize

    text = (files("kg.server") / "description.ttl").read_bytes()
    # The endpoint is <> in the file: the base makes it the address asked.
    found = [quad.triple for quad in parse(text, format=RdfFormat.TURTLE, base_iri=endpoint)]
    return (serialize(found, format=RdfFormat.N_TRIPLES) or b"").decode()
