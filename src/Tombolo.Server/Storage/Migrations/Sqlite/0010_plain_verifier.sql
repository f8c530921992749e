-- A fast hash of a password that this host made itself, for PLAIN: 125 random bits need no slow derivation (ADR 26). Null for passwords that people
-- chose elsewhere and that were imported; those are derived like SCRAM does.
ALTER TABLE app_password ADD COLUMN plain_verifier BLOB;
