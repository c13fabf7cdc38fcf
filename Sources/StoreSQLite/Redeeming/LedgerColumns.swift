import Foundation
import GRDB
import Promotion
import Store
import Vocabulary

/// The ledger's columns in one fixed order, to and from an entry.
enum LedgerColumns {
    static let names = [
        "writer", "sequence", "previous_hash", "hash", "kind", "home", "redemption", "reversal", "coupon",
        "batch", "serial", "campaign", "offer", "combination", "placement", "store", "terminal", "cashier",
        "member", "key", "use", "purchase", "amount", "amount_currency", "discount", "discount_currency",
        "at", "day", "second_of_day", "reason", "restores_use", "form", "stack", "reservation",
    ]

    static let list = names.joined(separator: ", ")

    /// What is written: an entry, and beside it, for the engine's own sake, which use of its coupon came before.
    static let written = names + ["previous_use"]

    /// Binds the columns of `written`.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - previousUse: The sequence of the redemption of the same coupon before this one; `nil` for the first, and for
    ///     reversals.
    ///   - statement: An insertion, or the rest of one for several rows.
    static func bind(_ entry: LedgerEntry, previousUse: Int64?, to statement: HotStatement) {
        let draft = entry.draft
        statement.bind(entry.writer)
        statement.bind(entry.sequence)
        statement.bind(blob: entry.previousHash)
        statement.bind(blob: entry.hash)
        statement.bind(draft.kind.rawValue)
        statement.bind(draft.home.rawValue)
        statement.bind(draft.redemption.text)
        statement.bind(draft.reversal?.text)
        statement.bind(draft.coupon.key.column)
        statement.bind(draft.coupon.batch.text)
        statement.bind(draft.coupon.serial)
        statement.bind(draft.campaign.text)
        statement.bind(draft.offer.text)
        statement.bind(draft.combination.rawValue)
        statement.bind(draft.placement?.text)
        bindCircumstances(draft, to: statement)
        statement.bind(draft.restoresUse ? 1 : 0)
        statement.bind(entry.form.rawValue)
        statement.bind(draft.stack?.text)
        statement.bind(draft.reservation?.text)
        statement.bind(previousUse)
    }

    /// The columns from `store` to `reason`.
    private static func bindCircumstances(_ draft: LedgerDraft, to statement: HotStatement) {
        statement.bind(draft.store.text)
        statement.bind(draft.terminal.text)
        statement.bind(draft.cashier)
        statement.bind(draft.member?.text)
        statement.bind(draft.key)
        statement.bind(draft.use)
        statement.bind(draft.purchase)
        statement.bind(draft.amount?.minorUnits)
        statement.bind(draft.amount?.currency.code)
        statement.bind(draft.discount.minorUnits)
        statement.bind(draft.discount.currency.code)
        statement.bind(draft.moment.instant.millisecondsSince1970)
        statement.bind(draft.moment.date.daysSince1970)
        statement.bind(draft.moment.secondOfDay)
        statement.bind(draft.reason)
    }

    /// Reads an entry from a row of `list`.
    static func entry(_ row: Row) throws(StoreError) -> LedgerEntry {
        guard let form = LedgerForm(rawValue: row[31]) else {
            throw .corrupt("no form of an entry: \(row[31] as Int)")
        }
        return LedgerEntry(
            sequence: row[1], writer: row[0], previousHash: bytes(row[2]), hash: bytes(row[3]),
            draft: LedgerDraft(
                kind: try stored(row[4] as String), home: Home(rawValue: row[5]),
                redemption: RedemptionID(unchecked: row[6]),
                reversal: (row[7] as String?).map(ReversalID.init(unchecked:)),
                coupon: CouponIdentity(
                    key: CouponKey(column: row[8]), batch: BatchID(unchecked: row[9]), serial: row[10]),
                campaign: CampaignID(unchecked: row[11]), offer: OfferID(unchecked: row[12]),
                combination: try stored(row[13] as String),
                placement: (row[14] as String?).map(PlacementID.init(unchecked:)),
                store: StoreID(unchecked: row[15]), terminal: TerminalID(unchecked: row[16]),
                cashier: row[17], member: (row[18] as String?).map(MemberID.init(unchecked:)), key: row[19],
                use: row[20], purchase: row[21], amount: try money(row[22], row[23]),
                discount: try requiredMoney(row[24], row[25]), moment: try moment(row[26], row[27], row[28]),
                reason: row[29], restoresUse: row[30],
                stack: (row[32] as String?).map(RedemptionID.init(unchecked:)),
                reservation: (row[33] as String?).map(ReservationID.init(unchecked:))),
            form: form)
    }

    static func money(_ minorUnits: Int64?, _ code: String?) throws(StoreError) -> Money? {
        guard let minorUnits, let code else { return nil }
        return try requiredMoney(minorUnits, code)
    }

    static func moment(_ at: Int64, _ day: Int32, _ second: Int) throws(StoreError) -> LocalMoment {
        guard (0..<86_400).contains(second) else { throw .corrupt("no second of a day: \(second)") }
        return LocalMoment(
            instant: Instant(millisecondsSince1970: at), date: CalendarDate(daysSince1970: day),
            secondOfDay: second)
    }

    static func requiredMoney(_ minorUnits: Int64, _ code: String) throws(StoreError) -> Money {
        guard let currency = Currency(parsing: code) else { throw .corrupt("no currency: \(code)") }
        return Money(minorUnits: minorUnits, currency: currency)
    }

    static func bytes(_ data: Data) -> [UInt8] { Array(data) }
}

extension CouponKey {
    /// SQLite's integers have a sign.
    init(column: Int64) {
        self.init(rawValue: UInt64(bitPattern: column))
    }

    var column: Int64 { Int64(bitPattern: rawValue) }
}
