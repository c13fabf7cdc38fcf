package import Foundation
package import Vocabulary

/// The clock and the randomness of the machine: the only place where Tessera reads either.
///
/// A use case reads them once and passes what it read down; tests bring their own.
package struct Surroundings: Sendable {
    /// The time now.
    package let now: @Sendable () -> Instant
    /// As many bytes as asked for from the system's generator, fit for keys.
    package let randomBytes: @Sendable (Int) -> [UInt8]

    package init(now: @escaping @Sendable () -> Instant, randomBytes: @escaping @Sendable (Int) -> [UInt8]) {
        self.now = now
        self.randomBytes = randomBytes
    }

    /// The machine's own clock and generator.
    package static let system = Surroundings(
        now: { Instant(Date()) },
        randomBytes: { count in
            // Eight bytes for each call into the system.
            var generator = SystemRandomNumberGenerator()
            var bytes: [UInt8] = []
            bytes.reserveCapacity(count + 7)
            while bytes.count < count { withUnsafeBytes(of: generator.next() as UInt64) { bytes += $0 } }
            bytes.removeLast(bytes.count - count)
            return bytes
        })
}

extension Instant {
    /// Cuts a date to whole milliseconds.
    package init(_ date: Date) {
        self.init(millisecondsSince1970: Int64((date.timeIntervalSince1970 * 1_000).rounded(.down)))
    }

    /// The instant for Foundation's formatters.
    package var date: Date {
        Date(timeIntervalSince1970: Double(millisecondsSince1970) / 1_000)
    }
}
