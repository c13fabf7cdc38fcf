import Synchronization

/// The statements that the store ran, in their order.
final class Statements: Sendable {
    private let noted = Mutex<[String]>([])

    /// Notes one; the list of lock-outs is read once a second and belongs to no request.
    func note(_ sql: String) {
        guard !sql.contains("FROM lockout") else { return }
        noted.withLock { $0.append(sql) }
    }

    func clear() {
        noted.withLock { $0 = [] }
    }

    /// Those of requests: of a look at the list of lock-outs its empty transaction is left, which goes too.
    var all: [String] {
        noted.withLock { $0 }.reduce(into: []) { kept, sql in
            if sql.hasPrefix("COMMIT"), kept.last?.hasPrefix("BEGIN") == true {
                kept.removeLast()
            } else {
                kept.append(sql)
            }
        }
    }
}

extension Answer {
    /// All that an outsider sees of an answer, apart from its number and the time of day.
    var outsideView: String {
        let fields = headers.filter { $0.key != "x-request-id" && $0.key != "date" }
            .map { "\($0.key): \($0.value)" }.sorted()
        return "\(status)\n\(fields.joined(separator: "\n"))\n\n\(text)"
    }
}
