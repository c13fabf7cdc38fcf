/// How the schema spreads over machines with Citus; an operator runs it once, by hand.
///
/// Tried in a laboratory on Citus 13.2; no package of it is in the distributions that the tests run on.
package enum Citus {
    /// Small tables that every shard needs: a copy on each machine.
    static let referenceTables = ["campaign", "campaign_revision", "offer", "placement", "batch", "snapshot"]

    /// Tables that a redemption or an import touches: by home, rows of one home together.
    static let distributedTables = [
        "coupon", "counter", "answer", "reservation", "hold", "chain", "checkpoint", "ledger", "event",
        "member", "identity", "identity_claim", "consent", "challenge", "merge", "snapshot_member",
        "unit_entry",
        "unit_posting", "unit_answer", "unit_lot", "unit_debt", "tier_state", "tier_change", "referral",
        "reward_grant", "lease", "offline_loss",
    ]

    /// Tables that stay on the coordinator: no redemption writes them, and all that one reads is the number that
    /// counts changes of tokens, which is beside the tokens.
    static let coordinatorTables = [
        "installation", "visit", "audit", "heartbeat", "terminal", "access_token", "access_version",
        "lockout", "console_session", "webhook", "delivery", "segment", "ledger_reader",
        "journal_key", "journal_line",
    ]

    /// The calls; foreign keys between tables that are spread are taken off for them, and put back.
    package static let sql = """
        BEGIN;
        SET LOCAL search_path = tessera;
        -- The guards of the append-only tables run on every shard.
        SET LOCAL citus.enable_unsafe_triggers = on;
        ALTER TABLE coupon DROP CONSTRAINT coupon_batch_fkey;
        ALTER TABLE identity DROP CONSTRAINT identity_home_member_fkey;
        SELECT create_reference_table(name::regclass) FROM unnest(ARRAY[
            \(list(referenceTables))
        ]) AS name;
        SELECT create_distributed_table('coupon', 'home', shard_count => 32);
        SELECT create_distributed_table(name::regclass, 'home', colocate_with => 'coupon') FROM unnest(ARRAY[
            \(list(distributedTables.filter { $0 != "coupon" }))
        ]) AS name;
        ALTER TABLE coupon ADD CONSTRAINT coupon_batch_fkey FOREIGN KEY (batch) REFERENCES batch (number);
        ALTER TABLE identity ADD CONSTRAINT identity_home_member_fkey
            FOREIGN KEY (home, member) REFERENCES member (home, id);
        COMMIT;
        """

    private static func list(_ names: [String]) -> String {
        names.map { "'\($0)'" }.joined(separator: ", ")
    }
}
