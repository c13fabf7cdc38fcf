extension Schema {
    /// Tokens of people, lock-outs of guessers, and in the audit log as whom and where somebody acted.
    static let version2 = "SET LOCAL search_path = tessera;\n" + accessTokens + lockouts + auditActors
}

/// `stores` names the stores that a token opens; NULL is every store.
private let accessTokens = """
    CREATE TABLE access_token (
        id text COLLATE "C" PRIMARY KEY,
        role text NOT NULL CHECK (role IN ('owner', 'manager', 'cashier', 'auditor')),
        name text NOT NULL,
        stores text COLLATE "C" CHECK (stores <> ''),
        token_digest bytea NOT NULL UNIQUE CHECK (length(token_digest) = 32),
        issued_at bigint NOT NULL,
        revoked_at bigint
    );
    CREATE TRIGGER access_token_changed AFTER UPDATE OR DELETE OR TRUNCATE ON access_token
        FOR EACH STATEMENT EXECUTE FUNCTION count_access_change();

    """

/// One row a subject, its last lock-out.
private let lockouts = """
    CREATE TABLE lockout (
        kind text COLLATE "C" NOT NULL CHECK (kind IN ('terminal', 'token', 'address', 'visitor')),
        subject text COLLATE "C" NOT NULL,
        id text COLLATE "C" NOT NULL UNIQUE,
        store text COLLATE "C",
        level integer NOT NULL CHECK (level >= 0),
        began_at bigint NOT NULL,
        ends_at bigint NOT NULL,
        PRIMARY KEY (kind, subject)
    );
    CREATE INDEX lockout_end ON lockout (ends_at);

    """

/// Until now only accounts at the command line were in the log.
private let auditActors = """
    ALTER TABLE audit ADD COLUMN role text NOT NULL DEFAULT 'account'
        CHECK (role IN ('owner', 'manager', 'cashier', 'auditor', 'terminal', 'account', 'system'));
    ALTER TABLE audit ADD COLUMN store text COLLATE "C";
    CREATE INDEX audit_store ON audit (store, number) WHERE store IS NOT NULL;

    """
