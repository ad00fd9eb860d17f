"""The prefixes that a query or update uses are declared in it, for servers that know none of ours."""

import re
from collections.abc import Mapping

_DECLARED = re.compile(r"\bPREFIX\s+([^\s:<]*)\s*:", re.IGNORECASE)


def declared(sparql: str, prefixes: Mapping[str, str]) -> str:
    """Return a text with the declarations of those prefixes that it uses and does not declare itself.

    They stand on no line of their own, so that a server's complaints name the lines of the text as it was.

    >>> declared("ASK { id:ISR ?p ?o }", {"id": "https://w3id.org/state-relations/id/", "sr": "..."})
    'PREFIX id: <https://w3id.org/state-relations/id/> ASK { id:ISR ?p ?o }'
    """
    own = {match[1] for match in _DECLARED.finditer(sparql)}
    used = (name for name in prefixes if name not in own and f"{name}:" in sparql)
    return "".join(f"PREFIX {name}: <{prefixes[name]}> " for name in used) + sparql
