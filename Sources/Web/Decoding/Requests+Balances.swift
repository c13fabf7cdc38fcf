import Promotion
import Service
import Vocabulary

/// What is asked of the unit ledger, and why, for the ledger.
typealias BalanceWish = (wish: BalanceDesk.Wish, note: String?)

extension Requests {
    /// Points to give: those of a purchase, or a number.
    static func earning(_ bytes: [UInt8]) throws(Problem) -> BalanceWish {
        try wish(bytes) { reader in
            let purchase = reader.money("purchase", .optional)
            let points = reader.integer("points", purchase == nil ? .required : .optional)
            if purchase != nil, points != nil {
                reader.refuse("points", because: "Send either purchase or points.")
            }
            return purchase.map { .earnFor($0) } ?? points.map { .earn(points: Int64($0)) }
        }
    }

    /// Points to take.
    static func pointSpending(_ bytes: [UInt8]) throws(Problem) -> BalanceWish {
        try wish(bytes) { $0.integer("points").map { .spend(points: Int64($0)) } }
    }

    /// Points to give or take by hand, with a note that says why.
    static func adjustment(_ bytes: [UInt8]) throws(Problem) -> BalanceWish {
        try wish(bytes, note: .required) { $0.integer("points").map { .adjust(points: Int64($0)) } }
    }

    /// A card, and how many stamps.
    static func stamps(_ bytes: [UInt8]) throws(Problem) -> BalanceWish {
        try wish(bytes) { reader in
            let card: StampCardID? = reader.identifier("card")
            let count = reader.integer("count", .optional) ?? 1
            return card.map { .stamp($0, count: Int64(count)) }
        }
    }

    /// What was paid for stored value.
    static func topUp(_ bytes: [UInt8]) throws(Problem) -> BalanceWish {
        try wish(bytes) { $0.money("amount").map { .topUp($0) } }
    }

    /// What is paid with stored value.
    static func valueSpending(_ bytes: [UInt8]) throws(Problem) -> BalanceWish {
        try wish(bytes) { $0.money("amount").map { .spendValue($0) } }
    }

    /// How much of an entry is taken back: all that is left if it is not said.
    static func correction(_ bytes: [UInt8]) throws(Problem) -> (part: UnitPart?, note: String?) {
        try ObjectReader.read(bytes) { reader in
            (part: reader.part("amount"), note: reader.string("note", .optional))
        }
    }

    private static func wish(
        _ bytes: [UInt8], note presence: ObjectReader.Presence = .optional,
        _ body: (ObjectReader) -> BalanceDesk.Wish?
    ) throws(Problem) -> BalanceWish {
        try ObjectReader.read(bytes) { reader in
            let wish = body(reader)
            let note = reader.string("note", presence)
            return wish.map { (wish: $0, note: note) }
        }
    }

    /// A tier to give by hand, through its last day.
    static func tier(_ bytes: [UInt8]) throws(Problem) -> (tier: String, until: CalendarDate) {
        try ObjectReader.read(bytes) { reader in
            let tier = reader.string("tier")
            let until = reader.date("until")
            guard let tier, let until else { return nil }
            return (tier: tier, until: until)
        }
    }

    /// Who was brought in, and by whom, each by id or card.
    static func referral(_ bytes: [UInt8]) throws(Problem) -> (friend: String, referrer: String) {
        try ObjectReader.read(bytes) { reader in
            let friend = reader.string("friend")
            let referrer = reader.string("referrer")
            guard let friend, let referrer else { return nil }
            return (friend: friend, referrer: referrer)
        }
    }
}
