"""`python -m tests.browser.newcomer FIRST LAST EMAIL PASSWORD`: somebody new, their address confirmed."""

import sys

import django

django.setup()

# ruff: noqa: E402 - what follows needs what was set up above
from undersigned.journeys.join import Newcomer, join
from undersigned.kernel.actor import HOUSE

first, last, email, password = sys.argv[1:]
join(HOUSE, Newcomer(email, first, last, password=password), email_confirmed=True)
