"""The server is run on the loopback address until a signal ends it."""

import asyncio
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.queries.worker import Limits, Pool
from kg.server.app import app
from kg.server.endpoint import Service

if TYPE_CHECKING:
    import uvicorn

LOOPBACK = "127.0.0.1"
_LONGEST_HEAD = 1 << 16  # bytes of a request's first line and headers


def serve(store: str, *, port: int, workers: int, limits: Limits, ready: Callable[[str], object]) -> None:
    """Answer for a store until SIGINT or SIGTERM; `ready` is told the address.

    Raises InputError if the port is taken, StoreError if the store cannot be opened.
    """
    import uvicorn

    listening = _bound(port)
    with listening, Pool(store, workers, limits) as pool:
        service = Service(store, pool, workers=workers, limits=limits)
        config = uvicorn.Config(
            app(service),
            http="h11",
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=_LONGEST_HEAD,
        )
        try:
            ready(f"http://{LOOPBACK}:{listening.getsockname()[1]}/")
            asyncio.run(_run(uvicorn.Server(config), listening, service))
        except KeyboardInterrupt:  # the signal that ended it, raised again when all is done
            pass


def _bound(port: int) -> socket.socket:
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((LOOPBACK, port))
        found.listen(128)
    except (OSError, OverflowError) as error:
        found.close()
        why = getattr(error, "strerror", None) or str(error)
        raise InputError(f"port {port} of {LOOPBACK} cannot be used ({why}); choose another with --port") from error
    return found


async def _run(server: "uvicorn.Server", listening: socket.socket, service: Service) -> None:
    ending = asyncio.create_task(_end(server, service))
    await server.serve(sockets=[listening])
    await ending


async def _end(server: "uvicorn.Server", service: Service) -> None:
    """End the queries that run as soon as a signal came: no answer is waited for."""
    while not server.should_exit:
        await asyncio.sleep(0.1)
    await asyncio.to_thread(service.end)
