"""Ledger: what was published stays where it was, or the build says what would not.

Events (`events`) stand in a file (`store`) and amount to what is promised (`history`). A build checks its sources
against that (`checking`) and gives each text its anchors (`holding`). The commands make new events (`record`); a
correction keeps each anchor with its words (`align`, `correction`).
"""
