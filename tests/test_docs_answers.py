"""What the documentation says that a question answers is what it answers."""

import runpy
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_examples_print_what_the_documentation_shows() -> None:
    printed = runpy.run_path(str(ROOT / "docs" / "printed.py"))
    with printed["graph"]():
        for page in printed["PAGES"]:
            text = page.read_text(encoding="utf-8")
            assert "\n".join(printed["shown"](text)) == text, f"{page.name}: run python docs/printed.py"
