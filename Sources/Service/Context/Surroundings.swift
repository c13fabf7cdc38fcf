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
            var bytes = [UInt8](repeating: 0, count: count)
            bytes.withUnsafeMutableBytes(fill)
            return bytes
        })
}

extension Surroundings {
    /// 256 bytes: the most that the system gives at once (POSIX.1-2024, getentropy).
    private static let drawByteCount = 256

    /// Fills memory with random bytes.
    private static func fill(_ memory: UnsafeMutableRawBufferPointer) {
        var start = 0
        while start < memory.count {
            let part = UnsafeMutableRawBufferPointer(rebasing: memory[start...].prefix(drawByteCount))
            // It fails for more bytes or without memory to write to, neither of which is so.
            precondition(getentropy(part.baseAddress, part.count) == 0, "the system gives no random bytes")
            start += part.count
        }
    }
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
