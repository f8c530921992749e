-- Which account a partner's user has, by keyed hash of the subject: the row outlives the account, so that the same person always gets the
-- same address back. ended_at: the enlistment ended by itself (idle); null when it lives or was deleted on request.
CREATE TABLE partner_subject (
    partner TEXT NOT NULL,
    subject BYTEA NOT NULL,
    account TEXT NOT NULL UNIQUE,
    ended_at BIGINT,
    PRIMARY KEY (partner, subject)
);

CREATE TABLE nonce (
    value BYTEA PRIMARY KEY,
    ends_at BIGINT NOT NULL
);

CREATE INDEX nonce_by_age ON nonce (ends_at);

-- SHA-256 over issuer and jti: a token works once, on whatever node it arrives.
CREATE TABLE used_token (
    digest BYTEA PRIMARY KEY,
    ends_at BIGINT NOT NULL
);

CREATE INDEX used_token_by_age ON used_token (ends_at);
