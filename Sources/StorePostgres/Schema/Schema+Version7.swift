extension Schema {
    /// What tills without a network have and leave: leases, losses, the keys and lines of their journals.
    static let version7 = leases + losses + journals

    private static let leases = """
        CREATE TABLE lease (
            home bigint NOT NULL,
            id text COLLATE "C" NOT NULL,
            terminal text COLLATE "C" NOT NULL,
            store text COLLATE "C" NOT NULL,
            issued_at bigint NOT NULL,
            usable_until bigint NOT NULL,
            held_until bigint NOT NULL,
            coupons bigint NOT NULL CHECK (coupons >= 0),
            uses bigint NOT NULL CHECK (uses >= coupons),
            returned_at bigint,
            PRIMARY KEY (home, id)
        );
        CREATE INDEX lease_open ON lease (home, held_until) WHERE returned_at IS NULL;

        """

    /// `use` names the key of the use that a row undoes; one without it is a loss.
    private static let losses = """
        CREATE TABLE offline_loss (
            home bigint NOT NULL,
            terminal text COLLATE "C" NOT NULL,
            key text COLLATE "C" NOT NULL,
            at bigint NOT NULL,
            use text COLLATE "C",
            record text CHECK ((record IS NULL) = (use IS NOT NULL)),
            PRIMARY KEY (home, terminal, key)
        );
        CREATE INDEX offline_loss_at ON offline_loss (home, at) WHERE use IS NULL;
        CREATE INDEX offline_loss_undone ON offline_loss (home, terminal, use) WHERE use IS NOT NULL;
        CREATE TRIGGER offline_loss_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON offline_loss
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

        """

    private static let journals = """
        CREATE TABLE journal_key (
            terminal text COLLATE "C" NOT NULL PRIMARY KEY REFERENCES terminal (id),
            key bytea NOT NULL CHECK (length(key) = 32),
            kept_at bigint NOT NULL
        );
        CREATE TABLE journal_line (
            terminal text COLLATE "C" NOT NULL,
            sequence bigint NOT NULL CHECK (sequence > 0),
            hash bytea NOT NULL CHECK (length(hash) = 32),
            line text NOT NULL,
            PRIMARY KEY (terminal, sequence)
        );
        CREATE TRIGGER journal_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_line
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

        """
}
