"""Accounts as this product keeps them: what is told to django-allauth."""
