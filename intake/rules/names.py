"""Is this perhaps the same person? Names as people write them differ in case, accents and middle names."""

import unicodedata


def folded(name: str) -> str:
    """Lower case, no accents, one space: “  Adán ” and “ADAN” are alike. Other scripts stay as they are."""
    return " ".join(_plain(_plain(name)).split())


def _plain(name: str) -> str:
    """One round; folding a case may bring out an accent, and the other way round, so there are two."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(one for one in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(one))


def may_be_same_name(given: str, family: str, other_given: str, other_family: str) -> bool:
    """The same family name, and the first given name agrees. Middle names are often left out."""
    if folded(family) != folded(other_family):
        return False
    return _first(given) == _first(other_given)


def _first(given: str) -> str:
    return folded(given).split(" ")[0]
