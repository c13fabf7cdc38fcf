import Membership
import Payload
import Vocabulary

extension ExportFields {
    /// Keeps pseudonyms apart from every other use of the workspace's key: whoever has the database and a list cannot
    /// join them.
    private static let pseudonymLabel = "export pseudonym"
    /// 128 bits: no two of all members that there will ever be are alike.
    private static let pseudonymDigits = 32

    /// Makes the fields of an order.
    init(_ order: MemberExportOrder, context: ServiceContext) {
        self.init(
            order.chosenColumns, language: order.language,
            helpers: Helpers(
                pseudonym: Self.pseudonyms(context), storeName: Self.storeNames(order, context),
                tierName: Self.tierName, utcOffsetSeconds: Self.offsets(order, context)))
    }

    private static func pseudonyms(
        _ context: ServiceContext
    ) -> @Sendable (String, MemberColumn) -> String {
        let key = KeyedDigest.Prepared(context.keys.identityLookup.derive(label: pseudonymLabel))
        return { value, column in
            let message = Array(column.rawValue.utf8) + [0] + Array(value.utf8)
            return String(key.digest(of: message).hex.prefix(pseudonymDigits))
        }
    }

    private static func storeNames(
        _ order: MemberExportOrder, _ context: ServiceContext
    ) -> @Sendable (StoreID) -> String {
        let language = order.language?.rawValue ?? context.configuration.issuer.language
        let pairs = context.configuration.stores.map { ($0.id, $0.name.text(in: language)) }
        let names = Dictionary(pairs) { first, _ in first }
        return { names[$0] ?? $0.text }
    }

    private static func tierName(_ tier: String, in language: ExportLanguage) -> String {
        let words = TierWords(tier: tier)
        let name = language == .english ? words.english : words.chinese
        return name.isEmpty ? tier : name
    }

    private static func offsets(
        _ order: MemberExportOrder, _ context: ServiceContext
    ) -> @Sendable (Instant, StoreID?) -> Int? {
        let clock = ExportClock(order.chosenZone, stores: context.configuration.stores)
        return { clock.utcOffsetSeconds(at: $0, in: $1) }
    }
}
