-- What standard clients log in with: SCRAM verifiers (RFC 5802) of one random password for each account, never the password. Both hashes
-- share salt and rounds. An account without a row has no standard clients.
CREATE TABLE app_password (
    account TEXT PRIMARY KEY REFERENCES account (address) ON DELETE CASCADE,
    salt BYTEA NOT NULL,
    iterations BIGINT NOT NULL,
    sha1_stored_key BYTEA NOT NULL,
    sha1_server_key BYTEA NOT NULL,
    sha256_stored_key BYTEA NOT NULL,
    sha256_server_key BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
