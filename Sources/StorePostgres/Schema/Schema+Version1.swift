extension Schema {
    /// Reference tables first, then those that a redemption writes, whose keys begin with `home`.
    ///
    /// Instants are milliseconds since 1970, days are days since 1970, money is minor units with a currency. Names are
    /// compared by their bytes, as everywhere else: the database's language must not order them.
    static let version1 =
        installation + campaigns + placements + batches + access + terminals + members + redemptions + ledger
        + audit
}

private let installation = """
    CREATE SCHEMA IF NOT EXISTS tessera;
    SET LOCAL search_path = tessera;
    CREATE TABLE installation (
        product text COLLATE "C" PRIMARY KEY,
        version integer NOT NULL
    );
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23000';
        END $$;

    """

private let campaigns = """
    CREATE TABLE campaign (
        id text COLLATE "C" PRIMARY KEY,
        state text NOT NULL CHECK (state IN ('active', 'paused')),
        state_at bigint NOT NULL,
        revision bigint NOT NULL CHECK (revision >= 1),
        applied_at bigint NOT NULL
    );
    CREATE TABLE campaign_revision (
        campaign text COLLATE "C" NOT NULL REFERENCES campaign (id),
        revision bigint NOT NULL,
        document text NOT NULL,
        PRIMARY KEY (campaign, revision)
    );
    CREATE TABLE offer (
        id text COLLATE "C" PRIMARY KEY,
        campaign text COLLATE "C" NOT NULL REFERENCES campaign (id)
    );
    CREATE INDEX offer_campaign ON offer (campaign);

    """

private let placements = """
    CREATE TABLE placement (
        id text COLLATE "C" PRIMARY KEY,
        title text NOT NULL,
        store text COLLATE "C",
        fixture text NOT NULL,
        creative text NOT NULL,
        campaign text COLLATE "C",
        target text,
        created_at bigint NOT NULL
    );
    CREATE TABLE visit (
        at bigint NOT NULL,
        placement text COLLATE "C" NOT NULL,
        kind text NOT NULL CHECK (kind IN ('scan', 'landing')),
        scan_class text NOT NULL,
        visitor bigint NOT NULL
    );
    CREATE INDEX visit_at ON visit USING brin (at);

    """

private let batches = """
    CREATE TABLE batch (
        id text COLLATE "C" PRIMARY KEY,
        number bigint NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 16777215),
        campaign text COLLATE "C" NOT NULL REFERENCES campaign (id),
        offer text COLLATE "C" NOT NULL REFERENCES offer (id),
        placement text COLLATE "C" REFERENCES placement (id),
        profile text NOT NULL CHECK (profile IN ('short', 'signed')),
        count bigint NOT NULL CHECK (count BETWEEN 1 AND 16000000),
        issued bigint NOT NULL CHECK (issued BETWEEN 0 AND count),
        uses_per_coupon bigint NOT NULL CHECK (uses_per_coupon BETWEEN 1 AND 1000000),
        last_day integer,
        state text NOT NULL CHECK (state IN ('issued', 'revoked')),
        revoked_at bigint,
        sealed_secret bytea NOT NULL,
        created_at bigint NOT NULL
    );
    CREATE INDEX batch_offer ON batch (offer);

    """

/// A number that counts changes of tokens.
///
/// Triggers count, so that no process changes a token without it.
private let access = """
    CREATE TABLE access_version (
        id integer PRIMARY KEY CHECK (id = 1),
        version bigint NOT NULL
    );
    INSERT INTO access_version VALUES (1, 1);
    CREATE FUNCTION count_access_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE tessera.access_version SET version = version + 1;
            RETURN NULL;
        END $$;

    """

private let terminals = """
    CREATE TABLE terminal (
        id text COLLATE "C" PRIMARY KEY,
        store text COLLATE "C" NOT NULL,
        name text NOT NULL,
        token_digest bytea NOT NULL UNIQUE CHECK (octet_length(token_digest) = 32),
        enrolled_at bigint NOT NULL,
        revoked_at bigint
    );
    CREATE TRIGGER terminal_changed AFTER UPDATE OR DELETE OR TRUNCATE ON terminal
        FOR EACH STATEMENT EXECUTE FUNCTION count_access_change();

    """

