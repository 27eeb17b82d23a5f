"""What is typed at the desk. Each form says what does not fit beside its field, and loses nothing."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from undersigned.communities.shapes import ClauseShape
from undersigned.web.fields import WORDS

from .words import MODES, USES

NEEDS_GROUND = ("refuse", "remove", "hold")


class DecisionForm(forms.Form):
    """A decision, as the state of the comment allows.

    The verdict is the button pressed; Enter in a field presses one that has none.
    """

    verdict = forms.CharField(required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    clauses = forms.MultipleChoiceField(
        label=_("Clauses"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Note to the author"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reply = forms.CharField(
        label=_("Reasons, to who reported it"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read by whoever appealed, word for word. The author does not see it."),
    )
    label = forms.CharField(
        label=_("Note to readers"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Under the comment: a correction, for instance. Empty takes away the one there is."),
    )
    facts = forms.CharField(
        label=_("What the decision relies on"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For the statement of reasons. No names, no addresses."),
    )
    law = forms.CharField(label=_("Unlawful under"), required=False, max_length=500)
    law_text = forms.CharField(
        label=_("Why it is unlawful"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    is_ordered = forms.BooleanField(label=_("Ordered by a court or an authority"), required=False)
    onward = forms.BooleanField(label=_("Then open the next case"), required=False)

    def __init__(
        self, *args: Any, verdicts: Sequence[str], clauses: Iterable[ClauseShape], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.verdicts = tuple(verdicts)
        fields: dict[str, Any] = self.fields
        fields["clauses"].choices = [(c.number, f"{c.number}. {c.title}") for c in clauses]

    @property
    def has_more(self) -> bool:
        """Whether anything stands in the part that is folded away, or is wrong there."""
        more = ("label", "facts", "law", "law_text", "is_ordered")
        return any(self[name].value() or self[name].errors for name in more)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        verdict, clauses = given.get("verdict"), given.get("clauses")
        if not verdict:
            self.add_error(None, _("Choose what is to happen to the comment."))
        elif verdict not in self.verdicts:
            self.add_error(None, str(WORDS["does-not-fit"]))
        law, law_text = given.get("law"), given.get("law_text")
        if verdict in NEEDS_GROUND and not clauses and not law and "clauses" not in self.errors:
            self.add_error("clauses", _("Tick at least one: the author is told which clause it breaks."))
        if bool(law) != bool(law_text):
            self.add_error("law_text" if law else "law", str(WORDS["required"]))
        if verdict in ("publish", "restore") and clauses:
            self.add_error("clauses", _("You ticked a clause. Untick it to publish, or refuse the comment."))
        return given


class Moment(forms.DateTimeField):
    """A day and a time in UTC, with the browser's own picker where it has one."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"type": "datetime-local", "step": "60"}
        widget = forms.DateTimeInput(attrs=attributes, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
        super().__init__(required=False, widget=widget, input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        moment = super().to_python(value)
        return moment.replace(tzinfo=UTC) if moment is not None else None


class CloseForm(forms.Form):
    """Close a conversation now."""

    reason = forms.CharField(
        label=_("Reason"), help_text=_("Readers see it where the form to write was."), max_length=300
    )
    until = Moment(label=_("Until (UTC)"), help_text=_("Empty: until someone reopens it."))
    replaces = forms.BooleanField(required=False, widget=forms.HiddenInput)  # a closing was shown


class ReopenForm(forms.Form):
    """Lift a closure."""

    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=300, help_text=_("Kept in the history on this page.")
    )


class OpeningForm(forms.Form):
    """A story's own opening rules; what is left empty follows the community."""

    mode = forms.ChoiceField(label=_("Moderation"), required=False)
    opens_at = Moment(label=_("Open from (UTC)"))
    closes_at = Moment(label=_("Open until (UTC)"))
    closes_after_days = forms.IntegerField(
        label=_("Close after so many days"),
        required=False,
        min_value=1,
        max_value=36_500,
        help_text=_("Counted from the story’s publication."),
    )
    closes_at_comments = forms.IntegerField(
        label=_("Close at so many comments"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text=_("Published and held ones."),
    )
    slow_seconds = forms.IntegerField(
        label=_("Seconds between two comments of one author"),
        required=False,
        min_value=0,
        max_value=86_400,
        help_text=_("0: none, whatever the community has."),
    )
    most_per_author = forms.IntegerField(
        label=_("Comments of one author"), required=False, min_value=1, max_value=10_000
    )
    never_opens = forms.BooleanField(
        label=_("Never on this subject"),
        required=False,
        help_text=_("It takes no comments, whatever the other rules say."),
    )

    def __init__(self, *args: Any, community_mode: str, is_youth: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        own = _("As in the community (%(mode)s)") % {"mode": str(MODES[community_mode]).lower()}
        offered = {"before": MODES["before"]} if is_youth else MODES
        fields["mode"].choices = [("", own), *offered.items()]


class NameForm(forms.Form):
    """A ruling on a name. The verdict is the button pressed."""

    verdict = forms.CharField(required=False)
    note = forms.CharField(
        label=_("Note to its bearer"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed to challenge: say what would settle it."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("verdict") not in ("confirmed", "challenged"):
            self.add_error(None, _("Confirm the name or challenge it."))
        if given.get("verdict") == "challenged" and not given.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say what is doubted, and what would settle it."))
        return given


class LimitAppealForm(forms.Form):
    """An answer to an appeal against a limit. The outcome is the button pressed."""

    outcome = forms.CharField(required=False)
    note = forms.CharField(
        label=_("Reasons"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The person reads them, word for word."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("outcome") not in ("upheld", "overturned"):
            self.add_error(None, _("Uphold the limit or lift it."))
        return given


class ReprintForm(forms.Form):
    """A reprint, whole or in verbatim parts."""

    use = forms.ChoiceField(label=_("For"), choices=list(USES.items()), widget=forms.RadioSelect)
    excerpts = forms.CharField(
        label=_("Parts"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Empty: the whole comment. Else copy the exact words, in their order, "
            "an empty line between two parts."
        ),
    )

    def parts(self) -> list[str]:
        """The excerpts asked for; none for the whole."""
        blocks = self.cleaned_data["excerpts"].replace("\r\n", "\n").split("\n\n")
        return [block.strip() for block in blocks if block.strip()]


class ConsentForm(forms.Form):
    """Where the newsroom keeps a guardian's consent."""

    record = forms.CharField(
        label=_("Where the consent is kept"),
        max_length=200,
        help_text=_("A file number or a folder; no name."),
    )


class RestrictionForm(forms.Form):
    """A limit on what a person may do."""

    community = forms.ChoiceField(label=_("Where"))
    kind = forms.ChoiceField(
        label=_("Limit"),
        widget=forms.RadioSelect,
        choices=[
            ("warn", _("Warn: nothing is limited")),
            ("hold", _("Hold: everything waits for a person")),
            ("slow", _("Slow down: so many minutes between two submissions")),
            ("suspend", _("Suspend: no submissions until the end below")),
            ("ban", _("Ban: no submissions at all")),
        ],
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads it, word for word."),
    )
    submissions = forms.IntegerField(
        label=_("Hold the next so many"),
        required=False,
        min_value=1,
        max_value=1_000,
        help_text=_("With hold; empty: all of them."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes between two"),
        required=False,
        min_value=1,
        max_value=10_080,
        help_text=_("With slow down."),
    )
    until = Moment(label=_("Until (UTC)"), help_text=_("Empty: without an end."))

    def __init__(self, *args: Any, places: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["community"].choices = list(places)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == "suspend" and not given.get("until") and "until" not in self.errors:
            self.add_error("until", _("A suspension has an end."))
        if given.get("kind") == "slow" and not given.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", str(WORDS["required"]))
        for name, kind in (("submissions", "hold"), ("minutes", "slow")):
            if given.get(name) and given.get("kind") not in (kind, None):
                self.add_error(name, str(WORDS["does-not-fit-limit"]))
        return given
