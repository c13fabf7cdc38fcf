/// What a transaction came to, once it is committed and before it need be on disk.
///
/// An engine that can go on with the next transaction while the disk still takes this one says so by a promise: the next
/// ones already see what this one wrote, and are on disk no earlier than it.
package struct Committed<Answer: Sendable>: Sendable {
    /// What may be told only once it is on disk.
    package let answer: Answer
    /// Tells when that is; `nil` if it is already.
    package let promise: DiskPromise?

    package init(_ answer: Answer, promise: DiskPromise? = nil) {
        self.answer = answer
        self.promise = promise
    }

    /// The answer, once it is on disk.
    ///
    /// - Throws: `StoreError.unknown` if the disk would not say that it took it.
    package func settled() async throws(StoreError) -> Answer {
        try await promise?.kept()
        return answer
    }
}

/// Tells whether the disk took a commit.
package struct DiskPromise: Sendable {
    private let watch: @Sendable (@escaping @Sendable (Result<Void, StoreError>) -> Void) -> Void

    /// - Parameter watch: Calls what it is given once, on any thread, when the commit and all before it are on disk, or when
    ///   nobody can tell any more.
    package init(
        _ watch: @escaping @Sendable (@escaping @Sendable (Result<Void, StoreError>) -> Void) -> Void
    ) {
        self.watch = watch
    }

    /// Calls `body` once, on whatever thread learns of it: it hands on and does no work.
    package func whenKept(_ body: @escaping @Sendable (Result<Void, StoreError>) -> Void) {
        watch(body)
    }

    /// Returns once the commit is on disk.
    ///
    /// - Throws: `StoreError.unknown` if the disk would not say so.
    package func kept() async throws(StoreError) {
        let result = await withCheckedContinuation { continuation in
            whenKept { continuation.resume(returning: $0) }
        }
        try result.get()
    }
}
