"""What only this door refuses."""

from undersigned.kernel.errors import Refused


class FormatNotOffered(Refused):
    """oEmbed in XML, which its specification lets a provider leave out."""

    code, status = "format-not-offered", 501
