"""Ledger: what was published stays where it was, or the build says what would not.

Events (`events`) stand in a file (`store`) and amount to what is promised (`history`). A build checks its sources
against that (`checking`) and gives each text its anchors (`holding`). The commands make new events (`record`); a
correction keeps each anchor with its words (`align`, `correction`).
"""

from sourcebook.ledger.checking import named
from sourcebook.ledger.history import History, history_of
from sourcebook.ledger.holding import hold, show_excerpts_only, withhold
from sourcebook.ledger.store import FILE, read_ledger

__all__ = ["FILE", "History", "history_of", "hold", "named", "read_ledger", "show_excerpts_only", "withhold"]
