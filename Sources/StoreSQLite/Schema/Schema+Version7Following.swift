extension Schema {
    /// How far those who read the ledger, and do something for what they read, have come in its chains.
    static let ledgerReaders = """
        CREATE TABLE ledger_reader (
            name TEXT PRIMARY KEY,
            position TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        """
}
