"""Keeping what the person wrote before the visit as the text of a field."""

from datetime import datetime

from core.errors import DomainError
from people.access import Actor
from people.drafts import save_draft_field

from ..drafts import KINDS
from ..models import Intake
from ..selectors.conversation import charted
from ..selectors.previsit import theirs_of

_KINDS = {kind.name: kind for kind in KINDS}


def keep_quote(*, intake: Intake, name: str, by: Actor, at: datetime) -> None:
    """As if it had been typed, and only into a field that is still empty: nothing is written over."""
    page = charted(intake)
    theirs = theirs_of(page)
    quote = theirs.quotes.get(name) if theirs else None
    if quote is None:
        raise DomainError("no_quote", "There is nothing to keep.")
    if quote.is_kept:
        return
    if not quote.may_keep:
        raise DomainError("not_empty", "This field holds words already. They stay.")
    kind, row = ("problem", page.problems[0]) if name == "since" else ("intake", intake)
    save_draft_field(
        _KINDS[kind],
        draft=row,
        field=name,
        value=quote.text,
        revision=row.revision_of(name),
        by=by,
        at=at,
    )
