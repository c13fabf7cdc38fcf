extension Schema {
    /// Who is signed in to the console; gone soon after its end.
    static let sessions = """
        CREATE TABLE console_session (
            key BLOB NOT NULL PRIMARY KEY CHECK (length(key) = 32),
            token TEXT,
            began_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        """
}
