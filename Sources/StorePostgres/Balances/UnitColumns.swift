import Promotion
import Store
import Vocabulary

/// Reads rows of the unit ledger, whose columns are those of `UnitTables`.
enum UnitColumns {
    static func lot(_ row: Row) throws(StoreError) -> UnitLot {
        UnitLot(
            source: try row.id(0), unit: try BalanceUnit(column: try row[1]), member: try row.id(2),
            amount: try row[3], remaining: try row[4], expired: try row[5], createdOn: try row.day(6),
            firstDay: try row.day(7), lastDay: try row.optionalDay(8))
    }

    static func entry(_ row: Row, postings: [UnitPosting]) throws(StoreError) -> UnitEntry {
        UnitEntry(
            id: try row.id(1), kind: try row.word(2), member: try row.id(3), at: try row.instant(4),
            day: try row.day(5), amount: try row[6], reverses: try row.optionalID(7),
            reward: try row.optionalID(8), note: try row[9], actor: try row[10], postings: postings)
    }

    static func posting(_ row: Row) throws(StoreError) -> UnitPosting {
        UnitPosting(
            unit: try BalanceUnit(column: try row[0]),
            account: try UnitAccount(
                column: try row[1], lot: try row.optionalID(2), member: try row.optionalID(3)),
            amount: try row[4])
    }
}
