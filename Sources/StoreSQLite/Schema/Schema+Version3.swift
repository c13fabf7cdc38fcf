extension Schema {
    /// Tokens of people, lock-outs of guessers, and in the audit log as whom and where somebody acted.
    static let version3 = accessTokens + lockouts + auditActors
}

/// `stores` names the stores that a token opens, with a space between two; without them it is every store.
private let accessTokens = """
    CREATE TABLE access_token (
        id TEXT NOT NULL PRIMARY KEY,
        role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'cashier', 'auditor')),
        name TEXT NOT NULL,
        stores TEXT CHECK (stores <> ''),
        token_digest BLOB NOT NULL UNIQUE CHECK (length(token_digest) = 32),
        issued_at INTEGER NOT NULL,
        revoked_at INTEGER
    ) STRICT;
    CREATE TRIGGER access_token_changed AFTER UPDATE ON access_token
        BEGIN UPDATE access_version SET version = version + 1; END;
    CREATE TRIGGER access_token_removed AFTER DELETE ON access_token
        BEGIN UPDATE access_version SET version = version + 1; END;

    """

/// One row a subject, its last lock-out.
private let lockouts = """
    CREATE TABLE lockout (
        kind TEXT NOT NULL CHECK (kind IN ('terminal', 'token', 'address', 'visitor')),
        subject TEXT NOT NULL,
        id TEXT NOT NULL UNIQUE,
        store TEXT,
        level INTEGER NOT NULL CHECK (level >= 0),
        began_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL,
        PRIMARY KEY (kind, subject)
    ) STRICT;
    CREATE INDEX lockout_end ON lockout (ends_at);

    """

/// Until now only accounts at the command line were in the log.
private let auditActors = """
    ALTER TABLE audit ADD COLUMN role TEXT NOT NULL DEFAULT 'account'
        CHECK (role IN ('owner', 'manager', 'cashier', 'auditor', 'terminal', 'account', 'system'));
    ALTER TABLE audit ADD COLUMN store TEXT;
    CREATE INDEX audit_store ON audit (store, number) WHERE store IS NOT NULL;

    """
