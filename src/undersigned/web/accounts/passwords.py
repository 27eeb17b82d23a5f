"""What a password may not be, where Django's own words would name a column."""

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class UnlikeTheAddress(UserAttributeSimilarityValidator):
    """Refuses a password that the e-mail address gives away."""

    def get_error_message(self) -> str:
        return _("It is too much like your e-mail address.")
