"""Text in, assessment with reasons out: `from undersigned.scoring import assess`. Knows no comment."""

from .reads import assess as assess

__all__ = ["assess"]
