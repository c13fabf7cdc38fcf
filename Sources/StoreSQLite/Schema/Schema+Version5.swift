extension Schema {
    /// How a member stands to the program, members who became one, the kinds of identities beside the other attributes, segments, and the
    /// indexes that serve them.
    static let version5 = memberStates + identities + memberIndexes + merges + segments
}

private let memberStates = """
    ALTER TABLE member ADD COLUMN state TEXT NOT NULL DEFAULT 'member'
        CHECK (state IN ('follower', 'member', 'left', 'merged', 'erased'));
    ALTER TABLE member ADD COLUMN merged_into TEXT CHECK ((merged_into IS NOT NULL) = (state = 'merged'));
    ALTER TABLE member ADD COLUMN identity_kinds INTEGER NOT NULL DEFAULT 0;
    UPDATE member SET identity_kinds = coalesce((
        SELECT sum(CASE kind WHEN 'phone' THEN 1 WHEN 'wechat_openid' THEN 2 WHEN 'card_number' THEN 4 ELSE 0 END)
        FROM identity WHERE identity.home = member.home AND identity.member = member.id), 0);

    """

/// Identities beside their member's others, so that a list of members reads them from end to end; before they were kept by
/// their hashes, one at a random place for each member of a list.
private let identities = """
    CREATE TABLE identity_by_member (
        home INTEGER NOT NULL,
        member TEXT NOT NULL,
        kind TEXT NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        sealed BLOB NOT NULL,
        PRIMARY KEY (home, member, kind),
        FOREIGN KEY (home, member) REFERENCES member (home, id)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO identity_by_member SELECT home, member, kind, digest, sealed FROM identity ORDER BY 1, 2, 3;
    DROP TABLE identity;
    ALTER TABLE identity_by_member RENAME TO identity;
    CREATE UNIQUE INDEX identity_digest ON identity (home, digest);

    """

/// The first two hold everything that a segment asks for in a word: whom they find need not be looked up.
private let memberIndexes = """
    CREATE INDEX member_cell ON member (home, cell, tier, gender, marketing_consent, identity_kinds, state,
        home_store, joined_on, language) WHERE cell IS NOT NULL;
    CREATE INDEX member_store ON member (home, home_store, tier, gender, marketing_consent, identity_kinds, state,
        joined_on, language) WHERE home_store IS NOT NULL;
    CREATE INDEX member_joined ON member (home, joined_on);
    CREATE INDEX member_merged ON member (home, merged_into) WHERE merged_into IS NOT NULL;

    """

private let merges = """
    CREATE TABLE merge (
        number INTEGER PRIMARY KEY,
        home INTEGER NOT NULL,
        winner TEXT NOT NULL,
        loser TEXT NOT NULL,
        at INTEGER NOT NULL,
        undone_at INTEGER,
        document TEXT NOT NULL
    ) STRICT;
    CREATE INDEX merge_winner ON merge (home, winner);
    CREATE UNIQUE INDEX merge_standing ON merge (home, loser) WHERE undone_at IS NULL;
    CREATE INDEX merge_loser ON merge (home, loser);

    """

private let segments = """
    CREATE TABLE segment (
        id TEXT NOT NULL PRIMARY KEY,
        title TEXT NOT NULL,
        expression TEXT NOT NULL,
        revision INTEGER NOT NULL CHECK (revision >= 1),
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE snapshot (
        id TEXT NOT NULL PRIMARY KEY,
        expression TEXT NOT NULL,
        day INTEGER NOT NULL,
        members INTEGER NOT NULL CHECK (members >= 0),
        taken_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE snapshot_member (
        home INTEGER NOT NULL,
        snapshot TEXT NOT NULL REFERENCES snapshot (id),
        member TEXT NOT NULL,
        PRIMARY KEY (home, snapshot, member)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX snapshot_member_of ON snapshot_member (snapshot);

    """
