"""How many things a form has to mend."""

from django import forms, template

register = template.Library()


@register.filter
def faults(form: forms.BaseForm) -> int:
    """Every sentence counts, not every field."""
    return sum(len(sentences) for sentences in form.errors.values())
