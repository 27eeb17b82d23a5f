"""Rule N2: in a youth community nothing that the public could ever be shown holds a last name."""

from django.apps import apps

from tests import cast
from tests.cast import acting, story
from tests.journeys.acts import post, ruled
from undersigned.communities.models import Community
from undersigned.journeys.appeal import appeal
from undersigned.journeys.reprint import record_consent, reprint
from undersigned.people.models import Person

PUBLIC_ROOMS = ("stories", "conversation", "moderation", "licensing", "live", "ledger")


def stored(room: str) -> str:
    """Everything that a room's tables hold, as text."""
    models = apps.get_app_config(room).get_models()
    return "\n".join(str(row) for model in models for row in model._base_manager.values_list())


def test_no_room_that_the_public_sees_stores_a_last_name_from_a_youth_community(
    kids: Community, mona: Person, marc: Person, edith: Person
) -> None:
    writer = cast.person("otter@demo.example", "Zephyrine", "Quillfeather", place="Brindle")
    cast.grant(writer, "member")
    cast.display_name(writer, kids, "River Otter")
    here = story(kids)
    public = post(writer, here, "Our class planted four trees.")
    ruled(mona, public.comment_id, "publish")
    record_consent(acting(edith), public.comment_id, "Binder 7, sheet 12")
    reprint(acting(edith), public.comment_id, use="web")
    refused = post(writer, here, "That is a silly tree.", in_reply_to=public.comment_id)
    decision = ruled(mona, refused.comment_id, "refuse")
    appeal(acting(writer), decision, "It is a silly tree though.")
    ruled(marc, refused.comment_id, "publish")

    for room in PUBLIC_ROOMS:
        kept = stored(room)
        assert "Quillfeather" not in kept, room
        assert "Zephyrine" not in kept, room
    assert "River Otter" in stored("conversation")
