import Synchronization

/// The statements that the store ran, in their order.
final class Statements: Sendable {
    private let noted = Mutex<[String]>([])

    /// Notes a look-up, a write or the beginning of one.
    ///
    /// The list of lock-outs is read once a second and belongs to no request; so do the ends of its snapshot, which
    /// are the same for every other. A connection that reads for the first time looks at the schema, whoever asks.
    func note(_ sql: String) {
        let isFrame = ["BEGIN DEFERRED", "COMMIT", "PRAGMA"].contains { sql.hasPrefix($0) }
        let isFirst = sql.contains("FROM sqlite_master")
        guard !isFrame, !isFirst, !sql.contains("FROM lockout") else { return }
        noted.withLock { $0.append(sql) }
    }

    func clear() {
        noted.withLock { $0 = [] }
    }

    var all: [String] { noted.withLock { $0 } }
}

extension Answer {
    /// All that an outsider sees of an answer, apart from its number and the time of day.
    var outsideView: String {
        let fields = headers.filter { $0.key != "x-request-id" && $0.key != "date" }
            .map { "\($0.key): \($0.value)" }.sorted()
        return "\(status)\n\(fields.joined(separator: "\n"))\n\n\(text)"
    }
}
