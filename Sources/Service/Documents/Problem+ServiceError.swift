package import Store

extension Problem {
    /// Two seconds: longer than any group commit, and short for a customer at a till.
    private static let retrySeconds = 2

    /// Says why a use case could not do its work; then nothing was done.
    package init(_ error: ServiceError) {
        switch error {
        case .invalidInput(let faults): self = .invalidInput(faults)
        case .notFound(let kind, let name):
            self.init(
                status: 404, reason: "not_found", title: "Not found", detail: "There is no \(kind) \(name).")
        case .exists(let kind, let name):
            self.init(
                status: 409, reason: "exists", title: "Exists already",
                detail: "There is a \(kind) \(name) already.")
        case .storage(let error): self.init(error)
        case .file, .unreadablePicture, .interrupted, .keys: self = .internalFault
        }
    }

    /// Bad input: 400 with every place that is wrong.
    package static func invalidInput(_ faults: [InputFault]) -> Problem {
        var problem = Problem(
            status: 400, reason: "invalid_input", title: "Invalid input", detail: faults.first?.detail)
        problem.errors = faults
        return problem
    }

    /// A fault of ours; what it was stands in the log and not in the answer.
    package static let internalFault = Problem(
        status: 500, reason: "internal_fault", title: "Internal fault",
        detail: "Something failed on our side; the log says what.")

    /// Trouble with storage: 503, a retry with the same key is safe.
    package init(_ error: StoreError) {
        let (reason, detail) = Self.words(error)
        self.init(status: 503, reason: reason, title: "Storage is unavailable", detail: detail)
        retryAfterSeconds = Self.retrySeconds
    }

    private static func words(_ error: StoreError) -> (reason: String, detail: String) {
        switch error {
        case .busy: ("storage_busy", "Too many requests wait for the database; nothing was done.")
        case .full: ("storage_full", "The server's disk is full; nothing was done.")
        case .readOnly: ("storage_read_only", "The server's database does not take writes; nothing was done.")
        case .unreachable: ("storage_unreachable", "The database cannot be reached; nothing was done.")
        case .constraint, .corrupt:
            ("storage_fault", "The database refused what should fit; nothing was done. Run `tessera doctor`.")
        case .newerSchema: ("storage_newer", "The database is of a newer version of Tessera.")
        case .unknown:
            ("storage_unknown", "It is not known whether this was done; the same request and key will tell.")
        }
    }
}
