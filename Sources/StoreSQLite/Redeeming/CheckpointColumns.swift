import Foundation
import GRDB
import Store

/// A checkpoint's columns in one fixed order.
enum CheckpointColumns {
    static let names = ["home", "writer", "first", "last", "root", "key", "signature"]

    static let list = names.joined(separator: ", ")

    static func bind(_ checkpoint: Checkpoint, to statement: HotStatement) {
        statement.bind(checkpoint.home.rawValue)
        statement.bind(checkpoint.writer)
        statement.bind(checkpoint.first)
        statement.bind(checkpoint.last)
        statement.bind(blob: checkpoint.root)
        statement.bind(checkpoint.seal.keyID)
        statement.bind(blob: checkpoint.seal.signature)
    }

    static func checkpoint(_ row: Row) -> Checkpoint {
        Checkpoint(
            home: Home(rawValue: row[0]), writer: row[1], first: row[2], last: row[3],
            root: LedgerColumns.bytes(row[4]),
            seal: Seal(keyID: row[5], signature: LedgerColumns.bytes(row[6])))
    }
}
