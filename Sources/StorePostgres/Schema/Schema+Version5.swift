extension Schema {
    /// To which words a member agreed and on which page, proofs that are asked for, what is known of one
    /// member, the unit ledger, tiers and referrals.
    static let version5 =
        "SET LOCAL search_path = tessera;\n" + consents + challenges + memberRedemptions + balances + tiers
        + referrals
}

/// Every message must be answered for, so what a member said is never changed; erasing leaves it under an id that leads
/// to nobody.
private let consents = """
    ALTER TABLE consent ADD COLUMN wording text;
    ALTER TABLE consent ADD COLUMN placement text COLLATE "C";
    CREATE TRIGGER consent_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    """

/// A code that was sent to an address, with what its receiver asked for, sealed; gone soon after its end.
private let challenges = """
    CREATE TABLE challenge (
        home bigint NOT NULL,
        id text COLLATE "C" NOT NULL,
        address bytea NOT NULL CHECK (length(address) = 32),
        answer bytea NOT NULL CHECK (length(answer) = 32),
        attempts_left bigint NOT NULL CHECK (attempts_left >= 0),
        created_at bigint NOT NULL,
        expires_at bigint NOT NULL,
        member text COLLATE "C",
        claimed_batch text COLLATE "C",
        claimed_serial bigint,
        sealed_request bytea NOT NULL,
        PRIMARY KEY (home, id)
    );
    CREATE INDEX challenge_address ON challenge (home, address, created_at);
    CREATE INDEX challenge_created ON challenge (home, created_at);

    """

private let memberRedemptions = """
    CREATE INDEX ledger_member ON ledger (home, member) WHERE member IS NOT NULL;
    CREATE INDEX audit_subject ON audit (subject, number);

    """
