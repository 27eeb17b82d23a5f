"""Every address of the product, by door."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("undersigned.web.urls")),
    path("", include("undersigned.api.urls")),
    path("desk/", include("undersigned.desk.urls")),
    path("", include("undersigned.site.urls")),
]
