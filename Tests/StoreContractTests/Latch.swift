import Dispatch
import Synchronization

/// Something that happens once, and that a thread can wait for.
final class Latch: Sendable {
    private let isReached = Mutex(false)
    private let semaphore = DispatchSemaphore(value: 0)

    var isOpen: Bool { isReached.withLock { $0 } }

    func open() {
        isReached.withLock { $0 = true }
        semaphore.signal()
    }

    /// Stops the thread, which must be none of Swift's own, until the latch is opened.
    func wait() { semaphore.wait() }
}
