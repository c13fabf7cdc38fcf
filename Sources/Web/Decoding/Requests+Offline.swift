import Payload
import Service
import Vocabulary

extension Requests {
    /// What a terminal wants to be leased.
    static func lease(_ bytes: [UInt8]) throws(Problem) -> LeaseCall {
        try ObjectReader.read(bytes) { reader in
            let wanted = wanted(reader)
            let offers: [OfferID]? = reader.identifiers("offers")
            let uses = reader.integer("uses", .optional)
            let each = reader.integer("uses_per_coupon", .optional)
            let seconds = reader.integer("usable_for_seconds", .optional)
            let wantsSheet = reader.flag("sheet") ?? false
            return wanted.map {
                LeaseCall(
                    $0, offers: offers, uses: uses, usesPerCoupon: each, usableForSeconds: seconds,
                    wantsSheet: wantsSheet)
            }
        }
    }

    /// The public key of a terminal's journal.
    static func journalKey(_ bytes: [UInt8]) throws(Problem) -> String {
        try ObjectReader.read(bytes) { $0.string("public_key") }
    }

    /// Exactly one of the ways to say which coupons.
    private static func wanted(_ reader: ObjectReader) -> LeaseCall.Wanted? {
        let codes = reader.strings("codes").map(LeaseCall.Wanted.codes)
        let member = reader.member("member").map(LeaseCall.Wanted.member)
        let segment = reader.string("segment", .optional).map(LeaseCall.Wanted.segment)
        let store = reader.flag("store") == true ? LeaseCall.Wanted.store : nil
        let given = [codes, member, segment, store].compactMap(\.self)
        guard given.count == 1 else {
            reader.refuse("", because: "Send exactly one of codes, member, segment, and store as true.")
            return nil
        }
        return given[0]
    }
}
