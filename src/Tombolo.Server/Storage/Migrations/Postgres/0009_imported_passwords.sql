-- Servers we take accounts over from often keep one hash only: an account then has that mechanism, and PLAIN.
ALTER TABLE app_password
    ALTER COLUMN sha1_stored_key DROP NOT NULL,
    ALTER COLUMN sha1_server_key DROP NOT NULL,
    ALTER COLUMN sha256_stored_key DROP NOT NULL,
    ALTER COLUMN sha256_server_key DROP NOT NULL;
