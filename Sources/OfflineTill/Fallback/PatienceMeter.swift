/// How long a till waits for its server before it falls back, from how long answers took so far.
///
/// A smoothed mean and deviation as TCP keeps them (RFC 6298, section 2, with its weights); the shop's own network sets
/// the pace, so that a slow one is not given up too early and a fast one not waited for too long.
package struct PatienceMeter: Sendable, Hashable {
    private var mean: Double?
    private var deviation = 0.0
    /// How often in a row nothing came: each doubles the time (RFC 6298, section 5.5).
    private var silences = 0

    /// 300 ms: a healthy server on the shop's network answers in a tenth of it, also in the middle of a sync.
    package static let minimumMilliseconds = 300.0
    /// 3 seconds: a customer who waits longer asks what is wrong.
    package static let maximumMilliseconds = 3_000.0
    /// 1 second before anything was measured (RFC 6298, section 2.1).
    package static let initialMilliseconds = 1_000.0

    /// RFC 6298, section 2.3: alpha is 1/8, beta 1/4, K 4.
    private static let (alpha, beta, factor) = (0.125, 0.25, 4.0)

    /// Knows nothing yet.
    package init() {}

    /// Takes how long an answer took.
    ///
    /// - Parameter milliseconds: From the first byte sent to the last one read; 0 or more.
    package mutating func note(milliseconds: Double) {
        silences = 0
        let sample = min(max(milliseconds, 0), Self.maximumMilliseconds)
        guard let mean else {
            (self.mean, deviation) = (sample, sample / 2)
            return
        }
        deviation += Self.beta * (abs(mean - sample) - deviation)
        self.mean = mean + Self.alpha * (sample - mean)
    }

    /// Takes the news that no answer came in time.
    package mutating func noteSilence() { silences = min(silences + 1, 8) }

    /// How long to wait for the next answer, between the bounds.
    package var timeoutMilliseconds: Double {
        let basis = mean.map { $0 + Self.factor * deviation } ?? Self.initialMilliseconds
        let doubled = max(basis, Self.minimumMilliseconds) * Double(1 << silences)
        return min(doubled, Self.maximumMilliseconds)
    }
}
