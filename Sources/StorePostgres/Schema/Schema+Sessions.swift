extension Schema {
    /// Who is signed in to the console; gone soon after its end.
    static let sessions = """
        CREATE TABLE console_session (
            key bytea NOT NULL PRIMARY KEY CHECK (length(key) = 32),
            token text COLLATE "C",
            began_at bigint NOT NULL,
            ends_at bigint NOT NULL
        );

        """
}
