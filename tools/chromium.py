"""The Chromium that this machine has. None is ever downloaded."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoChromium(Exception):
    """None is installed; the message says what would mend it."""


def chromium() -> Path:
    """The executable: CHROMIUM if set, else the first one on the path.

    Errors  NoChromium
    """
    given = os.environ.get("CHROMIUM")
    for name in (given,) if given else NAMES:
        found = shutil.which(name) or shutil.which(name, path="/usr/bin:/usr/local/bin:/snap/bin")
        if found:
            return Path(found)
    raise NoChromium(
        f"CHROMIUM={given} cannot be run"
        if given
        else "no Chromium is installed (Debian: apt-get install chromium)"
    )
