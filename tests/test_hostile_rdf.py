"""RDF that others wrote: bombs, document types and remote contexts are refused at once, nothing is fetched or kept."""

import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

import kg
from kg.cli import main
from kg.errors import KnowledgeError, StoreError
from kg.vocabulary import knowledge

SECONDS = 1.0
ENTITIES = "".join(f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9))
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
BOMB = f"""<?xml version="1.0"?>
<!DOCTYPE rdf [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]>
<rdf:RDF {RDF}><rdf:Description rdf:about="urn:x"><rdf:value>&j;</rdf:value></rdf:Description></rdf:RDF>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE rdf SYSTEM "{address}/a.dtd" [<!ENTITY x SYSTEM "{address}/x"><!ENTITY y SYSTEM "file:///etc/hostname">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>&x;&y;</rdf:Description></rdf:RDF>"""
CONTEXT = '{{"@context": "{address}/context", "@id": "urn:x", "@type": "urn:y"}}'
LOCAL_CONTEXT = '{"@context": "file:///etc/hostname", "@id": "urn:x"}'
GOOD = """@prefix id: <https://w3id.org/state-relations/id/> .
@prefix sr: <https://w3id.org/state-relations/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
id:LULLABY a sr:Organization ; sr:code "LULLABY" ; skos:prefLabel "Lullaby"@en .
"""


@pytest.fixture
def witness():
    """Return the address of a server on this machine, and the list of what it is asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("ending", ["ttl", "rdf", "owl", "xml", "jsonld", "json"])
@pytest.mark.parametrize("text", [BOMB, OUTSIDE, CONTEXT, LOCAL_CONTEXT], ids=["bomb", "outside", "remote", "local"])
def test_what_is_no_turtle_is_refused_at_once_and_fetches_nothing(tmp_path, witness, ending, text):
    address, asked = witness
    path = tmp_path / f"mine.{ending}"
    path.write_text(text.format(address=address) if "{address}" in text else text, encoding="utf-8")
    began = time.process_time()  # of this process: what others do on the machine is not the bomb's doing
    with pytest.raises(KnowledgeError, match=rf"mine\.{ending}") as refused:
        knowledge(tmp_path)
    assert time.process_time() - began < SECONDS
    assert "\n" not in str(refused.value)
    assert asked == []


def test_a_file_of_another_format_beside_a_good_one_is_not_passed_over(tmp_path):
    (tmp_path / "mine.ttl").write_text(GOOD, encoding="utf-8")
    (tmp_path / "more.rdf").write_text(f"<rdf:RDF {RDF}/>", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"more\.rdf: only Turtle is read"):
        knowledge(tmp_path)


def test_what_an_ontology_imports_is_not_fetched(tmp_path, witness):
    address, asked = witness
    owl = "http://www.w3.org/2002/07/owl#"
    more = f"<urn:mine> a <{owl}Ontology> ; <{owl}imports> <{address}/> ."
    (tmp_path / "mine.ttl").write_text(GOOD + more, encoding="utf-8")
    assert "LULLABY" in knowledge(tmp_path).entities
    assert asked == []


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "mine.ttl"
    with path.open("wb") as file:
        file.truncate(100_000_001)
    with pytest.raises(KnowledgeError, match=r"mine\.ttl: has 100,000,001 bytes"):
        knowledge(tmp_path)


def test_half_a_turtle_file_is_refused_with_its_line_and_nothing_of_it_is_stored(tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "mine.ttl").write_text(GOOD + 'id:OTHER a sr:Organization ; sr:code "OT', encoding="utf-8")
    (tmp_path / "a.txt").write_text("زار وزير الخارجية الإيراني روسيا.", encoding="utf-8")
    store = f"oxigraph:{tmp_path / 'store'}"
    code = main(["build", str(tmp_path / "a.txt"), "--store", store, "--knowledge", str(tmp_path / "mine"), "--quiet"])
    told = capsys.readouterr().err
    assert code == 1
    assert "mine.ttl:5: not well-formed Turtle" in told
    assert told.count("\n") == 1
    opened = kg.open(store)
    assert opened.query("ASK { ?s ?p ?o }").truth is False
    opened.close()


@pytest.mark.parametrize(
    "half", ["<urn:s> <urn:p> <urn:o> <urn:g> .\n<urn:s> <urn:p> ", "<urn:s> <urn:p> <urn:o> <urn:g> .\n<!DOCTYPE rdf>"]
)
def test_half_a_file_of_quads_is_refused_and_nothing_of_it_is_stored(half):
    store = kg.open("memory:")
    for put in (store.load, lambda quads: store.put("urn:g", quads), lambda quads: store.replace("a", quads)):
        with pytest.raises(StoreError):
            put(half)
    assert store.query("ASK { ?s ?p ?o }").truth is False
