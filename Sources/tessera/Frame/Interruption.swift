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

/// Returns once Ctrl-C or SIGTERM came.
func untilInterrupted() async {
    let signals = [SIGINT, SIGTERM]
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let sources = signals.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { continuation.yield() }
        source.resume()
        return source
    }
    _ = await stream.first { true }
    for source in sources { source.cancel() }
    for number in signals { signal(number, SIG_DFL) }
}
