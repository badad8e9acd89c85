"""Forms meet the domain."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from .errors import DomainError


@contextmanager
def domain_errors_on(form: forms.BaseForm) -> Iterator[None]:
    """Show a refused rule beside the field that it names, or above the form."""
    try:
        yield
    except DomainError as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.message)
