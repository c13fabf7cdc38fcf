package import Vocabulary

extension MemoryStore: MemberStore {
    package func member(_ id: MemberID, home: Home) async throws(StoreError) -> MemberRecord? {
        state.members[Homed(id, home)]
    }

    package func members(
        after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [MemberRecord] {
        let ids = state.members.keys.filter { $0.home == home }.map(\.key)
        let wanted = ids.filter { member in id.map { $0 < member } ?? true }.sorted()
        return wanted.prefix(max(limit, 0)).compactMap { state.members[Homed($0, home)] }
    }

    package func members(
        _ ids: [MemberID], home: Home
    ) async throws(StoreError) -> [MemberID: MemberRecord] {
        var members: [MemberID: MemberRecord] = [:]
        for id in ids { members[id] = state.members[Homed(id, home)] }
        return members
    }

    package func holders(
        of digests: [[UInt8]], home: Home
    ) async throws(StoreError) -> [[UInt8]: MemberID] {
        var holders: [[UInt8]: MemberID] = [:]
        for digest in digests { holders[digest] = state.holders[Homed(digest, home)] }
        return holders
    }

    package func write(
        _ members: [MemberRecord], consents: [ConsentRecord], claims: [ClaimRecord], audit: AuditRecord,
        home: Home
    ) async throws(StoreError) {
        try state.write(members.asStored, consents: consents, home: home)
        state.keep(claims, home: home)
        state.audit.append(audit)
    }

    package func add(
        _ members: [MemberRecord], consents: [ConsentRecord], claims: [ClaimRecord], audit: AuditRecord,
        home: Home
    ) async throws(StoreError) {
        if let known = members.first(where: { state.members[Homed($0.id, home)] != nil }) {
            throw .constraint("member \(known.id) is there")
        }
        try state.write(members.asStored, consents: consents, home: home)
        state.keep(claims, home: home)
        state.audit.append(audit)
    }

    package func consents(of member: MemberID, home: Home) async throws(StoreError) -> [ConsentRecord] {
        state.consents[Homed(member, home)] ?? []
    }
}

// MARK: - Changes

extension MemoryStore {
    package func change(
        _ change: MemberChange, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> Bool {
        guard state.isAsRead(change, home: home) else { return false }
        var changed = state
        try changed.write(change, home: home)
        changed.audit.append(audit)
        state = changed
        return true
    }

    package func merges(of member: MemberID, home: Home) async throws(StoreError) -> [MergeRecord] {
        state.merges.filter { $0.home == home && [$0.merge.winner, $0.merge.loser].contains(member) }
            .map(\.merge)
    }

    package func members(
        mergedInto member: MemberID, home: Home
    ) async throws(StoreError) -> [MemberRecord] {
        state.merged(into: member, home: home)
    }
}

extension MemoryState {
    /// The members who became part of one, by id.
    func merged(into id: MemberID, home: Home) -> [MemberRecord] {
        members.filter { $0.key.home == home && $0.value.mergedInto == id }.map(\.value)
            .sorted { $0.id < $1.id }
    }

    /// Whether all members are still as they were read.
    func isAsRead(_ change: MemberChange, home: Home) -> Bool {
        change.expected.asStored.allSatisfy { members[Homed($0.id, home)] == $0 }
    }

    /// Writes a change.
    ///
    /// - Throws: `StoreError.constraint`; then part of it may be written.
    mutating func write(_ change: MemberChange, home: Home) throws(StoreError) {
        try write(change.members.asStored, consents: change.consents, home: home)
        keep(change.claims, home: home)
        if let answer = change.answer { self.answer(answer, home: home) }
        if let merge = change.merge { try write(merge, home: home) }
        for member in change.erased { emptyLists(of: member, home: home) }
        challenges = challenges.filter { challenge in
            challenge.key.home != home || !change.forgottenAddresses.contains(challenge.value.address)
        }
    }

    fileprivate mutating func write(
        _ records: [MemberRecord], consents agreements: [ConsentRecord], home: Home
    ) throws(StoreError) {
        var held = holders
        for member in records {
            for old in members[Homed(member.id, home)]?.identities ?? [] {
                held[Homed(old.digest, home)] = nil
            }
        }
        for member in records {
            for identity in member.identities {
                guard held.updateValue(member.id, forKey: Homed(identity.digest, home)) == nil else {
                    throw .constraint("two members hold one identity of kind \(identity.kind)")
                }
            }
        }
        holders = held
        for member in records { members[Homed(member.id, home)] = member }
        for consent in agreements { consents[Homed(consent.member, home), default: []].append(consent) }
    }

    fileprivate mutating func write(_ merge: MergeRecord, home: Home) throws(StoreError) {
        guard merge.undoneAt != nil else { return merges.append((home, merge)) }
        let standing = merges.firstIndex { known in
            known.home == home && known.merge.winner == merge.winner && known.merge.loser == merge.loser
                && known.merge.undoneAt == nil
        }
        guard let standing else { throw .constraint("that merge does not stand") }
        merges[standing].merge.undoneAt = merge.undoneAt
    }

    fileprivate mutating func emptyLists(of member: MemberID, home: Home) {
        tiers[Homed(member, home)] = nil
        forgetClaims(of: member, home: home)
        for snapshot in snapshotMembers.keys { snapshotMembers[snapshot]?.remove(Homed(member, home)) }
        for index in merges.indices where merges[index].home == home {
            let merge = merges[index].merge
            if merge.winner == member || merge.loser == member { merges[index].merge.document = "" }
        }
    }
}
