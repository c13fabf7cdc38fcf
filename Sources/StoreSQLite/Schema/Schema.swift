import GRDB
import Store

/// The versions of the database's schema: numbered, forward only, never edited once released.
enum Schema {
    /// Version *n* is reached by the *n*-th migration.
    static let migrations = [
        version1, version2, version3, version4, version5, version6, version7, version8,
    ]

    /// "TESS" in `PRAGMA application_id`: tells our files from other programs' SQLite files.
    static let applicationID: Int64 = 0x5445_5353

    /// Refuses a file that another program made, or a newer Tessera, before anything is written to it.
    static func checkIdentity(_ db: Database) throws {
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let application = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let tableCount = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        guard application == applicationID || tableCount == 0 else {
            throw StoreError.corrupt("\(db.description) is a database of another program")
        }
        guard version <= migrations.count else { throw StoreError.newerSchema(found: String(version)) }
    }

    /// Brings the schema up to date, in one transaction, also when two processes try at once.
    static func migrate(_ db: Database) throws {
        try db.inTransaction(.immediate) {
            try checkIdentity(db)
            let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            for migration in migrations.dropFirst(version) { try db.execute(sql: migration) }
            guard version < migrations.count else { return .commit }
            try db.execute(
                sql: "PRAGMA user_version = \(migrations.count); PRAGMA application_id = \(applicationID)")
            return .commit
        }
    }
}
