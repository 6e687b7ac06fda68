"""Events across documents: what each document tells of (cards), and which of it is one event.

groups    which passages of one document tell of one happening
scene     the words of a document and what hangs on each happening
cards     a card for each happening of a document
words     what the words for happenings have to do with one another, and how rare words are
names     short forms of names, for comparing without a casebook
sight     a card as it is compared
evidence  what speaks for and against one event, of two cards
judging   the verdict on two cards, and why
settling  clusters that keep apart what one document tells apart
"""

from whosays.resolve.events.cards import coded_cards, event_cards
from whosays.resolve.events.kind import EVENTS

__all__ = ["EVENTS", "coded_cards", "event_cards"]
