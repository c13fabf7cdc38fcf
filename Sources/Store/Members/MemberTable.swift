/// The table of members as both engines have it.
package enum MemberTable {
    /// The columns of a member in the order in which they are read and written; `home` and the kinds of identities stand
    /// around them.
    package static let columns = """
        id, joined_on, joined_at, home_store, tier, gender, language, marketing_consent, source, placement, cell,
            sealed_profile, updated_at, state, merged_into, birth_day
        """

    /// What becomes of a member who is there.
    package static let replacing = """
        ON CONFLICT (home, id) DO UPDATE SET joined_on = excluded.joined_on, joined_at = excluded.joined_at,
            home_store = excluded.home_store, tier = excluded.tier, gender = excluded.gender,
            language = excluded.language, marketing_consent = excluded.marketing_consent,
            source = excluded.source, placement = excluded.placement, cell = excluded.cell,
            sealed_profile = excluded.sealed_profile, updated_at = excluded.updated_at,
            state = excluded.state, merged_into = excluded.merged_into, birth_day = excluded.birth_day,
            identity_kinds = excluded.identity_kinds
        """
}
