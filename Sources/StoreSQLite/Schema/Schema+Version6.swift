extension Schema {
    /// To which words a member agreed and on which page, proofs that are asked for, what is known of one
    /// member, the unit ledger, tiers and referrals.
    static let version6 = consents + challenges + memberRedemptions + balances + tiers + referrals
}

/// Every message must be answered for, so what a member said is never changed; erasing leaves it under an id that leads
/// to nobody.
private let consents = """
    ALTER TABLE consent ADD COLUMN wording TEXT;
    ALTER TABLE consent ADD COLUMN placement TEXT;
    CREATE TRIGGER consent_no_update BEFORE UPDATE ON consent
        BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;
    CREATE TRIGGER consent_no_delete BEFORE DELETE ON consent
        BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;

    """

/// A code that was sent to an address, with what its receiver asked for, sealed; gone soon after its end.
private let challenges = """
    CREATE TABLE challenge (
        home INTEGER NOT NULL,
        id TEXT NOT NULL,
        address BLOB NOT NULL CHECK (length(address) = 32),
        answer BLOB NOT NULL CHECK (length(answer) = 32),
        attempts_left INTEGER NOT NULL CHECK (attempts_left >= 0),
        created_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        member TEXT,
        claimed_batch TEXT,
        claimed_serial INTEGER,
        sealed_request BLOB NOT NULL,
        PRIMARY KEY (home, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX challenge_address ON challenge (home, address, created_at);
    CREATE INDEX challenge_created ON challenge (home, created_at);

    """

private let memberRedemptions = """
    CREATE INDEX ledger_member ON ledger (home, member) WHERE member IS NOT NULL;
    CREATE INDEX audit_subject ON audit (subject, number);

    """
