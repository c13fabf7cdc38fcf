extension Schema {
    /// Identities that more than one member is said to have, until a person decides; a member's claims go with them.
    static let claims = """
        CREATE TABLE identity_claim (
            home bigint NOT NULL,
            digest bytea NOT NULL CHECK (length(digest) = 32),
            member text COLLATE "C" NOT NULL,
            kind text NOT NULL,
            sealed bytea NOT NULL,
            source text NOT NULL,
            at bigint NOT NULL,
            answered_at bigint,
            PRIMARY KEY (home, digest, member),
            CHECK (answered_at IS NULL OR length(sealed) = 0)
        );
        CREATE INDEX identity_claim_member ON identity_claim (home, member);
        CREATE INDEX identity_claim_open ON identity_claim (home, digest, member) WHERE answered_at IS NULL;

        """
}
