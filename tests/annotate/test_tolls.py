"""Figures by themselves, and counts that tell of an event: read by the whole pipeline."""

from __future__ import annotations

import pytest

from tests.annotate.test_relations import annotated


def counts(text: str) -> list[tuple[float, str | None, str | None]]:
    """The counts of a text: value, thing, what befell it."""
    return [(q.value, q.unit, q.role) for q in annotated(text).quantities if q.kind == "count"]


def events(text: str) -> list[tuple[str | None, list[float], str | None]]:
    """Type, numbers and day of each event."""
    document = annotated(text)
    return [
        (s.type, [document.quantities[q].value for q in s.quantities], s.edtf)
        for s in document.statements
        if s.kind == "event"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ministry puts the dead at 31.", [(31, "person", "dead")]),
        ("The number of wounded rose to 40 on Friday.", [(40, "person", "wounded")]),
        ("Nine people were killed. My count is twelve.", [(9, "person", "dead"), (12, "person", "dead")]),
        (
            "Nine people were killed. The figure of 14 came from a clerk.",
            [(9, "person", "dead"), (14, "person", "dead")],
        ),
        (
            "Police arrested eight men. A colonel spoke of six.",
            [(8, "man", "arrested"), (6, "man", "arrested")],
        ),
        ("Nineteen, not seventeen, people died aboard.", [(19, "person", "dead")]),
        ("How many people were killed?\n\nTwelve. I wrote the list.", [(12, "person", "dead")]),
        ("Nine soldiers lost their lives.", [(9, "soldier", "dead")]),
    ],
)
def test_a_bare_figure_counts_what_the_words_round_it_or_before_it_tell(text, found):
    assert counts(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "My count is twelve.",
        "The government says eleven.",
        "Nine people were killed near the bridge with 40 windows. The colonel spoke of six.",
        "Nine people were killed.\n\n2. The minister spoke.\n\n3. The meeting ended.",
        "Nine people were killed. Twelve?",
    ],
)
def test_a_bare_figure_counts_nothing_where_nothing_tells(text):
    assert [q for q in counts(text) if q[2] is not None and q[0] != 9] == []


def test_a_particle_of_a_verb_sets_no_bound():
    (rifles,) = [q for q in annotated("The rebels handed over 1,300 rifles.").quantities if q.value == 1300]
    assert rifles.bound is None


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Rebels bombed the barracks. The ministry puts the dead at 31, the army said.",
            ("ASSAULT", [31], None),
        ),
        ("After the bombing of the barracks the rebels mourn the eleven dead.", ("ASSAULT", [11], None)),
        (
            "Guerrillas attacked the barracks in Velm with grenades. Fourteen people have died.",
            ("ASSAULT", [14], None),
        ),
    ],
)
def test_a_count_of_people_who_came_to_harm_tells_of_an_event(text, event):
    assert event in events(text)


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake shook Velm; soldiers and the police helped. The army puts the dead at 31.",
        "Fourteen people have died. The mayor puts the dead at twenty.",
    ],
)
def test_a_count_of_the_dead_tells_of_no_violence_where_nobody_did_it(text):
    assert [kind for kind, _, _ in events(text) if kind == "ASSAULT"] == []


def test_the_day_of_counting_is_no_day_of_the_event():
    told = events(
        "Rebels bombed the barracks on 3 May 1991. On 9 May 1991 the mayor spoke of the forty dead."
    )
    assert "1991-05-03" in {day for _, _, day in told}
    assert "1991-05-09" not in {day for _, _, day in told}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rebels attacked the barracks in Velm. The attack was on 17 November 1998.", "1998-11-17"),
        ("On 9 March 1994 two men brought a bomb to the barracks, where it exploded.", "1994-03-09"),
    ],
)
def test_the_day_is_read_off_the_clause_that_the_event_hangs_on(text, day):
    assert day in [edtf for kind, _, edtf in events(text) if kind == "ASSAULT"]


def test_a_headline_without_its_auxiliary_is_a_passive():
    document = annotated("3 May 1991: rebel leader Mikal Dorn killed near Velm.")
    (killing,) = [s for s in document.statements if s.code == "killing"]
    assert "victim" in killing.roles
    assert "actor" not in killing.roles


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The army and the police raided a farm in Velm. Eight people were taken.", "COERCE"),
        ("The rebels want a ransom, their hostages said. They took two captains in 1994.", "ASSAULT"),
    ],
)
def test_who_is_taken_by_whom_tells_an_arrest_from_a_kidnapping(text, kind):
    document = annotated(text)
    (taken,) = [s for s in document.statements if document.text[slice(*s.trigger)] in {"taken", "took"}]
    assert taken.type == kind


def test_an_object_behind_two_verbs_is_of_both():
    document = annotated("The rebels shelled and burned down two villages near Velm.")
    told = {
        s.code: {
            document.text[slice(document.mentions[m].start, document.mentions[m].end)]
            for m in s.roles["target"]
        }
        for s in document.statements
        if s.kind == "event"
    }
    assert told["shelling"] == told["arson"] != set()


def test_of_those_joined_the_first_met_the_others():
    document = annotated("President Mikal Dorn and Minister Irina Sand met for talks in Velm on 3 May 1991.")
    meeting = next(s for s in document.statements if s.code == "meeting")
    words = {
        role: [document.text[document.mentions[m].start : document.mentions[m].end] for m in held]
        for role, held in meeting.roles.items()
    }
    assert (words["actor"], words["recipient"]) == (["Mikal Dorn"], ["Irina Sand"])


def test_the_finer_of_two_times_dates_the_event_and_each_of_a_list_is_one():
    told = events("The army shelled the barracks twice in 1987, in March and in October.")
    assert [edtf for kind, _, edtf in told if kind == "ASSAULT"] == ["1987-03", "1987-10"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The rebels demanded the release of 19 prisoners.", None),
        ("The ministry announced the release of 19 prisoners.", "released"),
        ("The army held 40 prisoners.", "arrested"),
    ],
)
def test_what_is_only_wanted_befell_nobody(text, role):
    assert [found for _, _, found in counts(text)] == [role]
