import Promotion
import Vocabulary
import Yams

extension Limits {
    /// A billion uses: more than any campaign prints, and within four bytes.
    private static let maximumUses = 1_000_000_000

    /// Reads the limits of an offer.
    ///
    /// - Parameters:
    ///   - document: The group of limits.
    ///   - conditions: The offer's conditions, which some limits need; `nil` if they have faults of their own.
    ///   - surroundings: The stores that may have a stock.
    init?(_ document: DocumentValue, _ conditions: Conditions?, _ surroundings: CampaignSurroundings) {
        let keys = [
            "uses_per_coupon", "uses_per_member", "uses_per_member_and_day", "uses_per_store_and_day",
            "uses_in_campaign", "stock",
        ]
        guard let fields = document.fields(keys) else { return nil }
        let perCoupon =
            fields.optional("uses_per_coupon").map { $0.integer(in: 1...Int(Limits.maximumUsesPerCoupon)) }
            ?? 1
        let stock = fields.optional("stock").map { Self.stock($0, conditions, surroundings) }
        if conditions?.holder == .bearer {
            for key in ["uses_per_member", "uses_per_member_and_day"] {
                fields.optional(key)?.fault("A bearer is not counted as a member: this needs holder: member.")
            }
        }
        guard let perCoupon else { return nil }
        self.init(
            usesPerCoupon: UInt32(perCoupon), usesPerMember: Self.uses("uses_per_member", fields),
            usesPerMemberAndDay: Self.uses("uses_per_member_and_day", fields),
            usesPerStoreAndDay: Self.uses("uses_per_store_and_day", fields),
            usesInCampaign: Self.uses("uses_in_campaign", fields), stock: stock ?? nil)
    }

    private static func uses(_ key: String, _ fields: DocumentFields) -> UInt32? {
        fields.optional(key)?.integer(in: 1...maximumUses).map { UInt32($0) }
    }

    /// Reads `{SH01: 100, BJ01: 50}`; zero is a store that has none left.
    private static func stock(
        _ document: DocumentValue, _ conditions: Conditions?, _ surroundings: CampaignSurroundings
    ) -> [StoreStock]? {
        guard let entries = document.node.mapping, !entries.isEmpty else {
            document.fault("It must be stores, each with how many it has to give, such as {SH01: 100}.")
            return nil
        }
        return entries.compactMap { key, value in
            let name = DocumentValue(
                node: key, origin: .line(key.mark?.line), pointer: document.pointer, reader: document.reader)
            guard let store = name.store(of: surroundings) else { return nil }
            let count = DocumentValue(
                node: value, origin: .line(key.mark?.line), pointer: document.pointer(to: store.text),
                reader: document.reader)
            if let conditions, !conditions.stores.includes(store) {
                count.fault("The offer is not valid at \(store), so nothing can be given there.")
            }
            return count.integer(in: 0...maximumUses).map { StoreStock(store: store, count: UInt32($0)) }
        }
        .sorted { $0.store < $1.store }
    }
}
