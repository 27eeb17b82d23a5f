"""Communities and what they have in writing."""

from collections.abc import Iterable
from typing import cast
from uuid import UUID

from django.db.models import Max

from undersigned.communities.errors import OriginNotAllowed
from undersigned.communities.models import (
    Clause,
    Community,
    Controls,
    LicenceText,
    Notice,
    Published,
    TriagePolicy,
)
from undersigned.communities.rules import choose_language
from undersigned.communities.shapes import (
    ClauseShape,
    ControlsShape,
    GuidelinesShape,
    InForce,
    LicenceShape,
    MachineRefusal,
    Taking,
    TriageShape,
    Words,
)
from undersigned.kernel.errors import NotFound
from undersigned.prepared import Rows

_versions = Rows(
    lambda community: (
        Published.objects.filter(community_id=community)
        .order_by("version")
        .values_list("kind", "id", "version")
    )
)


def by_slug(slug: str) -> Community:
    """The community under this slug.

    Errors  NotFound
    """
    try:
        return Community.objects.get(slug=slug)
    except Community.DoesNotExist:
        raise NotFound(what="community") from None


def by_id(community_id: UUID) -> Community:
    """The community with this id.

    Errors  NotFound
    """
    try:
        return Community.objects.get(id=community_id)
    except Community.DoesNotExist:
        raise NotFound(what="community") from None


def all_communities() -> list[Community]:
    """Every community, the oldest first."""
    return list(Community.objects.order_by("founded_at", "id"))


def house_names() -> tuple[str, ...]:
    """What publishers and communities are called, each once: nobody else signs so unseen."""
    rows = Community.objects.values_list("publisher", "name")
    return tuple({name for row in rows for name in row})


def allows(origin: str, slug: str | None = None) -> bool:
    """Whether pages of this origin may write in one community; with none named, in any at all."""
    rows = Community.objects.all() if slug is None else Community.objects.filter(slug=slug)
    return any(origin in origins for origins in rows.values_list("origins", flat=True))


def require_origin(origin: str, slug: str | None = None) -> None:
    """Pass when pages of this origin may write there. Errors  OriginNotAllowed"""
    if not allows(origin, slug):
        raise OriginNotAllowed(origin=origin)


def in_force(community_id: UUID) -> InForce:
    """The newest licence and guidelines, in one query.

    Errors  NotFound for a community without them
    """
    newest = {kind: (id_, version) for kind, id_, version in _versions(community=community_id)}
    try:
        return InForce(*newest[Published.Kind.LICENCE], *newest[Published.Kind.GUIDELINES])
    except KeyError:
        raise NotFound(what="texts") from None


def controls(community: Community) -> ControlsShape:
    """How a community keeps its conversations in order now; without a query where they came with it."""
    row = community.controls
    if row is None:
        return ControlsShape()
    return ControlsShape(
        id=row.id,
        slow_seconds=row.slow_seconds,
        most_per_author=row.most_per_author,
        first_held=row.first_held,
        record_held=row.record_held,
        links=cast("Taking", row.links),
        repeats=cast("Taking", row.repeats),
        other_languages=cast("Taking", row.other_languages),
    )


def words(controls_id: UUID) -> Words:
    """The words that controls list. They never change: controls are not edited."""
    suspect, banned = Controls.objects.values_list("suspect", "banned").get(id=controls_id)
    return Words(tuple(suspect), tuple(banned))


def triage(community: Community) -> TriageShape:
    """What a score alone does there now; without a query where the policy came with the community."""
    return TriageShape() if community.triage is None else _triage_shape(community.triage)


def triage_policies(community_id: UUID) -> list[TriageShape]:
    """Every policy that there was, the newest first."""
    rows = TriagePolicy.objects.filter(community_id=community_id).order_by("-at", "-id")
    return [_triage_shape(row) for row in rows]


