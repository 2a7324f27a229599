"""What day it is: the one place that looks."""

import os
import re
from contextlib import suppress
from datetime import UTC, date, datetime

from sourcebook.problems import Findings, shown


def today(findings: Findings | None = None) -> date:
    """Return the day, in UTC: that of SOURCE_DATE_EPOCH (seconds since 1970) where it is set, else this one.

    Where SOURCE_DATE_EPOCH is no number of seconds, `findings` is told, and the day is this one.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    with suppress(ValueError, OverflowError, OSError):
        if epoch is not None and re.fullmatch(r"-?[0-9]+", epoch):  # `int` reads 1_0 and ٣ too
            return datetime.fromtimestamp(int(epoch), UTC).date()
    if epoch is not None and findings is not None:
        what = f"{shown(epoch)} is no number of seconds that gives a day"
        findings.error("SOURCE_DATE_EPOCH", 0, what, "Give the seconds since 1970, or unset it")
    return datetime.now(UTC).date()
