import GRDB
import Membership
import Promotion
import Store
import StoreSQLite
import Support
import Testing
import Vocabulary

/// Changes that rest on what members were, merges, and what is left of an erased one.
@Suite struct MemberChangeTests {
    private func identity(_ kind: String, _ value: String) -> IdentityRecord {
        IdentityRecord(kind: kind, digest: Fixture.digest(kind + value), sealed: Array(value.utf8))
    }

    private func known(_ id: String, _ store: any ContractStore) async throws -> StoredMember {
        try #require(try await store.member(MemberID(unchecked: id), home: Fixture.home))
    }

    /// Makes `m-2` part of `m-1`.
    private func merge(_ store: any ContractStore) async throws -> MemberChange {
        let winner = try await known("m-1", store)
        let loser = try await known("m-2", store)
        var ended = loser
        (ended.state, ended.mergedInto) = (.merged, winner.id)
        var change = MemberChange(members: [winner, ended], expected: [winner, loser])
        change.merge = MergeRecord(winner: winner.id, loser: loser.id, at: Fixture.now, document: "{\"a\":1}")
        #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
        return change
    }

    @Test("A change that rests on something old writes nothing", arguments: Engine.allCases)
    func stale(engine: Engine) async throws {
        try await engine.withStore { store in
            let read = try await known("m-1", store)
            var changed = read
            changed.tier = "gold"
            let change = MemberChange(members: [changed], expected: [read])
            #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
            let audits = try await store.audit(limit: 100).count
            #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home) == false)
            #expect(try await store.audit(limit: 100).count == audits)
            #expect(try await known("m-1", store) == changed)
        }
    }

    @Test(
        "What a merged member used counts for the one who stays, and again for them alone afterwards",
        arguments: Engine.allCases)
    func usesOfBoth(engine: Engine) async throws {
        try await engine.withStore { store in
            // Two uses a member: one by each of the two.
            _ = try await store.redeem(Fixture.attempt("members", 1, key: "a", member: "m-1"))
            _ = try await store.redeem(Fixture.attempt("members", 2, key: "b", member: "m-2"))
            let change = try await merge(store)
            for (key, member) in [("c", "m-1"), ("d", "m-2")] {
                let answer = try await store.redeem(Fixture.attempt("members", 3, key: key, member: member))
                #expect(answer.refusal == .memberLimit(limit: 2), "\(answer)")
            }
            let daily = try await store.redeem(Fixture.attempt("daily", 1, key: "e", member: "m-2"))
            #expect(daily.parts.first?.entry.draft.member?.text == "m-1")
            let again = try await store.redeem(Fixture.attempt("daily", 2, key: "f", member: "m-1"))
            #expect(again.refusal != nil)
            var undone = MemberChange(members: change.expected, expected: change.members)
            undone.merge = change.merge
            undone.merge?.undoneAt = Fixture.now
            #expect(try await store.change(undone, audit: Fixture.audit, home: Fixture.home))
            for (key, serial, member) in [("g", UInt32(4), "m-1"), ("h", 5, "m-2")] {
                let answer = try await store.redeem(
                    Fixture.attempt("members", serial, key: key, member: member))
                #expect(answer.refusal == nil)
            }
        }
    }

    @Test("A merge is remembered with its undoing, and stands once", arguments: Engine.allCases)
    func merges(engine: Engine) async throws {
        try await engine.withStore { store in
            let change = try await merge(store)
            let winner = MemberID(unchecked: "m-1"), loser = MemberID(unchecked: "m-2")
            #expect(try await store.members(mergedInto: winner, home: Fixture.home).map(\.id) == [loser])
            var merge = try #require(change.merge)
            #expect(try await store.merges(of: winner, home: Fixture.home) == [merge])
            var undone = MemberChange(members: change.expected, expected: change.members)
            merge.undoneAt = Fixture.now.advanced(bySeconds: 9)
            undone.merge = merge
            #expect(try await store.change(undone, audit: Fixture.audit, home: Fixture.home))
            #expect(try await store.merges(of: loser, home: Fixture.home) == [merge])
            #expect(try await store.members(mergedInto: winner, home: Fixture.home) == [])
            var again = MemberChange(members: [], expected: [])
            again.merge = merge
            let result = await Result { () async throws(StoreError) in
                try await store.change(again, audit: Fixture.audit, home: Fixture.home)
            }
            guard case .failure(.constraint) = result else {
                Issue.record("a merge was undone twice: \(result)")
                return
            }
        }
    }

    @Test("Who left, or was erased, redeems nothing as a member", arguments: Engine.allCases)
    func inactive(engine: Engine) async throws {
        try await engine.withStore { store in
            for (key, state) in [("a", MemberState.left), ("b", .erased), ("c", .follower)] {
                var member = try await known("m-1", store)
                member.state = state
                try await store.write([member], consents: [], audit: Fixture.audit, home: Fixture.home)
                let answer = try await store.redeem(Fixture.attempt("members", 1, key: key, member: "m-1"))
                #expect(answer.refusal == .memberRequired, "\(state)")
            }
        }
    }

    @Test("An erased member is on no list, and in no merge's document", arguments: Engine.allCases)
    func erased(engine: Engine) async throws {
        try await engine.withStore { store in
            let everyone = MemberSelection(.everyone, today: RandomSegments.today, home: Fixture.home)
            let snapshot = SnapshotRecord(
                id: SnapshotID(unchecked: "all"), expression: "everyone", day: everyone.today,
                takenAt: Fixture.now)
            #expect(try await store.take(snapshot, of: everyone, audit: Fixture.audit)?.members == 2)
            let merged = try await merge(store)
            let expected = merged.members
            var emptied = expected
            for index in emptied.indices {
                (emptied[index].state, emptied[index].mergedInto) = (.erased, nil)
                emptied[index].identities = []
            }
            var change = MemberChange(members: emptied, expected: expected)
            change.erased = emptied.map(\.id)
            #expect(try await store.change(change, audit: Fixture.audit, home: Fixture.home))
            let merges = try await store.merges(of: emptied[0].id, home: Fixture.home)
            #expect(merges.map(\.document) == [""])
            for var member in emptied {
                member.state = .member
                try await store.write([member], consents: [], audit: Fixture.audit, home: Fixture.home)
            }
            let listed = MemberSelection(
                .test(.snapshot(snapshot.id)), today: everyone.today, home: Fixture.home)
            #expect(try await store.tally(of: listed).members == 0)
        }
    }

    @Test("Kinds of identities, merges and claims that do not agree are found")
    func faults() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder + "/tessera.db")
            try await Fixture.prepare(store)
            _ = try await merge(store)
            #expect(try await store.findFaults() == [])
            let hand = try DatabaseQueue(path: folder + "/tessera.db")
            try await hand.write { db in
                try db.execute(
                    sql: """
                        UPDATE member SET identity_kinds = 2 WHERE id = 'm-1';
                        UPDATE member SET merged_into = 'nobody' WHERE id = 'm-2';
                        INSERT INTO identity_claim (home, digest, member, kind, sealed, source, at)
                        VALUES (\(Fixture.home.rawValue), zeroblob(32), 'm-9', 'phone', x'', 'import', 0)
                        """)
            }
            try hand.close()
            #expect(
                try await store.findFaults() == [
                    "Member m-1 is kept as having other kinds of identities than there are.",
                    "Member m-2 became part of one who is none, or part of another.",
                    "Member m-9 is said to have an identity, and there is no such member, or they were erased.",
                ])
            try store.close()
        }
    }
}
