extension Schema {
    /// How a member stands to the program, members who became one, the kinds of identities beside the other attributes, segments, and the
    /// indexes that serve them.
    static let version4 =
        "SET LOCAL search_path = tessera;\n" + memberStates + memberIndexes + merges + segments
}

/// Cells are compared by their bytes, so that a range of them is a range of the index.
private let memberStates = """
    ALTER TABLE member ADD COLUMN state text COLLATE "C" NOT NULL DEFAULT 'member'
        CHECK (state IN ('follower', 'member', 'left', 'merged', 'erased'));
    ALTER TABLE member ADD COLUMN merged_into text COLLATE "C"
        CHECK ((merged_into IS NOT NULL) = (state = 'merged'));
    ALTER TABLE member ADD COLUMN identity_kinds bigint NOT NULL DEFAULT 0;
    ALTER TABLE member ALTER COLUMN cell TYPE text COLLATE "C";
    UPDATE member SET identity_kinds = known.kinds FROM (
        SELECT home, member,
            sum(CASE kind WHEN 'phone' THEN 1 WHEN 'wechat_openid' THEN 2 WHEN 'card_number' THEN 4 ELSE 0 END) AS kinds
        FROM identity GROUP BY home, member) AS known
        WHERE known.home = member.home AND known.member = member.id;

    """

/// The first two hold everything that a segment asks for in a word: whom they find need not be looked up.
private let memberIndexes = """
    CREATE INDEX member_cell ON member (home, cell) INCLUDE (id, tier, gender, marketing_consent, identity_kinds,
        state, home_store, joined_on, language) WHERE cell IS NOT NULL;
    CREATE INDEX member_store ON member (home, home_store) INCLUDE (id, tier, gender, marketing_consent,
        identity_kinds, state, joined_on, language) WHERE home_store IS NOT NULL;
    CREATE INDEX member_joined ON member (home, joined_on);
    CREATE INDEX member_merged ON member (home, merged_into) WHERE merged_into IS NOT NULL;

    """

private let merges = """
    CREATE TABLE merge (
        home bigint NOT NULL,
        number bigint GENERATED ALWAYS AS IDENTITY,
        winner text COLLATE "C" NOT NULL,
        loser text COLLATE "C" NOT NULL,
        at bigint NOT NULL,
        undone_at bigint,
        document text NOT NULL,
        PRIMARY KEY (home, number)
    );
    CREATE INDEX merge_winner ON merge (home, winner);
    CREATE UNIQUE INDEX merge_standing ON merge (home, loser) WHERE undone_at IS NULL;
    CREATE INDEX merge_loser ON merge (home, loser);

    """

private let segments = """
    CREATE TABLE segment (
        id text COLLATE "C" PRIMARY KEY,
        title text NOT NULL,
        expression text NOT NULL,
        revision bigint NOT NULL CHECK (revision >= 1),
        created_at bigint NOT NULL,
        updated_at bigint NOT NULL
    );
    CREATE TABLE snapshot (
        id text COLLATE "C" PRIMARY KEY,
        expression text NOT NULL,
        day bigint NOT NULL,
        members bigint NOT NULL CHECK (members >= 0),
        taken_at bigint NOT NULL
    );
    CREATE TABLE snapshot_member (
        home bigint NOT NULL,
        snapshot text COLLATE "C" NOT NULL REFERENCES snapshot (id),
        member text COLLATE "C" NOT NULL,
        PRIMARY KEY (home, snapshot, member)
    );

    """
