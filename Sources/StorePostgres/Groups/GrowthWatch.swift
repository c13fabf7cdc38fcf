import Store
import Synchronization

/// Has the server look at the tables again as they grow, for the plans of a redemption's statements.
///
/// Of a table that it has never looked at, PostgreSQL takes a home for few rows, and any index that begins with it for
/// as good as the right one; it looks by itself only after a minute, which at full load is a quarter of a million rows.
final class GrowthWatch: Sendable {
    private let groupCount = Atomic<Int>(0)

    /// Notes a group that was committed.
    ///
    /// - Returns: Whether it is time to look again.
    func note() -> Bool {
        let count = groupCount.add(1, ordering: .relaxed).newValue
        return count.nonzeroBitCount == 1 && PostgresLimits.analyzedGroupCounts.contains(count)
    }

    /// Makes the server count rows and different values; the plans of all sessions are then made again.
    static let looking = Statement("ANALYZE \(Citus.distributedTables.joined(separator: ", "))")
}
