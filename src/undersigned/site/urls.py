"""The addresses of this door: what readers open."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.views.i18n import set_language

from undersigned.site import (
    comment_pages,
    defamation,
    elsewhere,
    erasing,
    fragment,
    front,
    my_page,
    my_reports,
    my_restrictions,
    notices,
    statements,
    story_page,
    texts,
    transparency,
)


class StoryKey:
    """A story's key as newsrooms write it."""

    regex = r"[A-Za-z0-9._~-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FileKind:
    """What a transparency report comes as."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StoryKey, "key")
register_converter(FileKind, "filekind")

COMMENT = "<slug:community>/<key:key>/comments/<uuid:comment_id>/"

app_name = "site"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path(
        "api/v1/communities/<slug:community>/stories/<key:story>/conversation.html",
        fragment.fragment,
        name="fragment",
    ),
    path("account/", my_page.me, name="me"),
    path("account/language/", set_language, name="language"),
    path("account/name/", my_page.name, name="name"),
    path("account/erase/", erasing.erase, name="erase"),
    path("account/place/", my_page.place, name="place"),
    path("account/display-name/<slug:community>/", my_page.display_name, name="display-name"),
    path("embed/sign-in/", elsewhere.sign_in, name="sign-in-elsewhere"),
    path("account/comments/<uuid:comment_id>/", statements.my_comment, name="my-comment"),
    path(
        "account/restrictions/<uuid:restriction_id>/", my_restrictions.my_restriction, name="my-restriction"
    ),
    path("account/reports/<uuid:report_id>/", my_reports.my_report, name="my-report"),
    path("account/reports/by-letter/<str:token>/", my_reports.report_by_letter, name="report-by-letter"),
    path("notices/", notices.about, name="notices"),
    path("notices/new/", notices.new, name="new-notice"),
    path("notices/defamation/", defamation.complain, name="complain"),
    path("notices/answer/<str:link>/", defamation.answer, name="answer-notice"),
    path("notices/confirm/<str:link>/", notices.confirm, name="confirm-notice"),
    path("notices/<str:link>/", notices.status, name="notice"),
    path("<slug:community>/", front.community, name="community"),
    path("<slug:community>/guidelines/", texts.guidelines, name="guidelines"),
    path("<slug:community>/licence/", texts.licence, name="licence"),
    path("<slug:community>/transparency/", transparency.transparency, name="transparency"),
    path(
        "<slug:community>/transparency/report.<filekind:kind>",
        transparency.report,
        name="transparency-report",
    ),
    path("<slug:community>/<key:key>/", story_page.story, name="story"),
    path(COMMENT, comment_pages.comment, name="comment"),
    path(f"{COMMENT}revise/", comment_pages.revise, name="revise"),
    path(f"{COMMENT}withdraw/", comment_pages.withdraw, name="withdraw"),
    path(f"{COMMENT}recommend/", comment_pages.recommend, name="recommend"),
    path(f"{COMMENT}report/", comment_pages.report, name="report"),
]
