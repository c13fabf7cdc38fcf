/// Watches the queue's groups, for counting; it is called before their answers go out, so it must be quick and never wait.
package protocol CommitObserver: Sendable {
    /// A group is on disk.
    func groupCommitted(_ group: CommitGroup)
    /// A group was not taken, or nobody knows.
    func groupFailed(_ group: CommitGroup)
}

/// What a group of redemptions went through.
package struct CommitGroup: Sendable, Hashable {
    /// Its attempts, 1 to `CommitQueue.maximumGroupCount`.
    package var size: Int
    /// How long the first of it waited for its turn; the others waited less.
    package var waitNanoseconds: Int64
    /// How long its transaction took, the sync included.
    package var commitNanoseconds: Int64
    /// How many attempts were waiting when it was done.
    package var queueDepth: Int

    package init(size: Int, waitNanoseconds: Int64, commitNanoseconds: Int64, queueDepth: Int) {
        self.size = size
        self.waitNanoseconds = waitNanoseconds
        self.commitNanoseconds = commitNanoseconds
        self.queueDepth = queueDepth
    }
}

/// An observer with the clock that it needs; the queue reads no clock of its own.
package struct CommitWatch: Sendable {
    let observer: any CommitObserver
    /// Nanoseconds of any clock that never goes back.
    let now: @Sendable () -> UInt64

    package init(_ observer: any CommitObserver, now: @escaping @Sendable () -> UInt64) {
        self.observer = observer
        self.now = now
    }
}
