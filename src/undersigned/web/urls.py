"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path

from undersigned.web import health, views

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("problems/", views.all_problems, name="problems"),
    path("problems/<slug:code>", views.problem),
    path("problems/<slug:code>/", views.problem, name="problem"),
]
