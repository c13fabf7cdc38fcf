extension Schema {
    /// The outbox: what webhooks are told of, and how far the telling is.
    ///
    /// An event refers to its ledger entry, or holds its own document. `number` grows along the events of one coupon, whose
    /// row its writer has locked; `position` is given later, by one transaction at a time, so a reader who remembers the
    /// last one that it saw misses none. The codes of coupons are not here, as in the ledger.
    static let version3 = "SET LOCAL search_path = tessera;\n" + events + deliveries
}

private let events = """
    CREATE TABLE event (
        home bigint NOT NULL,
        number bigint GENERATED ALWAYS AS IDENTITY,
        position bigint CHECK (position >= 1),
        id text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        coupon bigint NOT NULL,
        writer text COLLATE "C",
        sequence bigint,
        document text,
        at bigint NOT NULL,
        PRIMARY KEY (home, number),
        UNIQUE (home, id),
        CHECK ((writer IS NULL) = (sequence IS NULL)),
        CHECK ((writer IS NULL) <> (document IS NULL))
    );
    CREATE INDEX event_number ON event (number);
    CREATE INDEX event_position ON event (position) WHERE position IS NOT NULL;
    CREATE INDEX event_undispatched ON event (number) WHERE position IS NULL;

    """

/// No redemption touches these.
private let deliveries = """
    CREATE TABLE webhook (
        id text COLLATE "C" PRIMARY KEY,
        kinds text NOT NULL,
        state text NOT NULL CHECK (state IN ('active', 'disabled', 'removed')),
        state_at bigint NOT NULL,
        generation integer NOT NULL CHECK (generation >= 1),
        previous_until bigint
    );
    CREATE TABLE delivery (
        webhook text COLLATE "C" NOT NULL REFERENCES webhook (id),
        event bigint NOT NULL,
        home bigint NOT NULL,
        coupon bigint NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'ready', 'delivered', 'failed')),
        attempts integer NOT NULL CHECK (attempts >= 0),
        next_at bigint NOT NULL,
        first_at bigint,
        claimant text,
        last_status integer,
        last_error text,
        settled_at bigint,
        PRIMARY KEY (webhook, event),
        CHECK (claimant IS NULL OR state = 'ready'),
        CHECK ((settled_at IS NULL) = (state IN ('waiting', 'ready')))
    );
    CREATE UNIQUE INDEX delivery_ready ON delivery (webhook, home, coupon) WHERE state = 'ready';
    CREATE INDEX delivery_queue ON delivery (webhook, home, coupon, event)
        WHERE state IN ('waiting', 'ready');
    CREATE INDEX delivery_due ON delivery (webhook, next_at, event) WHERE state = 'ready';
    CREATE INDEX delivery_failed ON delivery (webhook, event) WHERE state = 'failed';
    CREATE INDEX delivery_event ON delivery (event);

    """
