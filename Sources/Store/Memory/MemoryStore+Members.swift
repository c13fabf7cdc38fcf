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

    package func holders(
        of digests: [[UInt8]], home: Home
    ) async throws(StoreError) -> [[UInt8]: MemberID] {
        var holders: [[UInt8]: MemberID] = [:]
        for digest in digests { holders[digest] = state.holders[Homed(digest, home)] }
        return holders
    }

    package func write(
        _ members: [MemberRecord], consents: [ConsentRecord], audit: AuditRecord, home: Home
    ) async throws(StoreError) {
        let members = members.asStored
        var holders = state.holders
        for member in members {
            for old in state.members[Homed(member.id, home)]?.identities ?? [] {
                holders[Homed(old.digest, home)] = nil
            }
        }
        for member in members {
            for identity in member.identities {
                let key = Homed(identity.digest, home)
                guard holders.updateValue(member.id, forKey: key) == nil else {
                    throw .constraint("two members hold one identity of kind \(identity.kind)")
                }
            }
        }
        state.holders = holders
        for member in members { state.members[Homed(member.id, home)] = member }
        for consent in consents { state.consents[Homed(consent.member, home), default: []].append(consent) }
        state.audit.append(audit)
    }

    package func consents(of member: MemberID, home: Home) async throws(StoreError) -> [ConsentRecord] {
        state.consents[Homed(member, home)] ?? []
    }
}
