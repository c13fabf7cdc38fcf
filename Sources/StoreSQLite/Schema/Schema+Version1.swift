extension Schema {
    /// Reference tables first, then those that a redemption writes, whose keys begin with `home`.
    ///
    /// Instants are milliseconds since 1970, days are days since 1970, money is minor units with a currency.
    static let version1 =
        campaigns + batches + placements + terminals + members + redemptions + ledger + audit
}

private let campaigns = """
    CREATE TABLE campaign (
        id TEXT NOT NULL PRIMARY KEY,
        state TEXT NOT NULL CHECK (state IN ('active', 'paused')),
        state_at INTEGER NOT NULL,
        revision INTEGER NOT NULL CHECK (revision >= 1),
        applied_at INTEGER NOT NULL,
        document TEXT NOT NULL
    ) STRICT;
    CREATE TABLE offer (
        id TEXT NOT NULL PRIMARY KEY,
        campaign TEXT NOT NULL REFERENCES campaign (id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX offer_campaign ON offer (campaign);

    """

private let batches = """
    CREATE TABLE batch (
        id TEXT NOT NULL PRIMARY KEY,
        number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 16777215),
        campaign TEXT NOT NULL REFERENCES campaign (id),
        offer TEXT NOT NULL REFERENCES offer (id),
        placement TEXT REFERENCES placement (id),
        profile TEXT NOT NULL CHECK (profile IN ('short', 'signed')),
        count INTEGER NOT NULL CHECK (count BETWEEN 1 AND 16000000),
        issued INTEGER NOT NULL CHECK (issued BETWEEN 0 AND count),
        uses_per_coupon INTEGER NOT NULL CHECK (uses_per_coupon BETWEEN 1 AND 255),
        last_day INTEGER,
        state TEXT NOT NULL CHECK (state IN ('issued', 'revoked')),
        revoked_at INTEGER,
        sealed_secret BLOB NOT NULL,
        created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX batch_offer ON batch (offer);

    """

private let placements = """
    CREATE TABLE placement (
        id TEXT NOT NULL PRIMARY KEY,
        title TEXT NOT NULL,
        store TEXT,
        fixture TEXT NOT NULL,
        creative TEXT NOT NULL,
        campaign TEXT,
        target TEXT,
        created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE visit (
        at INTEGER NOT NULL,
        placement TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('scan', 'landing')),
        scan_class TEXT NOT NULL,
        visitor INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX visit_at ON visit (at);

    """

private let terminals = """
    CREATE TABLE terminal (
        id TEXT NOT NULL PRIMARY KEY,
        store TEXT NOT NULL,
        name TEXT NOT NULL,
        token_digest BLOB NOT NULL UNIQUE CHECK (length(token_digest) = 32),
        enrolled_at INTEGER NOT NULL,
        revoked_at INTEGER
    ) STRICT;

    """

private let members = """
    CREATE TABLE member (
        home INTEGER NOT NULL,
        id TEXT NOT NULL,
        joined_on INTEGER NOT NULL,
        joined_at INTEGER NOT NULL,
        home_store TEXT,
        tier TEXT NOT NULL,
        gender TEXT,
        language TEXT NOT NULL,
        marketing_consent TEXT NOT NULL,
        source TEXT NOT NULL,
        placement TEXT,
        cell TEXT,
        sealed_profile BLOB NOT NULL,
        updated_at INTEGER NOT NULL,
        PRIMARY KEY (home, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX member_placement ON member (placement, joined_at) WHERE placement IS NOT NULL;
    CREATE TABLE identity (
        home INTEGER NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        member TEXT NOT NULL,
        kind TEXT NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (home, digest),
        UNIQUE (home, member, kind),
        FOREIGN KEY (home, member) REFERENCES member (home, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE consent (
        number INTEGER PRIMARY KEY,
        home INTEGER NOT NULL,
        member TEXT NOT NULL,
        purpose TEXT NOT NULL,
        state TEXT NOT NULL,
        source TEXT NOT NULL,
        at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX consent_member ON consent (home, member);

    """

