import Store

/// The versions of the database's schema: numbered, forward only, never edited once released.
enum Schema {
    /// Version *n* is reached by the *n*-th migration.
    static let migrations = [version1, version2, version3, version4, version5, version6, version7]

    /// Everything of ours lives in a schema of its own, beside whatever else the database holds.
    static let name = "tessera"

    /// "TESS": the key of the lock under which one verifier at a time brings the schema up to date.
    static let migrationLock: Int64 = 0x5445_5353

    /// The lock under which one transaction at a time appends to the audit log.
    static let auditLock = migrationLock + 4

    /// Brings the schema up to date, in one transaction, also when many verifiers try at once.
    ///
    /// - Throws: `StoreError.newerSchema` before anything is written, `.corrupt` for a schema of another program.
    static func migrate(_ connection: Connection) throws(StoreError) {
        guard try version(connection) < migrations.count else { return }
        connection.begin(.write)
        try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(migrationLock)])
        // Another verifier may have done it while this one waited.
        let version = try version(connection)
        for migration in migrations.dropFirst(version) { try connection.script(migration) }
        try connection.commit([
            Statement(
                """
                INSERT INTO \(name).installation (product, version) VALUES ('tessera', $1)
                ON CONFLICT (product) DO UPDATE SET version = excluded.version
                """, [.integer(migrations.count)])
        ])
    }

    /// The version found; 0 where nothing of ours is.
    private static func version(_ connection: Connection) throws(StoreError) -> Int {
        let found = try connection.query(
            """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = '\(name)'),
                to_regclass('\(name).installation') IS NOT NULL,
                EXISTS (SELECT FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON relnamespace = pg_namespace.oid
                    WHERE nspname = '\(name)')
            """)
        guard let row = found.first, try row[0] else { return 0 }
        guard try row[1] else {
            guard try row[2] else { return 0 }
            throw .corrupt("the schema \(name) of this database belongs to another program")
        }
        let stored = try connection.query(
            "SELECT version FROM \(name).installation WHERE product = 'tessera'")
        guard let row = stored.first else {
            throw .corrupt("the schema \(name) of this database belongs to another program")
        }
        let version: Int = try row[0]
        guard version <= migrations.count else { throw .newerSchema(found: String(version)) }
        return version
    }
}
