extension Schema {
    /// The unit ledger: entries and postings that are only ever appended, lots and debts that follow from them.
    static let balances = unitLedger + unitStanding
}

private let unitLedger = """
    CREATE TABLE unit_entry (
        number INTEGER PRIMARY KEY,
        home INTEGER NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('earn', 'spend', 'expire', 'adjust', 'refund', 'reverse', 'top_up')),
        member TEXT NOT NULL,
        at INTEGER NOT NULL,
        day INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        reverses TEXT,
        reward TEXT,
        note TEXT,
        actor TEXT NOT NULL,
        UNIQUE (home, id),
        FOREIGN KEY (home, reverses) REFERENCES unit_entry (home, id)
    ) STRICT;
    CREATE INDEX unit_entry_member ON unit_entry (home, member, number);
    CREATE INDEX unit_entry_reverses ON unit_entry (home, reverses) WHERE reverses IS NOT NULL;
    CREATE TABLE unit_posting (
        home INTEGER NOT NULL,
        entry TEXT NOT NULL,
        place INTEGER NOT NULL,
        unit TEXT NOT NULL,
        account TEXT NOT NULL,
        lot TEXT,
        member TEXT,
        amount INTEGER NOT NULL CHECK (amount <> 0),
        PRIMARY KEY (home, entry, place),
        CHECK ((account = 'lot') = (lot IS NOT NULL)),
        CHECK ((account IN ('lot', 'debt')) = (member IS NOT NULL)),
        FOREIGN KEY (home, entry) REFERENCES unit_entry (home, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE unit_answer (
        home INTEGER NOT NULL,
        key TEXT NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        document TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (home, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER unit_entry_no_update BEFORE UPDATE ON unit_entry
        BEGIN SELECT RAISE(ABORT, 'the unit ledger is append-only'); END;
    CREATE TRIGGER unit_entry_no_delete BEFORE DELETE ON unit_entry
        BEGIN SELECT RAISE(ABORT, 'the unit ledger is append-only'); END;
    CREATE TRIGGER unit_posting_no_update BEFORE UPDATE ON unit_posting
        BEGIN SELECT RAISE(ABORT, 'the unit ledger is append-only'); END;
    CREATE TRIGGER unit_posting_no_delete BEFORE DELETE ON unit_posting
        BEGIN SELECT RAISE(ABORT, 'the unit ledger is append-only'); END;

    """

private let unitStanding = """
    CREATE TABLE unit_lot (
        home INTEGER NOT NULL,
        source TEXT NOT NULL,
        unit TEXT NOT NULL,
        member TEXT NOT NULL,
        amount INTEGER NOT NULL CHECK (amount > 0),
        remaining INTEGER NOT NULL CHECK (remaining >= 0),
        expired INTEGER NOT NULL CHECK (expired >= 0),
        created_on INTEGER NOT NULL,
        first_day INTEGER NOT NULL,
        last_day INTEGER,
        PRIMARY KEY (home, source, unit),
        FOREIGN KEY (home, source) REFERENCES unit_entry (home, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX unit_lot_open ON unit_lot (home, member, unit) WHERE remaining > 0;
    CREATE INDEX unit_lot_ending ON unit_lot (home, last_day) WHERE remaining > 0 AND last_day IS NOT NULL;
    CREATE TABLE unit_debt (
        home INTEGER NOT NULL,
        member TEXT NOT NULL,
        unit TEXT NOT NULL,
        amount INTEGER NOT NULL CHECK (amount >= 0),
        PRIMARY KEY (home, member, unit)
    ) STRICT, WITHOUT ROWID;

    """
