extension Schema {
    /// Since when and until when members have their tiers, and every change of one.
    ///
    /// The tier stands with the days, so that days of a tier which something else has replaced are seen to be stale.
    static let tiers = """
        CREATE TABLE tier_state (
            home bigint NOT NULL,
            member text COLLATE "C" NOT NULL,
            tier text COLLATE "C" NOT NULL,
            since bigint,
            kept_until bigint,
            pinned_until bigint,
            PRIMARY KEY (home, member)
        );
        CREATE TABLE tier_change (
            home bigint NOT NULL,
            number bigint GENERATED ALWAYS AS IDENTITY,
            member text COLLATE "C" NOT NULL,
            former text COLLATE "C" NOT NULL,
            tier text COLLATE "C" NOT NULL,
            at bigint NOT NULL,
            reason text NOT NULL,
            PRIMARY KEY (home, number)
        );
        CREATE INDEX tier_change_member ON tier_change (home, member, number);
        CREATE TRIGGER tier_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tier_change
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

        """
}
