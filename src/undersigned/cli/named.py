"""What a command names: a community, a story. Whoever misspells one is told which there are."""

import argparse

from django.utils.translation import gettext as _

from undersigned.communities.models import Community
from undersigned.communities.reads import all_communities, by_slug
from undersigned.kernel.errors import NotFound
from undersigned.stories.models import Story
from undersigned.stories.reads import by_key


class Unknown(Exception):
    """Nothing here is called so. Shape  str(): a sentence in the terminal's language"""


def community_named(slug: str) -> Community:
    """Errors  Unknown"""
    try:
        return by_slug(slug)
    except NotFound:
        known = ", ".join(each.slug for each in all_communities()) or _("none")
        words = _("There is no community %(slug)s; there are: %(known)s.")
        raise Unknown(words % {"slug": slug, "known": known}) from None


def story_named(slug: str, key: str) -> tuple[Community, Story]:
    """Errors  Unknown"""
    community = community_named(slug)
    try:
        return community, by_key(community.id, key)
    except NotFound:
        words = _(
            "There is no story %(key)s in %(slug)s. Its key is the end of the address of its page here."
        )
        raise Unknown(words % {"key": key, "slug": slug}) from None


def place(value: str) -> tuple[str, str]:
    """`community/key`, taken apart."""
    slug, slash, key = value.partition("/")
    if not (slug and slash and key):
        raise argparse.ArgumentTypeError(_("name the story as community/key, such as news/1.3490270"))
    return slug, key
