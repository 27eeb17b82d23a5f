"""A small newsroom at one moment, with the ids that the examples name.

Made straight through models, like the cast: what an example shows must not move with a journey.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from allauth.headless.internal.sessionkit import new_session
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session

from tests import cast
from undersigned.communities.models import Community, Published
from undersigned.conversation import actions
from undersigned.conversation.models import Comment, Revision
from undersigned.conversation.rendering import render
from undersigned.kernel.actor import Actor
from undersigned.licensing.models import Acceptance
from undersigned.moderation.models import Appeal, Case, Decision, Report
from undersigned.people import elsewhere
from undersigned.people.models import NewsroomKey, Person, Restriction, ScorerKey, Standing
from undersigned.stories.models import Medium, Story

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def fixed(number: int) -> UUID:
    """An id that an example can name."""
    return UUID(f"019df2a0-0000-7000-8000-{number:012x}")


ROOT, REPLY, HELD, FRESH, REFUSED, APPEALED = (fixed(number) for number in range(1, 7))
CASE, DECISION, ANSWERED, APPEAL_CASE, APPEAL = (fixed(number) for number in range(0x11, 0x16))
REPORT, REPORT_CASE, KEPT = (fixed(number) for number in range(0x41, 0x44))
WARNING = fixed(0x51)
IVO = fixed(0x21)


SCORER_KEY = "usk_of-the-paper"
KEY = Ed25519PrivateKey.from_private_bytes(b"the newsroom's own key, in tests")


def signed(**claims: Any) -> str:
    """A token of the newsroom, good at noon."""
    life = {"iat": int(NOON.timestamp()), "exp": int(NOON.timestamp()) + 300}
    return jwt.encode(life | claims, KEY, algorithm="EdDSA", headers={"kid": "paper-2026"})


class World:
    """Shape  people by their first name, in small letters"""

    def __init__(self) -> None:
        self.news = cast.community("news", mode=Community.Mode.AFTER, origins=["https://paper.example"])
        self.juniors = cast.community("juniors", names=Community.Names.YOUTH, mode=Community.Mode.BEFORE)
        self.people = self._people()
        cast.display_name(self.people["benoit"], self.juniors, "Heron")
        self.river = self._river()
        self.bridge = cast.story(self.news, "bridge", **_bridge())
        self._conversation()
        self._desk()
        self._kept()
        pem = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        NewsroomKey.objects.create(
            community=self.news, key_id="paper-2026", algorithm="EdDSA", public_key=pem
        )
        sha256 = hashlib.sha256(SCORER_KEY.encode()).hexdigest()
        ScorerKey.objects.create(name="paper", sha256=sha256, per_minute=3)
        self.bridge.closures.create(
            reason="The evening shift is over.", by_kind="person", by_id=self.people["edith"].id, at=_at(8)
        )

    def _kept(self) -> None:
        """What a browser of Ada's kept for pages of the newsroom, under her session here."""
        chain: dict[str, dict[str, str]] = {
            "session": {
                SESSION_KEY: str(self.people["ada"].id),
                BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
                HASH_SESSION_KEY: self.people["ada"].get_session_auth_hash(),
            },
            "sign-in": {elsewhere.KIND: elsewhere.SIGN_IN, elsewhere.UNDER: "adas-session"},
            "token": {elsewhere.KIND: elsewhere.TOKEN},
            "kept": {elsewhere.KIND: elsewhere.KEPT},
        }
        for name, facts in chain.items():
            below = {elsewhere.UNDER: "adas-sign-in", elsewhere.ORIGIN: "https://paper.example"}
            data = new_session().encode(facts if name in ("session", "sign-in") else facts | below)
            Session.objects.create(
                session_key=f"adas-{name}", session_data=data, expire_date=NOON + timedelta(days=1)
            )

    def _people(self) -> dict[str, Person]:
        people = {
            "ada": cast.person("ada@demo.example", "Ada", "Okafor", place="Halifax", id=fixed(0x31)),
            "benoit": cast.person(
                "benoit@demo.example",
                "Benoît",
                "Tremblay",
                language="fr",
                place="Trois-Rivières",
                id=fixed(0x32),
            ),
            "mona": cast.person("mona@demo.example", "Mona", "Haddad", id=fixed(0x33)),
            "marc": cast.person("marc@demo.example", "Marc", "Lavoie", id=fixed(0x34)),
            "edith": cast.person("edith@demo.example", "Edith", "Park", id=fixed(0x35)),
            "otto": cast.person("otto@demo.example", "Otto", "Lind", id=fixed(0x36)),
            "ivo": cast.person("ivo@demo.example", "Ivo", "Marsh", name_state="declared", id=IVO),
        }
        for name, kind in {
            "mona": "moderator",
            "marc": "moderator",
            "edith": "editor",
            "otto": "operator",
        }.items():
            cast.grant(people[name], Standing.Kind(kind))
        return people

    def _river(self) -> Story:
        story = cast.story(self.news, "river", url="https://paper.example/river", published_at=_at(6))
        Story.objects.filter(id=story.id).update(updated_at=_at(6))
        Medium.objects.create(
            story=story,
            position=0,
            kind="video",
            title="The lower street at dawn",
            description="Boats are rowed where cars were parked.",
            duration_seconds=70,
            caption="Seen from the bridge.",
            credit="Jo Field/Harbour Pictures",
            credits=["Jo Field", "Harbour Pictures"],
            url="https://paper.example/dawn.mp4",
            published_at=_at(5),
        )
        return story

    def _conversation(self) -> None:
        ada, benoit = self.people["ada"], self.people["benoit"]
        root = self.said(ROOT, ada, "The wall was *promised* in 1987.\n\nWhere is it?", _at(7))
        reply = self.said(
            REPLY, benoit, "Sur la rive nord, il tient.", _at(7, 30), parent=root, language="fr"
        )
        self.said(FRESH, ada, "They rowed past my window.", _at(11, 55))
        actions.recommend(reply, ada.id, _at(8))
        actions.pick(reply, self.people["edith"].id, _at(9))

    def _desk(self) -> None:
        ada, benoit, mona = self.people["ada"], self.people["benoit"], self.people["mona"]
        held = self.said(
            HELD, benoit, "Écrivez-moi : benoit@demo.example", _at(11, 50), state="held", language="fr"
        )
        why = [{"code": "text", "finding": "contact:email", "excerpt": "benoit@demo.example"}]
        Case.objects.create(
            id=CASE, community=self.news, comment=held, kind="held", why=why, opened_at=held.submitted_at
        )
        refused = self.said(REFUSED, ada, "The mayor is a fool.", _at(8), state="refused")
        self.refused(DECISION, refused, mona, _at(9))
        appealed = self.said(APPEALED, benoit, "Le maire est un sot.", _at(8), state="refused", language="fr")
        decision = self.refused(ANSWERED, appealed, mona, _at(9))
        case = Case.objects.create(
            id=APPEAL_CASE,
            community=self.news,
            comment=appealed,
            kind="appeal",
            why=[{"code": "appeal", "decision": str(decision.id)}],
            opened_at=_at(10),
            due_at=_at(10) + timedelta(days=14),
        )
        Appeal.objects.create(
            id=APPEAL, decision=decision, case=case, by=benoit, text="C’était une citation.", at=_at(10)
        )

        self._reported()
        Restriction.objects.create(
            id=WARNING,
            person=benoit,
            community=self.news,
            kind="warn",
            reason="Three times off the subject.",
            by_id=mona.id,
            at=_at(9),
        )

    def _reported(self) -> None:
        """Edith reported Benoît's reply; Mona looked, and kept it."""
        reply = Comment.objects.get(id=REPLY)
        why = [{"code": "reported", "clause": "3", "law": False}]
        case = Case.objects.create(
            id=REPORT_CASE,
            community=self.news,
            comment=reply,
            kind="reported",
            why=why,
            opened_at=_at(9, 30),
            closed_at=_at(10),
        )
        Report.objects.create(
            id=REPORT, comment=reply, case=case, by=self.people["edith"], clause="3", at=_at(9, 30)
        )
        self.decided(reply, "publish", _at(10), id=KEPT, by=self.people["mona"], case=case, source="report")

    def said(
        self,
        comment_id: UUID,
        author: Person,
        text: str,
        at: datetime,
        *,
        parent: Comment | None = None,
        state: str = "published",
        language: str = "en",
    ) -> Comment:
        """A comment under the river story, with its acceptance and, if public, the house rule’s decision."""
        name = author.names.get(replaced_at=None)
        comment = Comment.objects.create(
            id=comment_id,
            community=self.news,
            story=self.river,
            author=author,
            in_reply_to=parent,
            depth=parent.depth + 1 if parent else 0,
            byline_name=f"{name.first} {name.last}",
            byline_place=author.place,
            language=language,
            submitted_at=at,
        )
        revision = Revision.objects.create(comment=comment, number=1, text=text, html=render(text), at=at)
        Acceptance.objects.create(
            revision=revision,
            licence=self.text("licence"),
            guidelines=self.text("guidelines"),
            language=language,
            at=at,
        )
        comment.state = Comment.State(state)
        if state == "published":
            actions.show(comment, revision, at)
            self.decided(comment, "publish", at)
        comment.save()
        actions.tally(self.river.id, None, state)
        return comment

    def refused(self, decision_id: UUID, comment: Comment, by: Person, at: datetime) -> Decision:
        note = "Say what he did, not what he is."
        return self.decided(comment, "refuse", at, id=decision_id, by=by, clauses=["2"], note=note)

    def decided(self, comment: Comment, verdict: str, at: datetime, **fields: Any) -> Decision:
        return Decision.objects.create(
            community_id=comment.community_id,
            comment=comment,
            revision=comment.revisions.get(number=1),
            verdict=verdict,
            guidelines=self.text("guidelines"),
            at=at,
            **fields,
        )

    def text(self, kind: str) -> Published:
        return Published.objects.get(community=self.news, kind=kind)

    def actor(self, name: str) -> Actor:
        return cast.acting(self.people[name])


def _at(hour: int, minute: int = 0) -> datetime:
    return NOON.replace(hour=0) + timedelta(hours=hour, minutes=minute)


def _bridge() -> dict[str, Any]:
    return {
        "url": "https://paper.example/bridge",
        "headline": "The old bridge is closed to lorries",
        "deck": "",
        "standfirst": "",
        "body": [],
        "published_at": _at(5),
    }
