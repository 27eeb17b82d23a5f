"""The desk is told when the layer that scores meets other texts, or other decisions, than it was made for."""

from contextlib import suppress

from django.conf import settings
from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed, NotFound
from undersigned.learning import actions as learning
from undersigned.learning import reads as layers
from undersigned.people import reads as people

from .learn import TEACHERS
from .letters import write_to


def watch_layers(actor: Actor) -> int:
    """One letter a promotion to the editors of a community whose layer drifts, or to operators where there
    are none; how many communities. Changes nothing else: going back is theirs.

    Errors  NotAllowed for a person or a newsroom
    """
    if actor.kind not in ("house", "command"):
        raise NotAllowed
    told = 0
    for community in communities.all_communities():
        promotion = layers.in_force(community.id) if community.layer else None
        if promotion is None or promotion.alarmed_at is not None:
            continue
        drift = layers.drift_of(community, clock.now())
        if drift is None or not drift.is_alarming:
            continue
        with transaction.atomic():
            if learning.note_alarm(promotion, clock.now()):
                url = f"{settings.BASE_URL}/desk/learning/?community={community.slug}"
                editors = people.who_holds(community.id, *TEACHERS)
                for person_id in editors or people.who_holds(community.id, "operator"):
                    with suppress(NotFound):  # whoever closed their account is not written to
                        write_to(
                            person_id,
                            "layer-drifts",
                            community=community.name,
                            url=url,
                            is_less_right=drift.is_less_right,
                        )
                told += 1
    return told
