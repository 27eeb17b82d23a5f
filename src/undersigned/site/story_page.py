"""The story, the notices, the conversation and the form to join it: one page."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from undersigned.answers import actions as answers
from undersigned.communities import reads as communities
from undersigned.communities.shapes import InForce
from undersigned.conversation import reads as comments
from undersigned.journeys.post_comment import Draft, post_comment
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotFound, NotSignedIn, Refused
from undersigned.licensing.errors import LicenceOutOfDate
from undersigned.site import forms, linked_data, readers
from undersigned.site.forms import Compose, fresh_key
from undersigned.site.readers import Reader
from undersigned.snapshots import reads as snapshots
from undersigned.stories import reads as stories
from undersigned.stories.models import Story
from undersigned.web import problems

SORTS = {
    "newest": _("Newest"),
    "oldest": _("Oldest"),
    "discussed": _("Most discussed"),
    "recommended": _("Most recommended"),
    "picks": _("Editors’ picks"),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request under one story. Shape  reader: None when nobody is signed in"""

    request: HttpRequest
    story: Story
    texts: InForce
    reader: Reader | None

    @property
    def address(self) -> str:
        return reverse("site:story", args=[self.story.community.slug, self.story.key])

    @property
    def language(self) -> str:
        return get_language() or "en"


@require_http_methods(["GET", "HEAD", "POST"])
def story(request: HttpRequest, community: str, key: str) -> HttpResponse:
    """`/{community}/{key}/`: read it; or send a comment and be led back to it."""
    row = stories.by_key(communities.by_slug(community).id, key)
    texts = communities.in_force(row.community_id)
    visit = Visit(request, row, texts, readers.reader_of(request, row, texts))
    return _send(visit) if request.method == "POST" else _page(visit)


def _send(visit: Visit) -> HttpResponse:
    if visit.reader is None:
        return _page(visit, refused=NotSignedIn())
    form = Compose(
        visit.request.POST,
        # Against older texts the journey refuses, and shows the new ones before asking to accept them.
        has_accepted=visit.reader.has_accepted or _is_outdated(visit.request.POST, visit.texts),
        community=visit.story.community.slug,
    )
    if not form.is_valid():
        return _page(visit, form)
    try:
        asks_person = "asks_person" in visit.request.POST
        comment_id = _once(visit.reader.author.person_id, visit.story, form, asks_person=asks_person)
    except Refused as refused:
        return _page(visit, form, refused)
    return HttpResponseRedirect(f"{visit.address}?posted={comment_id}#posted")


def _once(person_id: UUID, row: Story, form: Compose, *, asks_person: bool) -> str:
    """Post the comment; the same form sent twice is one comment."""
    sent = form.cleaned_data
    draft = Draft(
        text=sent["text"],
        licence_version=sent["licence_version"],
        guidelines_version=sent["guidelines_version"],
        language=sent["language"],
        in_reply_to=sent["in_reply_to"],
        asks_person=asks_person,
    )

    def perform() -> tuple[int, Any]:
        return 201, str(post_comment(Actor.person(person_id), row.id, draft).comment_id)

    request_hash = sha256(f"{row.id}{draft}".encode()).hexdigest()
    return str(answers.remembered(person_id, sent["key"], request_hash, perform).body)


def _page(visit: Visit, form: Compose | None = None, refused: Refused | None = None) -> HttpResponse:
    """The page, with the form as it was sent when something is to be mended."""
    request, reader = visit.request, visit.reader
    context = _shared(visit)
    parent = _parent(request, visit.story)
    context |= {
        "reader": reader,
        "mine": reader.mine if reader else (),
        "recommended": reader.recommended if reader else (),
        "posted": readers.posted(request, visit.story) if reader else None,
        "parent": parent,
        "draft_key": readers.draft_key(visit.story, UUID(parent["id"]) if parent else None),
        "back": request.get_full_path() if request.method == "GET" else visit.address,
        "kept": request.POST.get("text", ""),
    }
    if context["is_open"] and reader and not reader.barrier:
        context |= _composing(visit, form, refused, has_accepted=reader.has_accepted)
    elif refused is not None:
        detail = problems.detail(refused.code, refused.data)
        context["refusal"] = {"title": problems.TITLES[refused.code], "detail": detail}
    return _answer(visit, context, refused.status if refused else 422 if form else 200, refused)


def _shared(visit: Visit) -> dict[str, Any]:
    """What every reader of the page sees."""
    request, row, community = visit.request, visit.story, visit.story.community
    asked = request.GET.get("sort", "")
    sort: Any = asked if asked in SORTS else "newest"
    document = snapshots.conversation(community, row, sort, request.GET.get("after"), visit.language)
    whole = stories.whole(row)
    return {
        **document,
        "community": community,
        "story": whole,
        "story_url": visit.address,
        "canonical": snapshots.place_of(community, row.key).page,
        "count": document["counts"]["comments"],
        "is_open": document["state"]["open"],
        "sort": sort,
        "sorts": [{"code": code, "label": label} for code, label in SORTS.items()],
        "texts": visit.texts,
        "linked_data": "" if community.names == "youth" else linked_data.story(whole, community, document),
    }


def _composing(
    visit: Visit, form: Compose | None, refused: Refused | None, *, has_accepted: bool
) -> dict[str, Any]:
    """The form: fresh, or as sent with what is to be mended, or as sent beside a new licence."""
    request, community = visit.request, visit.story.community
    shown = {
        "licence_version": visit.texts.licence_version,
        "guidelines_version": visit.texts.guidelines_version,
        "language": visit.language if visit.language in community.languages else community.languages[0],
        "key": fresh_key(),
    }
    if form is None or isinstance(refused, LicenceOutOfDate):
        shown |= {
            "text": request.POST.get("text"),
            "in_reply_to": request.POST.get("in_reply_to") or request.GET.get("reply"),
        }
        fresh = Compose(initial=shown, has_accepted=has_accepted, community=community.slug)
        return {"form": fresh, "new_texts": refused.data if refused else None}
    sent = request.POST.copy()
    sent["key"] = fresh_key()
    form.data = sent
    if refused is not None:
        forms.tell(form, refused)
    return {"form": form, "may_ask_person": forms.may_ask_person(refused)}


def _answer(visit: Visit, context: dict[str, Any], status: int, refused: Refused | None) -> HttpResponse:
    answer = render(visit.request, "site/story.html", context, status=status)
    if visit.story.community.names == "youth":
        answer["X-Robots-Tag"] = "noindex, nofollow"
    for name, value in problems.headers(refused).items() if refused else ():
        answer[name] = value
    return answer


def _parent(request: HttpRequest, row: Story) -> dict[str, Any] | None:
    """The comment that the form answers, if it is public under this story."""
    try:
        found = comments.published(UUID(request.POST.get("in_reply_to") or request.GET.get("reply", "")))
    except (ValueError, NotFound):
        return None
    if found.story_id != row.id or found.state != "published" or found.shown is None:
        return None
    return {
        "id": str(found.id),
        "byline": {"name": found.byline_name},
        "text": found.shown.text,
        "language": found.language,
    }


def _is_outdated(sent: QueryDict, texts: InForce) -> bool:
    shown = (sent.get("licence_version"), sent.get("guidelines_version"))
    return shown != (str(texts.licence_version), str(texts.guidelines_version))
