-- How an owner stands towards a peer (RelationState). Peers are named by address and outlive their accounts: a block holds when the
-- blocked person deletes the account and comes back.
CREATE TABLE relation (
    owner TEXT NOT NULL REFERENCES account (address) ON DELETE CASCADE,
    peer TEXT NOT NULL,
    state BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (owner, peer)
);

CREATE INDEX relation_by_peer ON relation (peer, state);

-- Absent row: third-party chats are off and always were.
CREATE TABLE third_party_chats (
    account TEXT PRIMARY KEY REFERENCES account (address) ON DELETE CASCADE,
    enabled BIGINT NOT NULL,
    inbox TEXT NOT NULL
);

CREATE TABLE third_party_partner (
    account TEXT NOT NULL REFERENCES account (address) ON DELETE CASCADE,
    partner TEXT NOT NULL,
    PRIMARY KEY (account, partner)
);

-- Who was looked up when (day since 1970), by keyed hash: a budget, not a diary.
CREATE TABLE lookup (
    account TEXT NOT NULL REFERENCES account (address) ON DELETE CASCADE,
    service TEXT NOT NULL,
    day BIGINT NOT NULL,
    target BYTEA NOT NULL,
    PRIMARY KEY (account, day, target)
);

CREATE INDEX lookup_by_service ON lookup (service, day);
