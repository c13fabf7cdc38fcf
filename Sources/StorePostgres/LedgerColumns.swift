import Promotion
import Store
import Vocabulary

/// The ledger's columns in one fixed order, to and from an entry.
enum LedgerColumns {
    /// Each column, with the type of the array that a group's rows are sent in.
    static let columns: [(name: String, type: String)] = [
        ("writer", "text"), ("sequence", "bigint"), ("previous_hash", "bytea"), ("hash", "bytea"),
        ("kind", "text"), ("home", "bigint"), ("redemption", "text"), ("reversal", "text"),
        ("coupon", "bigint"), ("batch", "text"), ("serial", "bigint"), ("campaign", "text"),
        ("offer", "text"), ("combination", "text"), ("placement", "text"), ("store", "text"),
        ("terminal", "text"), ("cashier", "text"), ("member", "text"), ("key", "text"), ("use", "bigint"),
        ("purchase", "text"), ("amount", "bigint"), ("amount_currency", "text"), ("discount", "bigint"),
        ("discount_currency", "text"), ("at", "bigint"), ("day", "bigint"), ("second_of_day", "bigint"),
        ("reason", "text"), ("restores_use", "boolean"),
    ]

    static let list = columns.map(\.name).joined(separator: ", ")

    /// Where the entry's number stands.
    static let sequence = 1

    /// Writes many entries in one statement.
    static func insertion(of entries: [LedgerEntry]) -> Statement {
        let arrays = columns.indices.map { "$\($0 + 1)::\(columns[$0].type)[]" }.joined(separator: ", ")
        let drafts = entries.map(\.draft)
        return Statement(
            "INSERT INTO ledger (\(list)) SELECT * FROM unnest(\(arrays))",
            [
                .texts(entries.map(\.writer)), .integers(entries.map(\.sequence)),
                .byteStrings(entries.map(\.previousHash)), .byteStrings(entries.map(\.hash)),
                .texts(drafts.map(\.kind.rawValue)), .integers(drafts.map(\.home.rawValue)),
                .texts(drafts.map(\.redemption.text)), .texts(drafts.map { $0.reversal?.text }),
            ] + whatWasRedeemed(drafts) + whereAndHow(drafts))
    }

    private static func whatWasRedeemed(_ drafts: [LedgerDraft]) -> [Parameter] {
        [
            .integers(drafts.map(\.coupon.key.column)), .texts(drafts.map(\.coupon.batch.text)),
            .integers(drafts.map { Int64($0.coupon.serial) }), .texts(drafts.map(\.campaign.text)),
            .texts(drafts.map(\.offer.text)), .texts(drafts.map(\.combination.rawValue)),
            .texts(drafts.map { $0.placement?.text }),
        ]
    }

    private static func whereAndHow(_ drafts: [LedgerDraft]) -> [Parameter] {
        [
            .texts(drafts.map(\.store.text)), .texts(drafts.map(\.terminal.text)),
            .texts(drafts.map(\.cashier)), .texts(drafts.map { $0.member?.text }), .texts(drafts.map(\.key)),
            .integers(drafts.map { Int64($0.use) }), .texts(drafts.map(\.purchase)),
            .integers(drafts.map { $0.amount?.minorUnits }), .texts(drafts.map { $0.amount?.currency.code }),
            .integers(drafts.map(\.discount.minorUnits)), .texts(drafts.map(\.discount.currency.code)),
            .integers(drafts.map(\.moment.instant.millisecondsSince1970)),
            .integers(drafts.map { Int64($0.moment.date.daysSince1970) }),
            .integers(drafts.map { Int64($0.moment.secondOfDay) }), .texts(drafts.map(\.reason)),
            .flags(drafts.map(\.restoresUse)),
        ]
    }

    /// Reads an entry from a row of `list`.
    static func entry(_ row: Row) throws(StoreError) -> LedgerEntry {
        LedgerEntry(
            sequence: try row[1], writer: try row[0], previousHash: try row[2], hash: try row[3],
            draft: LedgerDraft(
                kind: try row.word(4), home: Home(rawValue: try row[5]), redemption: try row.id(6),
                reversal: try row.optionalID(7),
                coupon: CouponIdentity(
                    key: CouponKey(column: try row[8]), batch: try row.id(9), serial: try row[10]),
                campaign: try row.id(11), offer: try row.id(12), combination: try row.word(13),
                placement: try row.optionalID(14), store: try row.id(15), terminal: try row.id(16),
                cashier: try row[17], member: try row.optionalID(18), key: try row[19], use: try row[20],
                purchase: try row[21], amount: try row.optionalMoney(22, currency: 23),
                discount: try row.money(24, currency: 25), moment: try row.moment(26), reason: try row[29],
                restoresUse: try row[30]))
    }
}
