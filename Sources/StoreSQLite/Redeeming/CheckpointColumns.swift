import Foundation
import GRDB
import Store

/// A checkpoint's columns in one fixed order.
enum CheckpointColumns {
    static let list = "home, writer, first, last, root, key, signature"

    static func checkpoint(_ row: Row) -> Checkpoint {
        Checkpoint(
            home: Home(rawValue: row[0]), writer: row[1], first: row[2], last: row[3],
            root: LedgerColumns.bytes(row[4]),
            seal: Seal(keyID: row[5], signature: LedgerColumns.bytes(row[6])))
    }
}
