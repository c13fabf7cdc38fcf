/// Waits for work no longer than so long, also for work that does not heed its cancellation.
///
/// A task group would wait for it to the end, and a call over the network hears of no cancellation.
enum Deadline {
    /// Returns what the work comes to.
    ///
    /// - Parameters:
    ///   - milliseconds: How long it is waited for.
    ///   - late: What is thrown if it did not end in time, or whoever waits was cancelled.
    ///   - work: What is done; it is cancelled at the deadline, and what it comes to later is thrown away.
    /// - Returns: What the work returned.
    /// - Throws: What the work threw, or `late`.
    static func value<Value: Sendable, Failure: Error>(
        milliseconds: Double, late: Failure,
        _ work: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let (ends, end) = AsyncStream.makeStream(
            of: Result<Value, Failure>.self, bufferingPolicy: .bufferingOldest(1))
        let worker = Task {
            do throws(Failure) {
                end.yield(.success(try await work()))
            } catch { end.yield(.failure(error)) }
        }
        let timer = Task {
            try? await Task.sleep(for: .milliseconds(milliseconds))
            end.yield(.failure(late))
        }
        defer {
            worker.cancel()
            timer.cancel()
        }
        for await first in ends { return try first.get() }
        throw late
    }
}
