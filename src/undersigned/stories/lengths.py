"""How long a film is: as a clock shows it, and as machines read it."""


def duration_label(seconds: int) -> str:
    """A length as a clock shows it: 70 → "1:10", 3,725 → "1:02:05"."""
    hours, minutes, rest = _on_the_clock(seconds)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def duration_iso(seconds: int) -> str:
    """A length as machines read it (ISO 8601): 70 → "PT1M10S"."""
    figures = zip(_on_the_clock(seconds), "HMS", strict=True)
    return "PT" + ("".join(f"{count}{unit}" for count, unit in figures if count) or "0S")


def _on_the_clock(seconds: int) -> tuple[int, int, int]:
    minutes, rest = divmod(seconds, 60)
    return *divmod(minutes, 60), rest
