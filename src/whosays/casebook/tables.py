"""The tables, in SQLAlchemy Core. `docs/casebook.md` tells what each is for.

What follows from annotations (blocks, entities, names, mentions, statements, parties, voices) is kept for
current documents only, and can be made again from `annotations` at any time.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData()

originals = Table(
    "originals",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("originals_by_size", "size"),
)

documents = Table(
    "documents",
    metadata,
    Column("key", String, primary_key=True),
    Column("sha256", String, ForeignKey("originals.sha256"), nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("byline", Text, nullable=False),
    Column("published", String),
    Column("earliest", String),
    Column("latest", String),
    Column("url", Text),
    Column("canonical_url", Text),
    Column("republished_from", Text),
    Column("language", String),
    Column("format", String, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("notes", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("digest", String, nullable=False),
    # Last, so that a row is read without it where it is not asked for.
    Column("text", Text, nullable=False),
    Index("documents_by_original", "sha256"),
    Index("documents_by_date", "current", "earliest", "key"),
    Index("documents_by_language", "current", "language"),
    Index("documents_digests", "key", "current", "digest"),
)

sources = Table(
    "sources",
    metadata,
    Column("location", Text, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("document", String, ForeignKey("documents.key"), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("read_at", String, nullable=False),
    Index("sources_by_document", "document", "current"),
    Index("sources_by_source", "source"),
)

annotations = Table(
    "annotations",
    metadata,
    Column("document", String, ForeignKey("documents.key"), primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("version", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("derived", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("annotations_by_version", "version"),
)

blocks = Table(
    "blocks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("document", String, ForeignKey("documents.key"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("level", Integer, nullable=False),
    Column("table_row", Integer),
    Column("table_column", Integer),
    Index("blocks_by_document", "document"),
)

entities = Table(
    "entities",
    metadata,
    Column("id", String, primary_key=True),
    Column("type", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("documents", Integer, nullable=False),
)

names = Table(
    "names",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("entity", String, ForeignKey("entities.id"), nullable=False),
    Column("type", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("normal", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    # In how many of these it is the document's main name of the entity.
    Column("main", Integer, nullable=False),
    UniqueConstraint("entity", "type", "name", name="names_are_listed_once"),
    Index("names_by_normal", "normal"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("document", String, ForeignKey("documents.key"), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, primary_key=True, autoincrement=False),
    Column("entity", String, ForeignKey("entities.id"), primary_key=True),
    # First possible day of the document, `~` where there is none: the order in which mentions are shown.
    Column("seen", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("words", Text, nullable=False),
    Index("mentions_in_order", "entity", "seen", "document", "start", "end"),
    sqlite_with_rowid=False,
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("document", String, ForeignKey("documents.key"), nullable=False),
    Column("sort_key", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("type", String),
    Column("mode", String),
    Column("event", String),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("summary", Text, nullable=False),
    Column("time_words", Text),
    Column("edtf", String),
    Column("earliest", String),
    Column("latest", String),
    Column("polarity", String, nullable=False),
    Column("certainty", String, nullable=False),
    # Which entry of the lexicon, or which rule, made it, and the words that it saw.
    Column("code", String),
    Column("code_words", Text),
    # How the outermost voice means it.
    Column("stance", String, nullable=False, server_default="asserts"),
    # The words that tell of it.
    Column("trigger_start", Integer),
    Column("trigger_end", Integer),
    Index("statements_by_id", "id"),
    Index("statements_by_document", "document", "sort_key"),
    # All that a filter may look at, so that only the rows to be shown are fetched.
    Index(
        "statements_in_order",
        "sort_key",
        "earliest",
        "latest",
        "kind",
        "type",
        "polarity",
        "certainty",
    ),
)

statement_parties = Table(
    "statement_parties",
    metadata,
    Column("statement", Integer, ForeignKey("statements.number"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("role", String, nullable=False),
    Column("entity", String, ForeignKey("entities.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    # The statement's, repeated so that an index can give an entity's lines in order.
    Column("sort_key", String, nullable=False),
    Index("statement_parties_in_order", "entity", "sort_key"),
    sqlite_with_rowid=False,
)

voices = Table(
    "voices",
    metadata,
    Column("statement", Integer, ForeignKey("statements.number"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("entity", String, ForeignKey("entities.id")),
    Column("sort_key", String, nullable=False),
    Index("voices_in_order", "entity", "sort_key"),
    sqlite_with_rowid=False,
)

places = Table(
    "places",
    metadata,
    Column("document", String, ForeignKey("documents.key"), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("gazetteer", String),
    Column("country", String),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("radius_km", Float, nullable=False),
    Column("entity", String, ForeignKey("entities.id")),
    Index("places_by_country", "country", "document"),
    Index("places_by_entity", "entity"),
    sqlite_with_rowid=False,
)

statement_places = Table(
    "statement_places",
    metadata,
    Column("statement", Integer, ForeignKey("statements.number"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    # A place of the same document.
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    sqlite_with_rowid=False,
)

figures = Table(
    "figures",
    metadata,
    Column("statement", Integer, ForeignKey("statements.number"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("value", Numeric(asdecimal=False), nullable=False),
    Column("unit", String),
    Column("role", String),
    Column("min", Numeric(asdecimal=False)),
    Column("max", Numeric(asdecimal=False)),
    Column("approximate", Boolean, nullable=False),
    Column("period", String),
    sqlite_with_rowid=False,
)

# ── across documents: cards, and what comparing them has brought about (docs/resolve.md) ──────────

facts = Table(
    "facts",
    metadata,
    Column("document", String, ForeignKey("documents.key"), primary_key=True),
    Column("entity", String, ForeignKey("entities.id"), primary_key=True),
    Column("data", Text, nullable=False),
    Index("facts_by_entity", "entity", "document"),
    sqlite_with_rowid=False,
)

cards = Table(
    "cards",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("data", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Where documents have the words of a card.
passages = Table(
    "passages",
    metadata,
    Column("document", String, ForeignKey("documents.key"), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, primary_key=True, autoincrement=False),
    Column("card", String, primary_key=True),
    # Somebody's words, which two who heard him have both: no copy.
    Column("quoted", Boolean, nullable=False),
    Index("passages_by_card", "card"),
    sqlite_with_rowid=False,
)

card_keys = Table(
    "card_keys",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("card", String, primary_key=True),
    sqlite_with_rowid=False,
)

# The same by card, packed: an index of `card_keys` would be as large as the table.
filed = Table(
    "filed",
    metadata,
    Column("kind", String, primary_key=True),
    Column("card", String, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

twins = Table(
    "twins",
    metadata,
    Column("kind", String, primary_key=True),
    Column("card", String, primary_key=True),
    Column("twin", Integer, nullable=False),
    Index("twins_in_order", "kind", "twin", "card"),
    sqlite_with_rowid=False,
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("kind", String, primary_key=True),
    Column("a", String, primary_key=True),
    Column("b", String, primary_key=True),
    Column("sort", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("lone", String),
    Column("decided", String),
    Index("verdicts_by_b", "b"),
    # Few, and looked through each time that something is compared.
    Index("verdicts_decided", "decided", sqlite_where=text("decided IS NOT NULL")),
    sqlite_with_rowid=False,
)

# Cards that are not by themselves.
clusters = Table(
    "clusters",
    metadata,
    Column("kind", String, primary_key=True),
    Column("card", String, primary_key=True),
    Column("cluster", String, nullable=False),
    Index("clusters_in_order", "kind", "cluster", "card"),
    sqlite_with_rowid=False,
)

# Cards that have changed since all was last compared.
stale = Table(
    "stale",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    sqlite_with_rowid=False,
)

# ── what is claimed (docs/weigh.md) ───────────────────────────────────────────────────────────────

# What weighing wants to know of a document besides its lines.
document_facts = Table(
    "document_facts",
    metadata,
    Column("document", String, ForeignKey("documents.key"), primary_key=True),
    # Does it cite, or take back, other documents?
    Column("cites", Boolean, nullable=False),
    Column("publisher", Text),
    Column("data", Text, nullable=False),
    Index("document_facts_that_cite", "cites", "document"),
    Index("document_facts_by_publisher", "publisher", "document"),
    sqlite_with_rowid=False,
)

# The names by which topics were weighed, of each entity as a whole; JSON.
weighed_as = Table(
    "weighed_as",
    metadata,
    Column("entity", String, primary_key=True),
    Column("data", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Clusters of passages that stood in several documents when topics were weighed.
shared_passages = Table(
    "shared_passages", metadata, Column("cluster", String, primary_key=True), sqlite_with_rowid=False
)

# Which statements tell of the event of a card.
card_lines = Table(
    "card_lines",
    metadata,
    Column("statement", Integer, ForeignKey("statements.number"), primary_key=True),
    Column("card", String, nullable=False),
    Index("card_lines_by_card", "card", "statement"),
)

# Which statements are of one topic: an event, a relation or a state.
topic_lines = Table(
    "topic_lines",
    metadata,
    Column("statement", Integer, ForeignKey("statements.number"), primary_key=True),
    Column("topic", String, nullable=False),
    Index("topic_lines_by_topic", "topic", "statement"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("topic", String, nullable=False),
    # Its place among the claims of its topic.
    Column("position", Integer, nullable=False),
    Column("aspect", String, nullable=False),
    # As JSON: 11, "2004-03-09", null.
    Column("value", Text, nullable=False),
    Column("unit", String),
    Column("text", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Index("claims_by_topic", "topic", "position"),
    Index("claims_by_origins", "origins", "id"),
)

claim_reports = Table(
    "claim_reports",
    metadata,
    Column("claim", String, ForeignKey("claims.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("statement", Integer, ForeignKey("statements.number"), nullable=False),
    Column("stance", String, nullable=False),
    Column("origin", String),
    Index("claim_reports_by_statement", "statement"),
    sqlite_with_rowid=False,
)

origins = Table(
    "origins",
    metadata,
    Column("id", String, primary_key=True),
    Column("claim", String, ForeignKey("claims.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("why", Text, nullable=False),
    # Which report goes back to which, as JSON: [from, to, why], places among the reports of the claim.
    Column("links", Text, nullable=False),
    Index("origins_by_claim", "claim", "position"),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("id", String, primary_key=True),
    Column("topic", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("about", String, nullable=False),
    Column("note", Text),
    Index("conflicts_by_topic", "topic", "position"),
    Index("conflicts_by_kind", "kind", "id"),
)

conflict_sides = Table(
    "conflict_sides",
    metadata,
    Column("conflict", String, ForeignKey("conflicts.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("value", Text, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("claim", String),
    sqlite_with_rowid=False,
)

side_reports = Table(
    "side_reports",
    metadata,
    Column("conflict", String, ForeignKey("conflicts.id"), primary_key=True),
    Column("side", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("statement", Integer, ForeignKey("statements.number"), nullable=False),
    Index("side_reports_by_statement", "statement"),
    sqlite_with_rowid=False,
)

cautions = Table(
    "cautions",
    metadata,
    Column("document", String, ForeignKey("documents.key"), primary_key=True),
    # What it follows from: nothing but the document (empty), copies, a topic, an entity, the pile.
    Column("scope", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("note", Text, nullable=False),
    Index("cautions_by_kind", "kind", "document"),
    Index("cautions_by_scope", "scope"),
    sqlite_with_rowid=False,
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("made_at", String, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("of", String, nullable=False),
    # Passages in their words (JSON): what a decision is about is looked for again whenever it is asked.
    Column("subjects", Text, nullable=False),
    Column("value", Text),
    Column("why", Text),
    Index("decisions_in_order", "made_at", "id"),
)

# What a decision is about in this casebook as it is now, where that was found.
decided = Table(
    "decided",
    metadata,
    Column("decision", String, ForeignKey("decisions.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    # An id of an entity, event or statement.
    Column("subject", String, nullable=False),
    Index("decided_by_subject", "subject"),
    sqlite_with_rowid=False,
)

# Passages whose entity a document keeps to itself: people decided that others of its name are somebody else.
kept_apart = Table(
    "kept_apart",
    metadata,
    Column("document", String, ForeignKey("documents.key"), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

refusals = Table(
    "refusals",
    metadata,
    Column("location", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", String, nullable=False),
)
