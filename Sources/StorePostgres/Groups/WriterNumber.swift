import Store

/// A verifier's number in this database, held by a lock of its session: what its chain and its slots are called by.
struct WriterNumber: Sendable, Hashable {
    let rawValue: Int32

    /// "TESS": the first half of the locks' keys, which all verifiers share.
    private static let lockClass: Int32 = 0x5445_5353

    /// Takes the lowest number that no other session holds; it is free again when this session ends.
    ///
    /// - Throws: `StoreError.busy` if all are taken.
    static func take(_ connection: Connection) throws(StoreError) -> WriterNumber {
        for number in 1...PostgresLimits.maximumWriterNumber {
            let found = try connection.query(
                "SELECT pg_try_advisory_lock(\(lockClass), $1::integer)", [.integer(number)])
            if try found.one({ row throws(StoreError) in try row[0] as Bool }) ?? false {
                return WriterNumber(rawValue: number)
            }
        }
        throw .busy("\(PostgresLimits.maximumWriterNumber) verifiers use this database")
    }

    /// The number that a connection took when it was opened.
    static func held(by connection: Connection) throws(StoreError) -> WriterNumber {
        guard let number = connection.writerNumber else {
            throw .unreachable("the verifier has lost its number")
        }
        return number
    }

    /// The name of the chain that it appends to in a home: `main` of the first verifier, then `v002` and on.
    ///
    /// A single verifier so writes the same ledger as on SQLite. A chain lives in one home, and its name tells which:
    /// the bucket stands behind a dot unless it is 0.
    func writer(of home: Home) -> String {
        let digits = String(rawValue)
        let name =
            rawValue == 1
            ? LedgerPosition.mainWriter
            : "v" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        let bucket = home.rawValue & Int64(Home.bucketCount - 1)
        return bucket == 0 ? name : "\(name).\(bucket)"
    }
}
