-- Entries wait here until their device confirms them. seq is one counter for the whole host: strictly increasing per mailbox, and
-- appending stays at the end of the file however many mailboxes there are. The index holds only what waits.
CREATE TABLE mailbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL,
    device INTEGER NOT NULL,
    UNIQUE (account, device)
);

CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    mailbox INTEGER NOT NULL,
    stored_at INTEGER NOT NULL,
    request INTEGER NOT NULL,
    content BLOB NOT NULL
);

CREATE INDEX entry_by_mailbox ON entry (mailbox, seq);

-- The highest seq ever promised; a new process starts above it, so a number is never used twice.
CREATE TABLE seq_reserved (upto INTEGER NOT NULL);
INSERT INTO seq_reserved (upto) VALUES (0);

-- Per commit one row: 16-byte digests of (sender device, stanza id) of what was stored in it. Kept 24 h, read at start.
CREATE TABLE stored_digest (
    id INTEGER PRIMARY KEY,
    stored_at INTEGER NOT NULL,
    digests BLOB NOT NULL
);
