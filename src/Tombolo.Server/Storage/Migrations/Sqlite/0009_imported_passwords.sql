-- Servers we take accounts over from often keep one hash only: an account then has that mechanism, and PLAIN.
CREATE TABLE app_password_taken (
    account TEXT PRIMARY KEY REFERENCES account (address) ON DELETE CASCADE,
    salt BLOB NOT NULL,
    iterations INTEGER NOT NULL,
    sha1_stored_key BLOB,
    sha1_server_key BLOB,
    sha256_stored_key BLOB,
    sha256_server_key BLOB,
    created_at INTEGER NOT NULL
);

INSERT INTO app_password_taken (account, salt, iterations, sha1_stored_key, sha1_server_key, sha256_stored_key, sha256_server_key, created_at)
SELECT account, salt, iterations, sha1_stored_key, sha1_server_key, sha256_stored_key, sha256_server_key, created_at FROM app_password;
DROP TABLE app_password;
ALTER TABLE app_password_taken RENAME TO app_password;
