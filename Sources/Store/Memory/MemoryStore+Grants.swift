import Promotion
package import Vocabulary

extension MemoryStore: GrantStore {
    package func grant(
        _ order: GrantOrder, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> GrantAnswer {
        var rows = MemoryGrantRows(state: state, home: home)
        let answer = try GrantProcedure.run(order, &rows)
        guard case .granted = answer else { return answer }
        rows.state.audit.append(audit)
        state = rows.state
        return answer
    }

    package func grant(
        _ reason: GrantReason, of member: MemberID, home: Home
    ) async throws(StoreError) -> GrantRecord? {
        try MemoryGrantRows(state: state, home: home).grant(reason, of: member)
    }

    package func grants(
        of member: MemberID?, before number: Int64?, limit: Int, home: Home
    ) async throws(StoreError) -> [NumberedGrant] {
        let family = member.map { state.family(of: $0, home: home) }
        let all = state.grants.enumerated().filter { index, line in
            line.home == home && number.map { Int64(index + 1) < $0 } ?? true
                && family?.contains(line.grant.member) ?? true
        }
        return all.reversed().prefix(GrantPage.bounded(limit)).map { index, line in
            NumberedGrant(number: Int64(index + 1), grant: line.grant)
        }
    }

    package func owedCards(
        after number: Int64, since day: CalendarDate, limit: Int, home: Home
    ) async throws(StoreError) -> [OwedCard] {
        let given = Set(state.grants.filter { $0.home == home }.map(\.grant.reason))
        let entries = state.units.entries.filter { $0.home == home }.map(\.entry)
        let reversed = Set(entries.compactMap(\.reverses))
        let owed = state.units.entries.enumerated().compactMap { index, line -> OwedCard? in
            guard line.home == home, Int64(index + 1) > number, let reward = line.entry.reward,
                line.entry.day >= day, !reversed.contains(line.entry.id),
                !given.contains(.stamp(line.entry.id))
            else { return nil }
            return OwedCard(
                number: Int64(index + 1), entry: line.entry.id, member: line.entry.member, offer: reward)
        }
        return Array(owed.prefix(GrantPage.bounded(limit)))
    }
}

/// Grants inside what stands for a transaction.
private struct MemoryGrantRows: GrantRows {
    var state: MemoryState
    let home: Home

    func lockedMember(_ id: MemberID) throws(StoreError) -> MemberRecord? { state.members[Homed(id, home)] }

    func grant(_ reason: GrantReason, of member: MemberID) throws(StoreError) -> GrantRecord? {
        let family = state.family(of: member, home: home)
        return state.grants.first { line in
            line.home == home && line.grant.reason == reason
                && (family.contains(line.grant.member) || family.contains(line.grant.askedFor))
        }?.grant
    }

    mutating func take(_ claim: CouponClaim) throws(StoreError) -> ClaimedCoupon? {
        try state.take(claim, home: home)
    }

    mutating func append(_ grant: GrantRecord) throws(StoreError) { state.grants.append((home, grant)) }
}

extension MemoryState {
    /// Everyone who is one with a member.
    fileprivate func family(of member: MemberID, home: Home) -> Set<MemberID> {
        let owner = members[Homed(member, home)]?.mergedInto ?? member
        return Set([owner] + merged(into: owner, home: home).map(\.id))
    }

    /// Adds the coupon of a claim; `nil` if all its serials are taken.
    mutating func take(_ claim: CouponClaim, home: Home) throws(StoreError) -> ClaimedCoupon? {
        guard let batch = batches[claim.batch] else { throw .constraint("there is no batch \(claim.batch)") }
        guard let (serial, key) = claim.next(afterIssued: batch.issued) else { return nil }
        let coupon = Coupon(
            batch: claim.batch, serial: serial, usesAllowed: batch.usesPerCoupon, holder: claim.holder)
        guard coupons.updateValue(coupon, forKey: Homed(key, home)) == nil else {
            throw .constraint("a coupon of batch \(claim.batch) exists already")
        }
        batches[claim.batch]?.issued = serial
        batches[claim.batch]?.count = max(batch.count, serial)
        return ClaimedCoupon(batch: claim.batch, serial: serial)
    }
}
