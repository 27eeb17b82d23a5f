"""Writes of the communities room. Called by journeys, inside their transaction."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, replace
from uuid import UUID

from django.conf import settings

from undersigned.communities import rules
from undersigned.communities.errors import refuse
from undersigned.communities.models import (
    Clause,
    Community,
    Controls,
    LicenceText,
    Notice,
    Published,
    TriagePolicy,
)
from undersigned.communities.reads import guidelines, latest_version, triage
from undersigned.communities.rules import Clauses
from undersigned.communities.shapes import CommunityDraft, ControlsShape, TriageShape, Words
from undersigned.kernel.errors import NotFound
from undersigned.kernel.ids import new_id


def found(draft: CommunityDraft) -> Community:
    """A community without texts yet.

    Errors  Invalid, by field
    """
    complaints = rules.doubts_about_community(
        slug=draft.slug,
        name=draft.name,
        publisher=draft.publisher,
        languages=draft.languages,
        names=draft.names,
        mode=draft.mode,
        origins=draft.origins,
        known_languages=[code for code, _ in settings.LANGUAGES],
    ) | rules.doubts_about_limits(
        closes_after_days=draft.closes_after_days, closes_at_comments=draft.closes_at_comments
    )
    if not complaints and Community.objects.filter(slug=draft.slug).exists():
        complaints = {"slug": ["taken"]}
    refuse(complaints)
    return Community.objects.create(
        slug=draft.slug,
        name=draft.name.strip(),
        publisher=draft.publisher.strip(),
        languages=list(draft.languages),
        names=draft.names,
        mode=draft.mode,
        origins=list(draft.origins),
        closes_after_days=draft.closes_after_days,
        closes_at_comments=draft.closes_at_comments,
    )


def score_with(community_id: UUID, layer_id: UUID | None) -> None:
    """What texts score there from now on; None: with the shipped model alone. Holds the community's row."""
    Community.objects.filter(id=community_id).update(layer=layer_id)


def watch(community_id: UUID, *, is_watched: bool) -> None:
    """What the law restricts here has changed: whoever kept it ready has to read it anew."""
    Community.objects.filter(id=community_id).update(watched=new_id() if is_watched else None)


def set_controls(community_id: UUID, given: ControlsShape, words: Words, by_id: UUID | None) -> Controls:
    """How a community keeps its conversations in order from now on.

    Errors  NotFound, Invalid
    """
    community = _locked(community_id)
    refuse(
        rules.doubts_about_controls(
            slow_seconds=given.slow_seconds,
            most_per_author=given.most_per_author,
            first_held=given.first_held,
            record_held=given.record_held,
            links=given.links,
            repeats=given.repeats,
            other_languages=given.other_languages,
            suspect=words.suspect,
            banned=words.banned,
        )
    )
    community.controls = Controls.objects.create(
        community=community,
        slow_seconds=given.slow_seconds,
        most_per_author=given.most_per_author,
        first_held=given.first_held,
        record_held=given.record_held,
        links=given.links,
        repeats=given.repeats,
        other_languages=given.other_languages,
        suspect=list(words.suspect),
        banned=list(words.banned),
        by_id=by_id,
    )
    community.save(update_fields=["controls"])
    return community.controls


def set_triage(
    community_id: UUID, given: TriageShape, by_id: UUID | None, attributes: Collection[str]
) -> TriagePolicy:
    """What a score alone does to a comment from now on.

    Shape   attributes: those there are scores for
    Errors  NotFound, Invalid
    """
    community = _locked(community_id)
    refusals = [(each.clause, each.attribute, each.above) for each in given.refusals]
    refuse(
        rules.doubts_about_triage(
            unseen_below=given.unseen_below,
            hold_above=given.hold_above,
            promise_per_mille=given.promise_per_mille,
            refusals=refusals,
            is_youth=community.names == Community.Names.YOUTH,
            clauses={c.number for c in guidelines(community_id, community.languages[0]).clauses},
            attributes=attributes,
        )
    )
    return _put_triage(community, given, by_id)


