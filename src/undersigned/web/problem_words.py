"""The words of every refusal, by its code: `TITLES` and `DETAILS`.

A title names what happened. Details are tried in order: the first whose named data the refusal
carries is said, so the last names none; a code's own page at `/problems/{code}` shows that one.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from undersigned.web import story_sources

TITLES: dict[str, Promise] = {
    "already-closed": _("This conversation is closed already"),
    "answer-not-awaited": _("No answer is awaited any more"),
    "already-reported": _("You have reported this comment already"),
    "appeal-not-possible": _("This decision cannot be appealed"),
    "bad-request": _("The request could not be read"),
    "banned": _("You can no longer submit here"),
    "consent-missing": _("A guardian’s consent is not on record"),
    "conversation-closed": _("This conversation is closed"),
    "display-name-missing": _("Choose a display name first"),
    "email-not-confirmed": _("Your e-mail address is not confirmed yet"),
    "email-taken": _("There is an account with this address already"),
    "for-editors": _("An editor decides this"),
    "form-expired": _("This form has expired"),
    "format-not-offered": _("It is not offered in this format"),
    "has-standing": _("You work at the desk"),
    "in-progress": _("The same request is still being answered"),
    "invalid": _("Something in it does not fit"),
    "keep-it-private": _("Some of this is better kept private"),
    "key-reused": _("The idempotency key was used before"),
    "language-not-taken": _("It is not in a language of this community"),
    "links-not-taken": _("No links are taken here"),
    "licence-out-of-date": _("The licence has changed since you read it"),
    "method-not-allowed": _("This address does not do that"),
    "name-not-accepted": _("This name cannot be used"),
    "not-allowed": _("You may not do this"),
    "not-closed": _("This conversation is not closed"),
    "not-found": _("There is nothing at this address"),
    "not-ready": _("The service is not ready"),
    "not-signed-in": _("You are not signed in"),
    "not-verbatim": _("This does not stand in the comment"),
    "origin-not-allowed": _("This site is not on the newsroom’s list"),
    "overtaken": _("Someone got there first"),
    "own-comment": _("You wrote this comment yourself"),
    "reply-not-possible": _("This comment can no longer be answered"),
    "said-already": _("You have said this here already"),
    "said-enough": _("You have had your say here"),
    "same-person": _("Someone else has to decide this"),
    "suspended": _("You cannot submit here for a while"),
    "text-purged": _("The text is no longer kept"),
    "think-again": _("Read it once more before you send it"),
    "token-not-accepted": _("The newsroom’s token cannot be relied on"),
    "too-fast": _("That was a little fast"),
    "too-late": _("It is too late for this"),
    "too-long": _("That is too long"),
    "unexpected": _("Something went wrong on our side"),
    "withdrawn": _("This comment is withdrawn"),
    "words-not-taken": _("Some words are not taken here"),
    **story_sources.TITLES,
}

DETAILS: dict[str, tuple[Promise, ...]] = {
    "already-closed": (_("Someone was first. Change the reason or the end if need be. Nothing was done."),),
    "already-reported": (_("A person will look at it. You need not report it again."),),
    "answer-not-awaited": (_("It was answered or decided before, or the time is over. Nothing was done."),),
    "appeal-not-possible": (
        _("It is appealed once by each person concerned, within six months, while it is the last word."),
    ),
    "bad-request": (_("It was damaged on the way, or written in a form we do not know. Nothing was done."),),
    "banned": (
        _("The newsroom has decided so, and told you why by e-mail. Your account shows the decision."),
    ),
    "consent-missing": (
        _("A young writer’s words are reprinted only when a guardian’s consent has been noted with them."),
    ),
    "conversation-closed": (
        _("The newsroom closed it on %(closed_at)s, saying: “%(reason)s”. Your text was not submitted."),
        _("%(reason)s. Your text was not submitted."),
        _("It takes no more comments for now. Your text was not submitted."),
    ),
    "display-name-missing": (_("Here nobody signs with a full name. Choose what you want to be called."),),
    "email-not-confirmed": (
        _("Follow the link in the e-mail we sent you, then try again. You can ask for a new one."),
    ),
    "email-taken": (_("Use that account, or another address. Nothing was done."),),
    "for-editors": (_("It was escalated. Leave it to an editor. Nothing was done."),),
    "form-expired": (
        _("It stood open too long, or your browser did not send our cookie back. Open it again and resend."),
    ),
    "format-not-offered": (_("Ask for JSON instead."),),
    "has-standing": (_("Have an operator end your standing first. Nothing was done."),),
    "in-progress": (
        _("Wait a moment, then send it again with the same key: you will get the first answer."),
    ),
    "invalid": (_("Look at what is marked, mend it, and send it again. Nothing was done."),),
    "keep-it-private": (
        _("Take out what lets a stranger find you: a contact, a school or a full name. Nothing was sent."),
    ),
    "key-reused": (_("It came with a different request. Use a new key for a new request."),),
    "language-not-taken": (
        _("Write it in another one: everybody here has to be able to read it. Your text was not submitted."),
    ),
    "links-not-taken": (
        _("Say in your own words what stands there: %(links)s. Your text was not submitted."),
        _("Say in your own words what stands there. Your text was not submitted."),
    ),
    "licence-out-of-date": (
        _("Read the version now in force, then submit again if you accept it. Your text was not submitted."),
    ),
    "method-not-allowed": (_("The address exists, but not for this kind of request."),),
    "name-not-accepted": (
        _("“%(display_name)s” cannot be a display name here, for the reasons given. Choose another one."),
        _("A name is written in letters of a living script, with hyphens, apostrophes and spaces."),
    ),
    "not-allowed": (_("It is someone else’s, or needs a standing that your account does not have."),),
    "not-closed": (_("There is nothing to reopen. Nothing was done."),),
    "not-found": (_("It may have been taken away, or the address may not be quite right."),),
    "not-ready": (_("It is starting, or cannot reach its database. Try again in a minute."),),
    "not-signed-in": (_("Sign in, or create an account, and try again."),),
    "not-verbatim": (
        _("“%(excerpt)s” is not in it, word for word and in this order. Nothing was reprinted."),
        _("Use the exact words as they were published, in their order. Nothing was reprinted."),
    ),
    "origin-not-allowed": (
        _("%(origin)s may show conversations. Whoever runs this installation lets its pages write as well."),
        _("Its pages may show conversations. Whoever runs this installation lets them write as well."),
    ),
    "overtaken": (
        _("A colleague has this case open, until %(until)s unless they leave it before. Nothing was done."),
        _("The comment or its case has changed since you opened it. Look again before you decide."),
    ),
    "own-comment": (_("Nobody decides on their own words. Leave it to a colleague. Nothing was done."),),
    "reply-not-possible": (
        _("It was taken away, or belongs to another conversation. Your text was not submitted."),
    ),
    "said-already": (
        _("The same words of yours stand or wait under this story. Your text was not submitted."),
    ),
    "said-enough": (
        ngettext_lazy(
            "Under this story everyone may write %(limit)s comment. Your text was not submitted.",
            "Under this story everyone may write %(limit)s comments. Your text was not submitted.",
            "limit",
        ),
        _("Under this story everyone may write so many comments. Your text was not submitted."),
    ),
    "same-person": (
        _("You escalated this case on %(escalated_at)s. Leave it to a colleague. Nothing was done."),
        _("You have had a part in it, so somebody else decides. Leave it to a colleague. Nothing was done."),
    ),
    "suspended": (
        _("The newsroom has decided so, until %(until)s. Your account shows the decision and the reason."),
        _("The newsroom has decided so. Your account shows the decision, the reason and its end."),
    ),
    "text-purged": (
        _("It was deleted when its time was over. What was decided stays as it is. Nothing was done."),
    ),
    "think-again": (
        _("%(why)s Clause %(clause)s is about that. It is not sent yet: change it, or send it as it is."),
        _("%(why)s It is not sent yet: change it, or send it as it is."),
        _("It is not sent yet: change it, or send it as it is."),
    ),
    "token-not-accepted": (
        _("It is damaged, too old, meant for someone else, or signed with a key that is not known here."),
    ),
    "too-fast": (
        ngettext_lazy(
            "Try again in %(retry_after_seconds)d second.",
            "Try again in %(retry_after_seconds)d seconds.",
            "retry_after_seconds",
        ),
        _("Wait a little, then try again."),
    ),
    "too-late": (
        _("A comment is changed soon after it is sent, and taken back while it waits or is public."),
    ),
    "too-long": (
        ngettext_lazy(
            "It has more than the %(limit)s character that fits.",
            "It has more than the %(limit)s characters that fit.",
            "limit",
        ),
        _("Shorten it and send it again. Nothing was done."),
    ),
    "unexpected": (_("It has been noted. Nothing was done; please try again in a little while."),),
    "withdrawn": (
        _("Its author took it back. It is neither changed nor taken back again. Nothing was done."),
    ),
    "words-not-taken": (
        _("The newsroom takes no comment with these: %(words)s. Your text was not submitted."),
        _("The newsroom has listed words that it takes no comment with. Your text was not submitted."),
    ),
    **story_sources.DETAILS,
}