private let members = """
    CREATE TABLE member (
        home bigint NOT NULL,
        id text COLLATE "C" NOT NULL,
        joined_on integer NOT NULL,
        joined_at bigint NOT NULL,
        home_store text COLLATE "C",
        tier text NOT NULL,
        gender text,
        language text NOT NULL,
        marketing_consent text NOT NULL,
        source text NOT NULL,
        placement text COLLATE "C",
        cell text,
        sealed_profile bytea NOT NULL,
        updated_at bigint NOT NULL,
        PRIMARY KEY (home, id)
    );
    CREATE INDEX member_placement ON member (placement, joined_at) WHERE placement IS NOT NULL;
    CREATE TABLE identity (
        home bigint NOT NULL,
        digest bytea NOT NULL CHECK (octet_length(digest) = 32),
        member text COLLATE "C" NOT NULL,
        kind text COLLATE "C" NOT NULL,
        sealed bytea NOT NULL,
        PRIMARY KEY (home, digest),
        UNIQUE (home, member, kind),
        FOREIGN KEY (home, member) REFERENCES member (home, id)
    );
    CREATE TABLE consent (
        number bigint GENERATED ALWAYS AS IDENTITY,
        home bigint NOT NULL,
        member text COLLATE "C" NOT NULL,
        purpose text NOT NULL,
        state text NOT NULL,
        source text NOT NULL,
        at bigint NOT NULL,
        PRIMARY KEY (home, member, number)
    );

    """

/// What a redemption changes.
///
/// A counter's rows are its slots: what is counted is their sum, and a slot alone may be below zero. `granted` less `taken`
/// is what a slot may still give of a limit, as long as the campaign has the revision `granted_for`.
///
/// No index is on a column that changes often, and the rows have room beside them: then a change stays on its
/// page and writes no index.
private let redemptions = """
    CREATE TABLE coupon (
        home bigint NOT NULL,
        key bigint NOT NULL,
        batch bigint NOT NULL REFERENCES batch (number),
        serial bigint NOT NULL CHECK (serial >= 1),
        uses_taken integer NOT NULL DEFAULT 0 CHECK (uses_taken >= 0),
        uses_held integer NOT NULL DEFAULT 0 CHECK (uses_held >= 0),
        uses_allowed integer NOT NULL,
        holder text COLLATE "C",
        PRIMARY KEY (home, key),
        CHECK (uses_taken + uses_held <= uses_allowed)
    ) WITH (fillfactor = 85);
    CREATE TABLE counter (
        home bigint NOT NULL,
        owner text COLLATE "C" NOT NULL,
        scope text COLLATE "C" NOT NULL
            CHECK (scope IN ('uses', 'spend', 'member', 'member_day', 'store_day', 'stock')),
        subject text COLLATE "C" NOT NULL,
        slot integer NOT NULL CHECK (slot >= 0),
        taken bigint NOT NULL,
        granted bigint NOT NULL DEFAULT 0,
        granted_for bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (home, owner, scope, subject, slot)
    ) WITH (fillfactor = 85);
    CREATE TABLE answer (
        home bigint NOT NULL,
        terminal text COLLATE "C" NOT NULL,
        key text COLLATE "C" NOT NULL,
        request_digest bytea NOT NULL CHECK (octet_length(request_digest) = 32),
        at bigint NOT NULL,
        accepted_redemption text COLLATE "C",
        content text NOT NULL,
        PRIMARY KEY (home, terminal, key)
    );
    CREATE TABLE reservation (
        home bigint NOT NULL,
        id text COLLATE "C" NOT NULL,
        state text NOT NULL CHECK (state IN ('held', 'settled', 'released', 'expired')),
        expires_at bigint NOT NULL,
        record text NOT NULL,
        PRIMARY KEY (home, id)
    );
    CREATE INDEX reservation_held ON reservation (home, expires_at) WHERE state = 'held';
    CREATE TABLE hold (
        home bigint NOT NULL,
        coupon bigint NOT NULL,
        reservation text COLLATE "C" NOT NULL,
        PRIMARY KEY (home, coupon, reservation)
    );

    """

