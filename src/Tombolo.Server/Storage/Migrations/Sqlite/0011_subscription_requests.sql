-- Who asked to see an owner's presence and has no answer yet ("Pending In" of RFC 6121): shown at every login until answered. stanza is the
-- request without its receiver's address, address_at where that goes in.
CREATE TABLE subscription_request (
    owner TEXT NOT NULL REFERENCES account (address) ON DELETE CASCADE,
    contact TEXT NOT NULL,
    stanza BLOB NOT NULL,
    address_at INTEGER NOT NULL,
    PRIMARY KEY (owner, contact)
);
