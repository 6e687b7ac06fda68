"""Invented news articles of a given length, as many as one wants, always the same ones for the same seed."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path

PLACES = [
    "Karsk",
    "Belin",
    "Dorna",
    "Melsk",
    "Helmar",
    "Dravik",
    "Tolm",
    "Orvan",
    "Sarn",
    "Linth",
    "Pell",
    "Varn",
]
GROUPS = [
    "People's Front for Sarn",
    "Sarn Liberation Army",
    "Northern League",
    "Free Coast Movement",
    "Red Column",
]
BODIES = ["Ministry of the Interior", "Ministry of Defence", "Police", "Supreme Court", "Second Army"]
FIRST = ["Davit", "Mira", "Petar", "Ilya", "Anna", "Karl", "Nora", "Emil", "Lena", "Jon", "Vera", "Oda"]
LAST = ["Orlan", "Vesk", "Brandt", "Haas", "Marsh", "Holt", "Lind", "Rell", "Sorel", "Benn", "Kroll", "Aar"]
MONTHS = [f"{date(2000, month, 1):%B}" for month in range(1, 13)]
SENTENCES = [
    "Gunmen attacked the {thing} at {place} on {day} {month} {year} and killed {n} {people}, {body} said.",
    "{person}, a spokesman for the {body}, said that {n} {people} had been wounded.",
    "“We have nothing to hide,” {person} told reporters in {place}.",
    "The {group} claimed responsibility for the bombing of the {thing} in {place}.",
    "The {group} denied that its men had been in {place} on {day} {month}.",
    "Police arrested {n} {people} in {place} in {month} {year}.",
    "According to {person}, the {thing} had been empty for {n} weeks.",
    "The government seized ${n},000 and {n} lorries near {place} last week.",
    "{person} met {person2} in {place} on {day} {month} {year} to discuss a cease-fire.",
    "Nobody in {place} could say who had owned the {thing} before the war, or what had become of the papers.",
    "The road from {place} to {place2} was closed for the third time in a month because of the snow.",
    "It is believed that the {group} has moved its base to the hills above {place}.",
    "Prices of bread and lamp oil rose again, and the market in {place} stayed shut until noon.",
    "The {body} put the {group} on its list of terrorist organisations in {year}.",
    "“They came at night and they knew the names,” said a neighbour who did not want to be named.",
    "A court in {place} sentenced {person} to {n} years in prison for membership of the {group}.",
]
THINGS = ["barracks", "post office", "railway station", "police station", "bridge", "customs house"]
PEOPLE = ["people", "soldiers", "men", "officers", "civilians"]


def article(number: int, words: int = 700, seed: int = 0) -> tuple[str, dict[str, str]]:
    """The text of article `number` and its sidecar."""
    rng = random.Random(f"{seed}/{number}")
    published = date(1980, 1, 1) + timedelta(days=rng.randrange(14000))
    place = rng.choice(PLACES)
    paragraphs: list[str] = []
    count = 0
    while count < words:
        sentences = [_sentence(rng) for _ in range(rng.randint(2, 4))]
        paragraphs.append(" ".join(sentences))
        count += sum(len(sentence.split()) for sentence in sentences)
    title = f"New trouble near {place}, report {number}"
    dateline = f"{place.upper()}, {published:%B} {published.day} - "
    text = f"{title}\n\n{dateline}" + "\n\n".join(paragraphs) + "\n"
    publisher = rng.choice(["The Melsk Herald", "Northern Wire", "Border Review", "Radio Melsk"])
    return text, {"title": title, "publisher": publisher, "published": published.isoformat()}


def _sentence(rng: random.Random) -> str:
    def person() -> str:
        return f"{rng.choice(FIRST)} {rng.choice(LAST)}"

    return rng.choice(SENTENCES).format(
        place=rng.choice(PLACES),
        place2=rng.choice(PLACES),
        group=rng.choice(GROUPS),
        body=rng.choice(BODIES),
        person=person(),
        person2=person(),
        thing=rng.choice(THINGS),
        people=rng.choice(PEOPLE),
        n=rng.randint(2, 60),
        day=rng.randint(1, 28),
        month=rng.choice(MONTHS),
        year=rng.randint(1980, 2018),
    )


def write(folder: Path, number: int, words: int = 700) -> None:
    """`number` articles with their sidecars, in folders of a thousand."""
    for n in range(number):
        text, sidecar = article(n, words)
        sub = folder / f"{n // 1000:04d}"
        sub.mkdir(parents=True, exist_ok=True)
        (sub / f"{n:07d}.txt").write_text(text, encoding="utf-8")
        (sub / f"{n:07d}.json").write_text(json.dumps(sidecar), encoding="utf-8")
