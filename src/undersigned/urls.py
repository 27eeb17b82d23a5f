"""Every address of the product, by door."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("undersigned.web.urls")),
    path("", include("undersigned.api.urls")),
    path("desk/", include("undersigned.desk.urls")),
    path("", include("undersigned.web.accounts.urls")),
    path("", include("undersigned.site.urls")),
]

handler400 = "undersigned.web.views.bad_request"
handler403 = "undersigned.web.views.not_allowed"
handler429 = "undersigned.web.accounts.views.too_fast"  # allauth's rate limits look for it here
handler404 = "undersigned.web.views.not_found"
handler500 = "undersigned.web.views.unexpected"
