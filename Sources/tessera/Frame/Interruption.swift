import Dispatch
import Foundation

/// Runs work that Ctrl-C ends between two steps; a second Ctrl-C ends the process at once.
///
/// - Parameter work: Work that looks at `Task.isCancelled`.
/// - Returns: What it returns.
/// - Throws: What it throws.
func interruptible<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let task = Task { try await work() }
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
        // The next one finds the default again: whoever presses twice wants out.
        signal(SIGINT, SIG_DFL)
        task.cancel()
    }
    source.resume()
    defer {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
    return try await task.value
}

/// Notices Ctrl-C and SIGTERM from the moment it is made, and keeps them from ending the process.
struct InterruptionWatch {
    private static let signals = [SIGINT, SIGTERM]

    private let sources: [any DispatchSourceSignal]
    private let arrivals: AsyncStream<Void>

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        arrivals = stream
        sources = Self.signals.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { continuation.yield() }
            source.resume()
            return source
        }
    }

    /// Returns once one came, also if that was before this call.
    func wait() async {
        _ = await arrivals.first { true }
        for source in sources { source.cancel() }
        for number in Self.signals { signal(number, SIG_DFL) }
    }
}
