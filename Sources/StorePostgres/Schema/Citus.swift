/// How the schema spreads over machines with Citus; an operator runs it once, by hand.
///
/// Tried in a laboratory on Citus 13.2; no package of it is in the distributions that the tests run on.
package enum Citus {
    /// Small tables that every shard needs: a copy on each machine.
    static let referenceTables = ["campaign", "offer", "placement", "batch", "terminal"]

    /// Tables that a redemption or an import touches: by home, rows of one home together.
    static let distributedTables = ["coupon", "counter", "answer", "ledger", "member", "identity", "consent"]

    /// Tables that stay on the coordinator: no redemption reads or writes them.
    static let coordinatorTables = ["installation", "visit", "audit", "heartbeat"]

    /// The calls, in the order in which foreign keys allow them.
    package static let sql = """
        SET search_path = tessera;
        -- The guards of the append-only tables run on every shard.
        SET citus.enable_unsafe_triggers = on;
        SELECT create_reference_table(name::regclass)
          FROM unnest(ARRAY[\(list(referenceTables))]) AS name;
        SELECT create_distributed_table('coupon', 'home', shard_count => 32);
        SELECT create_distributed_table(name::regclass, 'home', colocate_with => 'coupon')
          FROM unnest(ARRAY[\(list(distributedTables.filter { $0 != "coupon" && $0 != "member" }))]) AS name;
        """

    private static func list(_ names: [String]) -> String {
        names.map { "'\($0)'" }.joined(separator: ", ")
    }
}
