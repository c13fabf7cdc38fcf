package import Promotion
package import Vocabulary

/// What a cashier asked for, as it was scanned and typed: the whole of a redemption's request.
///
/// Of the customer it holds what was presented and nothing else.
package struct OfflineWish: Sendable, Hashable {
    /// The idempotency key, the same as was sent to the server before the till fell back.
    package let key: String
    /// The text from the scanner.
    package let code: String
    /// The purchase before any discount; of a basket, what it comes to.
    package let amount: Money?
    package let basket: Basket?
    /// The member's id or card as presented.
    package let member: String?
    package let cashier: String?
    /// Whether a server may have carried it out already.
    package let attempt: OnlineAttempt

    /// What became of the request online; raw values are part of the journal's form.
    package enum OnlineAttempt: String, Sendable, Hashable {
        /// It was never sent.
        case none
        /// It was sent under this key and no answer came: only the server knows.
        case unanswered
    }

    /// Takes what was scanned and typed.
    ///
    /// - Parameters:
    ///   - key: The idempotency key, 1 to `maximumKeyLength` bytes.
    ///   - code: The text from the scanner, at most `maximumCodeLength` bytes.
    ///   - amount: The purchase; not looked at where there is a basket.
    ///   - basket: What is bought, at most `maximumLineCount` lines.
    ///   - member: The member as presented, at most `maximumMemberLength` bytes.
    ///   - cashier: Who is at the till, at most `maximumCashierLength` bytes.
    ///   - attempt: Whether a server was asked before.
    /// - Throws: `Fault` with the first field that is too long, and its limit.
    package init(
        key: String, code: String, amount: Money? = nil, basket: Basket? = nil, member: String? = nil,
        cashier: String? = nil, attempt: OnlineAttempt = .none
    ) throws(Fault) {
        guard !key.isEmpty else { throw Fault(field: "key", limit: Self.maximumKeyLength, given: 0) }
        try Fault.check("key", key.utf8.count, Self.maximumKeyLength)
        try Fault.check("code", code.utf8.count, Self.maximumCodeLength)
        try Fault.check("items", basket?.lines.count ?? 0, Self.maximumLineCount)
        try Fault.check("member", member?.utf8.count ?? 0, Self.maximumMemberLength)
        try Fault.check("cashier", cashier?.utf8.count ?? 0, Self.maximumCashierLength)
        self.key = key
        self.code = code
        self.amount = basket?.total ?? amount
        self.basket = basket
        self.member = member
        self.cashier = cashier
        self.attempt = attempt
    }

    /// The same with another word on what became of it online.
    init(_ wish: OfflineWish, attempt: OnlineAttempt) {
        key = wish.key
        code = wish.code
        amount = wish.amount
        basket = wish.basket
        member = wish.member
        cashier = wish.cashier
        self.attempt = attempt
    }

    /// 128 bytes, as the server takes.
    package static let maximumKeyLength = 128
    /// 2,048 bytes: the longest text in which a code is looked for.
    package static let maximumCodeLength = 2_048
    /// 2,048 bytes: a card's URL, as long as a code's.
    package static let maximumMemberLength = 2_048
    /// 64 bytes: a name or a number that people read on a receipt.
    package static let maximumCashierLength = 64
    /// 500 lines: more than any receipt, and an entry stays below 64 KB.
    package static let maximumLineCount = 500

    /// What is too long to be kept.
    package struct Fault: Error, Sendable, Hashable {
        package let field: String
        package let limit: Int
        package let given: Int

        package init(field: String, limit: Int, given: Int) {
            self.field = field
            self.limit = limit
            self.given = given
        }

        static func check(_ field: String, _ given: Int, _ limit: Int) throws(Fault) {
            guard given <= limit else { throw Fault(field: field, limit: limit, given: given) }
        }
    }

    /// Whether both ask for the same; a key may be used again only for that.
    package func isSameRequest(as other: OfflineWish) -> Bool {
        key == other.key && code == other.code && amount == other.amount && basket == other.basket
            && member == other.member
    }
}

extension OfflineWish {
    func write(to line: inout LineWriter) {
        line.add("key", key)
        line.add("code", code)
        if basket == nil { line.add("amount", optional: amount?.description) }
        line.add("items", basket)
        line.add("member", optional: member)
        line.add("cashier", optional: cashier)
        line.add("online", attempt.rawValue)
    }

    init(reading line: inout LineReader) throws(LineFault) {
        let (key, code) = (try line.text("key"), try line.text("code"))
        let (amount, basket) = (try line.optionalMoney("amount"), try line.basket("items"))
        let (member, cashier) = (try line.optionalText("member"), try line.optionalText("cashier"))
        let attempt = try line.value("online", OnlineAttempt.init)
        do {
            try self.init(
                key: key, code: code, amount: amount, basket: basket, member: member, cashier: cashier,
                attempt: attempt)
        } catch {
            throw LineFault(error.field)
        }
    }
}
