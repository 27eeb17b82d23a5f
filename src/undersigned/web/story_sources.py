"""What keeps a story from being registered, in words. `problems.py` says them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

TITLES: dict[str, Promise] = {
    "story-address-forbidden": _("This address is never asked for a story"),
    "story-address-taken": _("The address belongs to another story"),
    "story-embargoed": _("The story is under embargo"),
    "story-feed-empty": _("There is no story in this feed"),
    "story-fetch-failed": _("The address did not give the story"),
    "story-key-taken": _("The key belongs to another story"),
    "story-not-a-feed": _("This is no RSS or Atom feed"),
    "story-not-json": _("This is not JSON"),
    "story-not-ninjs": _("This is JSON, but not ninjs 3.1"),
    "story-one-wanted": _("One key cannot stand for several stories"),
    "story-page-without-article": _("This page does not say that it is an article"),
    "story-source-badly-encoded": _("The text cannot be read"),
    "story-source-empty": _("There is nothing in it"),
    "story-source-missing": _("The file could not be read"),
    "story-source-too-large": _("That is too large for a story"),
    "story-source-unknown": _("This is neither ninjs, nor a page, nor a feed"),
    "story-withheld": _("The newsroom withholds this story"),
    "story-without-address": _("The story does not say where it stands"),
    "story-without-headline": _("The story has no headline"),
    "story-without-key": _("The story has no key"),
    "story-without-time": _("The story does not say when it was published"),
}

DETAILS: dict[str, tuple[Promise, ...]] = {
    "story-address-forbidden": (
        _(
            "%(address)s is not an http or https address of the public Internet on its usual port. No "
            "request was made to it; nothing was changed."
        ),
        _(
            "Only http and https addresses of the public Internet are, on their usual ports. No request "
            "was made; nothing was changed."
        ),
    ),
    "story-address-taken": (
        _("%(url)s is registered under the key %(key)s. Nothing was changed."),
        _("It is registered under another key. Nothing was changed."),
    ),
    "story-embargoed": (
        _("It may be shown from %(until)s on. Nothing was changed."),
        _("It may not be shown yet. Nothing was changed."),
    ),
    "story-feed-empty": (_("The feed can be read, but has no entries. Nothing was changed."),),
    "story-fetch-failed": (
        _("Asking %(host)s: %(problem)s. Nothing was changed."),
        _("Its server could not be reached, or answered something else. Nothing was changed."),
    ),
    "story-key-taken": (
        _("%(key)s is the key of the story at %(url)s. Choose another key; nothing was changed."),
        _("A story at another address has it. Choose another key; nothing was changed."),
    ),
    "story-not-a-feed": (
        _("The XML breaks in line %(line)d, column %(column)d. Nothing was changed."),
        _("It is XML of another kind, or refers to what it may not. Nothing was changed."),
    ),
    "story-not-json": (
        _("It breaks in line %(line)d, column %(column)d (%(problem)s). Nothing was changed."),
        _("It breaks off, or holds a sign that JSON does not allow. Nothing was changed."),
    ),
    "story-not-ninjs": (
        _("It does not fit the schema: %(problems)s. Nothing was changed."),
        _("It does not fit the schema. Nothing was changed."),
    ),
    "story-one-wanted": (
        ngettext_lazy(
            "There is %(count)d story in it; leave out its key, address and time. Nothing was changed.",
            "There are %(count)d stories in it; leave out key, address and time. Nothing was changed.",
            "count",
        ),
        _("There are several in it; leave out key, address and time. Nothing was changed."),
    ),
    "story-page-without-article": (
        _(
            "It needs JSON-LD of the type NewsArticle, or Open Graph of the type article, as its own "
            "metadata. Nothing was changed."
        ),
    ),
    "story-source-badly-encoded": (
        _("Byte %(position)d is not %(encoding)s, which it should be written in. Nothing was changed."),
        _("It is not written in the encoding that it should be. Nothing was changed."),
    ),
    "story-source-empty": (_("The file or answer has no content. Nothing was changed."),),
    "story-source-missing": (
        _("%(path)s: %(reason)s. Nothing was changed."),
        _("It does not exist, or may not be read. Nothing was changed."),
    ),
    "story-source-too-large": (
        _("A source may have %(limit_megabytes)d MB at most. It was not read; nothing was changed."),
        _("It was not read; nothing was changed."),
    ),
    "story-source-unknown": (
        _("Give a ninjs 3.1 document, the page of a story, or an RSS or Atom feed. Nothing was changed."),
    ),
    "story-withheld": (_("It is marked as withheld or cancelled. Nothing was changed."),),
    "story-without-address": (
        _("Nothing in it is the http or https address of its page. Say it with --url; nothing was changed."),
    ),
    "story-without-headline": (_("A story cannot stand here without one. Nothing was changed."),),
    "story-without-key": (
        _("Its address does not end in one. Choose a key and say it with --key; nothing was changed."),
    ),
    "story-without-time": (_("Say it with --published; nothing was changed."),),
}
