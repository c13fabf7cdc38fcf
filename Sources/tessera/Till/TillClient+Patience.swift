extension TillClient {
    /// Twelve seconds: two more than the network itself waits in silence, and a server that lets its answer drip is given up.
    static let maximumMilliseconds = 12_000.0

    /// Sends one request once, and waits so long and no longer.
    ///
    /// What comes later is thrown away, for the request is settled by its key. Nobody waits for the call to end either: one
    /// that is cancelled in the moment in which the network gives it up may never do so.
    ///
    /// - Parameters:
    ///   - request: With its key.
    ///   - milliseconds: How long to wait.
    /// - Returns: What the server decided.
    /// - Throws: `TillFailure` if there is no answer to show.
    func send(_ request: TillRequest, within milliseconds: Double) async throws(TillFailure) -> TillAnswer {
        let (ends, end) = AsyncStream.makeStream(
            of: Result<TillAnswer, TillFailure>.self, bufferingPolicy: .bufferingOldest(1))
        let asking = Task {
            do throws(TillFailure) {
                end.yield(.success(try await send(request)))
            } catch { end.yield(.failure(error)) }
        }
        let timer = Task {
            try? await Task.sleep(for: .milliseconds(milliseconds))
            end.yield(.failure(.lost("no answer in \(Int(milliseconds)) ms")))
        }
        defer {
            asking.cancel()
            timer.cancel()
        }
        for await result in ends { return try result.get() }
        throw .lost("stopped")
    }
}
