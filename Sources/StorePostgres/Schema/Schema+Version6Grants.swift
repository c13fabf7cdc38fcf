extension Schema {
    /// Which coupons members were given, and why; only ever appended to.
    static let grants = """
        CREATE TABLE reward_grant (
            number bigint GENERATED ALWAYS AS IDENTITY,
            home bigint NOT NULL,
            member text COLLATE "C" NOT NULL,
            asked_for text COLLATE "C" NOT NULL,
            series text COLLATE "C" NOT NULL,
            occasion text COLLATE "C" NOT NULL,
            offer text COLLATE "C" NOT NULL,
            batch text COLLATE "C" NOT NULL,
            serial bigint NOT NULL CHECK (serial > 0),
            granted_at bigint NOT NULL,
            PRIMARY KEY (home, series, occasion, member),
            UNIQUE (home, batch, serial)
        );
        CREATE INDEX reward_grant_number ON reward_grant (home, number);
        CREATE INDEX reward_grant_member ON reward_grant (home, member, series, number);
        CREATE INDEX reward_grant_asked ON reward_grant (home, series, occasion, asked_for) WHERE asked_for <> member;
        CREATE INDEX unit_entry_reward ON unit_entry (home, number) WHERE reward IS NOT NULL;
        CREATE INDEX referral_due ON referral (home, friend) WHERE state = 'due';
        CREATE TRIGGER reward_grant_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reward_grant
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

        """
}
