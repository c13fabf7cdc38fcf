import Store

/// What went wrong on a connection, before it is a `StoreError`.
struct ServerFailure: Sendable, Hashable {
    /// PostgreSQL's five characters; `nil` if the connection itself failed.
    var state: String?
    var text: String
    /// The constraint that was hit.
    var constraint: String?
    /// Whether a COMMIT was sent and its answer is missing.
    var isCommitOpen = false

    /// How the port calls it.
    ///
    /// Classes and codes: PostgreSQL manual, appendix A. After a missing answer to a COMMIT nobody knows whether it
    /// happened, whatever broke.
    var error: StoreError {
        guard !isCommitOpen else { return .unknown(text) }
        guard let state else { return .unreachable(text) }
        switch state {
        case "40001", "40P01", "55P03", "57014", "53200", "53300": return .busy(text)
        case "53100": return .full(text)
        // A read-only transaction: the server was demoted, or stands by.
        case "25006", "42501": return .readOnly(text)
        case "40003": return .unknown(text)
        default: return error(ofClass: state.prefix(2))
        }
    }

    private func error(ofClass code: Substring) -> StoreError {
        switch code {
        case "08", "57", "28", "3D", "25", "53", "58": .unreachable(text)
        case "23": .constraint(text)
        default: .corrupt(text)
        }
    }

    /// Whether the connection is of no more use.
    var isConnectionLost: Bool {
        guard let state else { return true }
        return state.hasPrefix("08") || state.hasPrefix("57P") || state == "25006" || state == "25P03"
    }

    /// Whether the same transaction may be run again at once: nothing of it was written.
    func allowsAnotherRun(_ reruns: Reruns) -> Bool {
        guard !isCommitOpen else { return false }
        if isConnectionLost { return true }
        switch state {
        case "40001", "40P01": return true
        case "23505": return reruns == .alsoUniqueViolations
        default: return false
        }
    }
}

/// After what a transaction is run again.
enum Reruns: Sendable {
    case conflicts
    /// Also after another one wrote the same key first: the next run then finds its row.
    case alsoUniqueViolations
}
