"""A web page becomes its visible text, with what its markup says about itself."""

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from kg.articles.decode import clean
from kg.errors import InputError
from kg.model import Span
from kg.text.paragraphs import paragraphs

_HIDDEN = frozenset((
    "script", "style", "template", "noscript", "head", "title", "iframe", "object", "embed", "audio", "video",
    "canvas", "noframes", "noembed", "datalist", "textarea", "select", "math", "svg",
))  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "frame", "keygen",
))  # fmt: skip
_BLOCK = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup",
    "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
_STYLED_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""")
_SECTION = re.compile(r"<!\[(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-_.a-z0-9])", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
# A shorter line, such as a word of a menu, may stand in the article by chance.
_TELLING = 25
# If not even a sentence is left, the library went wrong on this page, and nothing is taken from it.
_SENTENCE = 60
# How far a closing <p> is looked for; beyond, the page is malformed anyway and time must stay linear.
_NEAR = 20
# The tree library behind trafilatura gives nothing, without saying so, from 256 levels on.
_DEEPEST = 250
# What that library may raise over an odd page.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "date", "pubdate", "publishdate", "publish_date",
    "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "lastmod", "dcterms.modified")
_TITLE = ("og:title", "twitter:title", "headline", "dc.title")
_OUTLET = ("og:site_name", "application-name", "publisher", "dc.publisher")


@dataclass(frozen=True, slots=True)
class Page:
    """A web page: its visible text, what in it is not the article, and what its markup says of the article."""

    text: str
    furniture: tuple[Span, ...] = ()
    title: str | None = None
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    url: str | None = None


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page's first bytes declare."""
    found = _XML_ENCODING.search(data[:300]) or _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else None


def page(markup: str, where: str) -> Page:
    """Read a web page; its text is all that a reader would see, in order, a line for each block.

    Raises InputError, naming `where`, for markup that cannot be read, and as `kg.articles.decode.clean` does.
    """
    reader = _Reader()
    try:
        reader.feed(markup)
        reader.finish()
    except AssertionError as error:
        raise InputError(f"{where}: markup that cannot be read ({error}); save the page as text") from error
    text = clean(reader.text(), where)
    meta = reader.meta
    return Page(
        text=text,
        furniture=_beside_the_article(markup, text) if reader.deepest < _DEEPEST else (),
        title=_first(meta, _TITLE) or _blank(reader.heading) or _blank(reader.title) or None,
        published=_first(meta, _PUBLISHED) or reader.time,
        modified=_first(meta, _MODIFIED),
        outlet=_first(meta, _OUTLET),
        url=meta.get("canonical") or meta.get("og:url"),
    )


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((_blank(meta[key]) for key in keys if meta.get(key, "").strip()), None)


def _blank(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


@dataclass(slots=True)
class _Open:
    """An element that is open: its tag and whether what is in it is seen."""

    tag: str
    seen: bool


class _Reader(HTMLParser):
    """Collects visible text; the standard library's parser keeps no tree, so depth costs nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.title = self.heading = ""
        self.time: str | None = None
        self.deepest = 0
        self._open = [_Open("", seen=True)]
        self._count: dict[str, int] = {}
        self._parts: list[str] = []
        self._linked_data: list[str] = []

    def finish(self) -> None:
        """Read to the end; an unfinished tag or comment there is dropped, as browsers do."""
        if not self.rawdata.startswith("<"):
            self.close()
        for block in self._linked_data:
            self._read_linked_data(block)

    def text(self) -> str:
        """Return the visible text, blanks folded as a browser folds them, one line a block."""
        lines = (line.strip(" ") for line in re.sub(" ?\n ?", "\n", "".join(self._parts)).split("\n"))
        return "\n".join(line for line in lines if line)

    def parse_html_declaration(self, i: int) -> int:
        """Read "<![" with which nothing known begins as a comment, as browsers do; the library would give up."""
        if self.rawdata.startswith("<![", i) and not _SECTION.match(self.rawdata, i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._note(tag, attributes)
        if tag in _BLOCK:
            if self._count.get("p"):
                self._close_paragraph()
            self._parts.append("\n")
        if tag in _VOID:
            return
        if tag == "body":
            # A page may leave out </head>.
            self.handle_endtag("head")
        hidden = tag in _HIDDEN or "hidden" in attributes or bool(_STYLED_AWAY.search(attributes.get("style", "")))
        hidden = hidden or (tag == "dialog" and "open" not in attributes)
        linked_data = attributes.get("type", "").lower() == "application/ld+json"
        self._open.append(_Open("ld+json" if linked_data else tag, seen=self._open[-1].seen and not hidden))
        name = self._open[-1].tag
        self._count[name] = self._count.get(name, 0) + 1
        self.deepest = max(self.deepest, len(self._open))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # "<div/>" opens a div in HTML: the slash means nothing.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCK:
            self._parts.append("\n")
        if tag == "script" and self._open[-1].tag == "ld+json":
            tag = "ld+json"
        if not self._count.get(tag):
            return
        while True:
            closed = self._open.pop().tag
            self._count[closed] -= 1
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        top = self._open[-1]
        if top.tag == "title":
            self.title += data
        elif top.tag == "ld+json":
            self._linked_data.append(data)
        elif top.seen:
            self._parts.append(_BLANKS.sub(" ", data))
            if self._count.get("h1") and len(self.heading) < 1000:
                self.heading += data

    def _close_paragraph(self) -> None:
        for back in range(1, min(_NEAR, len(self._open))):
            if self._open[-back].tag == "p":
                self.handle_endtag("p")
                return

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep what the markup says of the article; what stands first counts."""
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.meta.setdefault(name.lower(), attributes.get("content", ""))
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self.meta.setdefault("canonical", attributes.get("href", ""))
        elif tag == "time" and not self.time:
            self.time = attributes.get("datetime") or None
        elif attributes.get("itemprop", "").lower() in ("datepublished", "datemodified"):
            self.meta.setdefault(attributes["itemprop"].lower(), attributes.get("content", ""))

    def _read_linked_data(self, block: str) -> None:
        try:
            data = json.loads(block)
        except (ValueError, RecursionError):
            return
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else ():
            if isinstance(item, dict):
                for key in ("datePublished", "dateModified", "headline"):
                    if isinstance(item.get(key), str):
                        self.meta.setdefault(key.lower(), item[key])


def _beside_the_article(markup: str, text: str) -> tuple[Span, ...]:
    """Return the lines that are not the article, as an extraction library sees it; none if it sees no article."""
    import trafilatura  # 130 ms to import

    try:
        article = trafilatura.extract(markup, include_comments=False, include_tables=True, favor_recall=True)
    except _FAULTS:
        return ()
    # The library folds blanks and joins lines in its own way, so lines are compared without blanks.
    # In order: it breaks a paragraph at a <q>, whose two halves are found only side by side.
    main = dict.fromkeys("".join(line.split()).strip("-|") for line in (article or "").split("\n"))
    joined = "".join(main)
    kept, beside = 0, []
    for span in paragraphs(text):
        line = "".join(text[span.start : span.end].split())
        if line in main or (len(line) >= _TELLING and line in joined):
            kept += len(line)
        else:
            beside.append(span)
    return tuple(beside) if kept >= _SENTENCE else ()
