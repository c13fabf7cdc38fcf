extension Schema {
    /// Since when and until when members have their tiers, and every change of one.
    ///
    /// The tier stands with the days, so that days of a tier which something else has replaced are seen to be stale.
    static let tiers = """
        CREATE TABLE tier_state (
            home INTEGER NOT NULL,
            member TEXT NOT NULL,
            tier TEXT NOT NULL,
            since INTEGER,
            kept_until INTEGER,
            pinned_until INTEGER,
            PRIMARY KEY (home, member)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE tier_change (
            number INTEGER PRIMARY KEY,
            home INTEGER NOT NULL,
            member TEXT NOT NULL,
            former TEXT NOT NULL,
            tier TEXT NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX tier_change_member ON tier_change (home, member, number);
        CREATE TRIGGER tier_change_no_update BEFORE UPDATE ON tier_change
            BEGIN SELECT RAISE(ABORT, 'the history of tiers is append-only'); END;
        CREATE TRIGGER tier_change_no_delete BEFORE DELETE ON tier_change
            BEGIN SELECT RAISE(ABORT, 'the history of tiers is append-only'); END;

        """
}
