import Foundation
package import Store
package import Vocabulary

/// When an attempt is repeated, and when no more.
///
/// Each pause is twice the time since the first attempt, so attempts are three times as far from it each time: after
/// 5 s, 15 s, 45 s, 2 min, 7 min, 20 min, 1 h, 3 h, then every 4 hours for three days.
package enum RetrySchedule {
    /// 5 seconds: a receiver that restarts is back, and a customer's screen is not far behind.
    package static let firstPauseSeconds: Int64 = 5

    /// 4 hours: someone who mends a receiver in the morning has all of it by noon.
    package static let maximumPauseSeconds: Int64 = 4 * 3_600

    /// 3 days: a weekend, and the day on which it is noticed.
    package static let maximumAgeSeconds: Int64 = 3 * 86_400

    /// A day: a receiver may ask for a pause, not for silence.
    package static let maximumAskedPauseSeconds: Int64 = 86_400

    /// Says what follows from a reply.
    ///
    /// - Parameters:
    ///   - reply: What the receiver answered; `nil` if nothing came.
    ///   - firstAt: When the event was first tried.
    ///   - now: When the reply came.
    ///   - jitter: A random number from 0 to 1, which moves the pause by a fifth either way.
    /// - Returns: Delivered for 2xx, gone for 410, else another attempt or none.
    package static func verdict(
        on reply: WebhookReply?, firstAt: Instant, now: Instant, jitter: Double
    ) -> DeliveryOutcome.Verdict {
        if let status = reply?.status {
            if (200...299).contains(status) { return .delivered }
            if status == 410 { return .gone }
        }
        let age = max(0, now.millisecondsSince1970 - firstAt.millisecondsSince1970)
        guard age < maximumAgeSeconds * 1_000 else { return .failed }
        let wanted = min(max(2 * age, firstPauseSeconds * 1_000), maximumPauseSeconds * 1_000)
        let pause = Int64(Double(wanted) * (0.8 + 0.4 * min(max(jitter, 0), 1)))
        let asked = reply?.retryAfter.flatMap { askedPause($0, now: now) } ?? 0
        return .retry(at: Instant(millisecondsSince1970: now.millisecondsSince1970 + max(pause, asked)))
    }

    /// The pause of `Retry-After` in milliseconds (RFC 9110, 10.2.3): seconds, or a date in its preferred form.
    private static func askedPause(_ text: String, now: Instant) -> Int64? {
        let text = text.trimmingCharacters(in: .whitespaces)
        let most = maximumAskedPauseSeconds * 1_000
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Int64(text).map { $0 > maximumAskedPauseSeconds ? most : $0 * 1_000 } ?? most
        }
        guard let date = dateFormat.date(from: text) else { return nil }
        return min(max(0, Instant(date).millisecondsSince1970 - now.millisecondsSince1970), most)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
    private static var dateFormat: DateFormatter {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format
    }
}

/// How a receiver does, as one deliverer sees it.
package struct WebhookHealth: Sendable, Hashable {
    /// 8 failures in a row without a success: the receiver is down, not one event wrong.
    package static let downCount = 8

    private var failuresInARow = 0

    package init() {}

    /// Whether it is taken to be down; then one attempt at a time looks whether it is back.
    package var isDown: Bool { failuresInARow >= Self.downCount }

    /// How many calls it is sent at once.
    package var callCount: Int { isDown ? 1 : WebhookLimits.maximumCallCount }

    /// Takes note of a success; `true` if it is back from being down.
    package mutating func noteSuccess() -> Bool {
        defer { failuresInARow = 0 }
        return isDown
    }

    package mutating func noteFailure() {
        failuresInARow += 1
    }
}
