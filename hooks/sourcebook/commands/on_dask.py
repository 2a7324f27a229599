"""Steps on parts of an archive, taken by the workers of a Dask cluster: the only module that knows Dask."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from importlib import import_module
from typing import Any
from uuid import uuid4

import click

from sourcebook.link.spread.work import Runner, Step, Work, done
from sourcebook.locks import temporary_folder

_MISSING = "Dask isn’t installed here. Install it with: pip install 'sourcebook[dask]'"
_SECONDS = 30
"""How long a cluster may take to answer."""


@contextmanager
def dask(address: str = "") -> Iterator[Runner]:
    """Yield what takes steps on a cluster.

    Args:
        address: of the cluster's scheduler; without one, that which Dask itself is configured to use, or else a cluster
            is started here, with a process for each processor, and ended afterwards.

    Raises:
        click.ClickException: if Dask isn't installed, or no cluster answers.
    """
    try:
        distributed, config = import_module("distributed"), import_module("dask.config")
    except ImportError:
        raise click.ClickException(_MISSING) from None
    with ExitStack() as stack:
        cluster = address or config.get("scheduler-address", None)
        if cluster is None:
            local = stack.enter_context(temporary_folder("sourcebook-dask"))  # Dask would leave a folder of its own
            stack.enter_context(config.set({"temporary-directory": str(local)}))
            # Any port, since another cluster may have the usual one; and for nobody else.
            told = {"dashboard_address": "127.0.0.1:0", "silence_logs": logging.CRITICAL}
            own = distributed.LocalCluster(threads_per_worker=1, **told)
            cluster = stack.enter_context(own)
        try:
            client = stack.enter_context(distributed.Client(cluster, timeout=_SECONDS))
        except (OSError, ValueError) as fault:
            raise click.ClickException(f"no Dask scheduler answers at {cluster}: {fault}") from None
        yield on_client(client)


def on_client(client: Any) -> Runner:
    """Return what takes steps on the workers of a Dask client's cluster."""
    return partial(_run, import_module("distributed"), client)


def _run(distributed: Any, client: Any, step: Step, work: Work) -> Iterator[tuple[int, Any]]:
    name = f"{step.__name__}-{uuid4().hex[:8]}"
    parts = range(work.store.parts)
    futures = {client.submit(done, step, work, part, key=f"{name}-{part}", pure=False): part for part in parts}
    try:
        for future, result in distributed.as_completed(futures, with_results=True):
            yield futures[future], result
    except distributed.KilledWorker as fault:
        what = f"a part of “{step.__name__}” was lost with every worker that took it ({fault})"
        remedy = "Take more parts (--parts), or give workers more memory, and run it again: what is done stays done"
        raise click.ClickException(f"{what}. {remedy}.") from None
