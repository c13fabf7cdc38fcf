extension Schema {
    /// Which coupons members were given, and why; only ever appended to.
    static let grants = """
        CREATE TABLE reward_grant (
            number INTEGER PRIMARY KEY,
            home INTEGER NOT NULL,
            member TEXT NOT NULL,
            asked_for TEXT NOT NULL,
            series TEXT NOT NULL,
            occasion TEXT NOT NULL,
            offer TEXT NOT NULL,
            batch TEXT NOT NULL,
            serial INTEGER NOT NULL CHECK (serial > 0),
            granted_at INTEGER NOT NULL,
            UNIQUE (home, series, occasion, member),
            UNIQUE (home, batch, serial)
        ) STRICT;
        CREATE INDEX reward_grant_member ON reward_grant (home, member, series, number);
        CREATE INDEX reward_grant_asked ON reward_grant (home, series, occasion, asked_for) WHERE asked_for <> member;
        CREATE INDEX unit_entry_reward ON unit_entry (home, number) WHERE reward IS NOT NULL;
        CREATE INDEX referral_due ON referral (home, friend) WHERE state = 'due';
        CREATE TRIGGER reward_grant_no_update BEFORE UPDATE ON reward_grant
            BEGIN SELECT RAISE(ABORT, 'grants are append-only'); END;
        CREATE TRIGGER reward_grant_no_delete BEFORE DELETE ON reward_grant
            BEGIN SELECT RAISE(ABORT, 'grants are append-only'); END;

        """
}
