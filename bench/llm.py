"""Measures how fast articles are read with a language model that answers at once but for a pause.

    python bench/llm.py [--articles 1000] [--pause 0.05] [--in-flight 8] [--extractor llm|llm+rules]

The model is a process of its own on this machine that speaks the chat API and quotes the article's first sentence.
Articles are put together from those of examples/articles, about 2,000 characters each, no two alike. Memory is that of
the reading process, once after a tenth of the articles and once at the end.
"""

import argparse
import asyncio
import gc
import json
import multiprocessing
import resource
import time
from collections.abc import Iterator
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.articles.read import read
from kg.extractors.llm.reader import model, model_and_rules
from kg.model import Document, Failure
from kg.vocabulary import knowledge

ROOT = Path(__file__).parent.parent
_SIZE = 2000
_STATM = Path("/proc/self/statm")


def main() -> None:
    """Read so many articles and print the figures."""
    options = _options()
    parent, child = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(child, options.pause), daemon=True)
    server.start()
    port = parent.recv()
    with TemporaryDirectory() as folder:
        argument = f"bench@http://127.0.0.1:{port}/v1#in-flight={options.in_flight},cache={folder}"
        make = model_and_rules if options.extractor == "llm+rules" else model
        reader = make(argument, knowledge=knowledge())
        list(reader(_articles(8, first=1_000_000)))  # what is loaded once is not counted
        gc.freeze()  # as the command does after its first article
        print(f"{options.articles} articles, {options.pause * 1000:.0f} ms a request, {options.in_flight} at once")
        for name in ("asked", "kept from before"):
            start, cpu = time.perf_counter(), time.process_time()
            done = failed = statements = early = 0
            for found in _in_batches(reader, options.articles):
                done += 1
                failed += isinstance(found, Failure)
                statements += 0 if isinstance(found, Failure) else len(found.statements)
                early = _resident() if done == options.articles // 10 else early
            took, worked = time.perf_counter() - start, time.process_time() - cpu
            print(
                f"{name:18} {done / took:6.0f} articles/s  {worked / done * 1000:5.1f} ms of processor each  "
                f"{failed} failed  {statements} statements  memory {early} MiB, at the end {_resident()} MiB"
            )
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")
    server.terminate()
    server.join()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--pause", type=float, default=0.05)
    parser.add_argument("--in-flight", type=int, default=8)
    parser.add_argument("--extractor", choices=("llm", "llm+rules"), default="llm")
    return parser.parse_args()


def _in_batches(reader: object, count: int) -> Iterator[object]:
    """Yield what is read, in the batches in which the pipeline hands articles over."""
    from kg.extractors.llm.reader import Reader

    assert isinstance(reader, Reader)  # noqa: S101
    for first in range(0, count, reader.batch):
        yield from reader(list(_articles(min(reader.batch, count - first), first=first)))


def _articles(count: int, *, first: int = 0) -> Iterator[Document]:
    """Yield articles of about the same length, no two alike."""
    texts = _texts()
    for number in range(first, first + count):
        told = "\n\n".join(texts[(number + n) % len(texts)] for n in range(4))
        text = f"أعلنت إيران في بيانها رقم {number} أنها ترحب بالحوار مع تركيا.\n\n{told}"
        yield Document(f"article-{number}", text[:_SIZE], "ar", published="2023-03-29")


@cache
def _texts() -> tuple[str, ...]:
    documents = read([ROOT / "examples" / "articles"])
    return tuple(each.text for each in documents if isinstance(each, Document) and each.language == "ar")


def _resident() -> int:
    """Return the memory of this process in MiB."""
    return int(_STATM.read_text().split()[1]) * resource.getpagesize() >> 20


def _serve(connection: Connection, pause: float) -> None:
    """Answer requests, each after a pause."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
                body = json.loads(await reader.readexactly(int(length.split(b":")[1])))
                await asyncio.sleep(pause)
                writer.write(_reply(body["messages"][-1]["content"]))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        connection.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def _reply(content: str) -> bytes:
    sentence = content.split("\n")[1]
    ends = {"source": "IRN", "kind": "supports", "target": "TUR"}
    statement = {**ends, "status": "actual", "speaker": "IRN", "date": None, "evidence": sentence}
    told = json.dumps({"statements": [statement]}, ensure_ascii=False)
    message = {"choices": [{"message": {"content": told}, "finish_reason": "stop"}]}
    body = json.dumps({**message, "usage": {"prompt_tokens": 4000, "completion_tokens": 100}}).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


if __name__ == "__main__":
    main()
