"""A store on a server: what it needs of the server, and every way in which that can go wrong."""

import contextlib
import logging
import shutil
import socket
import ssl
import subprocess
import threading
import time
import traceback
from pathlib import Path

import pytest
from rdflib import BNode, Literal, URIRef

from kg.cli import main
from kg.errors import KgError, LimitError, QueryError, StoreError
from kg.rdf import write
from kg.stores import limits, remote
from kg.stores import open as kg_open
from kg.stores.remote import RemoteStore

QUADS = '<a:b> <a:c> "1" <a:g> .\n<a:b> <a:c> "2" <a:h> .\n<a:x> <a:c> "أ"@ar <a:h> .\n'
ALL = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
ROW = '{"s":{"type":"uri","value":"a:b"},"p":{"type":"uri","value":"a:c"}}'
FULL = '{"head":{"vars":["s","p"]},"results":{"bindings":[ROW]}}'.replace("ROW", ROW)
YES, NO = '{"head":{},"boolean":true}', '{"head":{},"boolean":false}'


@pytest.fixture
def store(named):
    it = kg_open(named("server"))
    yield it
    it.close()


@pytest.fixture
def faulty(play):
    """Return a function that opens a store on a server which answers so after it has been opened."""
    opened = []

    def open_(*answers):
        it = play({"body": FULL}, {"body": YES}, *answers)
        opened.append(RemoteStore(it.address))
        it.asked.clear()
        return it, opened[-1]

    yield open_
    for each in opened:
        each.close()


# The union of all graphs


def test_a_server_whose_default_graph_is_its_own_is_asked_for_the_union(store):
    store.load(QUADS)
    assert len(store.query(ALL).rows) == 3


@pytest.mark.parametrize("answers", [[NO, NO], [NO, YES], [YES]])
def test_what_a_server_understands_is_found_out_by_asking(answers, play):
    it = play(*({"body": each} for each in [FULL, *answers, YES]))
    if answers == [NO, NO]:
        with pytest.raises(StoreError, match="does not see the named graphs here; set the server"):
            RemoteStore(it.address)
        return
    store = RemoteStore(it.address)
    store.query("ASK { ?s ?p ?o }")
    assert ("union-default-graph" in it.asked[-1].form) is (answers == [NO, YES])
    store.close()


def test_from_chooses_graphs(store):
    store.load(QUADS)
    assert [row[0].value for row in store.query("SELECT ?o FROM <a:g> WHERE { ?s ?p ?o }").rows] == ["1"]
    with pytest.raises(QueryError, match="FROM <a:no>: the store has no such graph"):
        store.query("SELECT * FROM <a:no> WHERE { ?s ?p ?o }")


def test_a_server_that_passes_over_from_is_not_believed(named):
    store = kg_open(named("union_server"))
    store.load(QUADS)
    with pytest.raises(QueryError, match="passes over FROM without a word"):
        store.query("SELECT * FROM <a:g> WHERE { ?s ?p ?o }")
    store.close()


# Queries


def test_a_query_may_declare_prefixes_of_ours_itself(store):
    store.load('<a:ISR> <a:c> "1" <a:g> .\n')
    assert store.query("PREFIX id: <a:> ASK { id:ISR ?p ?o }").truth


def test_a_complaint_of_the_server_names_the_line_of_the_query(store):
    with pytest.raises(QueryError, match="not valid SPARQL: error at 2:"):
        store.query("ASK { id:ISR ?p ?o }\nnonsense")


@pytest.mark.parametrize(
    ("given", "cut"),
    [({"rows": 2}, "cut at 2 rows"), ({"bytes": 9}, "cut at 9 bytes, after 1 rows"), ({"rows": 3}, None)],
)
def test_an_answer_is_cut_at_the_limits_and_says_so(given, cut, store):
    store.load(QUADS)
    found = store.query(ALL, limits=limits.Limits(**given))
    assert found.cut == cut
    assert len(found.rows) == {"cut at 2 rows": 2, None: 3}.get(cut, 1)


