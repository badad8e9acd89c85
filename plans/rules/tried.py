"""Which classes of treatment a step is about: past attempts at them are seen where it is chosen (S13)."""

from intake.rules.treatments import recognised_all

from .words import StepKind

#: A therapy step is any of these, whatever its title says.
_OF_THERAPY = ("physical_therapy", "exercise", "manual_therapy")
#: Of these kinds the text for the team names what is done (“short NSAID course”); that of a procedure also
#: names what else is given, asked or forbidden.
_READ_WHOLE = (StepKind.MEDICINE, StepKind.EDUCATION, StepKind.SELF_CARE)


def classes_of_step(kind: StepKind, title: str, clinical: str) -> tuple[str, ...]:
    """Keys of treatment classes, none when the words name none. It only shows, so it may name several."""
    text = f"{title}. {clinical}" if kind in _READ_WHOLE else title
    named = [one.key for one in recognised_all(text)]
    usual = _OF_THERAPY if kind is StepKind.THERAPY else ()
    return tuple(dict.fromkeys([*named, *usual]))
