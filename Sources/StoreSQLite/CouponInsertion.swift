import GRDB
import Store

/// Writes the coupons of a batch, many rows a statement.
struct CouponInsertion {
    let batch: BatchRecord
    let home: Home

    /// What one SQLite statement may bind (`SQLITE_MAX_VARIABLE_NUMBER` since 3.32).
    static let maximumVariableCount = 32_766

    /// 1,000 rows a statement, two variables each beside the three that all rows share: far below the limit,
    /// and past it a longer statement saves nothing that can be measured.
    static let maximumRowCount = 1_000

    /// Adds coupons in the order of their keys, so that neighbours land on the same page.
    func insert(_ keys: [CouponKey], firstSerial: UInt32, _ db: Database) throws {
        let coupons = zip(keys, firstSerial...).sorted { $0.0.column < $1.0.column }
        for start in stride(from: 0, to: coupons.count, by: Self.maximumRowCount) {
            let part = coupons[start..<min(start + Self.maximumRowCount, coupons.count)]
            var values: [any DatabaseValueConvertible] = [home.rawValue, batch.number, batch.usesPerCoupon]
            values.reserveCapacity(3 + 2 * part.count)
            for (key, serial) in part {
                values.append(key.column)
                values.append(serial)
            }
            let statement = try db.cachedStatement(sql: Self.sql(rowCount: part.count))
            try statement.execute(arguments: StatementArguments(values))
        }
    }

    private static func sql(rowCount: Int) -> String {
        let rows = Array(repeating: "(?, ?)", count: rowCount).joined(separator: ", ")
        return """
            WITH shared (home, batch, uses_allowed) AS (VALUES (?, ?, ?)), row (key, serial) AS (VALUES \(rows))
            INSERT INTO coupon (home, key, batch, serial, uses_allowed)
            SELECT home, key, batch, serial, uses_allowed FROM row CROSS JOIN shared
            """
    }
}
