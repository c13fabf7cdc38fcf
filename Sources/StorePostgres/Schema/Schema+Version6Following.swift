extension Schema {
    /// How far those who read the ledger, and do something for what they read, have come in its chains.
    static let ledgerReaders = """
        CREATE TABLE ledger_reader (
            name text COLLATE "C" PRIMARY KEY,
            position text COLLATE "C" NOT NULL,
            at bigint NOT NULL
        );

        """
}
