extension MemoryStore: CountStore {
    package func counts(
        of counters: [Counter], home: Home
    ) async throws(StoreError) -> [Counter: Int64] {
        var counts: [Counter: Int64] = [:]
        for counter in counters {
            guard let count = state.counters[Homed(counter, home)], count != 0 else { continue }
            counts[counter] = count
        }
        return counts
    }
}
