import Synchronization

/// Wakes whoever delivers events; rings that come while it is busy are one.
package final class EventBell: Sendable {
    private let listener = Mutex<AsyncStream<Void>.Continuation?>(nil)

    package init() {}

    /// Says that events were committed; costs next to nothing when nobody listens.
    package func ring() {
        _ = listener.withLock { $0?.yield() }
    }

    /// Returns the rings from now on; whoever listened before hears no more.
    package func rings() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        listener.withLock { listener in
            listener?.finish()
            listener = continuation
        }
        return stream
    }

    /// Ends the rings for who listens.
    package func silence() {
        listener.withLock { listener in
            listener?.finish()
            listener = nil
        }
    }
}