def test_a_graph_is_cut_at_the_limits_too(store):
    store.load(QUADS)
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }", limits=limits.Limits(rows=1))
    assert (found.cut, found.triples.count("\n")) == ("cut at 1 triples", 1)


@pytest.mark.parametrize("slow", [{"before": 5.0}, {"drip": 0.1}])
def test_a_slow_answer_is_not_waited_for(slow, faulty):
    _, store = faulty(slow)
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"no whole answer in 0\.3 s"):
        store.query(ALL, limits=limits.Limits(seconds=0.3))
    assert time.monotonic() - start < 2


def test_an_answer_that_does_not_end_is_ended(faulty):
    _, store = faulty({"body": FULL[:-2] + " " * (2 << 20) + FULL[-2:]})
    with pytest.raises(StoreError, match="longer than 1,048,576 bytes"):
        store.query(ALL, limits=limits.Limits(bytes=100))


# Refusals and faults

REFUSALS = [
    (301, StoreError, "sends us on to https://elsewhere.example/"),
    (400, QueryError, "not valid SPARQL: no such thing"),
    (401, StoreError, "wants to know who asks; set KG_STORE_USER"),
    (403, StoreError, "does not allow the query"),
    (404, StoreError, "has nothing there"),
    (405, StoreError, "does not take the query there"),
    (408, LimitError, "gave up the query"),
    (413, StoreError, "takes no request of"),
    (429, StoreError, "is asked too much"),
    (500, StoreError, "failed: no such thing; see its own log"),
    (504, LimitError, "gave up the query"),
]


@pytest.mark.parametrize(("status", "kind", "words"), REFUSALS)
def test_a_refused_query_is_told_in_one_line(status, kind, words, faulty):
    location = {"Location": "https://elsewhere.example/?key=hush"}
    _, store = faulty({"status": status, "body": "no such\n\nthing", "kind": "text/plain", "headers": location})
    with pytest.raises(kind, match=words) as refused:
        store.query(ALL)
    assert "\n" not in str(refused.value)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 405, 408, 413, 415, 429, 500, 504])
def test_a_refused_update_is_told_in_one_line(status, faulty):
    it, store = faulty({"status": status, "body": "<html>no\nsuch</html>", "kind": "text/html"})
    with pytest.raises(StoreError, match=f"{status}") as refused:
        store.remove("a")
    assert "\n" not in str(refused.value)
    assert "html" not in str(refused.value)
    assert len(it.asked) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"body": "<html></html>", "kind": "text/html"}, "answers with text/html, not with SPARQL results"),
        ({"body": NO, "kind": "application/json"}, "answers with application/json"),
        ({"kind": ""}, "answers with nothing"),
        ({"status": 204, "body": ""}, "status 204"),
        ({"body": ""}, "is damaged"),
        ({"body": '{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal"'}, "is damaged"),
        ({"body": FULL, "missing": 9}, "broke off"),
        ({"body": "<a:b> <a:c> <a:d", "kind": "application/n-triples"}, "is damaged"),
    ],
)
def test_what_is_no_answer_is_told_in_one_line(answer, words, faulty):
    _, store = faulty(answer)
    with pytest.raises(StoreError, match=words) as refused:
        store.query(ALL)
    assert "\n" not in str(refused.value)


def test_a_page_in_answer_to_an_update_is_not_taken_for_success(faulty):
    _, store = faulty({"body": "<html>log in</html>", "kind": "text/html; charset=utf-8"})
    with pytest.raises(StoreError, match="answers with a web page"):
        store.remove("a")


def test_no_redirect_is_followed(faulty, play):
    witness = play({})
    _, store = faulty({"status": 307, "headers": {"Location": witness.address + "/query"}})
    with pytest.raises(StoreError, match=f"sends us on to {witness.address}/query"):
        store.query(ALL)
    assert witness.asked == []


