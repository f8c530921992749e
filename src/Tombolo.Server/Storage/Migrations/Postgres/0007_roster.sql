-- Contacts that standard clients keep (RFC 6121). subscription counts as RosterSubscription; item_groups is a JSON array of names.
CREATE TABLE roster_item (
    owner TEXT NOT NULL REFERENCES account (address) ON DELETE CASCADE,
    contact TEXT NOT NULL,
    name TEXT,
    subscription BIGINT NOT NULL,
    asking BIGINT NOT NULL,
    item_groups TEXT NOT NULL,
    PRIMARY KEY (owner, contact)
);
