"""`python -m tests.browser.known_author`: an author with a record; prints the cases to be looked at.

Three of their comments were refused. One was decided twice and is reported; the refusal of another, by
Mona, is appealed.
"""

import sys

import django

django.setup()

# ruff: noqa: E402 - what follows needs what was set up above
from uuid import UUID

from undersigned.conversation import rules
from undersigned.journeys.appeal import appeal
from undersigned.journeys.call_in import call_in
from undersigned.journeys.decide import decide
from undersigned.journeys.join import Newcomer, join
from undersigned.journeys.post_comment import Draft, post_comment
from undersigned.journeys.report import ReportDraft, report
from undersigned.kernel.actor import HOUSE, Actor
from undersigned.moderation import reads as cases
from undersigned.moderation.models import Case
from undersigned.people.models import Person
from undersigned.stories.models import Story

rules.PACE = ((60, 100), (3_600, 100))  # five comments in a moment
SAID = "Whoever drew up timetable number {} is a moron: the noon boat is the one that nurses and pupils take."
NOTE = "Say what is wrong with the timetable instead; then it can be published as it is."

mona = Actor.person(Person.objects.get(email="mona@demo.example").id)
story = Story.objects.get(key="marrow-ferry-timetable", community__slug="news")
newcomer = Newcomer("rhea.dunn@mail.example", "Rhea", "Dunn", password="a long quiet river walk 9")
author = Actor.person(join(HOUSE, newcomer, email_confirmed=True))


def said(number: int) -> UUID:
    draft = Draft(text=SAID.format(number), licence_version=1, guidelines_version=1, language="en")
    return post_comment(author, story.id, draft).comment_id


def decided(comment_id: UUID, verdict: str, *clauses: str) -> UUID:
    case = cases.case(Case.objects.get(comment_id=comment_id, closed_at=None).id)
    return decide(
        mona, case.id, verdict=verdict, revision=case.revision, clauses=clauses, note=NOTE if clauses else ""
    )


for number in range(3):
    decided(said(number), "refuse", "2", "3")
twice = said(3)
decided(twice, "publish")
call_in(mona, twice)
decided(twice, "publish")
of_it = ReportDraft("2", "It is about my aunt.", name="A Reader", email="a@mail.example", good_faith=True)
report(None, twice, of_it)
asked = said(4)
appeal(author, decided(asked, "refuse", "2"), "It is a figure of speech, and the rest is right.")
for comment_id in (twice, asked):
    sys.stdout.write(f"{Case.objects.get(comment_id=comment_id, closed_at=None).id}\n")
