"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path

from undersigned.desk import (
    case,
    clippings,
    comments,
    controls,
    deciding,
    legal,
    names,
    notes,
    persons,
    queue,
    retention,
    sample,
    stories,
)

app_name = "desk"
LEGAL = "stories/<slug:community>/<str:key>/legal/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue.queue, name="queue"),
    path("next/", queue.take_next, name="next"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/take/", case.take, name="take"),
    path("cases/<uuid:case_id>/give-back/", case.give_back, name="give-back"),
    path("cases/<uuid:case_id>/decide/", deciding.decide, name="decide"),
    path("sample/", sample.sample, name="sample"),
    path("sample/<uuid:look_id>/", sample.take_look, name="look"),
    path("stories/", stories.list_stories, name="stories"),
    path("stories/<slug:community>/<str:key>/", stories.story, name="story"),
    path("stories/<slug:community>/<str:key>/close/", stories.close_story, name="close"),
    path("stories/<slug:community>/<str:key>/reopen/", stories.reopen_story, name="reopen"),
    path("stories/<slug:community>/<str:key>/opening/", stories.set_story_opening, name="opening"),
    path(LEGAL, legal.restrictions, name="legal"),
    path(f"{LEGAL}<uuid:restriction_id>/lift/", legal.lift, name="lift-legal"),
    path(f"{LEGAL}<uuid:restriction_id>/evidence/", legal.evidence, name="evidence"),
    path("controls/", controls.controls, name="controls"),
    path("notes/", notes.notes, name="notes"),
    path("notes/<uuid:note_id>/drop/", notes.drop, name="drop-note"),
    path("names/", names.names, name="names"),
    path("names/<uuid:name_id>/", names.rule, name="name"),
    path("comments/<uuid:comment_id>/", comments.comment, name="comment"),
    path("comments/<uuid:comment_id>/call-in/", comments.call_in, name="call-in"),
    path("comments/<uuid:comment_id>/pick/", comments.set_pick, name="pick"),
    path("comments/<uuid:comment_id>/reprint/", comments.reprint, name="reprint"),
    path("comments/<uuid:comment_id>/consent/", comments.consent, name="consent"),
    path("reprints/", clippings.reprints, name="reprints"),
    path("retention/", retention.retention, name="retention"),
    path("people/<uuid:person_id>/", persons.person, name="person"),
    path("people/<uuid:person_id>/restrict/", persons.restrict, name="restrict"),
    path("people/<uuid:person_id>/restrictions/<uuid:restriction_id>/lift/", persons.lift, name="lift"),
]
