"""What the ledger will not take."""


class NotForTheLedger(ValueError):
    """The caller's mistake: an entry outlives what it tells of, so it holds no name and no text."""
