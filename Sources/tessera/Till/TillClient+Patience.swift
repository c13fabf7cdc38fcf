extension TillClient {
    /// Twelve seconds: two more than the network itself waits in silence, and a server that lets its answer drip is given up.
    static let maximumMilliseconds = 12_000.0

    /// Sends one request once, and waits so long and no longer.
    ///
    /// What comes later is thrown away, for the request is settled by its key.
    ///
    /// - Parameters:
    ///   - request: With its key.
    ///   - milliseconds: How long to wait.
    /// - Returns: What the server decided.
    /// - Throws: `TillFailure` if there is no answer to show.
    func send(_ request: TillRequest, within milliseconds: Double) async throws(TillFailure) -> TillAnswer {
        let late = TillFailure.lost("no answer in \(Int(milliseconds)) ms")
        return try await Deadline.value(milliseconds: milliseconds, late: late) {
            () async throws(TillFailure) in
            try await send(request)
        }
    }

    /// Whether the verifier is there and takes work, and says so in time.
    ///
    /// - Parameter milliseconds: How long to wait.
    /// - Throws: `Unreachable`.
    func greet(within milliseconds: Double) async throws(Unreachable) {
        let late = Unreachable("no answer in \(Int(milliseconds)) ms")
        try await Deadline.value(milliseconds: milliseconds, late: late) { () async throws(Unreachable) in
            try await greet()
        }
    }
}
