-- Version 1: the chain, the entries, what they need, and what is derived from them.

-- One line for everything that was done. Never changed, never deleted.
CREATE TABLE chain (
    seq     INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,          -- UTC seconds: when it came to be known here
    who     TEXT NOT NULL,
    act     TEXT NOT NULL,
    object  TEXT NOT NULL,             -- an id, never contents
    case_id TEXT,                      -- of lines that wrote an entry
    com     BLOB NOT NULL,             -- keyed commitment to the entry's bytes, or empty
    hash    BLOB NOT NULL
) STRICT;
CREATE INDEX chain_case ON chain (case_id, seq) WHERE case_id IS NOT NULL;
CREATE INDEX chain_erased ON chain (object) WHERE act = 'erase';

CREATE TRIGGER chain_no_update BEFORE UPDATE ON chain
BEGIN
    SELECT RAISE(ABORT, 'chain: insert only');
END;
CREATE TRIGGER chain_no_delete BEFORE DELETE ON chain
BEGIN
    SELECT RAISE(ABORT, 'chain: insert only');
END;

-- The bodies of the record, each as its one canonical line.
CREATE TABLE entry (
    seq  INTEGER PRIMARY KEY REFERENCES chain (seq),
    id   TEXT NOT NULL UNIQUE,
    line BLOB NOT NULL
) STRICT;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
BEGIN
    SELECT RAISE(ABORT, 'entry: insert only');
END;
CREATE TRIGGER entry_chained_erasure BEFORE DELETE ON entry
WHEN NOT EXISTS (SELECT 1 FROM chain WHERE act = 'erase' AND object = OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'entry: its erasure is not in the chain');
END;

-- Slices as sent and received, papers, receipts: by SHA-256.
CREATE TABLE blob (
    digest  TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;
CREATE TRIGGER blob_no_update BEFORE UPDATE ON blob
BEGIN
    SELECT RAISE(ABORT, 'blob: insert only');
END;
CREATE TABLE holding (
    digest  TEXT NOT NULL REFERENCES blob (digest),
    case_id TEXT NOT NULL,
    PRIMARY KEY (digest, case_id)
) STRICT, WITHOUT ROWID;

-- `case <id>`: the key of its commitments. `secret <name>`: a private key of this vault.
CREATE TABLE keyring (
    name   TEXT PRIMARY KEY,
    key    BLOB NOT NULL,
    erased INTEGER                     -- UTC seconds: when the case was erased here
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Derived, and rebuilt from the entries at will.
CREATE TABLE summary (
    id      INTEGER PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE,
    label   TEXT NOT NULL,
    line    TEXT NOT NULL,
    touched INTEGER NOT NULL,          -- UTC seconds
    needs   TEXT NOT NULL,             -- what it needs of its worker, or empty
    seq     INTEGER NOT NULL           -- the newest line it knows of
) STRICT;
CREATE INDEX summary_touched ON summary (touched, case_id);
CREATE INDEX summary_needs ON summary (touched, case_id) WHERE needs <> '';
CREATE VIRTUAL TABLE search USING fts5 (
    words, texts UNINDEXED, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
