import Promotion
import Service
import Store
import Vocabulary

/// The bodies that clients send, field by field.
enum Requests {
    static func redemption(_ bytes: [UInt8]) throws(Problem) -> RedemptionCall {
        try ObjectReader.read(bytes) { reader in
            let code = reader.string("code")
            let amount = reader.money("amount", .optional)
            let items = reader.objects("items") { item -> RedemptionCall.Item? in
                let sku = item.string("sku")
                let quantity = item.integer("quantity")
                guard let price = item.money("unit_price"), let sku, let quantity else { return nil }
                return RedemptionCall.Item(sku: sku, quantity: quantity, unitPrice: price)
            }
            let member = reader.member("member")
            let cashier = reader.string("cashier", .optional)
            let purchase = reader.string("purchase", .optional)
            return code.map {
                RedemptionCall(
                    code: $0, amount: amount, items: items, member: member, cashier: cashier,
                    purchase: purchase)
            }
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
