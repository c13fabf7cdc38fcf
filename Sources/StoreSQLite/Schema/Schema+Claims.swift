extension Schema {
    /// Identities that more than one member is said to have, until a person decides; a member's claims go with them.
    static let claims = """
        CREATE TABLE identity_claim (
            home INTEGER NOT NULL,
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            member TEXT NOT NULL,
            kind TEXT NOT NULL,
            sealed BLOB NOT NULL,
            source TEXT NOT NULL,
            at INTEGER NOT NULL,
            answered_at INTEGER,
            PRIMARY KEY (home, digest, member),
            CHECK (answered_at IS NULL OR length(sealed) = 0)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX identity_claim_member ON identity_claim (home, member);
        CREATE INDEX identity_claim_open ON identity_claim (home, digest, member) WHERE answered_at IS NULL;

        """
}
