import Promotion
import Service
import Store
import Vocabulary

/// The bodies that clients send, field by field.
enum Requests {
    static func redemption(_ bytes: [UInt8]) throws(Problem) -> RedemptionCall {
        try ObjectReader.read(bytes) { redemption($0) }
    }

    static func reservation(_ bytes: [UInt8]) throws(Problem) -> ReservationCall {
        try ObjectReader.read(bytes) { reader in
            let seconds = reader.integer("seconds", .optional)
            return redemption(reader).map { ReservationCall(wish: $0, seconds: seconds) }
        }
    }

    static func settlement(_ bytes: [UInt8]) throws(Problem) -> SettlementCall {
        try ObjectReader.read(bytes) { reader in
            SettlementCall(
                amount: reader.money("amount", .optional), items: items(reader),
                cashier: reader.string("cashier", .optional), purchase: reader.string("purchase", .optional))
        }
    }

    private static func redemption(_ reader: ObjectReader) -> RedemptionCall? {
        // One code or several: with `codes` there is no `code`.
        let several = reader.strings("codes")
        let code = reader.string("code", several == nil ? .required : .optional)
        if several != nil, code != nil { reader.refuse("code", because: "Send either code or codes.") }
        let amount = reader.money("amount", .optional)
        let items = items(reader)
        let member = reader.member("member")
        let cashier = reader.string("cashier", .optional)
        let purchase = reader.string("purchase", .optional)
        return (several ?? code.map { [$0] }).map {
            RedemptionCall(
                codes: $0, amount: amount, items: items, member: member, cashier: cashier, purchase: purchase)
        }
    }

    static func receipt(_ bytes: [UInt8]) throws(Problem) -> String {
        try ObjectReader.read(bytes) { $0.string("receipt") }
    }

    private static func items(_ reader: ObjectReader) -> [RedemptionCall.Item] {
        reader.objects("items") { item -> RedemptionCall.Item? in
            let sku = item.string("sku")
            let quantity = item.integer("quantity")
            guard let price = item.money("unit_price"), let sku, let quantity else { return nil }
            return RedemptionCall.Item(sku: sku, quantity: quantity, unitPrice: price)
        }
    }

    static func reversal(_ bytes: [UInt8]) throws(Problem) -> ReversalCall {
        try ObjectReader.read(bytes) { reader in
            let kind: ReversalKind? = reader.word("kind")
            let amount = reader.money("amount", .optional)
            let reason = reader.string("reason")
            let cashier = reader.string("cashier", .optional)
            guard let kind, let reason else { return nil }
            return ReversalCall(kind: kind.kind, amount: amount, reason: reason, cashier: cashier)
        }
    }

    /// A till to enrol: its store and its name.
    static func enrolment(_ bytes: [UInt8]) throws(Problem) -> (store: StoreID, name: String) {
        try ObjectReader.read(bytes) { reader in
            let store: StoreID? = reader.identifier("store")
            let name = reader.string("name")
            guard let store, let name else { return nil }
            return (store: store, name: name)
        }
    }

    /// A token to issue: its role, whom it is for, and its stores.
    static func token(
        _ bytes: [UInt8]
    ) throws(Problem) -> (role: PersonalRole, name: String, scope: StoreScope) {
        try ObjectReader.read(bytes) { reader in
            let role: PersonalRole? = reader.word("role")
            let name = reader.string("name")
            let stores: [StoreID]? = reader.identifiers("stores")
            guard let role, let name else { return nil }
            return (role: role, name: name, scope: StoreScope(stores))
        }
    }

    /// For which webhook an event is to be repeated; `nil` for all.
    static func replay(_ bytes: [UInt8]) throws(Problem) -> WebhookID? {
        try ObjectReader.read(bytes) { reader -> WebhookID?? in
            .some(reader.identifier("webhook", .optional))
        }
    }

    /// The kinds of reversal with their list, which messages show.
    private enum ReversalKind: String, CaseIterable {
        case void, `return`

        var kind: Reversal.Kind { self == .void ? .void : .return }
    }
}
