"""docs/operate/settings.md lists every setting with its default, and no other."""

import re
from pathlib import Path

from pydantic import SecretStr

from undersigned.environment import PREFIX, Environment

PAGE = Path(__file__).parents[2] / "docs" / "operate" / "settings.md"


def shown(default: object) -> str:
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if isinstance(default, tuple):
        default = ",".join(default)
    return f"`{default}`" if default or default == 0 else "(none)"


def test_the_page_lists_every_setting_in_order_with_its_default() -> None:
    listed = re.findall(rf"^\| `{PREFIX}(\w+)` \| ([^|]+) \| \S", PAGE.read_text(), re.MULTILINE)
    declared = [(name.upper(), shown(field.default)) for name, field in Environment.model_fields.items()]
    assert listed == declared
