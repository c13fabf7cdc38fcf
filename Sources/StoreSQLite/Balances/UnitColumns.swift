import GRDB
import Promotion
import Store
import Vocabulary

/// Reads rows of the unit ledger, whose columns are those of `UnitTables`.
enum UnitColumns {
    static func lot(_ row: Row) throws(StoreError) -> UnitLot {
        UnitLot(
            source: UnitEntryID(unchecked: row[0]), unit: try BalanceUnit(column: row[1]),
            member: MemberID(unchecked: row[2]), amount: row[3], remaining: row[4], expired: row[5],
            createdOn: CalendarDate(daysSince1970: row[6]), firstDay: CalendarDate(daysSince1970: row[7]),
            lastDay: (row[8] as Int32?).map(CalendarDate.init(daysSince1970:)))
    }

    static func entry(_ row: Row, postings: [UnitPosting]) throws(StoreError) -> UnitEntry {
        UnitEntry(
            id: UnitEntryID(unchecked: row[1]), kind: try stored(row[2] as String),
            member: MemberID(unchecked: row[3]), at: Instant(millisecondsSince1970: row[4]),
            day: CalendarDate(daysSince1970: row[5]), amount: row[6],
            reverses: (row[7] as String?).map(UnitEntryID.init(unchecked:)),
            reward: (row[8] as String?).map(OfferID.init(unchecked:)), note: row[9], actor: row[10],
            postings: postings)
    }

    static func posting(_ row: Row) throws(StoreError) -> UnitPosting {
        UnitPosting(
            unit: try BalanceUnit(column: row[0]),
            account: try UnitAccount(
                column: row[1], lot: (row[2] as String?).map(UnitEntryID.init(unchecked:)),
                member: (row[3] as String?).map(MemberID.init(unchecked:))), amount: row[4])
    }
}
