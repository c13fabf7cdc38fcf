extension Schema {
    /// The outbox: what webhooks are told of, and how far the telling is.
    ///
    /// An event refers to its ledger entry, or holds its own document. `number` grows along the events of one coupon,
    /// whose row the writer has locked; `position` is given later, one transaction at a time, so a reader who
    /// remembers the last one that it saw misses none. The codes of coupons are not here, as in the ledger.
    static let version4 = """
        CREATE TABLE event (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            position INTEGER CHECK (position >= 1),
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            home INTEGER NOT NULL,
            coupon INTEGER NOT NULL,
            writer TEXT,
            sequence INTEGER,
            document TEXT,
            at INTEGER NOT NULL,
            CHECK ((writer IS NULL) = (sequence IS NULL)),
            CHECK ((writer IS NULL) <> (document IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX event_position ON event (position) WHERE position IS NOT NULL;
        CREATE INDEX event_undispatched ON event (number) WHERE position IS NULL;
        CREATE TABLE webhook (
            id TEXT NOT NULL PRIMARY KEY,
            kinds TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('active', 'disabled', 'removed')),
            state_at INTEGER NOT NULL,
            generation INTEGER NOT NULL CHECK (generation >= 1),
            previous_until INTEGER
        ) STRICT;
        CREATE TABLE delivery (
            webhook TEXT NOT NULL REFERENCES webhook (id),
            event INTEGER NOT NULL REFERENCES event (number),
            home INTEGER NOT NULL,
            coupon INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'delivered', 'failed')),
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            next_at INTEGER NOT NULL,
            first_at INTEGER,
            claimant TEXT,
            last_status INTEGER,
            last_error TEXT,
            settled_at INTEGER,
            PRIMARY KEY (webhook, event),
            CHECK (claimant IS NULL OR state = 'ready'),
            CHECK ((settled_at IS NULL) = (state IN ('waiting', 'ready')))
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX delivery_ready ON delivery (webhook, home, coupon) WHERE state = 'ready';
        CREATE INDEX delivery_queue ON delivery (webhook, home, coupon, event)
            WHERE state IN ('waiting', 'ready');
        CREATE INDEX delivery_due ON delivery (webhook, next_at, event) WHERE state = 'ready';
        CREATE INDEX delivery_failed ON delivery (webhook, event) WHERE state = 'failed';
        CREATE INDEX delivery_event ON delivery (event);

        """
}
