"""Clients that others wrote can use the endpoint."""

import json
import shutil
import subprocess
import warnings

import pytest

AGAINST = "SELECT ?who WHERE { ?who <https://w3id.org/state-relations/ns#opposes> ?whom . ?whom a ?type } ORDER BY ?who"
ID = "https://w3id.org/state-relations/id/"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_it(server, method):
    from rdflib import Graph, URIRef
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own
        graph = Graph(SPARQLStore(f"{server.address}/sparql", method=method))
        assert {str(row.who).removeprefix(ID) for row in graph.query(AGAINST)} == {"AZE", "EU", "TUR"}
        opposes = URIRef("https://w3id.org/state-relations/ns#opposes")
        assert (URIRef(f"{ID}EU"), opposes, URIRef(f"{ID}IRN")) in graph
        assert len(graph.query("CONSTRUCT { ?a sr:opposes ?b } WHERE { ?a sr:opposes ?b }").graph) == 3


@pytest.mark.parametrize(("method", "form"), [("GET", "json"), ("POST", "json"), ("GET", "xml"), ("GET", "csv")])
def test_sparqlwrapper_asks_it(server, method, form):
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server.address}/sparql")
    client.setMethod(method)
    client.setReturnFormat(form)
    client.setQuery(AGAINST)
    found = client.query().convert()
    if form == "json":
        assert {row["who"]["value"].removeprefix(ID) for row in found["results"]["bindings"]} == {"AZE", "EU", "TUR"}
    else:
        assert f"{ID}AZE" in (found.toxml() if form == "xml" else found.decode())


def test_sparqlwrapper_gets_a_graph_and_is_told_of_errors(server):
    from rdflib import Graph

    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server.address}/sparql", returnFormat="turtle")
    client.setQuery(
        "PREFIX sr: <https://w3id.org/state-relations/ns#> CONSTRUCT { ?a sr:o ?b } WHERE { ?a sr:opposes ?b }"
    )
    assert len(Graph().parse(data=client.query().convert(), format="turtle")) == 3
    client = wrapper.SPARQLWrapper(f"{server.address}/sparql", returnFormat="json")
    client.setQuery("SELECT nonsense WHERE")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="not valid SPARQL"):
        client.query()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_asks_it(server):
    def curl(*arguments):
        command = ["curl", "-s", "--max-time", "20", *arguments, f"{server.address}/sparql"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    query = "query=SELECT ?who WHERE { ?who sr:opposes id:IRN } ORDER BY ?who"
    assert curl("-H", "Accept: text/csv", "--data-urlencode", query).splitlines() == ["who", f"{ID}AZE", f"{ID}EU"]
    assert len(json.loads(curl("-G", "--data-urlencode", query))["results"]["bindings"]) == 2
    assert "sd:" in curl() or "sparql-service-description" in curl()
