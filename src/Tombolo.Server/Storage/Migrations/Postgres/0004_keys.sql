-- kind 0: EC, kind 1: Kyber. signed_key holds the one in use of each kind: the signed prekey and the Kyber last resort.
CREATE TABLE signed_key (
    account TEXT NOT NULL,
    device BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    id BIGINT NOT NULL,
    key BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (account, device, kind),
    FOREIGN KEY (account, device) REFERENCES device (account, id) ON DELETE CASCADE
);

-- given_to is the account a one-time key was handed to; it stays that account's for a day unless it was used.
CREATE TABLE one_time_key (
    account TEXT NOT NULL,
    device BIGINT NOT NULL,
    kind BIGINT NOT NULL,
    id BIGINT NOT NULL,
    key BYTEA NOT NULL,
    signature BYTEA,
    given_to TEXT,
    given_at BIGINT,
    PRIMARY KEY (account, device, kind, id),
    FOREIGN KEY (account, device) REFERENCES device (account, id) ON DELETE CASCADE
);

CREATE INDEX one_time_key_by_requester ON one_time_key (account, device, given_to, kind, id);
CREATE INDEX one_time_key_by_age ON one_time_key (given_at) WHERE given_at IS NOT NULL;
