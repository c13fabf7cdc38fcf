package import Payload
package import Vocabulary

/// How a till names a member: by id, or by what it scanned from their card.
package enum PresentedMember: Sendable, Hashable {
    case id(MemberID)
    /// A card's code; some ids look like one too, and then stand beside it.
    case card(CouponCode, orID: MemberID?)

    /// Reads an id, a card's code in any spelling, or the URL of a card's symbol.
    ///
    /// - Throws: `IdentifierError` if it is none of them.
    package init(parsing text: String) throws(IdentifierError) {
        let path = text.split(separator: "/", omittingEmptySubsequences: true)
        if path.count >= 2, path[path.count - 2].lowercased() == "m", let last = path.last,
            let code = try? CouponCode(parsing: last)
        {
            self = .card(code, orID: nil)
            return
        }
        let id = try? MemberID(parsing: text)
        if let code = try? CouponCode(parsing: text) {
            self = .card(code, orID: id)
            return
        }
        self = .id(try MemberID(parsing: text))
    }

    /// The same text for every spelling of the same name.
    package var text: String {
        switch self {
        case .id(let id): id.text
        case .card(let code, _): "card " + code.text
        }
    }
}

extension ServiceContext {
    /// Returns the member whom a till named; `nil` if the card is nobody's.
    ///
    /// - Throws: `ServiceError.storage`.
    func member(_ presented: PresentedMember?) async throws(ServiceError) -> MemberID? {
        switch presented {
        case .none: return nil
        case .id(let id): return id
        case .card(let code, let id): return try await MemberService(self).holder(ofCard: code) ?? id
        }
    }
}
