"""The environment, read once and typed. A bad value is refused at start, by name.

Every variable is `UNDERSIGNED_<NAME>`; `UNDERSIGNED_<NAME>_FILE` reads the value from a file
instead, for secrets.
"""

from .reading import read as read
from .reading import read_or_exit as read_or_exit
from .reading import refused as refused
from .variables import PREFIX as PREFIX
from .variables import BadSettings as BadSettings
from .whole import Environment as Environment
