package import Store

/// The engine for more than one verifier: a PostgreSQL that several of them share.
///
/// Redemptions go through one connection, group after group, each group one transaction; everything else uses a
/// small pool. Each verifier appends to a ledger chain of its own, so chains never wait for each other.
package final class PostgresStore: Sendable {
    let pool: LanePool
    let writer: Lane
    let offers = OfferCache()
    let scarce = ScarceCounters()
    let growth = GrowthWatch()
    let events: EventKeeping

    /// Connects, and brings the schema up to date.
    ///
    /// - Parameters:
    ///   - address: Where, and who.
    ///   - events: Whether webhooks are told of what is committed.
    /// - Throws: `StoreError`; `unreachable` without the password, `newerSchema` for a newer version's database.
    package init(_ address: PostgresAddress, events: EventKeeping = .notKept) throws(StoreError) {
        self.events = events
        pool = LanePool(address, name: "tessera")
        writer = Lane(address, name: "tessera writer") { connection throws(StoreError) in
            try connection.query(SessionSettings.writer)
            connection.writerNumber = try WriterNumber.take(connection)
        }
        try writer.runNow { connection throws(StoreError) in try Schema.migrate(connection) }
    }

    /// Closes every connection, after everything that was asked of it.
    package func close() {
        writer.close()
        pool.close()
    }

    /// Runs `body` in a transaction of the pool and returns once it is on disk.
    ///
    /// - Parameter body: Gets the connection; may run again after a conflict.
    /// - Returns: What `body` returned.
    /// - Throws: What `body` threw, or what the server reports.
    func write<Answer: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await pool.run { connection throws(StoreError) in
            connection.begin(.write)
            let answer = try body(connection)
            try connection.commit()
            return answer
        }
    }

    /// Runs one statement in a transaction of its own and returns once it is on disk.
    ///
    /// - Returns: How many rows it wrote.
    @discardableResult
    func change(_ sql: String, _ parameters: [Parameter] = []) async throws(StoreError) -> Int {
        try await pool.run { connection throws(StoreError) in
            connection.begin(.write)
            // Not in one message with the COMMIT: a connection that broke while it was idle shows here, and then the
            // statement can be run again.
            let count = try connection.query(sql, parameters).changedCount
            try connection.commit()
            return count
        }
    }

    /// Runs `body` on one moment of the database.
    func read<Answer: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await pool.run { connection throws(StoreError) in
            connection.begin(.snapshot)
            let answer = try body(connection)
            try connection.commit()
            return answer
        }
    }

    /// The rows of one statement, which needs no transaction of its own.
    func rows<Answer: Sendable>(
        _ statement: Statement, _ read: @escaping @Sendable (ResultRows) throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        try await pool.run { connection throws(StoreError) in try read(try connection.query(statement)) }
    }
}
