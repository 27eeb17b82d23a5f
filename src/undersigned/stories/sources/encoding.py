"""A page's bytes → text."""

import codecs
import re

from undersigned.stories.errors import SourceBadlyEncoded

CHARSETS = re.compile(
    r"(utf-?8|utf-?16(le|be)?|(windows|cp)-?125\d|iso-?8859-?\d{1,2}|latin-?1|us-ascii|ascii|"
    r"shift[-_]jis|euc-(jp|kr)|gb(k|2312|18030)|big5|koi8-[ru]|mac(intosh)?)",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(raw: bytes, charset: str) -> str:
    """The page as text: by its mark, the charset it was served with, the one it declares, else UTF-8.

    Errors  SourceBadlyEncoded
    """
    declared = _DECLARED.search(raw[:4096])
    said = next((name for mark, name in _BOMS if raw.startswith(mark)), "") or charset
    encoding = said or (declared[1].decode("ascii", "replace") if declared else "") or "utf-8"
    if encoding != "utf-8-sig" and not CHARSETS.fullmatch(encoding):
        encoding = "utf-8"
    if encoding.lower().replace("-", "") in ("iso88591", "latin1", "usascii", "ascii"):
        encoding = "windows-1252"  # what browsers read under these names
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceBadlyEncoded(encoding=encoding, position=error.start + 1) from None
    except LookupError:
        raise SourceBadlyEncoded(encoding=encoding, position=1) from None
