/// What was counted, for those who only look.
package protocol CountStore: Sendable {
    /// Returns what counters stand at, as committed and as one moment has it, what reservations hold included.
    ///
    /// - Parameters:
    ///   - counters: Which, any number, each once.
    ///   - home: Their shard.
    /// - Returns: The counts; a counter of which nothing is counted is left out.
    /// - Throws: `StoreError`.
    /// - Complexity: O(*n* log *m*) in the counters that are asked for and those that there are.
    func counts(of counters: [Counter], home: Home) async throws(StoreError) -> [Counter: Int64]
}
