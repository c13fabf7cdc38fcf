import Synchronization

/// Token buckets by key, in bounded memory.
///
/// A bucket fills at a steady rate up to its burst, and every event takes one token. Full buckets say nothing
/// and are forgotten; if none is full when there is no room, all are: an attacker with that many addresses is
/// for the proxy in front, and the shops must go on.
final class RateLimiter: Sendable {
    struct Limit: Sendable, Hashable {
        /// How many events may come at once.
        let burst: Double
        /// How many come back in a second.
        let perSecond: Double
    }

    /// 20,000 keys: two megabytes, and more addresses than a campaign's busiest minute has.
    static let maximumKeyCount = 20_000

    private struct Bucket {
        var tokens: Double
        var filledAt: UInt64
    }

    private let limit: Limit
    private let buckets = Mutex<[String: Bucket]>([:])

    init(_ limit: Limit) {
        self.limit = limit
    }

    /// Takes a token.
    ///
    /// - Parameters:
    ///   - key: Whose bucket.
    ///   - nanoseconds: The time by any clock that never goes back.
    /// - Returns: `nil` if there was one, else after how many seconds there will be, 1 or more.
    func take(_ key: String, at nanoseconds: UInt64) -> Int? {
        buckets.withLock { buckets in
            var bucket = filled(buckets[key], at: nanoseconds)
            defer { buckets[key] = bucket }
            if buckets[key] == nil, buckets.count >= Self.maximumKeyCount {
                forgetFull(&buckets, nanoseconds)
            }
            guard bucket.tokens < 1 else {
                bucket.tokens -= 1
                return nil
            }
            return seconds(until: bucket)
        }
    }

    /// Returns what `take` would, and takes nothing.
    func wait(_ key: String, at nanoseconds: UInt64) -> Int? {
        buckets.withLock { buckets in
            let bucket = filled(buckets[key], at: nanoseconds)
            return bucket.tokens < 1 ? seconds(until: bucket) : nil
        }
    }

    private func seconds(until bucket: Bucket) -> Int {
        max(1, Int(((1 - bucket.tokens) / limit.perSecond).rounded(.up)))
    }

    private func filled(_ bucket: Bucket?, at nanoseconds: UInt64) -> Bucket {
        guard let bucket else { return Bucket(tokens: limit.burst, filledAt: nanoseconds) }
        let elapsed = nanoseconds > bucket.filledAt ? nanoseconds - bucket.filledAt : 0
        let tokens = bucket.tokens + Double(elapsed) / 1e9 * limit.perSecond
        return Bucket(tokens: min(limit.burst, tokens), filledAt: nanoseconds)
    }

    private func forgetFull(_ buckets: inout [String: Bucket], _ nanoseconds: UInt64) {
        buckets = buckets.filter { filled($0.value, at: nanoseconds).tokens < limit.burst }
        if buckets.count >= Self.maximumKeyCount { buckets.removeAll(keepingCapacity: true) }
    }
}