def _triage_shape(row: TriagePolicy) -> TriageShape:
    return TriageShape(
        id=row.id,
        unseen_below=row.unseen_below,
        hold_above=row.hold_above,
        promise_per_mille=row.promise_per_mille,
        refusals=tuple(MachineRefusal(**each) for each in row.refusals),
        looked_at=row.looked_at,
        found_wrong=row.found_wrong,
        scale=row.scale,
        by_id=row.by_id,
        at=row.at,
    )


def guidelines(community_id: UUID, language: str, version: int | None = None) -> GuidelinesShape:
    """The guidelines in force, or the given version of them.

    Shape   language: the one asked for where it is offered, else the community's own
    Errors  NotFound
    """
    return _guidelines(_published(Published.Kind.GUIDELINES, community_id, version), language)


def licence(community_id: UUID, language: str, version: int | None = None) -> LicenceShape:
    """The licence in force, or the given version of it.

    Shape   language: the one asked for where it is offered, else the community's own
    Errors  NotFound
    """
    found = _published(Published.Kind.LICENCE, community_id, version)
    texts = {text.language: text.text for text in LicenceText.objects.filter(licence=found)}
    chosen = choose_language(language, _own_first(found.community.languages, texts))
    return LicenceShape(found.id, found.version, chosen, texts[chosen])


def guidelines_by_ids(ids: Iterable[UUID], language: str) -> dict[UUID, GuidelinesShape]:
    """Several versions of guidelines at once, by the id of the version, in two queries."""
    versions = Published.objects.filter(id__in=set(ids), kind=Published.Kind.GUIDELINES).select_related(
        "community"
    )
    clauses: dict[UUID, list[Clause]] = {version.id: [] for version in versions}
    for clause in Clause.objects.filter(guidelines__in=versions).order_by("position"):
        clauses[clause.guidelines_id].append(clause)
    return {version.id: _shaped(version, clauses[version.id], language) for version in versions}


def notices(community_id: UUID, language: str) -> dict[str, str]:
    """The standing sentences by kind, in one query.

    Shape  keys: `rules.NOTICES`; each in the language asked for, else in the community's own
    """
    rows = Notice.objects.filter(community_id=community_id).select_related("community")
    by_language: dict[str, dict[str, str]] = {}
    for row in rows:
        by_language.setdefault(row.language, {})[row.kind] = row.text
    if not by_language:
        return {}
    return by_language[choose_language(language, _own_first(rows[0].community.languages, by_language))]


def versions(community_id: UUID, kind: str) -> list[Published]:
    """Every version of the licence or of the guidelines, the newest first."""
    return list(Published.objects.filter(community_id=community_id, kind=kind).order_by("-version"))


def latest_version(community_id: UUID, kind: str) -> int:
    """The number of the version in force; 0 before the first."""
    found = Published.objects.filter(community_id=community_id, kind=kind).aggregate(latest=Max("version"))
    return int(found["latest"] or 0)


def _published(kind: str, community_id: UUID, version: int | None) -> Published:
    rows = Published.objects.filter(kind=kind, community_id=community_id).select_related("community")
    if version is not None:
        rows = rows.filter(version=version)
    found = rows.order_by("-version").first()
    if found is None:
        raise NotFound(what=kind)
    return found


def _guidelines(version: Published, language: str) -> GuidelinesShape:
    return _shaped(version, list(Clause.objects.filter(guidelines=version).order_by("position")), language)


def _shaped(version: Published, clauses: list[Clause], language: str) -> GuidelinesShape:
    offered = _own_first(version.community.languages, {clause.language for clause in clauses})
    chosen = choose_language(language, offered)
    return GuidelinesShape(
        version.id,
        version.version,
        chosen,
        tuple(ClauseShape(c.number, c.title, c.text) for c in clauses if c.language == chosen),
    )


def _own_first(languages: list[str], offered: Iterable[str]) -> list[str]:
    """The languages a text is really in, in the community's order: an old version may have fewer."""
    there = set(offered)
    return [language for language in languages if language in there] or sorted(there)