def test_a_server_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr("kg.stores.protocol._PAUSES", (0.01, 0.01))
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:1/query: cannot be reached .*start the server or check"):
        kg_open("http://127.0.0.1:1")


# Trying again

BUSY = {"status": 503, "headers": {"Retry-After": "0"}, "kind": "text/plain", "body": "busy"}
OUT = {"status": 502, "kind": "text/plain", "body": ""}


@pytest.mark.parametrize("work", [lambda store: store.query(ALL), lambda store: store.remove("a")])
@pytest.mark.parametrize("trouble", [BUSY, OUT, {"body": "", "missing": 1, "status": 503}])
def test_what_is_safe_to_repeat_is_tried_again(trouble, work, faulty):
    it, store = faulty(trouble, {})
    work(store)
    assert len(it.asked) == 2


def test_trying_again_has_an_end(faulty):
    it, store = faulty(BUSY)
    with pytest.raises(StoreError, match="busy or out of order: busy; try again later"):
        store.query(ALL)
    assert len(it.asked) == 3


def test_a_server_that_wants_a_long_pause_is_left_alone(faulty):
    it, store = faulty({"status": 503, "headers": {"Retry-After": "3600"}})
    with pytest.raises(StoreError, match="try again later"):
        store.query(ALL)
    assert len(it.asked) == 1


def test_quads_are_not_sent_twice(faulty):
    it, store = faulty(BUSY)
    with pytest.raises(StoreError, match="try again later"):
        store.load("_:a <a:c> <a:d> <a:g> .\n")
    assert len(it.asked) == 1


# Writing


@pytest.mark.parametrize("name", ["", "/query", "/sparql", "/query#quads=/nothing/here"])
def test_quads_are_loaded_as_they_are_or_as_updates(name, named, monkeypatch):
    monkeypatch.setattr(remote, "_BATCH", 2)
    store = kg_open(named("server") + name)
    store.load(QUADS)
    assert len(store.query(ALL).rows) == 3
    store.close()


def test_blank_nodes_stay_the_same_in_all_that_is_loaded(store, monkeypatch):
    monkeypatch.setattr(remote, "_BATCH", 1)
    store.load("_:a <a:c> <a:d> <a:g> .\n_:a <a:c> <a:e> <a:g> .\n")
    assert len(store.query("SELECT DISTINCT ?s WHERE { ?s ?p ?o }").rows) == 1


def test_an_article_is_one_request(faulty, tell, base):
    it, store = faulty({"status": 204, "body": ""})
    store.replace("a", write.nquads(tell("a", ("IRN", "accuses", "USA")), base))
    assert [each.path for each in it.asked] == ["/update"]
    assert it.asked[0].headers["content-type"] == "application/sparql-update; charset=utf-8"


def test_a_request_that_fails_on_its_way_leaves_nothing_of_itself(store):
    """The server's promise on which ours stands: it takes a request whole or not at all."""
    with pytest.raises(StoreError, match="failed"):
        store._line.update("INSERT DATA { GRAPH <a:g> { <a:b> <a:c> 1 } } ; LOAD <http://127.0.0.1:1/>")
    assert store.query("ASK { <a:b> ?p ?o }").truth is False


# Who asks


