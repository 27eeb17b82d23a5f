"""The house learns from what a desk decides: a layer over the shipped score, for a person to promote."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from undersigned.communities import reads as communities
from undersigned.kernel import clock
from undersigned.kernel.actor import Actor
from undersigned.kernel.errors import NotAllowed
from undersigned.learning import actions as learning
from undersigned.learning import comparing, rules
from undersigned.learning import reads as layers
from undersigned.learning.learned import learn
from undersigned.moderation import reads as cases
from undersigned.owed import actions as owed
from undersigned.people import reads as people
from undersigned.scoring import reads as scorer

from .weighing import shipped_score

if TYPE_CHECKING:
    from undersigned.communities.models import Community
    from undersigned.learning.learned import Learned
    from undersigned.learning.shapes import Example, LayerShape
    from undersigned.owed.shapes import Work

KIND = "learn"
TEACHERS = ("editor",)
EVERY = timedelta(days=1)


def owe_learning(actor: Actor, community_id: UUID) -> None:
    """An editor asks for a layer now.

    Errors  NotSignedIn, NotAllowed
    """
    people.require(actor, community_id, *TEACHERS)
    owed.owe(KIND, {"community": str(community_id)})


def learn_nightly(actor: Actor) -> int:
    """Owe a layer to every community that had none made for a day and decided something since; how many.

    Errors  NotAllowed for a person or a newsroom
    """
    if actor.kind not in ("house", "command"):
        raise NotAllowed
    owing = [community for community in communities.all_communities() if _is_due(community)]
    for community in owing:
        owed.owe(KIND, {"community": str(community.id)})
    return len(owing)


def _is_due(community: Community) -> bool:
    last = layers.newest(community.id)
    if last is None:
        return cases.judged_count(community.id) >= 2 * rules.FEWEST
    is_old = last.fitted_at <= clock.now() - EVERY
    return is_old and (last.base != scorer.VERSION or cases.judged_count(community.id, last.newest) > 0)


def perform(work: Work) -> None:
    """Make a layer from what people decided, and compare it with what scores now on what neither has learnt
    from. Nothing is kept where there is too little, or nothing new. Safe to repeat: the same decisions make
    the same layer.

    Shape   payload: community, its id
    """
    community = communities.by_id(UUID(work.payload["community"]))
    examples = layers.examples(community.id)
    last = layers.newest(community.id)
    if len(examples) < 2 * rules.FEWEST or (last and _is_of(last, examples[-1])):
        return
    at = clock.now()
    material = layers.material(examples, [shipped_score(scorer.assess(each.text)) for each in examples])
    cut = rules.cut(examples, at)
    learnt, held = material.part(slice(cut)), material.part(slice(cut, None))
    layer = learn(learnt)
    if layer is None:
        return
    facts: dict[str, Any] = comparing.compared(learnt, held, layer, _champion(community))
    with transaction.atomic():
        learning.keep_layer(community.id, layer, learnt.examples, examples[-1].at, facts, at)


def _is_of(layer: LayerShape, newest: Example) -> bool:
    """Whether nothing was decided since it was made, over the same scorer."""
    return layer.newest == newest.at and layer.base == scorer.VERSION


def _champion(community: Community) -> Learned | None:
    """What scores there now, beside the shipped model."""
    return layers.learned(community.layer) if community.layer and layers.version(community) else None
