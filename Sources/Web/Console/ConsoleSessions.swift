import Payload
import Service
import Synchronization
import Vocabulary

/// Who is signed in to the console of this process.
///
/// A session is a random number in a cookie; what it stands for is in memory alone, under the number's hash, so that a
/// restart signs everybody out and no disk has anything that could be stolen.
final class ConsoleSessions: Sendable {
    /// 12 hours: a working day; whoever needs it on the next signs in again.
    static let lifetimeSeconds: Int64 = 12 * 3_600

    /// 1,000 people at once; past that the oldest session ends.
    static let maximumCount = 1_000

    /// 32 bytes: no one guesses 256 bits.
    static let byteCount = 32

    struct Session: Sendable {
        let principal: Principal
        /// What a form of the session's pages holds, and no other page can know.
        let formToken: String
        let beganAt: Instant

        func isOver(at now: Instant) -> Bool {
            now >= beganAt.advanced(bySeconds: ConsoleSessions.lifetimeSeconds) || now < beganAt
        }
    }

    private let sessions = Mutex<[Digest256: Session]>([:])

    /// Begins a session.
    ///
    /// - Parameters:
    ///   - principal: Whose.
    ///   - surroundings: The clock and the source of randomness.
    /// - Returns: The number for the cookie, 43 characters.
    func begin(_ principal: Principal, _ surroundings: Surroundings) -> String {
        let number = Base64URL.encode(surroundings.randomBytes(Self.byteCount))
        let session = Session(
            principal: principal, formToken: Base64URL.encode(surroundings.randomBytes(Self.byteCount)),
            beganAt: surroundings.now())
        sessions.withLock { sessions in
            sessions = sessions.filter { !$0.value.isOver(at: session.beganAt) }
            if sessions.count >= Self.maximumCount,
                let oldest = sessions.min(by: { $0.value.beganAt < $1.value.beganAt })
            {
                sessions[oldest.key] = nil
            }
            sessions[Self.key(number)] = session
        }
        return number
    }

    /// Returns the session of a cookie, or `nil` if there is none or its time is over.
    func session(_ number: String, at now: Instant) -> Session? {
        sessions.withLock { sessions in
            guard let session = sessions[Self.key(number)] else { return nil }
            guard session.isOver(at: now) else { return session }
            sessions[Self.key(number)] = nil
            return nil
        }
    }

    /// Ends a session.
    func end(_ number: String) {
        sessions.withLock { $0[Self.key(number)] = nil }
    }

    /// How many there are, for tests of the bound.
    var count: Int { sessions.withLock { $0.count } }

    private static func key(_ number: String) -> Digest256 { Digest256(hashing: Array(number.utf8)) }
}
