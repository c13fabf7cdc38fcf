extension Schema {
    /// What tills without a network have and leave: leases, losses, the keys and lines of their journals.
    static let version8 = leases + losses + journals

    private static let leases = """
        CREATE TABLE lease (
            home INTEGER NOT NULL,
            id TEXT NOT NULL,
            terminal TEXT NOT NULL,
            store TEXT NOT NULL,
            issued_at INTEGER NOT NULL,
            usable_until INTEGER NOT NULL,
            held_until INTEGER NOT NULL,
            coupons INTEGER NOT NULL CHECK (coupons >= 0),
            uses INTEGER NOT NULL CHECK (uses >= coupons),
            returned_at INTEGER,
            PRIMARY KEY (home, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX lease_open ON lease (home, held_until) WHERE returned_at IS NULL;

        """

    /// `use` names the key of the use that a row undoes; one without it is a loss.
    private static let losses = """
        CREATE TABLE offline_loss (
            home INTEGER NOT NULL,
            terminal TEXT NOT NULL,
            key TEXT NOT NULL,
            at INTEGER NOT NULL,
            use TEXT,
            document TEXT CHECK ((document IS NULL) = (use IS NOT NULL)),
            PRIMARY KEY (home, terminal, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX offline_loss_at ON offline_loss (home, at) WHERE use IS NULL;
        CREATE INDEX offline_loss_undone ON offline_loss (home, terminal, use) WHERE use IS NOT NULL;
        CREATE TRIGGER offline_loss_no_update BEFORE UPDATE ON offline_loss
            BEGIN SELECT RAISE(ABORT, 'losses are append-only'); END;
        CREATE TRIGGER offline_loss_no_delete BEFORE DELETE ON offline_loss
            BEGIN SELECT RAISE(ABORT, 'losses are append-only'); END;

        """

    private static let journals = """
        CREATE TABLE journal_key (
            terminal TEXT NOT NULL PRIMARY KEY REFERENCES terminal (id),
            key BLOB NOT NULL CHECK (length(key) = 32),
            kept_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE journal_line (
            terminal TEXT NOT NULL,
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            hash BLOB NOT NULL CHECK (length(hash) = 32),
            line TEXT NOT NULL,
            PRIMARY KEY (terminal, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER journal_line_no_update BEFORE UPDATE ON journal_line
            BEGIN SELECT RAISE(ABORT, 'journals are append-only'); END;
        CREATE TRIGGER journal_line_no_delete BEFORE DELETE ON journal_line
            BEGIN SELECT RAISE(ABORT, 'journals are append-only'); END;

        """
}
