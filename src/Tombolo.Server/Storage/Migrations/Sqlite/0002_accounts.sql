-- The only table that holds what people are called: phone numbers, e-mail addresses, handles. service is '' for the host's own people,
-- else the partner's id. Everything else names accounts by address.
CREATE TABLE identifier (
    id INTEGER PRIMARY KEY,
    service TEXT NOT NULL,
    type TEXT NOT NULL,
    value TEXT NOT NULL,
    UNIQUE (service, type, value)
);

CREATE TABLE account (
    address TEXT PRIMARY KEY,
    service TEXT NOT NULL,
    identifier INTEGER NOT NULL UNIQUE REFERENCES identifier (id),
    region TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
);

CREATE INDEX account_by_service ON account (service, seen_at);

-- token and next_token are login tokens, sealed with a key from the data folder. proof_ends_at: when a partner device has to bring an
-- identity token again; null for the host's own devices.
CREATE TABLE device (
    account TEXT NOT NULL REFERENCES account (address) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    registration_id INTEGER NOT NULL,
    platform TEXT NOT NULL,
    name TEXT NOT NULL,
    identity_key BLOB NOT NULL,
    token BLOB NOT NULL,
    next_token BLOB,
    proof_ends_at INTEGER,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (account, id)
);

-- A number that is being verified. Rows stay a day, so that codes per number and day can be counted; ends_at 0 means used up or replaced.
CREATE TABLE registration (
    id TEXT PRIMARY KEY,
    identifier INTEGER NOT NULL REFERENCES identifier (id),
    code BLOB NOT NULL,
    attempts_left INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
);

CREATE INDEX registration_by_identifier ON registration (identifier, created_at);
CREATE INDEX registration_by_age ON registration (created_at);
