import Foundation
package import Membership
import Payload
package import Store
package import Vocabulary

/// Makes two records of one person one, and two again.
///
/// The ledger and its counters stay as they are: what a merged member used counts for the one who stays, because every
/// question is asked for both. So a merge moves no balance, and undoing it restores every one.
package struct MemberMergeService: Sendable {
    private let context: ServiceContext
    private let sealer: MemberSealer
    private let members: MemberService

    package init(_ context: ServiceContext) {
        self.context = context
        sealer = MemberSealer(context)
        members = MemberService(context)
    }

    /// How a merge or its undoing went.
    package enum Outcome: Sendable, Hashable {
        case done(MemberView)
        case refused(MergeRefusal)
    }

    // MARK: - Merging

    /// Makes a member part of another one.
    ///
    /// A follower becomes part of a member or of another follower; a member never of a follower.
    ///
    /// Identities of a kind that the other lacks go over to them; one of a kind that both have stays with its record, and
    /// whoever shows it is the other from now on.
    ///
    /// - Parameters:
    ///   - loser: Whose record ends.
    ///   - winner: Whose record stays.
    ///   - actor: Who does it, for the audit.
    /// - Returns: The one who stays, or why nothing was done.
    /// - Throws: `ServiceError`; `notFound` for an id that there is not.
    package func merge(
        _ loser: MemberID, into winner: MemberID, actor: AuditActor
    ) async throws(ServiceError) -> Outcome {
        guard loser != winner else { return .refused(.sameMember) }
        let stays = try await members.record(winner)
        let ends = try await members.record(loser)
        guard ends.state.isPresent, stays.state.isActive || stays.state == ends.state else {
            return .refused(.notActive)
        }
        let followers = try await stored(
            await context.store.members(mergedInto: loser, home: context.home()))
        let now = context.surroundings.now()
        var change = MemberChange(members: [], expected: [stays, ends] + followers)
        let (members, document) = try joined(stays, ends, followers: followers, at: now)
        change.members = members
        change.consents = consents(from: stays, to: members[0], at: now)
        change.merge = MergeRecord(
            winner: winner, loser: loser, at: now, document: try JSONText.text(document))
        return try await carryOut(change, action: "member_merge", loser: loser, winner: winner, actor: actor)
    }

    /// The records after a merge, the one who stays first, and what undoing it needs.
    private func joined(
        _ stays: SealedMember, _ ends: SealedMember, followers: [SealedMember], at now: Instant
    ) throws(ServiceError) -> ([SealedMember], MergeDocument) {
        let former = stays.mergedAttributes
        var other = ends.mergedAttributes
        // Who has not joined brings neither tier nor time.
        if ends.state == .follower, stays.state == .member {
            (other.tier, other.joinedAt, other.joinedOn) = (former.tier, former.joinedAt, former.joinedOn)
        }
        let merged = former.merged(with: other, tiers: context.configuration.program.tiers)
        var open = try sealer.open(stays)
        let lost = try sealer.open(ends)
        let missing = lost.identities.filter { open.identity($0.kind) == nil }
        open.identities.formUnion(missing)
        let isFilled = try fillProfile(of: &open.member, from: lost.member)
        var winner = try sealer.seal(open, over: stays, at: now)
        winner.mergedAttributes = merged
        if !isFilled { winner.sealedProfile = stays.sealedProfile }
        var loser = ends
        let movedKinds = Set(missing.map(\.kind.rawValue))
        let moved = ends.identities.filter { movedKinds.contains($0.kind) }
        loser.identities.removeAll { movedKinds.contains($0.kind) }
        (loser.state, loser.mergedInto, loser.updatedAt) = (.merged, stays.id, now)
        let document = MergeDocument(
            moved: moved.map { MergeDocument.Moved(kind: $0.kind, digest: Hex.encode($0.digest)) },
            former: former, merged: merged,
            formerProfile: isFilled ? Data(stays.sealedProfile).base64EncodedString() : nil,
            mergedProfile: isFilled ? Data(winner.sealedProfile).base64EncodedString() : nil,
            followed: followers.map(\.id),
            formerState: ends.state == .member ? nil : ends.state.rawValue)
        let followed = followers.map { follower in
            var follower = follower
            follower.mergedInto = stays.id
            return follower
        }
        return ([winner, loser] + followed, document)
    }

    /// Takes over a name, a note and a birthday where there is none.
    ///
    /// - Returns: Whether anything was taken.
    private func fillProfile(of member: inout Member, from other: Member) throws(ServiceError) -> Bool {
        var isFilled = false
        if member.name.isEmpty, !other.name.isEmpty { (member.name, isFilled) = (other.name, true) }
        if member.note.isEmpty, !other.note.isEmpty { (member.note, isFilled) = (other.note, true) }
        if member.birthday == nil, other.birthday != nil {
            (member.birthday, isFilled) = (other.birthday, true)
        }
        return isFilled
    }

    // MARK: - Undoing

    /// Makes two members of one again: what the merge changed and nobody has changed since is as it was.
    ///
    /// What the one who stayed has used since stays theirs.
    ///
    /// - Parameters:
    ///   - loser: The member who became part of another one.
    ///   - actor: Who does it, for the audit.
    /// - Returns: The member who is one of their own again, or why nothing was done.
    /// - Throws: `ServiceError`; `notFound` for an id that there is not.
    package func unmerge(_ loser: MemberID, actor: AuditActor) async throws(ServiceError) -> Outcome {
        let ended = try await members.record(loser)
        let merges = try await stored(await context.store.merges(of: loser, home: context.home()))
        guard ended.state == .merged,
            var merge = merges.last(where: { $0.loser == loser && $0.undoneAt == nil })
        else { return .refused(.notMerged) }
        guard ended.mergedInto == merge.winner else { return .refused(.mergedSince) }
        let stayed = try await members.record(merge.winner)
        guard stayed.state.isPresent else { return .refused(.notActive) }
        let document = try JSONText.reading(
            MergeDocument.self, from: merge.document, what: "merge of member \(loser)")
        var followers: [SealedMember] = []
        for id in document.followed { followers.append(try await members.record(id)) }
        let now = context.surroundings.now()
        merge.undoneAt = now
        var change = MemberChange(members: [], expected: [stayed, ended] + followers)
        change.members = try parted(stayed, ended, followers: followers, document, at: now)
        change.consents = consents(from: stayed, to: change.members[1], at: now)
        change.merge = merge
        return try await carryOut(
            change, action: "member_unmerge", loser: loser, winner: merge.winner, actor: actor)
    }

    /// The records after an undoing, the one who is their own again first.
    private func parted(
        _ stayed: SealedMember, _ ended: SealedMember, followers: [SealedMember], _ document: MergeDocument,
        at now: Instant
    ) throws(ServiceError) -> [SealedMember] {
        var winner = stayed
        var loser = ended
        for moved in document.moved {
            let place = winner.identities.firstIndex {
                $0.kind == moved.kind && Hex.encode($0.digest) == moved.digest
            }
            guard let place else { continue }
            let identity = winner.identities.remove(at: place)
            loser.identities.append(try sealer.resealed(identity, from: winner.id, to: loser.id))
        }
        winner.mergedAttributes = stayed.mergedAttributes.restored(
            to: document.former, from: document.merged)
        if let profile = document.formerProfile.flatMap({ Data(base64Encoded: $0) }),
            document.mergedProfile == Data(stayed.sealedProfile).base64EncodedString()
        {
            winner.sealedProfile = Array(profile)
            winner.birthDay = try sealer.open(winner).member.birthday?.dayNumber
        }
        winner.updatedAt = now
        loser.state = document.formerState.flatMap(MemberState.init(rawValue:)) ?? .member
        (loser.mergedInto, loser.updatedAt) = (nil, now)
        let returning = followers.map { follower in
            var follower = follower
            follower.mergedInto = loser.id
            return follower
        }
        return [loser, winner] + returning
    }
}

extension MemberMergeService {
    private func consents(from former: SealedMember, to member: SealedMember, at now: Instant)
        -> [ConsentRecord]
    {
        guard former.marketingConsent != member.marketingConsent else { return [] }
        let state = Consent.State(rawValue: member.marketingConsent) ?? .unknown
        let consent = Consent(state: state, source: "merge", recordedAt: now)
        return [ConsentRecord(member: member.id, marketing: consent)]
    }

    private struct Detail: Encodable {
        var winner: MemberID
    }

    private func carryOut(
        _ change: MemberChange, action: String, loser: MemberID, winner: MemberID, actor: AuditActor
    ) async throws(ServiceError) -> Outcome {
        try await members.carryOut(
            change, action: action, subject: loser, detail: Detail(winner: winner), actor: actor)
        return .done(members.view(try sealer.open(change.members[0]), change.members[0]))
    }
}
