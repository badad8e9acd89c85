"""What is in a medicine, from its name as prescribers and packets write it.

`24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet` and `Metformin 500 mg` both hold
metformin. Only what the name says is used: a brand is not looked up, so `Lasix` is not known as furosemide.
"""

import re

from .names import folded

SOURCE = "Dose forms and salts as RxNorm writes them; the house's list of 26 November 2026."

_FORMS = """
    oral topical injectable injection tablet tablets capsule capsules solution suspension cream ointment gel
    patch patches transdermal spray mucosal nasal inhaler inhalation powder dry metered dose extended delayed
    release disintegrating chewable prefilled syringe auto-injector pen cartridge drops ophthalmic rectal
    suppository lotion foam pack er xr sr ir dr xl cr ec tab tabs cap caps
"""
_SALTS = """
    hydrochloride hcl sodium potassium calcium succinate tartrate maleate mesylate besylate citrate sulfate
    sulphate acetate phosphate fumarate bitartrate propionate bromide hydrobromide magnesium
"""
_FORM_WORDS = frozenset(_FORMS.split())
#: A salt is the name itself when nothing else is left: “magnesium”, “calcium citrate”.
_SALT_WORDS = frozenset(_SALTS.split())

_UNIT = (
    r"(?:mg|mcg|µg|ug|g|kg|ml|l|units?|unt|iu|meq|mmol|actuat|puffs?|hr|hours?|h|day|%|tablets?|tabs?|capsules?"
    r"|caps?|drops?|patch(?:es)?)(?![a-z])"
)
_NUMBER = r"\d+(?:[.,]\d+)*"
_STRENGTH = re.compile(rf"(?<![a-z\d]){_NUMBER}\s*{_UNIT}(?:\s*/\s*(?:{_NUMBER}\s*)?{_UNIT})?", re.IGNORECASE)
_NO_STRENGTH = re.compile(r"[\d.,]+(?:h|hr|hours?|day|actuat|puffs?|ml|l|kg)")
_BRACKETS = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_PARTS = re.compile(r"\s*(?:/|\+|\band\b)\s*", re.IGNORECASE)
_DOSE_BEGINS = re.compile(
    rf"[\s,]+(?=(?:{_NUMBER}\s*{_UNIT}|{_NUMBER}\s*(?:x|times)\b|half\b|one\b|two\b|three\b|once\b|twice\b"
    r"|daily\b|every\b|as needed\b|prn\b|at night\b))",
    re.IGNORECASE,
)


def ingredients(title: str) -> tuple[str, ...]:
    """The names that are in it, in order of the alphabet; empty when the title says none."""
    bare = _STRENGTH.sub(" ", _BRACKETS.sub(" ", title))
    names = {_bare_name(part) for part in _PARTS.split(bare)}
    return tuple(sorted(filter(None, names)))


def _bare_name(part: str) -> str:
    words = re.findall(r"[^\s,;.:]+", folded(part))
    named = [word for word in words if word not in _FORM_WORDS]
    unsalted = [word for word in named if word not in _SALT_WORDS]
    return " ".join(unsalted or named)


def strengths(text: str) -> tuple[str, ...]:
    """Every strength that is said, written alike: `1000 MG` and `1,000mg` are `1000mg`. How long it is
    released and how much is in the pack is no strength.
    """
    written = (match.group(0).lower().replace(" ", "") for match in _STRENGTH.finditer(text))
    found = [one for one in written if not _NO_STRENGTH.fullmatch(one)]
    return tuple(sorted({re.sub(r"(?<=\d),(?=\d{3})", "", one) for one in found}))


def without_strengths(text: str) -> str:
    """The rest of a dose, folded: “twice a day”."""
    return " ".join(folded(_STRENGTH.sub(" ", text)).replace(",", " ").split())


def split_line(text: str) -> tuple[str, str]:
    """One typed line into a name and a dose: “Metformin 1000 mg twice a day”, “Vitamin D3, 2000 IU”.

    Without a dose, all of it is the name.
    """
    line = " ".join(text.split())
    found = _DOSE_BEGINS.search(line)
    if found is None or not found.start():
        return line, ""
    return line[: found.start()].rstrip(" ,"), line[found.end() :]
