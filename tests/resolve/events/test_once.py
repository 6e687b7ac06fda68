"""What comes about once only: reports of it may have its day wrong by some weeks."""

from __future__ import annotations

import msgspec

from tests.resolve.events.told import card, day, who
from whosays.resolve.events.judging import judge

RELL = who("victim", "Jonas Rell")
TAKEN = card("a", "d-1", "kidnap", mode="abduct", dates=day("1996-06-05"), takings=(RELL,))
AGAIN = card("b", "d-2", "kidnap", mode="abduct", dates=day("1996-05-10"), takings=(RELL,))


def test_one_who_is_kidnapped_or_killed_is_so_once():
    assert judge(TAKEN, AGAIN) is not None
    killed = [msgspec.structs.replace(one, words=("kill",), mode=None) for one in (TAKEN, AGAIN)]
    assert judge(*killed) is not None


def test_a_man_may_be_wounded_twice():
    wounded = [msgspec.structs.replace(one, words=("wound",), mode=None) for one in (TAKEN, AGAIN)]
    assert judge(*wounded) is None


def test_another_man_and_a_time_far_off_are_another_event():
    other = msgspec.structs.replace(AGAIN, takings=(who("victim", "Anna Reed"),))
    assert judge(TAKEN, other) is None
    assert judge(TAKEN, msgspec.structs.replace(AGAIN, dates=day("1996-11-20"))) is None


def test_it_may_be_told_of_weeks_later_without_its_day():
    told = msgspec.structs.replace(TAKEN, published="1996-06-09")
    later = msgspec.structs.replace(AGAIN, dates=(), published="1996-06-29")
    assert judge(told, later) is not None
    assert (
        judge(*(msgspec.structs.replace(one, words=("shoot",), mode=None) for one in (told, later))) is None
    )


def test_one_authority_lists_a_body_once():
    by = who("actor", "Northern Union", kind="Organization")
    body = who("recipient", "Harbour League", kind="Organization")
    may = card("a", "d-1", "list", type="SANCTION", dates=day("2004-05-02"), takings=(by, body))
    month = (("2004-06-01", "2004-06-30"),)
    june = card("b", "d-2", "put", type="SANCTION", dates=month, takings=(by, body))
    assert judge(may, june) is not None
    others = who("actor", "Southern League", kind="Organization")
    assert judge(may, msgspec.structs.replace(june, takings=(others, body))) is None
