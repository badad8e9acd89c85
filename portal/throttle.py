"""A few tries, then a rest. Counted in the cache; when the cache cannot be asked, nobody tries."""

from django.core.cache import cache
from redis.exceptions import RedisError

TRIES = 5
REST_SECONDS = 15 * 60


def may_try(what: str) -> bool:
    """Counts this try at `what`, and says whether it may be made."""
    key = f"portal.tries:{what}"
    try:
        cache.add(key, 0, REST_SECONDS)
        return cache.incr(key) <= TRIES
    except (RedisError, ValueError):  # ValueError: the count ran out between the two calls
        return False
