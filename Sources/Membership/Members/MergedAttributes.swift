package import Vocabulary

/// What two records of one person say of them, and what is said once they are one.
package struct MergedAttributes: Sendable, Hashable, Codable {
    package var tier: String
    package var gender: String?
    package var homeStore: StoreID?
    /// `nil` if nobody stated one.
    package var language: String?
    package var cell: String?
    /// Milliseconds since 1970.
    package var joinedAt: Int64
    package var joinedOn: Int32
    /// A word of `Consent.State`.
    package var marketingConsent: String

    package init(
        tier: String, gender: String?, homeStore: StoreID?, language: String?, cell: String?, joinedAt: Int64,
        joinedOn: Int32, marketingConsent: String
    ) {
        self.tier = tier
        self.gender = gender
        self.homeStore = homeStore
        self.language = language
        self.cell = cell
        self.joinedAt = joinedAt
        self.joinedOn = joinedOn
        self.marketingConsent = marketingConsent
    }

    /// Returns what the one who stays has once another one's record is theirs.
    ///
    /// Their own word stands where they gave one; the other's fills the gaps. They keep the higher tier and the longer
    /// membership. A refusal by either stands, and so does an agreement that the other never spoke about.
    ///
    /// - Parameters:
    ///   - other: The record that ends.
    ///   - tiers: The program's tiers from the lowest to the highest; one that is none of them is the lowest.
    /// - Returns: The attributes of the one who stays.
    package func merged(with other: MergedAttributes, tiers: [String]) -> MergedAttributes {
        func rank(_ tier: String) -> Int { tiers.firstIndex(of: tier) ?? -1 }
        var merged = self
        if rank(other.tier) > rank(tier) { merged.tier = other.tier }
        merged.gender = gender ?? other.gender
        merged.homeStore = homeStore ?? other.homeStore
        merged.language = language ?? other.language
        merged.cell = cell ?? other.cell
        if other.joinedAt < joinedAt { (merged.joinedAt, merged.joinedOn) = (other.joinedAt, other.joinedOn) }
        let said = [marketingConsent, other.marketingConsent]
        let gravest = [Consent.State.denied, .granted].first { said.contains($0.rawValue) }
        merged.marketingConsent = (gravest ?? .unknown).rawValue
        return merged
    }

    /// Returns what is theirs again once the merge is undone: what it changed and nobody has changed since.
    ///
    /// - Parameters:
    ///   - former: What they had before the merge.
    ///   - merged: What the merge made of it.
    /// - Returns: The attributes without the merge.
    package func restored(to former: MergedAttributes, from merged: MergedAttributes) -> MergedAttributes {
        var restored = self
        func restore<Value: Equatable>(_ path: WritableKeyPath<MergedAttributes, Value>) {
            if self[keyPath: path] == merged[keyPath: path] {
                restored[keyPath: path] = former[keyPath: path]
            }
        }
        restore(\.tier)
        restore(\.gender)
        restore(\.homeStore)
        restore(\.language)
        restore(\.cell)
        restore(\.joinedAt)
        restore(\.joinedOn)
        restore(\.marketingConsent)
        return restored
    }
}

/// Why two members are not made one, or not made two again; raw values are wire format, so never rename one.
package enum MergeRefusal: String, Error, Sendable, Hashable, CaseIterable {
    case sameMember = "same_member"
    /// One of them left, was erased, or is part of another member already; or a member would become part of a follower.
    case notActive = "member_not_active"
    /// There is nothing to undo, or it was undone.
    case notMerged = "not_merged"
    /// The member became part of another one since; that merge has to be undone first.
    case mergedSince = "merged_since"

    /// A sentence for whoever asked.
    package var sentence: String {
        switch self {
        case .sameMember: "A member cannot be merged with itself."
        case .notActive:
            "Only two members who are in the program can be merged, or a follower into a member or a follower."
        case .notMerged: "This member is part of no other one."
        case .mergedSince: "The member that it is part of was itself merged since; undo that first."
        }
    }
}
