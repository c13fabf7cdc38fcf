import Service
import Store
import Vocabulary

extension Requests {
    /// A member to add, every field a text.
    static func member(_ bytes: [UInt8]) throws(Problem) -> MemberDraft {
        try ObjectReader.read(bytes) { reader in
            var draft = identities(reader)
            draft.id = reader.string("id", .optional)
            draft.state = reader.string("state", .optional)
            draft.name = reader.string("name", .optional)
            draft.gender = reader.string("gender", .optional)
            draft.birthday = reader.string("birthday", .optional)
            draft.homeStore = reader.string("home_store", .optional)
            draft.tier = reader.string("tier", .optional)
            draft.language = reader.string("language", .optional)
            draft.marketingConsent = reader.string("marketing_consent", .optional)
            draft.source = reader.string("source", .optional)
            draft.note = reader.string("note", .optional)
            draft.placement = reader.string("placement", .optional)
            return draft
        }
    }

    /// Identities to pair, and why they are believed.
    static func pairing(
        _ bytes: [UInt8]
    ) throws(Problem) -> (draft: MemberDraft, proof: MemberPairingService.Proof) {
        try ObjectReader.read(bytes) { reader in
            let draft = identities(reader)
            let proof: MemberPairingService.Proof? = reader.word("proof")
            return proof.map { (draft: draft, proof: $0) }
        }
    }

    private static func identities(_ reader: ObjectReader) -> MemberDraft {
        var draft = MemberDraft()
        draft.phone = reader.string("phone", .optional)
        draft.wechatOpenid = reader.string("wechat_openid", .optional)
        draft.cardNumber = reader.string("card_number", .optional)
        draft.wechatUnionid = reader.string("wechat_unionid", .optional)
        draft.email = reader.string("email", .optional)
        return draft
    }

    /// The member who is to become part of another.
    static func merge(_ bytes: [UInt8]) throws(Problem) -> MemberID {
        try ObjectReader.read(bytes) { $0.identifier("member") }
    }

    /// An expression to keep, with its title.
    static func segment(_ bytes: [UInt8]) throws(Problem) -> (title: String?, expression: String) {
        try ObjectReader.read(bytes) { reader in
            let title = reader.string("title", .optional)
            return reader.string("expression").map { (title: title, expression: $0) }
        }
    }

    /// An expression to try, and how many examples of its members are wanted.
    static func preview(_ bytes: [UInt8]) throws(Problem) -> (expression: String, sample: Int) {
        try ObjectReader.read(bytes) { reader in
            let count = reader.integer("sample", .optional) ?? SegmentPreview.usualSampleCount
            let most = SegmentPreview.maximumSampleCount
            if !(0...most).contains(count) {
                reader.refuse("sample", because: "A number, 0 to \(most), was expected.")
            }
            return reader.string("expression").map { (expression: $0, sample: count) }
        }
    }
}
