"""What links cost in parts, on two workers of one machine, beside one process on the same folder."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from distributed import Client, LocalCluster
from sourcebook.commands.on_dask import on_client
from sourcebook.link.engine import silent
from sourcebook.spread import links_in_parts

from tests.bench.figures import Figure
from tests.bench.generated import corpus

WORKERS = 2


def beside_one_process(size: int) -> Iterator[Figure]:
    """Link a folder of generated texts in one process and in parts: yield what each takes."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, cache = Path(scratch, "texts"), Path(scratch, "cache")
        # In a process of its own: what those started later have held at most begins with what this one held.
        writing = get_context("spawn").Process(target=_write, args=(size, folder))
        writing.start()
        writing.join()
        seconds, megabytes = _one_process(folder)
        yield Figure(f"one process, {size} texts: CPU seconds", round(seconds, 1), "")
        yield Figure(f"one process, {size} texts: peak MB", round(megabytes), "")
        with (
            closing(LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None)) as cluster,
            closing(Client(cluster)) as client,
        ):
            own, before = _used(), client.run(_used)
            with links_in_parts(folder, "texts", cache, on_client(client), silent) as found:
                after = client.run(_used)
                passed_on = sum(path.stat().st_size for path in cache.rglob("*") if path.is_file())
                links = len(found.links)
            workers = sum(after[worker][0] - before[worker][0] for worker in after)
            peak = max(megabytes for _, megabytes in after.values())
            yield Figure(f"in parts, {size} texts: CPU seconds of {WORKERS} workers", round(workers, 1), "")
            yield Figure(f"in parts, {size} texts: peak MB of a worker", round(peak), "")
            yield Figure(f"in parts, {size} texts: CPU seconds of who runs them", round(_used()[0] - own[0], 1), "")
            yield Figure(f"in parts, {size} texts: peak MB of who runs them", round(_used()[1]), "")
            yield Figure(f"in parts, {size} texts: MB passed on", round(passed_on / 1e6, 1), "")
            yield Figure(f"in parts, {size} texts: links", links, "")


def _write(size: int, folder: Path) -> None:
    """Write generated texts as a curator keeps them, with sidecars for their facts."""
    folder.mkdir()
    for document in corpus(size, seed=size)[0]:
        (folder / f"{document.id}.txt").write_bytes(document.source.raw)
        facts = [f'  {name}: {{value: "{of[0].value}", editor: generated}}' for name, of in document.facts.items()]
        (folder / f"{document.id}.yml").write_text("\n".join(["facts:", *facts, ""]), encoding="utf-8")


def _one_process(folder: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "sourcebook.commands", "links", str(folder), "-o", os.devnull]
    started = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _used() -> tuple[float, float]:
    """Return the CPU seconds of this process, and its peak of memory in MB."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
