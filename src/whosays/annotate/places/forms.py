"""The forms in which places are told by others, as patterns over the words around a name.

Those that look back end at the name ("$"), the others begin behind it ("^"). Short
directions ("NNW") count in capitals only where they stand before "of".
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from whosays.annotate.places.compass import direction_pattern
from whosays.annotate.places.lexicon import known

PEOPLES = re.compile(
    r"\b(?:[Tt]he )?(?P<one>[A-Z][a-z]+)(?P<dash>[-–])(?P<two>[A-Z][a-z]+) (?:border|frontier)\b"
)
""" "the Thai-Cambodian border"."""
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half an|a few|several|[0-9]{1,3})"
_FROM = (
    r",? ?(?:of|from|out of|outside of|outside|offshore from|offshore of|away from|"
    r"inside|off|beyond|short of|upriver from|downstream from)"
)
_SLIGHTLY = r"just|immediately|slightly|due|directly|somewhere|a little|a few kilometres"


class Forms(msgspec.Struct, frozen=True):
    """The patterns, compiled."""

    measured: re.Pattern[str]
    """Behind a length: " west of (the town of) "; group 1 is the direction."""
    directed: re.Pattern[str]
    """ "just north of", "in the south of": how far, "to" or "in", "the", direction."""
    beside: re.Pattern[str]
    """ "on the outskirts of"."""
    part: re.Pattern[str]
    """ "northern", "central"."""
    coast: re.Pattern[str]
    travelled: re.Pattern[str]
    """ "two hours' drive north of": number, unit, means, `to`."""
    between: re.Pattern[str]
    """ "halfway between", "on the road from": half, `road`, between or from."""
    pair: re.Pattern[str]
    """What stands between the two names."""
    own_border: re.Pattern[str]
    """ "X's border with Y"."""
    dash: re.Pattern[str]
    dashed: re.Pattern[str]
    """Behind "X-Y": `what` runs there."""
    border_of: re.Pattern[str]
    border_with: re.Pattern[str]
    side: re.Pattern[str]
    """ "the Thai side of the border with"."""


@cache
def forms() -> Forms:
    """The one `Forms` of this process."""
    world, to = known(), direction_pattern()
    kinds = "|".join(sorted(world.kinds))
    intro = rf"(?:(?:the )?(?:[a-z-]+ )?(?:(?:{kinds}) of )?(?:the )?)"
    beside = re.sub(r"\|\s+", "|", re.sub(r"\s+", " ", world.beside.strip()))
    means = "|".join(sorted(world.speeds, key=len, reverse=True))
    roads = world.roads
    return Forms(
        measured=re.compile(
            rf"^\W{{0,2}}\s*(?:away |inland |further )?"
            rf"(?:(?i:(?:[a-z]+ )?(?:to |in )?(?:the )?)({to})\b)?\s*(?i:{_FROM}) {intro}$"
        ),
        directed=re.compile(
            rf"(?i:\b(?:({_SLIGHTLY}) )?"
            rf"(?:(to|in|from) )?(the (?:far |extreme |deep )?)?)({to}) (?i:of) {intro}$"
        ),
        beside=_any_case(rf"\b({beside}) {intro}$"),
        part=re.compile(rf"(?i:\b(?:the )?)((?i:central|middle|inner)|{to}) $"),
        coast=_any_case(rf"\boff (?:the )?(?:(?:{to}) )?(?:coast|shores?) of {intro}$"),
        travelled=_any_case(
            rf"\b(?:about |some |roughly |less than |nearly )?({_NUMBER})[ -](hour|day|minute)s?"
            r"(?:['’]s|s['’]|['’])?"
            rf"(?: and a half)? ?({means})(?: by (?:car|road|foot|truck|bus))?(?: (?P<to>{to}))?"
            rf"(?: of| from| outside| away from) {intro}$"
        ),
        between=_any_case(
            r"\b(?:(half-?way|half way|midway|about halfway|mid-way) )?"
            r"(?:(?:on |along |near |off )?the (?:main |old |paved |dirt |coastal )?"
            rf"(?P<road>{roads}) (?:that )?(?:linking |connecting |leading |running |runs |leads )?)?"
            rf"(between|from) ?{intro}$"
        ),
        pair=_any_case(rf"^,? (and|to) {intro}$"),
        own_border=_any_case(r"^['’]s? (?:[a-z]+ )?(?:border|frontier)(?: area| region)? with (?:the )?$"),
        dash=re.compile(r"^ ?[-–—] ?$"),
        dashed=_any_case(rf"^ (?P<what>border|{roads})\b"),
        border_of=_any_case(
            r"\b(?:on |along |near |at |across |astride )?(?:the )?"
            r"(?:common |mountainous |disputed |shared )?"
            r"(?:border|frontier)(?: area| region| zone)? (?:between|of) (?:the )?$"
        ),
        border_with=_any_case(
            r"\b(?P<lead>(?:on |along |near |at |across )?(?:the |its )?)(?:(?P<people>[a-z-]+) )?"
            r"(?:border|frontier)(?: area| region)? with (?:the )?$"
        ),
        side=_any_case(
            r"\bthe (?P<people>[a-z-]+) side of (?:the |its )?(?P<second>[a-z]+ )?(?:border|frontier)"
            r"(?: with (?:the )?)?$"
        ),
    )


def _any_case(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
