"""What day it is: the one place that looks."""

import os
from datetime import UTC, date, datetime

from sourcebook.problems import Findings, shown


def today(findings: Findings | None = None) -> date:
    """Return the day, in UTC: that of SOURCE_DATE_EPOCH (seconds since 1970) where it is set, else this one.

    Where SOURCE_DATE_EPOCH is no number of seconds, `findings` is told, and the day is this one.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (ValueError, OverflowError, OSError):
            if findings is not None:
                what = f"SOURCE_DATE_EPOCH is {shown(epoch)}"
                findings.error("SOURCE_DATE_EPOCH", 0, what, "Give the seconds since 1970, or unset it")
    return datetime.now(UTC).date()
