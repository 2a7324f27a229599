"""The commit that was published last, as GitHub recorded it: `python -m sourcebook.publish.last_published`.

For a step of a workflow, before anything else of Sourcebook is at hand: it imports Python's own modules alone.

Prints it, and hands it on as the step's output `commit`: forty zeros where nothing was ever published. A host that
doesn't answer, or answers with something else, ends it with an error: not knowing isn't the same as never.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

ENVIRONMENT = "github-pages"
"""Where the publishing job deploys to."""
NEVER = "0" * 40
AT_ONCE = 100
SECONDS = 60


def last_published(environment: Mapping[str, str]) -> str:
    """Return the commit of the newest deployment that succeeded; forty zeros where none did.

    Args:
        environment: that of a step: GITHUB_API_URL, GITHUB_REPOSITORY, and GITHUB_TOKEN, which may read deployments.

    Raises:
        OSError: if the host doesn't answer.
        ValueError, LookupError: if it answers with something else.
    """
    token = environment["GITHUB_TOKEN"]
    deployments = f"{environment['GITHUB_API_URL']}/repos/{environment['GITHUB_REPOSITORY']}/deployments"
    page = 1
    while True:
        asked = f"{deployments}?environment={ENVIRONMENT}&per_page={AT_ONCE}&page={page}"
        found = _ask(asked, token)
        for deployment in found:  # the newest first
            statuses = _ask(f"{deployments}/{deployment['id']}/statuses?per_page={AT_ONCE}", token)
            if any(status["state"] == "success" for status in statuses):
                return str(deployment["sha"])
        if len(found) < AT_ONCE:
            return NEVER
        page += 1


def _ask(address: str, token: str) -> list[dict[str, Any]]:
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
    with urlopen(Request(address, headers=headers), timeout=SECONDS) as answer:  # noqa: S310  the host's own address
        found = json.load(answer)
    if not isinstance(found, list):
        raise ValueError(f"{address}: not a list")
    return found


def main() -> int:
    """Print the commit, and hand it on."""
    commit = last_published(os.environ)
    sys.stdout.write("Nothing was published before.\n" if commit == NEVER else f"Published last: {commit}\n")
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
        output.write(f"commit={commit}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
