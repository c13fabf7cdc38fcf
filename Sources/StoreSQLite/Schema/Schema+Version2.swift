extension Schema {
    /// One table for everything that is counted, reservations, checkpoints, every revision of a campaign, a ledger that
    /// costs less to append to, and answers that hold only what the ledger does not.
    static let version2 =
        raisedUses + revisions + counters + countedSoFar + reservations + ledger + uses + checkpoints + access
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
        scope TEXT NOT NULL CHECK (scope = 'uses' OR scope = 'spend' OR scope = 'member'
            OR scope = 'member_day' OR scope = 'store_day' OR scope = 'stock'),
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

/// The ledger by its sequence, since a file has one chain.
///
/// So appending fills page after page, and each index has the sequence alone as its way back. The coupon's uses are a
/// list through the entries and have no index, which would be one more page to write for every redemption; so has the
/// index of used coupons gone, which only exports asked for.
///
/// Three words are compared one by one, because SQLite builds a table for `IN` at every row. The coupon is missed at the
/// commit and not at the row: for that an insertion of many rows would have to note how to undo them.
private let ledger = """
    CREATE TABLE ledger_by_sequence (
        sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),
        writer TEXT NOT NULL CHECK (writer = 'main'),
        previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        kind TEXT NOT NULL CHECK (kind = 'redemption' OR kind = 'void' OR kind = 'return'),
        home INTEGER NOT NULL,
        redemption TEXT NOT NULL,
        reversal TEXT,
        coupon INTEGER NOT NULL,
        batch TEXT NOT NULL,
        serial INTEGER NOT NULL,
        campaign TEXT NOT NULL,
        offer TEXT NOT NULL,
        combination TEXT NOT NULL,
        placement TEXT,
        store TEXT NOT NULL,
        terminal TEXT NOT NULL,
        cashier TEXT,
        member TEXT,
        key TEXT NOT NULL,
        use INTEGER NOT NULL CHECK (use >= 1),
        purchase TEXT,
        amount INTEGER CHECK (amount >= 0),
        amount_currency TEXT,
        discount INTEGER NOT NULL CHECK (discount >= 0),
        discount_currency TEXT NOT NULL,
        at INTEGER NOT NULL,
        day INTEGER NOT NULL,
        second_of_day INTEGER NOT NULL CHECK (second_of_day BETWEEN 0 AND 86399),
        reason TEXT,
        restores_use INTEGER NOT NULL CHECK (restores_use IN (0, 1)),
        form INTEGER NOT NULL CHECK (form IN (1, 2)),
        stack TEXT,
        reservation TEXT,
        previous_use INTEGER CHECK (previous_use < sequence),
        FOREIGN KEY (home, coupon) REFERENCES coupon (home, key) DEFERRABLE INITIALLY DEFERRED,
        CHECK ((kind = 'redemption') = (reversal IS NULL)),
        CHECK (kind <> 'redemption' OR restores_use = 0),
        CHECK ((amount IS NULL) = (amount_currency IS NULL))
    ) STRICT;
    INSERT INTO ledger_by_sequence
        SELECT sequence, writer, previous_hash, hash, kind, home, redemption, reversal, coupon, batch, serial,
            campaign, offer, combination, placement, store, terminal, cashier, member, key, use, purchase, amount,
            amount_currency, discount, discount_currency, at, day, second_of_day, reason, restores_use, 1, NULL, NULL,
            CASE kind WHEN 'redemption' THEN lag(sequence) OVER (
                PARTITION BY home, coupon, kind = 'redemption' ORDER BY sequence) END
        FROM ledger ORDER BY sequence;
    DROP TABLE ledger;
    ALTER TABLE ledger_by_sequence RENAME TO ledger;
    CREATE UNIQUE INDEX ledger_redemption ON ledger (home, redemption) WHERE kind = 'redemption';
    CREATE UNIQUE INDEX ledger_reversal ON ledger (home, redemption, reversal) WHERE kind <> 'redemption';
    CREATE INDEX ledger_purchase ON ledger (home, store, purchase)
        WHERE kind = 'redemption' AND purchase IS NOT NULL;
    CREATE INDEX ledger_placement ON ledger (placement, at) WHERE placement IS NOT NULL;
    CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
    CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

    """

/// Where the list of a coupon's uses begins: at the last one.
private let uses = """
    DROP INDEX coupon_used;
    ALTER TABLE coupon ADD COLUMN last_use INTEGER;
    UPDATE coupon SET last_use = last.sequence FROM
        (SELECT home, coupon, max(sequence) AS sequence FROM ledger
            WHERE kind = 'redemption' GROUP BY home, coupon) AS last
        WHERE coupon.home = last.home AND coupon.key = last.coupon;

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
        FOREIGN KEY (first) REFERENCES ledger (sequence),
        FOREIGN KEY (last) REFERENCES ledger (sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER checkpoint_no_update BEFORE UPDATE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
    CREATE TRIGGER checkpoint_no_delete BEFORE DELETE ON checkpoint
        BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;

    """

/// A number that counts changes of tokens.
///
/// Triggers count, so that no process changes a token without it.
private let access = """
    CREATE TABLE access_version (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        version INTEGER NOT NULL
    ) STRICT;
    INSERT INTO access_version VALUES (1, 1);
    CREATE TRIGGER terminal_changed AFTER UPDATE ON terminal
        BEGIN UPDATE access_version SET version = version + 1; END;
    CREATE TRIGGER terminal_removed AFTER DELETE ON terminal
        BEGIN UPDATE access_version SET version = version + 1; END;

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
