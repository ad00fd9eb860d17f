"""A store's name leads to where its server takes queries, updates and quads."""

import pytest

from kg.errors import KgError, StoreError
from kg.stores.addresses import address


@pytest.mark.parametrize(
    ("name", "query", "update", "quads"),
    [
        ("http://127.0.0.1:7878", "/query", "/update", "/store"),
        ("http://127.0.0.1:7878/", "/query", "/update", "/store"),
        ("https://example.org/graph/query", "/graph/query", "/graph/update", "/graph/store"),
        ("http://localhost:3030/ds", "/ds", "/ds", None),
        ("http://localhost:3030/ds/query#quads=/ds/data", "/ds/query", "/ds/update", "/ds/data"),
        ("https://h/repositories/news", *("/repositories/news" + each for each in ("", "/statements", "/statements"))),
        ("https://h/sparql", "/sparql", "/sparql", None),
        ("https://h/sparql#update=/sparql-auth,quads=/quads", "/sparql", "/sparql-auth", "/quads"),
    ],
)
def test_a_name_leads_to_three_places(name, query, update, quads):
    found = address(name)
    start = name.partition("#")[0].partition("//")
    host = start[0] + "//" + start[2].partition("/")[0]
    assert found[1:4] == (host + query, host + update, quads and host + quads)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "[::1]"])
def test_this_machine_needs_no_encryption(host):
    assert address(f"http://{host}:7878").loopback


@pytest.mark.parametrize(
    "host", ["example.org", "10.0.0.1", "192.168.1.1", "localhost.example.org", "127.0.0.1.example"]
)
def test_another_machine_is_not_spoken_to_in_the_clear(host):
    with pytest.raises(StoreError, match=f"is not encrypted; write https://{host}/sparql"):
        address(f"http://{host}/sparql")


@pytest.mark.parametrize(
    "name",
    ["https://me:hush@h/sparql", "https://hush@h/", "http://me:hu/sh@127.0.0.1/", "https://h/#update=//me:hush@other/"],
)
def test_a_password_in_a_name_is_refused_and_not_repeated(name):
    with pytest.raises(StoreError, match="KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN") as refused:
        address(name)
    assert "hu" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("https:", "names no host"),
        ("https:///sparql", "names no host"),
        ("https://h:port/", "is no address"),
        ("https://[::1/", "is no address"),
        ("https://h/sparql?key=secret", "takes no \\?"),
        ("https://h/a b", "percent-encoded"),
        ("https://h/a\nb", "percent-encoded"),
        ("https://مثال/", "percent-encoded"),
        ("https://h/#write=/x", "is not understood"),
        ("https://h/#update=x", "is not understood"),
        ("https://h/#update=//other/x", "is not understood"),
        ("https://h/#update=https://other/x", "is not understood"),
    ],
)
def test_what_is_no_address_is_refused_in_one_line(name, why):
    with pytest.raises(KgError, match=why) as refused:
        address(name)
    assert "\n" not in str(refused.value)
    assert "secret" not in str(refused.value)
