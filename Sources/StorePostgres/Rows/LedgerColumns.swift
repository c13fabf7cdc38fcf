import Promotion
import Store
import Vocabulary

/// The ledger's columns in one fixed order, to and from an entry.
enum LedgerColumns {
    /// Each column, with the type of the array that a group's rows are sent in.
    static let columns: [(name: String, type: String)] = [
        ("writer", "text"), ("sequence", "bigint"), ("previous_hash", "bytea"), ("hash", "bytea"),
        ("kind", "text"), ("redemption", "text"), ("reversal", "text"),
        ("coupon", "bigint"), ("batch", "text"), ("serial", "bigint"), ("campaign", "text"),
        ("offer", "text"), ("combination", "text"), ("placement", "text"), ("store", "text"),
        ("terminal", "text"), ("cashier", "text"), ("member", "text"), ("key", "text"), ("use", "bigint"),
        ("purchase", "text"), ("amount", "bigint"), ("amount_currency", "text"), ("discount", "bigint"),
        ("discount_currency", "text"), ("at", "bigint"), ("day", "bigint"), ("second_of_day", "bigint"),
        ("reason", "text"), ("restores_use", "boolean"), ("form", "bigint"), ("stack", "text"),
        ("reservation", "text"),
    ]

    /// The columns as they are read, the shard last.
    static let list = (columns.map(\.name) + ["home"]).joined(separator: ", ")

    /// Where the entry's number stands.
    static let sequence = 1

    private static let insertion: String = {
        let names = columns.map(\.name).joined(separator: ", ")
        let arrays = columns.indices.map { "$\($0 + 2)::\(columns[$0].type)[]" }.joined(separator: ", ")
        return "INSERT INTO ledger (home, \(names)) SELECT $1, * FROM unnest(\(arrays))"
    }()

    /// Writes many entries of one shard in one statement.
    static func insertion(of entries: [LedgerEntry], home: Home) -> Statement {
        let drafts = entries.map(\.draft)
        let place: [Parameter] = [
            .home(home), .texts(entries.map(\.writer)), .integers(entries.map(\.sequence)),
            .byteStrings(entries.map(\.previousHash)), .byteStrings(entries.map(\.hash)),
            .texts(drafts.map(\.kind.rawValue)), .texts(drafts.map(\.redemption.text)),
            .texts(drafts.map { $0.reversal?.text }),
        ]
        let rest: [Parameter] = [
            .integers(entries.map { Int64($0.form.rawValue) }), .texts(drafts.map { $0.stack?.text }),
            .texts(drafts.map { $0.reservation?.text }),
        ]
        return Statement(insertion, place + whatWasRedeemed(drafts) + whereAndHow(drafts) + rest)
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
        guard let form = LedgerForm(rawValue: try row[30]) else {
            throw .corrupt("an entry has no known form")
        }
        return LedgerEntry(
            sequence: try row[1], writer: try row[0], previousHash: try row[2], hash: try row[3],
            draft: LedgerDraft(
                kind: try row.word(4), home: Home(rawValue: try row[33]), redemption: try row.id(5),
                reversal: try row.optionalID(6),
                coupon: CouponIdentity(
                    key: CouponKey(column: try row[7]), batch: try row.id(8), serial: try row[9]),
                campaign: try row.id(10), offer: try row.id(11), combination: try row.word(12),
                placement: try row.optionalID(13), store: try row.id(14), terminal: try row.id(15),
                cashier: try row[16], member: try row.optionalID(17), key: try row[18], use: try row[19],
                purchase: try row[20], amount: try row.optionalMoney(21, currency: 22),
                discount: try row.money(23, currency: 24), moment: try row.moment(25), reason: try row[28],
                restoresUse: try row[29], stack: try row.optionalID(31), reservation: try row.optionalID(32)),
            form: form)
    }
}
