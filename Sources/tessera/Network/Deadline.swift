/// Waits for work no longer than so long, also for work that does not heed its cancellation.
///
/// A task group would wait for it to the end, and a client that loses a request whose connection broke off never ends.
enum Deadline {
    /// Returns what the work comes to.
    ///
    /// - Parameters:
    ///   - milliseconds: How long it is waited for.
    ///   - work: What is done; it is cancelled at the deadline, and what it comes to later is thrown away.
    /// - Returns: `nil` if it did not end in time, or whoever waits was cancelled.
    static func value<Value: Sendable>(
        milliseconds: Double, _ work: @escaping @Sendable () async -> Value
    ) async -> Value? {
        let (ends, end) = AsyncStream.makeStream(of: Value?.self, bufferingPolicy: .bufferingOldest(1))
        let worker = Task { end.yield(await work()) }
        let timer = Task {
            try? await Task.sleep(for: .milliseconds(milliseconds))
            end.yield(nil)
        }
        defer {
            worker.cancel()
            timer.cancel()
        }
        for await first in ends { return first }
        return nil
    }
}