/// What a redemption changes.
///
/// `answer` keeps its rowid: its rows are too long for the leaves of a table without one.
private let redemptions = """
    CREATE TABLE coupon (
        home INTEGER NOT NULL,
        key INTEGER NOT NULL,
        batch INTEGER NOT NULL REFERENCES batch (number),
        serial INTEGER NOT NULL CHECK (serial >= 1),
        uses_taken INTEGER NOT NULL DEFAULT 0 CHECK (uses_taken BETWEEN 0 AND uses_allowed),
        uses_allowed INTEGER NOT NULL,
        holder TEXT,
        PRIMARY KEY (home, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX coupon_used ON coupon (batch, serial, uses_taken) WHERE uses_taken > 0;
    CREATE TABLE offer_use (
        home INTEGER NOT NULL,
        offer TEXT NOT NULL,
        uses INTEGER NOT NULL CHECK (uses >= 0),
        PRIMARY KEY (home, offer)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE member_use (
        home INTEGER NOT NULL,
        offer TEXT NOT NULL,
        member TEXT NOT NULL,
        uses INTEGER NOT NULL CHECK (uses >= 0),
        PRIMARY KEY (home, offer, member)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE answer (
        home INTEGER NOT NULL,
        terminal TEXT NOT NULL,
        key TEXT NOT NULL,
        request_digest BLOB NOT NULL CHECK (length(request_digest) = 32),
        at INTEGER NOT NULL,
        accepted_redemption TEXT,
        record TEXT NOT NULL,
        PRIMARY KEY (home, terminal, key)
    ) STRICT;

    """

/// A chain belongs to a writer and not to a shard, so the ledger's key alone does not begin with `home`.
private let ledger = """
    CREATE TABLE ledger (
        writer TEXT NOT NULL,
        sequence INTEGER NOT NULL CHECK (sequence >= 1),
        previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        kind TEXT NOT NULL CHECK (kind IN ('redemption', 'void', 'return')),
        home INTEGER NOT NULL,
        redemption TEXT NOT NULL,
        reversal TEXT,
        coupon INTEGER NOT NULL,
        batch TEXT NOT NULL,
        serial INTEGER NOT NULL,
        campaign TEXT NOT NULL,
        offer TEXT NOT NULL,
        combination TEXT NOT NULL,
        placement TEXT,
        store TEXT NOT NULL,
        terminal TEXT NOT NULL,
        cashier TEXT,
        member TEXT,
        key TEXT NOT NULL,
        use INTEGER NOT NULL CHECK (use >= 1),
        purchase TEXT,
        amount INTEGER CHECK (amount >= 0),
        amount_currency TEXT,
        discount INTEGER NOT NULL CHECK (discount >= 0),
        discount_currency TEXT NOT NULL,
        at INTEGER NOT NULL,
        day INTEGER NOT NULL,
        second_of_day INTEGER NOT NULL CHECK (second_of_day BETWEEN 0 AND 86399),
        reason TEXT,
        restores_use INTEGER NOT NULL CHECK (restores_use IN (0, 1)),
        PRIMARY KEY (writer, sequence),
        FOREIGN KEY (home, coupon) REFERENCES coupon (home, key),
        CHECK ((kind = 'redemption') = (reversal IS NULL)),
        CHECK (kind <> 'redemption' OR restores_use = 0),
        CHECK ((amount IS NULL) = (amount_currency IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX ledger_redemption ON ledger (home, redemption) WHERE kind = 'redemption';
    CREATE UNIQUE INDEX ledger_reversal ON ledger (home, redemption, reversal) WHERE kind <> 'redemption';
    CREATE INDEX ledger_coupon ON ledger (home, coupon, sequence) WHERE kind = 'redemption';
    CREATE INDEX ledger_purchase ON ledger (home, store, purchase)
        WHERE kind = 'redemption' AND purchase IS NOT NULL;
    CREATE INDEX ledger_placement ON ledger (placement, at) WHERE placement IS NOT NULL;
    CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
    CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

    """

private let audit = """
    CREATE TABLE audit (
        number INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    CREATE TABLE heartbeat (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        beats INTEGER NOT NULL
    ) STRICT;

    """
