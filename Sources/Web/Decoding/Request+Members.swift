import Hummingbird
import Membership
import Payload
import Promotion
import Service
import Store
import Vocabulary

extension Request {
    /// A part of the query, decoded as a form's, in which spaces are plus signs; `nil` if it is not there or empty.
    func query(_ name: String) -> String? {
        FormFields(parsing: (uri.query ?? "").utf8)[name]
    }

    /// An identity of the query; a telephone number's plus sign is often not encoded.
    private func identity(_ kind: Identity.Kind) -> String? {
        guard let text = query(kind.rawValue) else { return nil }
        let isBare = uri.queryParameters[Substring(kind.rawValue)]?.hasPrefix("+") == true
        return kind == .phone && isBare && !text.hasPrefix("+") ? "+" + text : text
    }

    /// The member of the path.
    ///
    /// - Throws: `ServiceError.notFound`: what cannot be an id is nobody's.
    func member(_ context: VerifierContext) throws(ServiceError) -> MemberID {
        try identifier("id", of: "member", context)
    }

    /// The unit that the query asks for; `nil` for all.
    ///
    /// - Throws: A problem with status 400 for what is no unit.
    var unit: BalanceUnit? {
        get throws(Problem) {
            guard let text = query("unit") else { return nil }
            if let unit = BalanceUnit(parsing: text) { return unit }
            let detail = "A unit was expected: points, stamps.CARD, value.paid.CNY or value.bonus.CNY."
            throw .invalidInput([InputFault(pointer: "?unit", detail: detail)])
        }
    }

    /// By what the query looks for one member, or `nil` if it asks for a list.
    ///
    /// - Throws: A problem with status 400 if it is more than one thing, or no card.
    var memberClue: MemberClue? {
        get throws(Problem) {
            var clues = Identity.Kind.allCases.compactMap { kind in
                identity(kind).map { MemberClue.identity(kind, $0) }
            }
            if let text = query("card") {
                guard let code = MemberClue.cardCode(text) else {
                    throw .invalidInput([InputFault(pointer: "?card", detail: "This is no member's card.")])
                }
                clues.append(.card(code))
            }
            let isList = query("segment") != nil || query("after") != nil
            guard clues.count <= 1, clues.isEmpty || !isList
            else {
                throw .invalidInput([
                    InputFault(pointer: "", detail: "Look for one identity, or ask for a list.")
                ])
            }
            return clues.first
        }
    }

    /// The member before the page.
    ///
    /// - Throws: A problem with status 400 for what is no id.
    var memberAfter: MemberID? {
        get throws(Problem) {
            guard uri.queryParameters["after"] != nil else { return nil }
            let text = query("after") ?? ""
            if let id = try? MemberID(parsing: text) { return id }
            throw .invalidInput([InputFault(pointer: "?after", detail: "A member's id was expected.")])
        }
    }

    /// Where the page of entries before ended.
    ///
    /// - Throws: A problem with status 400 for anything but the `next` of a page.
    var entryPlace: EntryPlace? {
        get throws(Problem) {
            guard uri.queryParameters["after"] != nil else { return nil }
            let text = query("after") ?? ""
            if let place = EntryPlace(parsing: text) { return place }
            throw .invalidInput([InputFault(pointer: "?after", detail: "The `next` of a page was expected.")])
        }
    }
}

extension MemberClue {
    /// The code in what was scanned or read off a card; `nil` if it is none.
    static func cardCode(_ text: String) -> CouponCode? {
        guard let presented = try? PresentedMember(parsing: text), case .card(let code, _) = presented else {
            return nil
        }
        return code
    }
}

extension Response {
    /// What was made, and where it is from now on.
    static func created(_ value: some Encodable, at location: String) throws(ServiceError) -> Response {
        var response = try Response.json(value, status: .created)
        response.headers[.location] = location
        return response
    }
}
