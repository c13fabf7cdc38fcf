extension Schema {
    /// The unit ledger: entries and postings that are only ever appended, lots and debts that follow from them.
    static let balances = unitLedger + unitStanding
}

/// No foreign keys among these tables: Citus would have to take them off, and the doctor looks for what they would find.
private let unitLedger = """
    CREATE TABLE unit_entry (
        number bigint GENERATED ALWAYS AS IDENTITY,
        home bigint NOT NULL,
        id text COLLATE "C" NOT NULL,
        kind text NOT NULL CHECK (kind IN ('earn', 'spend', 'expire', 'adjust', 'refund', 'reverse', 'top_up')),
        member text COLLATE "C" NOT NULL,
        at bigint NOT NULL,
        day bigint NOT NULL,
        amount bigint NOT NULL,
        reverses text COLLATE "C",
        reward text COLLATE "C",
        note text,
        actor text NOT NULL,
        PRIMARY KEY (home, id)
    );
    CREATE INDEX unit_entry_member ON unit_entry (home, member, number);
    CREATE INDEX unit_entry_reverses ON unit_entry (home, reverses) WHERE reverses IS NOT NULL;
    CREATE TABLE unit_posting (
        home bigint NOT NULL,
        entry text COLLATE "C" NOT NULL,
        place bigint NOT NULL,
        unit text COLLATE "C" NOT NULL,
        account text COLLATE "C" NOT NULL,
        lot text COLLATE "C",
        member text COLLATE "C",
        amount bigint NOT NULL CHECK (amount <> 0),
        PRIMARY KEY (home, entry, place),
        CHECK ((account = 'lot') = (lot IS NOT NULL)),
        CHECK ((account IN ('lot', 'debt')) = (member IS NOT NULL))
    );
    CREATE TABLE unit_answer (
        home bigint NOT NULL,
        key text COLLATE "C" NOT NULL,
        digest bytea NOT NULL CHECK (length(digest) = 32),
        document text NOT NULL,
        at bigint NOT NULL,
        PRIMARY KEY (home, key)
    );
    CREATE TRIGGER unit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER unit_posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unit_posting
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    """

private let unitStanding = """
    CREATE TABLE unit_lot (
        home bigint NOT NULL,
        source text COLLATE "C" NOT NULL,
        unit text COLLATE "C" NOT NULL,
        member text COLLATE "C" NOT NULL,
        amount bigint NOT NULL CHECK (amount > 0),
        remaining bigint NOT NULL CHECK (remaining >= 0),
        expired bigint NOT NULL CHECK (expired >= 0),
        created_on bigint NOT NULL,
        first_day bigint NOT NULL,
        last_day bigint,
        PRIMARY KEY (home, source, unit)
    );
    CREATE INDEX unit_lot_open ON unit_lot (home, member, unit) WHERE remaining > 0;
    CREATE INDEX unit_lot_ending ON unit_lot (home, last_day) WHERE remaining > 0 AND last_day IS NOT NULL;
    CREATE TABLE unit_debt (
        home bigint NOT NULL,
        member text COLLATE "C" NOT NULL,
        unit text COLLATE "C" NOT NULL,
        amount bigint NOT NULL CHECK (amount >= 0),
        PRIMARY KEY (home, member, unit)
    );

    """
