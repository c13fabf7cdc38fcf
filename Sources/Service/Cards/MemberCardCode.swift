package import Payload
package import Vocabulary

/// What a membership card's symbol holds: a short code that says nothing of the person.
///
/// It follows from the member's id under a key of the workspace, so that a lost card is made again as it was, and
/// nobody can tell from an id what the card holds or from a card whose it is.
package struct MemberCardCode: Sendable, Hashable {
    package let code: CouponCode

    /// Keeps this use of the workspace's key apart from every other.
    private static let label = "member card"

    /// The kind under which the store finds a member by card; no `Membership.Identity`, since no list holds it.
    static let identityKind = "card_code"

    /// Takes a code that was presented.
    package init(code: CouponCode) {
        self.code = code
    }

    /// Returns a member's code: the first 64 bits of HMAC-SHA256 over the id, under HKDF's key for this label.
    package init(of member: MemberID, keys: WorkspaceKeys) {
        self = Maker(keys).code(of: member)
    }

    /// Makes the codes of many members under a key that is derived once.
    struct Maker: Sendable {
        private let key: KeyedDigest.Prepared

        init(_ keys: WorkspaceKeys) {
            key = KeyedDigest.Prepared(keys.identityLookup.derive(label: MemberCardCode.label))
        }

        /// Returns a member's code.
        func code(of member: MemberID) -> MemberCardCode {
            MemberCardCode(code: CouponCode(number: key.digest(of: Array(member.text.utf8)).truncated))
        }
    }

    /// Returns what the symbol holds: `HTTPS://QR.EXAMPLE.COM/M/XXXXXXXXXXXXXXXX`, dense in a symbol.
    package func url(on host: PublicHost) -> String {
        host.origin.uppercased() + "/M/" + code.text
    }

    /// Returns the hash under which the store finds the holder.
    func digest(keys: WorkspaceKeys) -> [UInt8] {
        MemberSealer.digest(kind: Self.identityKind, value: code.text, key: keys.identityLookup)
    }
}
