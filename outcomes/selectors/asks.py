"""Which questionnaire a link opens."""

from ..models import Ask
from ..rules.tokens import token_hash


def ask_by_token(token: str) -> Ask | None:
    """The ask behind a link, whatever its state: what an old link shows is the page's affair."""
    asks = Ask.objects.select_related("patient__clinic")
    return asks.filter(token_hash=token_hash(token)).first() if token else None
