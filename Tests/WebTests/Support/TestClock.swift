import Synchronization
import Vocabulary

/// The clock that a test server goes by; it stands still until a test moves it.
final class TestClock: Sendable {
    private let instant = Mutex(TestServer.noon)

    var now: Instant { instant.withLock { $0 } }

    /// Lets time pass.
    func advance(seconds: Int64) {
        instant.withLock { $0 = $0.advanced(bySeconds: seconds) }
    }
}