@pytest.mark.parametrize(
    ("environment", "header"),
    [
        ({"KG_STORE_USER": "me", "KG_STORE_PASSWORD": "hush"}, "Basic bWU6aHVzaA=="),
        ({"KG_STORE_TOKEN": "hush"}, "Bearer hush"),
    ],
)
def test_who_asks_is_told_to_the_server_and_to_nobody_else(environment, header, play, monkeypatch, caplog):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    caplog.set_level(logging.DEBUG)
    it = play({}, {"status": 403, "kind": "text/plain", "body": f"not {header}, hush"})
    store = RemoteStore(it.address)
    with pytest.raises(StoreError, match="does not allow the query") as refused:
        store.query(ALL)
    assert {each.headers["authorization"] for each in it.asked} == {header}
    told = "".join(traceback.format_exception(refused.value)) + caplog.text + repr(vars(store._line))
    assert "hush" not in told
    assert "aHVzaA" not in told
    store.close()


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"KG_STORE_USER": "me"}, "only one of"),
        ({"KG_STORE_PASSWORD": "hush"}, "only one of"),
        ({"KG_STORE_TOKEN": "hush", "KG_STORE_USER": "me"}, "both set"),
        ({"KG_STORE_TOKEN": "hush\nX: y"}, "no token has"),
    ],
)
def test_half_of_what_is_needed_is_refused(environment, words, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(StoreError, match=words) as refused:
        kg_open("http://127.0.0.1:1")
    assert "hush" not in str(refused.value)


def test_this_machine_is_reached_without_a_proxy(play, monkeypatch):
    witness = play({})
    monkeypatch.setenv("HTTP_PROXY", witness.address)
    RemoteStore(play({}).address).close()
    assert witness.asked == []


def test_another_machine_is_reached_through_the_proxy_of_the_environment(play, monkeypatch):
    proxy = play({"status": 403, "kind": "text/plain", "body": ""})
    monkeypatch.setenv("HTTPS_PROXY", proxy.address)
    with pytest.raises(StoreError, match=r"the proxy failed .*HTTPS_PROXY"):
        RemoteStore("https://graph.example/sparql")
    assert [each.path for each in proxy.asked] == ["graph.example:443"]


@pytest.mark.parametrize(
    ("trusted", "words"), [(False, r"the certificate is not trusted .*SSL_CERT_FILE"), (True, "wants to know who asks")]
)
def test_a_certificate_must_be_one_that_the_environment_trusts(trusted, words, tmp_path, monkeypatch):
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    options = ["-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=here", "-addext", "subjectAltName=IP:127.0.0.1"]
    made = [openssl, "req", *options, "-keyout", key, "-out", certificate]
    subprocess.run(made, check=True, capture_output=True)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with context.wrap_socket(socket.create_server(("127.0.0.1", 0)), server_side=True) as listening:
        thread = threading.Thread(target=_refusing, args=(listening,), daemon=True)
        thread.start()
        with pytest.raises(StoreError, match=words):
            RemoteStore(f"https://127.0.0.1:{listening.getsockname()[1]}/sparql")
        thread.join(5)


def _refusing(listening):
    with contextlib.suppress(OSError):
        connection, _ = listening.accept()
        with connection:
            connection.recv(10_000)
            connection.sendall(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            connection.recv(1)


def test_a_proxy_that_cannot_be_used_is_told_in_one_line(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "nonsense://h")
    with pytest.raises(KgError, match="mend HTTPS_PROXY"):
        RemoteStore("https://graph.example/sparql")


# rdflib

RDFLIB = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own, of itself
NEW = (URIRef("a:new"), URIRef("a:c"), Literal("new"))
G, H = URIRef("a:g"), URIRef("a:h")


def told(found):
    """Return what rdflib gives as lines, whether or not a string's type is written out."""
    return sorted(" ".join(str(getattr(each, "identifier", each)) for each in row) for row in found)


@RDFLIB
@pytest.mark.parametrize(
    "look",
    [
        lambda data: [[len(data), len(data.graph(H)), len(data.graph(URIRef("a:none")))]],
        lambda data: data.triples((None, None, None)),
        lambda data: data.triples((URIRef("a:b"), None, None)),
        lambda data: data.graph(H).triples((None, None, None)),
        lambda data: data.quads((None, None, None, None)),
        lambda data: data.quads((None, URIRef("a:c"), None, G)),
        lambda data: [[graph] for graph in data.graphs()],
        lambda data: [[graph] for graph in data.graphs((None, None, Literal("1")))],
        lambda data: data.query("SELECT ?o { ?s ?p ?o }"),
        lambda data: data.query("SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }"),
        lambda data: data.query("SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }", initBindings={"g": G}),
        lambda data: data.graph(H).query("SELECT ?o { ?s ?p ?o }"),
        lambda data: data.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }").graph,
        lambda data: [[bool(data.query("ASK { id:ISR ?p ?o }")), bool(data.query("ASK { ?s ?p 'أ'@ar }"))]],
        lambda data: [[name] for name in data.objects(URIRef("a:b"), URIRef("a:c") | URIRef("a:d"))],
        lambda data: data.triples_choices((URIRef("a:b"), [URIRef("a:c"), URIRef("a:z")], None)),
        lambda data: [[data.qname("https://w3id.org/state-relations/ns#Fact")]],
        lambda data: data.graph(G).add(NEW),
        lambda data: [[(*NEW, G) in data.add((*NEW, G)), (*NEW, H) in data]],
        lambda data: data.graph(H).remove((None, None, Literal("2"))),
        lambda data: data.remove((None, URIRef("a:c"), None)).quads(),
        lambda data: data.remove_graph(data.graph(H)).quads(),
    ],
)
def test_the_dataset_of_a_server_is_like_that_of_a_local_store(look, store):
    local = kg_open("memory:")
    for each in (store, local):
        each.load(QUADS)
    assert told(look(store.dataset)) == told(look(local.dataset))
    assert told(store.dataset.quads()) == told(local.dataset.quads())


def test_an_update_through_the_dataset_is_done_by_the_server(store):
    store.dataset.update("INSERT DATA { GRAPH id:g { id:a sr:b 1 } }")
    assert store.query("ASK { GRAPH id:g { id:a sr:b 1 } }").truth


@RDFLIB
def test_a_server_is_not_asked_for_a_blank_node(store):
    with pytest.raises(QueryError, match="cannot be asked for a blank node"):
        list(store.dataset.triples((BNode("x"), None, None)))


@pytest.mark.parametrize("evil", ["a> } ; DROP ALL ; #", "a b"])
def test_an_iri_from_rdflib_is_data_only(evil, store):
    store.load(QUADS)
    with pytest.raises(ValueError, match="IRI"):
        store.dataset.graph(G).add((URIRef(f"x:{evil}"), URIRef("a:c"), Literal("x")))
    assert len(store.query(ALL).rows) == 3


# Commands

ARTICLE = Path(__file__).parents[2] / "examples" / "articles" / "2023-03-10-riyadh-and-tehran.txt"


def test_commands_build_query_and_view_a_store_on_a_server(named, tmp_path, capsys):
    name = named("server") + "/query"
    assert main(["build", str(ARTICLE), "--store", name, "--quiet"]) == 0
    assert f"statements written to {name}" in capsys.readouterr().err
    assert main(["query", name, "timeline", "--state", "SAU", "--other", "IRN", "--format", "csv"]) == 0
    assert "SAU,hasDiplomaticTiesWith,IRN" in capsys.readouterr().out
    assert main(["query", name, "ASK {"]) == 1
    assert capsys.readouterr().err.startswith("kg: the query is not valid SPARQL: ")
    assert main(["view", name, "-o", str(tmp_path / "view.html")]) == 0
    assert (tmp_path / "view.html").stat().st_size > 100_000


@pytest.mark.parametrize("command", ["query", "validate", "serve", "build"])
def test_no_command_repeats_a_password(command, capsys):
    name = "https://me:hush@example.org/sparql"
    given = {"query": [name, "opposes"], "build": [str(ARTICLE), "--store", name]}.get(command, [name])
    assert main([command, *given]) == 1
    told = capsys.readouterr().err
    assert told.startswith("kg: ")
    assert "hush" not in told


def test_a_command_tells_of_a_server_that_is_not_there(monkeypatch, capsys):
    monkeypatch.setattr("kg.stores.protocol._PAUSES", ())
    assert main(["query", "http://127.0.0.1:1", "opposes"]) == 1
    assert capsys.readouterr().err.startswith("kg: http://127.0.0.1:1/query: cannot be reached")
