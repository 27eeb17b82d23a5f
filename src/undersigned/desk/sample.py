"""The quality sample: decisions drawn by lot, looked at again without being told what was decided."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from undersigned.communities import reads as communities
from undersigned.conversation import reads as comments
from undersigned.journeys.look_again import look_again
from undersigned.kernel.errors import NotAllowed, NotSignedIn, Refused
from undersigned.moderation import reads as cases
from undersigned.moderation.errors import Overtaken
from undersigned.moderation.shapes import LookShape

from .access import Seat, at_the_desk
from .case import DECIDED
from .posting import posted_to
from .words import language, tell


class LookForm(forms.Form):
    """What one would have decided. The verdict is the button pressed."""

    verdict = forms.CharField(required=False)
    clauses = forms.MultipleChoiceField(
        label=gettext_lazy("Clauses"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, community_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        clauses = communities.guidelines(community_id, language()).clauses
        fields["clauses"].choices = [(c.number, f"{c.number}. {c.title}") for c in clauses]


@require_safe
@at_the_desk
def sample(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The next decision to look at, or that none is left."""
    return _page(request, seat, cases.next_look(seat.community_ids, seat.person_id))


@posted_to("desk:sample")
@at_the_desk
def take_look(request: HttpRequest, seat: Seat, look_id: UUID) -> HttpResponse:
    """Say what one would have decided; only then what was decided is told."""
    row = cases.look(look_id)
    seat.require(row.community_id)
    form = LookForm(request.POST, community_id=row.community_id)
    if not form.is_valid():
        return _page(request, seat, cases.shape_of_look(row), form, status=422)
    given = form.cleaned_data
    try:
        is_same = look_again(seat.actor, look_id, given["verdict"], given["clauses"])
    except (NotSignedIn, NotAllowed):
        raise
    except Overtaken:
        messages.info(request, _("That one has been looked at already."))
        return redirect("desk:sample")
    except Refused as refused:
        tell(form, refused)
        return _page(request, seat, cases.shape_of_look(row), form, status=refused.status)
    decided = str(DECIDED[row.decision.verdict])
    if is_same:
        messages.success(request, _("The same as it was decided: %(verdict)s.") % {"verdict": decided})
    else:
        messages.warning(
            request,
            _("It was decided otherwise: %(verdict)s. If that is wrong, call the comment in.")
            % {"verdict": decided},
            extra_tags=str(row.decision.comment_id),
        )
    return redirect("desk:sample")


def _page(
    request: HttpRequest, seat: Seat, look: LookShape | None, form: LookForm | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"look": look, "room": "queue"}
    if look is not None:
        comment = comments.by_id(look.comment_id)
        parent_id = comment.in_reply_to_id
        context |= {
            "comment": comment,
            "parent": comments.by_id(parent_id) if parent_id else None,
            "form": form or LookForm(community_id=look.community_id),
            "left": cases.looks_waiting(seat.community_ids, seat.person_id),
        }
    return render(request, "desk/sample.html", context, status=status)