def step_back(community_id: UUID, policy_id: UUID, looked_at: int, found_wrong: int) -> TriagePolicy | None:
    """A policy did not keep its promise: the same without what is published unseen. None where it is no
    longer the one in force.
    """
    community = _locked(community_id)
    now = triage(community)
    if now.id != policy_id or not now.unseen_below:
        return None
    measured = replace(now, unseen_below=0, looked_at=looked_at, found_wrong=found_wrong)
    return _put_triage(community, measured, None)


def _put_triage(community: Community, given: TriageShape, by_id: UUID | None) -> TriagePolicy:
    community.triage = TriagePolicy.objects.create(
        community=community,
        unseen_below=given.unseen_below,
        hold_above=given.hold_above,
        promise_per_mille=given.promise_per_mille,
        refusals=[asdict(each) for each in given.refusals],
        looked_at=given.looked_at,
        found_wrong=given.found_wrong,
        scale=given.scale,
        by_id=by_id,
    )
    community.save(update_fields=["triage"])
    return community.triage


def publish_licence(community_id: UUID, texts: Mapping[str, str]) -> Published:
    """The next version of the licence, in every language of the community at once.

    Errors  NotFound, Invalid
    """
    community = _locked(community_id)
    refuse(rules.doubts_about_licence(texts, community.languages))
    version = _next(community, Published.Kind.LICENCE)
    LicenceText.objects.bulk_create(
        LicenceText(licence=version, language=language, text=texts[language].strip())
        for language in community.languages
    )
    return version


def publish_guidelines(community_id: UUID, clauses: Mapping[str, Clauses]) -> Published:
    """The next version of the guidelines, the same numbers in every language of the community.

    Errors  NotFound, Invalid
    """
    community = _locked(community_id)
    refuse(rules.doubts_about_guidelines(clauses, community.languages))
    version = _next(community, Published.Kind.GUIDELINES)
    Clause.objects.bulk_create(
        Clause(
            guidelines=version,
            number=number,
            position=position,
            language=language,
            title=title.strip(),
            text=text.strip(),
        )
        for language in community.languages
        for position, (number, title, text) in enumerate(clauses[language])
    )
    return version


def set_notices(community_id: UUID, notices: Mapping[str, Mapping[str, str]]) -> None:
    """All the standing sentences, in place of those before.

    Errors  NotFound, Invalid
    """
    community = _locked(community_id)
    refuse(rules.doubts_about_notices(notices, community.languages))
    Notice.objects.filter(community=community).delete()
    Notice.objects.bulk_create(
        Notice(community=community, kind=kind, language=language, text=notices[language][kind].strip())
        for language in community.languages
        for kind in rules.NOTICES
    )


def set_rules(
    community_id: UUID, *, mode: str, closes_after_days: int | None, closes_at_comments: int | None
) -> Community:
    """How the community is moderated from now on, and when its conversations close of themselves.

    Units   whole days after the story's publication; comments; None is never
    Errors  NotFound, Invalid
    """
    community = _locked(community_id)
    refuse(
        rules.doubts_about_mode(mode, community.names)
        | rules.doubts_about_limits(
            closes_after_days=closes_after_days, closes_at_comments=closes_at_comments
        )
    )
    community.mode = mode
    community.closes_after_days = closes_after_days
    community.closes_at_comments = closes_at_comments
    community.save(update_fields=["mode", "closes_after_days", "closes_at_comments"])
    return community


def set_origins(community_id: UUID, add: Iterable[str], remove: Iterable[str]) -> Community:
    """Of which other sites the pages may write here from now on.

    Errors  NotFound, Invalid
    """
    community = _locked(community_id)
    added, removed = list(add), set(remove)
    refuse(rules.doubts_about_origins(added) or rules.doubts_about_removed(removed, community.origins))
    community.origins = sorted({*community.origins, *added} - removed)
    community.save(update_fields=["origins"])
    return community


def _locked(community_id: UUID) -> Community:
    """The community, its row locked: two publications at once get two versions, in turn."""
    try:
        return Community.objects.select_for_update().get(id=community_id)
    except Community.DoesNotExist:
        raise NotFound(what="community") from None


def _next(community: Community, kind: str) -> Published:
    return Published.objects.create(
        community=community, kind=kind, version=latest_version(community.id, kind) + 1
    )
