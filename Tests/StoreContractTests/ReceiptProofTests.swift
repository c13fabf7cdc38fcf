import Payload
import Promotion
import Store
import Testing

@Suite struct ReceiptProofTests {
    /// Whether a proof leads from the entry to what the fixture's seal signed.
    private func isTrue(_ proof: ReceiptProof, _ entry: LedgerEntry) throws -> Bool {
        guard let statement = proof.statement(of: ReceiptPayload.bytes(entry)), let seal = Fixture.rules.seal
        else { return false }
        return try seal(statement) == proof.seal
    }

    @Test("Every entry of a group is proved by the group's one signature", arguments: Engine.allCases)
    func group(engine: Engine) async throws {
        try await engine.withStore { store in
            for size in [1, 2, 3, 7, 8] {
                let attempts = (1...size).map { number in
                    Fixture.attempt("thrice", UInt32(number), key: "\(size)-\(number)")
                }
                let answers = try await store.redeem(attempts)
                let parts = answers.flatMap(\.parts)
                #expect(!parts.isEmpty)
                #expect(Set(parts.map(\.receipt?.proof.seal)).count == 1)
                for part in parts {
                    let proof = try #require(part.receipt).proof
                    #expect(try isTrue(proof, part.entry))
                    #expect(try await store.proof(of: part.entry) == proof)
                }
            }
        }
    }

    @Test("A replay brings the same proof, in its own group and in a later one", arguments: Engine.allCases)
    func replay(engine: Engine) async throws {
        try await engine.withStore { store in
            let attempt = Fixture.attempt("once", key: "a")
            let other = Fixture.attempt("once", 2, key: "b")
            let answers = try await store.redeem([other, attempt, attempt])
            let proof = try #require(answers[1].parts.first?.receipt).proof
            #expect(answers[2].parts.first?.receipt?.proof == proof)
            let later = try await store.redeem([Fixture.attempt("once", 3, key: "c"), attempt])
            #expect(later[1] == answers[1].record.map(RedemptionAnswer.replayed))
            #expect(later[1].parts.first?.receipt?.proof == proof)
        }
    }

    /// How many reads it takes to answer a group.
    private func reads(_ group: [Attempt], on store: some TransactionalStore) async throws -> Int {
        let countdown = Countdown(failAt: 1_000)
        _ = try await store.inTransaction(for: group) { rows throws(StoreError) in
            var counting = GroupRows(FaultyReader(base: rows.reader, countdown: countdown))
            return try GroupProcedure.run(group, on: &counting, by: Fixture.rules)
        }
        return 1_000 - countdown.callsLeft
    }

    @Test("What proves the replays of one group is read once, not once for each", arguments: Engine.allCases)
    func readOnce(engine: Engine) async throws {
        try await engine.withStore { store in
            let attempts = (1...8).map { Fixture.attempt("once", UInt32($0), key: "k\($0)") }
            let first = try await store.redeem(attempts)
            let group = attempts.map { Attempt.redeem($0) }
            let one = try await reads([group[0]], on: store)
            let two = try await reads(Array(group.prefix(2)), on: store)
            // The checkpoint and its entries are two reads.
            #expect(two - one == one - 2)
            #expect(try await reads(group, on: store) == one + 7 * (one - 2))
            let later = try await store.redeem(attempts)
            #expect(
                later.map { $0.parts.first?.receipt?.proof } == first.map { $0.parts.first?.receipt?.proof })
        }
    }

    @Test("A changed entry is proved by nothing", arguments: Engine.allCases)
    func changed(engine: Engine) async throws {
        try await engine.withStore { store in
            let part = try #require(try await store.redeem(Fixture.attempt("once", key: "a")).parts.first)
            let proof = try #require(part.receipt).proof
            var draft = part.entry.draft
            draft.discount = Fixture.money(1)
            let entry = LedgerEntry(
                chaining: draft, writer: part.entry.writer, sequence: part.entry.sequence,
                after: part.entry.previousHash)
            #expect(try !isTrue(proof, entry))
        }
    }
}
