package import Membership
import Store
package import Vocabulary

extension MemberDirectory {
    /// Adds a member of one of the viewer's stores.
    ///
    /// - Throws: As `MemberService.add`; `invalidInput` for a home store that is not the viewer's.
    package func add(
        _ draft: MemberDraft, by viewer: MemberViewer
    ) async throws(ServiceError) -> MemberView {
        if let stores = viewer.scope.stores, !stores.contains(where: { $0.text == draft.homeStore }) {
            let names = stores.map(\.text).joined(separator: ", ")
            throw .invalidInput([
                InputFault(pointer: "/home_store", detail: "Needs a store that you may see: \(names).")
            ])
        }
        return try await members.add(draft, actor: viewer.actor)
    }

    /// Pairs an identity with a member of the viewer's stores.
    ///
    /// - Throws: As `MemberPairingService.pair`; `notFound` for a member of another store.
    package func pair(
        _ draft: MemberDraft, with id: MemberID, proof: MemberPairingService.Proof, by viewer: MemberViewer
    ) async throws(ServiceError) -> MemberPairingService.Outcome {
        _ = try await record(id, for: viewer)
        return try await MemberPairingService(context).pair(
            draft, with: id, proof: proof, actor: viewer.actor)
    }

    /// Takes an identity from a member of the viewer's stores.
    ///
    /// - Throws: As `MemberPairingService.unpair`; `notFound` for a member of another store.
    package func unpair(
        _ kind: Identity.Kind, from id: MemberID, by viewer: MemberViewer
    ) async throws(ServiceError) -> MemberPairingService.Outcome {
        _ = try await record(id, for: viewer)
        return try await MemberPairingService(context).unpair(kind, from: id, actor: viewer.actor)
    }

    /// Lets a member of the viewer's stores leave.
    ///
    /// - Throws: As `MemberPairingService.leave`; `notFound` for a member of another store.
    package func leave(
        _ id: MemberID, by viewer: MemberViewer
    ) async throws(ServiceError) -> MemberPairingService.Outcome {
        _ = try await record(id, for: viewer)
        return try await MemberPairingService(context).leave(id, actor: viewer.actor)
    }

    /// Says why nothing was paired; who has the identity is said only if the viewer may see them.
    ///
    /// - Returns: The problem, or `nil` where it was done.
    /// - Throws: `ServiceError`.
    package func problem(
        _ outcome: MemberPairingService.Outcome, for viewer: MemberViewer
    ) async throws(ServiceError) -> Problem? {
        var problem = Problem(outcome)
        if let holder = problem?.member {
            let isSeen = viewer.scope.includes(try await members.record(holder).homeStore)
            if !isSeen { problem?.member = nil }
        }
        return problem
    }

    /// Makes a member part of another one, both of the viewer's stores.
    ///
    /// - Throws: As `MemberMergeService.merge`; `notFound` for a member of another store.
    package func merge(
        _ loser: MemberID, into winner: MemberID, by viewer: MemberViewer
    ) async throws(ServiceError) -> MemberMergeService.Outcome {
        for id in [winner, loser] { _ = try await record(id, for: viewer) }
        return try await MemberMergeService(context).merge(loser, into: winner, actor: viewer.actor)
    }

    /// Makes a member their own again who became part of another one, both of the viewer's stores.
    ///
    /// - Throws: As `MemberMergeService.unmerge`; `notFound` for a member of another store.
    package func unmerge(
        _ loser: MemberID, from winner: MemberID, by viewer: MemberViewer
    ) async throws(ServiceError) -> MemberMergeService.Outcome {
        for id in [winner, loser] { _ = try await record(id, for: viewer) }
        let isPart = try await stored(await context.store.merges(of: loser, home: context.home()))
            .contains { $0.loser == loser && $0.winner == winner && $0.undoneAt == nil }
        guard isPart else { return .refused(.notMerged) }
        return try await MemberMergeService(context).unmerge(loser, actor: viewer.actor)
    }

    /// Erases a member of the viewer's stores, with everybody who is one with them.
    ///
    /// - Throws: As `MemberErasureService.erase`; `notFound` for a member of another store.
    package func erase(
        _ id: MemberID, by viewer: MemberViewer
    ) async throws(ServiceError) -> MemberErasureService.Report {
        let asked = try await record(id, for: viewer)
        if let winner = asked.mergedInto { _ = try await record(winner, for: viewer) }
        return try await MemberErasureService(context).erase(id, actor: viewer.actor)
    }
}
