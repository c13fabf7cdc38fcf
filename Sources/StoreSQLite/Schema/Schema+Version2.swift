extension Schema {
    /// One table for everything that is counted, reservations, checkpoints, every revision of a campaign, and answers
    /// that hold only what the ledger does not.
    static let version2 =
        raisedUses + revisions + counters + countedSoFar + reservations + ledgerColumns + checkpoints
        + answers
}

/// A constraint cannot be altered; editing the schema's text is how SQLite's own documentation has it done
/// (ALTER TABLE, section 7, "changes that do not affect the on-disk content").
private let raisedUses = """
    PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(
        sql, 'uses_per_coupon BETWEEN 1 AND 255', 'uses_per_coupon BETWEEN 1 AND 1000000')
        WHERE type = 'table' AND name = 'batch';
    PRAGMA writable_schema = RESET;

    """

private let revisions = """
    CREATE TABLE campaign_revision (
        campaign TEXT NOT NULL REFERENCES campaign (id),
        revision INTEGER NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (campaign, revision)
    ) STRICT;
    INSERT INTO campaign_revision SELECT id, revision, document FROM campaign;

    """

private let counters = """
    CREATE TABLE counter (
        home INTEGER NOT NULL,
        owner TEXT NOT NULL,
        scope TEXT NOT NULL CHECK (scope IN ('uses', 'spend', 'member', 'member_day', 'store_day', 'stock')),
        subject TEXT NOT NULL,
        taken INTEGER NOT NULL CHECK (taken >= 0),
        PRIMARY KEY (home, owner, scope, subject)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO counter SELECT home, offer, 'uses', '', uses FROM offer_use;
    INSERT INTO counter SELECT home, offer, 'member', member, uses FROM member_use;
    DROP TABLE offer_use;
    DROP TABLE member_use;

    """

/// What was not counted before, from the ledger.
private let countedSoFar = """
    INSERT INTO counter
        SELECT home, campaign, 'spend', discount_currency,
            sum(CASE kind WHEN 'redemption' THEN discount ELSE -discount END)
        FROM ledger GROUP BY home, campaign, discount_currency;
    CREATE TEMP TABLE standing AS SELECT home, offer, store, day, member FROM ledger
        WHERE kind = 'redemption' AND NOT EXISTS (SELECT 1 FROM ledger AS undo
            WHERE undo.home = ledger.home AND undo.redemption = ledger.redemption
            AND undo.kind <> 'redemption' AND undo.restores_use = 1);
    INSERT INTO counter SELECT home, offer, 'stock', store, count(*) FROM standing GROUP BY 1, 2, 4;
    INSERT INTO counter SELECT home, offer, 'store_day', store || ' ' || day, count(*)
        FROM standing GROUP BY 1, 2, 4;
    INSERT INTO counter SELECT home, offer, 'member_day', member || ' ' || day, count(*)
        FROM standing WHERE member IS NOT NULL GROUP BY 1, 2, 4;
    DROP TABLE standing;

    """

private let reservations = """
    ALTER TABLE coupon ADD COLUMN uses_held INTEGER NOT NULL DEFAULT 0
        CHECK (uses_held >= 0 AND uses_taken + uses_held <= uses_allowed);
    CREATE TABLE reservation (
        home INTEGER NOT NULL,
        id TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('held', 'settled', 'released', 'expired')),
        expires_at INTEGER NOT NULL,
        store TEXT NOT NULL,
        day INTEGER NOT NULL,
        member TEXT,
        document TEXT NOT NULL,
        PRIMARY KEY (home, id)
    ) STRICT;
    CREATE INDEX reservation_held ON reservation (home, expires_at, id) WHERE state = 'held';
    CREATE TABLE reservation_part (
        home INTEGER NOT NULL,
        coupon INTEGER NOT NULL,
        reservation TEXT NOT NULL,
        campaign TEXT NOT NULL,
        offer TEXT NOT NULL,
        discount INTEGER NOT NULL CHECK (discount >= 0),
        discount_currency TEXT NOT NULL,
        PRIMARY KEY (home, coupon, reservation),
        FOREIGN KEY (home, reservation) REFERENCES reservation (home, id),
        FOREIGN KEY (home, coupon) REFERENCES coupon (home, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reservation_part_of ON reservation_part (home, reservation);

    """

private let ledgerColumns = """
    ALTER TABLE ledger ADD COLUMN form INTEGER NOT NULL DEFAULT 1 CHECK (form IN (1, 2));
    ALTER TABLE ledger ADD COLUMN stack TEXT;
    ALTER TABLE ledger ADD COLUMN reservation TEXT;

    """

private let checkpoints = """
    CREATE TABLE checkpoint (
        writer TEXT NOT NULL,
        last INTEGER NOT NULL,
        first INTEGER NOT NULL CHECK (first BETWEEN 1 AND last),
        home INTEGER NOT NULL,
        root BLOB NOT NULL CHECK (length(root) = 32),
        key INTEGER NOT NULL CHECK (key BETWEEN 0 AND 255),
        signature BLOB NOT NULL CHECK (length(signature) = 64),
        PRIMARY KEY (writer, last),
        FOREIGN KEY (writer, first) REFERENCES ledger (writer, sequence),
        FOREIGN KEY (writer, last) REFERENCES ledger (writer, sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
    CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;

    """

/// Answers were kept whole, with the offer; now the ledger and the campaign's revision give them again.
private let answers = """
    UPDATE answer SET record = CASE
        WHEN json_extract(record, '$.redemption._0.outcome.accepted') IS NOT NULL THEN
            json_object('redeemed', json_object('_0', json_array(json_object(
                'byLine', json('[]'), 'redemption', json_extract(record, '$.redemption._0.redemption'),
                'revision', (SELECT revision FROM campaign
                    WHERE id = json_extract(record, '$.redemption._0.campaign')),
                'usesLeft', json_extract(record, '$.redemption._0.outcome.accepted._0.usesLeft')))))
        WHEN json_extract(record, '$.redemption') IS NOT NULL THEN
            json_object('refused', json_object('_0',
                json_array(json_extract(record, '$.redemption._0.outcome.refused._0'))))
        WHEN json_extract(record, '$.reversal._0.outcome.accepted') IS NOT NULL THEN
            json_object('reversed', json_object('_0', json_object(
                'redemption', json_extract(record, '$.reversal._0.redemption'),
                'reversal', json_extract(record, '$.reversal._0.reversal'))))
        ELSE json_object('reversalRefused', json_object('_0',
            json_extract(record, '$.reversal._0.outcome.refused._0')))
    END;

    """
