"""The classes of treatment in which the ledger counts, and the words by which free text is recognised (S13).

A proposal only: what was recognised is shown as such wherever it is used, and a person's own choice stands
above it. Text that names two classes, or none, is not guessed at.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

SOURCE = (
    "Classes after the modalities of the HHS Pain Management Best Practices report (2019), with US generic "
    "and common brand names; the house's list of 26 November 2026, to be confirmed by the clinic."
)
OTHER = "other"


@dataclass(frozen=True)
class TreatmentClass:
    """`words` are whole words or phrases in lower case; * is any ending. `examples` are for people."""

    key: str
    label: str
    words: tuple[str, ...] = ()
    examples: str = ""


@dataclass(frozen=True)
class Recognised:
    """A class that the words name, and the words that did it."""

    key: str
    words: str

    @property
    def label(self) -> str:
        return class_of(self.key).label


def _class(key: str, label: str, words: str = "", examples: str = "") -> TreatmentClass:
    return TreatmentClass(key, label, _list(words), examples)


def _list(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip())


CLASSES: dict[str, TreatmentClass] = {
    one.key: one
    for one in (
        _class(
            "physical_therapy",
            "Physical therapy",
            "physical therap*, physiotherap*, physio, pt, rehab*, occupational therap*, desensiti*, "
            "mirror therapy, graded motor imagery",
            "8 visits of PT",
        ),
        _class(
            "manual_therapy",
            "Manual therapy",
            "manual therapy, manipulation*, chiropract*, osteopath*, massage*, myofascial release, "
            "mobili?ation*",
            "chiropractor, massage",
        ),
        _class(
            "exercise",
            "Exercise programme",
            "exercise*, home program*, gym, yoga, pilates, tai chi, water class*, aqua*, swimming, "
            "walking program*, "
            "core class*, stretching*, strengthening",
            "core class, water class, yoga",
        ),
        _class(
            "psychological",
            "Psychological therapy",
            "cbt, cbt-i, act therapy, acceptance and commitment*, cognitive behavio*, psycholog*, "
            "psychotherap*, "
            "counsel*, "
            "mindfulness*, mbsr, biofeedback, hypnosis, emdr, pain reprocessing",
            "CBT, ACT therapy, biofeedback",
        ),
        _class("education", "Pain education", "pain education, pain school, pain class*, back school"),
        _class(
            "epidural_steroid",
            "Epidural steroid injection",
            "epidural*, esi, esis, ilesi, tfesi, tesi, lesi, cesi, selective nerve root*, snrb, caudal",
            "ILESI, TFESI, SNRB",
        ),
        _class(
            "facet_block",
            "Facet or medial branch block",
            "facet injection*, facet block*, facet steroid*, facet joint injection*, "
            "medial branch block*, mbb, mbbs",
            "MBB, facet injection",
        ),
        _class(
            "radiofrequency",
            "Radiofrequency ablation",
            "rfa, radiofrequency*, radio frequency*, ablation*, rhizotomy, denervation",
            "RFA, rhizotomy",
        ),
        _class(
            "si_joint_injection",
            "Sacroiliac joint injection",
            "si joint injection*, si injection*, sij injection*, sacroiliac injection*, "
            "sacroiliac joint injection*, "
            "si joint block*, sacroiliac block*, si block*",
        ),
        _class(
            "trigger_point",
            "Trigger point injection",
            "trigger point*, tpi, tpis, dry needling",
            "trigger points, dry needling",
        ),
        _class(
            "joint_injection",
            "Joint or bursa injection",
            "knee injection*, hip injection*, shoulder injection*, joint injection*, bursa injection*, "
            "intra-articular*, intraarticular*, cortisone*, hyaluron*, viscosupp*, prp, gel shots",
            "cortisone in the knee, PRP",
        ),
        _class(
            "nerve_block",
            "Nerve or sympathetic block",
            "nerve block*, occipital nerve*, occipital block*, sympathetic block*, stellate*, "
            "genicular block*, "
            "lumbar sympathetic*, "
            "sphenopalatine*",
            "stellate ganglion, occipital nerve",
        ),
        _class("botulinum", "Botulinum toxin", "botox, botulinum*, onabotulinum*"),
        _class(
            "nerve_stimulation",
            "Implanted nerve stimulation",
            "scs, spinal cord stim*, dorsal column stim*, drg stim*, drg, neuromodulation, "
            "nerve stimulator*, pns, "
            "peripheral nerve stim*, intrathecal pump*, pain pump*",
            "SCS trial, DRG, PNS",
        ),
        _class(
            "surgery",
            "Surgery",
            "surgery, surgical*, operation*, fusion*, laminectomy, discectomy, microdiscectomy, "
            "decompression*, "
            "replacement*, arthroplasty, arthroscopy, acdf, kyphoplasty, vertebroplasty",
            "fusion, discectomy",
        ),
        _class(
            "nsaid",
            "NSAID",
            "nsaid*, ibuprofen, advil, motrin, naproxen, aleve, naprosyn, diclofenac, voltaren, "
            "celecoxib, celebrex, "
            "meloxicam, mobic, etodolac, indomethacin, ketorolac, toradol, nabumetone, aspirin",
            "naproxen, meloxicam",
        ),
        _class("paracetamol", "Paracetamol (acetaminophen)", "paracetamol, acetaminophen, tylenol, panadol"),
        _class(
            "gabapentinoid",
            "Gabapentinoid",
            "gabapentin*, gabapentanoid*, neurontin, gralise, horizant, pregabalin, lyrica",
            "gabapentin, pregabalin",
        ),
        _class(
            "snri_tca",
            "SNRI or tricyclic",
            "duloxetine, cymbalta, venlafaxine, effexor, milnacipran, savella, desvenlafaxine, snri*, "
            "tca, tcas, "
            "tricyclic*, amitriptyline, elavil, nortriptyline, pamelor, desipramine, imipramine",
            "duloxetine, nortriptyline",
        ),
        _class(
            "opioid",
            "Opioid",
            "opioid*, tramadol, ultram, oxycodone, oxycontin, percocet, hydrocodone, vicodin, norco, "
            "morphine, "
            "codeine, fentanyl, tapentadol, nucynta, buprenorphine, butrans, belbuca, methadone, "
            "hydromorphone, "
            "dilaudid",
            "tramadol, buprenorphine",
        ),
        _class(
            "muscle_relaxant",
            "Muscle relaxant",
            "muscle relax*, cyclobenzaprine, flexeril, tizanidine, zanaflex, baclofen, methocarbamol, "
            "robaxin, "
            "metaxalone, carisoprodol, soma",
            "cyclobenzaprine, tizanidine",
        ),
        _class(
            "topical",
            "Topical medicine",
            "topical*, lidocaine patch*, lidocaine cream*, lidoderm, capsaicin, qutenza, voltaren gel, "
            "diclofenac gel, menthol*, cream*, ointment*, patches",
            "lidocaine patch, diclofenac gel",
        ),
        _class(
            "migraine",
            "Migraine medicine",
            "triptan*, sumatriptan, rizatriptan, imitrex, topiramate, topamax, propranolol, erenumab, "
            "aimovig, "
            "fremanezumab, galcanezumab, emgality, rimegepant, nurtec, cgrp",
            "sumatriptan, topiramate",
        ),
        _class(
            "other_medicine",
            "Another medicine",
            "steroid pack*, medrol*, prednisone, prednisolone, ketamine, carbamazepine, lamotrigine, "
            "cannabis, cbd, "
            "low-dose naltrexone, low dose naltrexone, ldn, medical marijuana, marijuana, pills",
            "prednisone pack, ketamine, CBD",
        ),
        _class("acupuncture", "Acupuncture", "acupuncture, acupressure, cupping"),
        _class("tens", "TENS", "tens, tens unit, transcutaneous*, scrambler*", "TENS unit"),
        _class(
            "device",
            "Brace or device",
            "brace*, splint*, orthotic*, insoles, cane, walker, collar, corset, boot, cushion*, "
            "heat pad*, heating pad*",
            "back brace, splint",
        ),
        _class(
            "sleep",
            "Sleep treatment",
            "cpap, sleep hygiene, sleep restriction, melatonin, zolpidem, ambien, trazodone, "
            "sleep apnea treatment",
            "CPAP, melatonin",
        ),
        _class(
            "supplement",
            "Supplement or diet",
            "supplement*, turmeric, curcumin, magnesium, fish oil, glucosamine, vitamin*, diet, diets",
        ),
        _class(OTHER, "None of these"),
    )
}


def class_of(key: str) -> TreatmentClass:
    """Raises KeyError for a key that is not of the catalogue."""
    return CLASSES[key]


def recognised(text: str) -> Recognised | None:
    """The one class that `text` names, or None when it names none, or several that exclude each other.

    A longer name wins over one inside it: “diclofenac gel” is topical, “diclofenac” alone is an NSAID.
    """
    found = recognised_all(text)
    return found[0] if len(found) == 1 else None


def recognised_all(text: str) -> list[Recognised]:
    """Every class that `text` names, in the order of its words."""
    hits = [
        (match.start(), match.end(), key)
        for key, pattern in _patterns().items()
        for match in pattern.finditer(text)
    ]
    outer = [hit for hit in hits if not any(_is_inside(hit, other) for other in hits)]
    first: dict[str, str] = {}
    for start, end, key in sorted(outer):
        first.setdefault(key, text[start:end])
    return [Recognised(key, words) for key, words in first.items()]


def _is_inside(hit: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    is_shorter = hit[1] - hit[0] < other[1] - other[0]
    return is_shorter and other[0] <= hit[0] and hit[1] <= other[1]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {one.key: _pattern(one.words) for one in CLASSES.values() if one.words}


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Longest first, so that a phrase is found before the word that it begins with."""
    ordered = sorted(words, key=len, reverse=True)
    alternatives = (
        re.escape(word).replace(r"\*", r"\w*").replace(r"\?", r"\w").replace(r"\ ", r"\s+")
        for word in ordered
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])", re.IGNORECASE)
