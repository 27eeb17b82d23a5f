"""Someone at a browser, doing what the product is for. Works by names of fields and addresses of
forms, so that one walk serves both languages, with and without script, at any width."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.product import Product, link_in


@dataclass
class Walker:
    """A person with a page of their own."""

    page: Page
    product: Product

    def sign_up(self, first: str, last: str, email: str, password: str) -> None:
        """Create an account and confirm its address by the link in the letter."""
        self.page.goto("/account/signup/")
        for field, value in {
            "first_name": first,
            "last_name": last,
            "email": email,
            "password1": password,
        }.items():
            self.page.locator(f"[name={field}]").fill(value)
        self.send(self.page.locator("form[action='/account/signup/']"))
        self.page.goto(link_in(self.product.letter(email, "/account/confirm-email/")))
        confirm = self.page.locator("form[action*='confirm-email']")
        if confirm.count():
            self.send(confirm)

    def sign_in(self, email: str) -> None:
        """Sign in as one of the people of the demonstration."""
        self.page.goto("/account/login/")
        form = self.page.locator("form[action='/account/login/']")
        form.locator("[name=login]").fill(email)
        form.locator("[name=password]").fill(self.product.passwords[email])
        self.send(form)
        expect(self.page.locator("form[action='/account/login/']")).to_have_count(0)

    def open_compose(self, story: str, text: str, reply_to: str = "") -> Locator:
        """The form under a story, filled in, with what has to be accepted accepted."""
        self.page.goto(f"{story}?reply={reply_to}#compose" if reply_to else f"{story}#compose")
        form = self.page.locator("form.compose")
        form.locator("[name=text]").fill(text)
        accept = form.locator("[name=accept]")
        if accept.count():
            accept.check()
        return form

    def write(self, story: str, text: str, reply_to: str = "") -> str:
        """Write under a story; the id of the comment."""
        self.send(self.open_compose(story, text, reply_to))
        expect(self.page.locator("#posted")).to_be_visible()
        return self.page.url.partition("posted=")[2].partition("#")[0]

    def take_case(self, text: str) -> None:
        """Open the case of the comment that says this, from the queue."""
        self.page.goto("/desk/")
        self.press(self.page.locator(".queue-text a", has_text=text).first)

    def decide(self, verdict: str, *, clauses: tuple[str, ...] = (), note: str = "") -> None:
        """Send the decision of the case that is open."""
        form = self.page.locator("form[data-decision]")
        for clause in clauses:
            form.locator(f"[name=clauses][value='{clause}']").check()
        form.locator("[name=note]").fill(note)
        onward = form.locator("[name=onward]")
        if onward.count() and onward.is_checked():
            onward.uncheck()
        self.send(form, f"button[name=verdict][value={verdict}]")

    def send(self, form: Locator, button: str = "button:not(.unseen)") -> None:
        """Press the form's button and wait for the page it leads to."""
        self.press(form.locator(button).first)

    def press(self, control: Locator) -> None:
        """Follow a link or press a button by the keyboard, to the page it leads to.

        Not by a click: on a busy machine Chromium's driver may try one again after it has worked.
        """
        control.focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
