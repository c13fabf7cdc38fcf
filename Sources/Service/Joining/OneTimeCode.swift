import Payload
import Vocabulary

/// Six digits that somebody reads from a message and types into a page.
///
/// One guess in a million is right, and a challenge takes `maximumAttemptCount` of them.
package struct OneTimeCode: Sendable, Hashable, Concealed {
    package let text: String

    /// Six digits: what phones recognise in a message and fill in by themselves.
    static let digitCount = 6
    /// Five attempts: 1 in 200,000 for somebody who guesses (NIST SP 800-63B-4, 3.2.2, asks for at most 100).
    package static let maximumAttemptCount = 5

    /// Draws a code, every one as likely as the next.
    init(_ surroundings: Surroundings) {
        let span: UInt32 = 1_000_000
        // The largest multiple below 2³²: without it the small numbers would come more often.
        let limit = UInt32.max - UInt32.max % span
        var number: UInt32
        repeat {
            number = surroundings.randomBytes(4).reduce(0) { $0 << 8 | UInt32($1) }
        } while number >= limit
        let digits = String(number % span)
        text = String(repeating: "0", count: Self.digitCount - digits.count) + digits
    }

    /// Reads what somebody typed: full-width digits and spaces between them too; `nil` if it is no code.
    init?(parsing text: String) {
        var digits = ""
        for character in text where !character.isWhitespace && character != "-" {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit) else { return nil }
            digits += String(digit)
        }
        guard digits.count == Self.digitCount else { return nil }
        self.text = digits
    }

    /// Returns what is kept of it: under the key, and for one challenge alone.
    func digest(for challenge: ChallengeID, keys: WorkspaceKeys) -> KeyedDigest {
        let key = keys.identityLookup.derive(label: "one-time code")
        return KeyedDigest(of: Array(challenge.text.utf8) + [0] + Array(text.utf8), key: key)
    }
}