/// A chain belongs to one verifier at a time and to one shard.
///
/// An entry's coupon was locked by the transaction that appends it; a foreign key would look it up once more for
/// each row. `doctor` finds entries of coupons that do not exist.
private let ledger = """
    CREATE TABLE chain (
        home bigint NOT NULL,
        writer text COLLATE "C" NOT NULL,
        PRIMARY KEY (home, writer)
    );
    CREATE TABLE checkpoint (
        home bigint NOT NULL,
        writer text COLLATE "C" NOT NULL,
        first bigint NOT NULL CHECK (first >= 1),
        last bigint NOT NULL CHECK (last >= first),
        root bytea NOT NULL CHECK (octet_length(root) = 32),
        key_id integer NOT NULL,
        signature bytea NOT NULL CHECK (octet_length(signature) = 64),
        PRIMARY KEY (home, writer, first)
    );
    CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TABLE ledger (
        home bigint NOT NULL,
        writer text COLLATE "C" NOT NULL,
        sequence bigint NOT NULL CHECK (sequence >= 1),
        previous_hash bytea NOT NULL CHECK (octet_length(previous_hash) = 32),
        hash bytea NOT NULL CHECK (octet_length(hash) = 32),
        kind text NOT NULL CHECK (kind IN ('redemption', 'void', 'return')),
        redemption text COLLATE "C" NOT NULL,
        reversal text COLLATE "C",
        coupon bigint NOT NULL,
        batch text COLLATE "C" NOT NULL,
        serial bigint NOT NULL,
        campaign text COLLATE "C" NOT NULL,
        offer text COLLATE "C" NOT NULL,
        combination text NOT NULL,
        placement text COLLATE "C",
        store text COLLATE "C" NOT NULL,
        terminal text COLLATE "C" NOT NULL,
        cashier text,
        member text COLLATE "C",
        key text NOT NULL,
        use integer NOT NULL CHECK (use >= 1),
        purchase text COLLATE "C",
        amount bigint CHECK (amount >= 0),
        amount_currency text COLLATE "C",
        discount bigint NOT NULL CHECK (discount >= 0),
        discount_currency text COLLATE "C" NOT NULL,
        at bigint NOT NULL,
        day integer NOT NULL,
        second_of_day integer NOT NULL CHECK (second_of_day BETWEEN 0 AND 86399),
        reason text,
        restores_use boolean NOT NULL,
        form integer NOT NULL CHECK (form IN (1, 2)),
        stack text COLLATE "C",
        reservation text COLLATE "C",
        PRIMARY KEY (home, writer, sequence),
        CHECK ((kind = 'redemption') = (reversal IS NULL)),
        CHECK (kind <> 'redemption' OR NOT restores_use),
        CHECK ((amount IS NULL) = (amount_currency IS NULL))
    );
    CREATE UNIQUE INDEX ledger_redemption ON ledger (home, redemption) WHERE kind = 'redemption';
    CREATE UNIQUE INDEX ledger_reversal ON ledger (home, redemption, reversal) WHERE kind <> 'redemption';
    CREATE INDEX ledger_coupon ON ledger (home, coupon) WHERE kind = 'redemption';
    CREATE INDEX ledger_purchase ON ledger (home, store, purchase)
        WHERE kind = 'redemption' AND purchase IS NOT NULL;
    CREATE INDEX ledger_placement ON ledger (placement, at) WHERE placement IS NOT NULL;
    CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

    """

private let audit = """
    CREATE TABLE audit (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at bigint NOT NULL,
        actor text NOT NULL,
        action text NOT NULL,
        subject text NOT NULL,
        detail text NOT NULL
    );
    CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    CREATE TABLE heartbeat (
        id integer PRIMARY KEY CHECK (id = 1),
        beats bigint NOT NULL
    );

    """
