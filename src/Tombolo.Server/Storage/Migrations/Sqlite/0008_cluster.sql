-- A cluster keeps its data in PostgreSQL; here it is only that both engines have the same columns. One process means one opening at a time.
ALTER TABLE mailbox ADD COLUMN term INTEGER NOT NULL DEFAULT 0;

CREATE TABLE host_fingerprint (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    fingerprint BLOB NOT NULL
);
