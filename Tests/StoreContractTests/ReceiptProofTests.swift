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
                #expect(Set(parts.map(\.proof?.seal)).count == 1)
                for part in parts {
                    let proof = try #require(part.proof)
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
            let proof = try #require(answers[1].parts.first?.proof)
            #expect(answers[2].parts.first?.proof == proof)
            let later = try await store.redeem([Fixture.attempt("once", 3, key: "c"), attempt])
            #expect(later[1] == answers[1].record.map(RedemptionAnswer.replayed))
            #expect(later[1].parts.first?.proof == proof)
        }
    }

    @Test("A changed entry is proved by nothing", arguments: Engine.allCases)
    func changed(engine: Engine) async throws {
        try await engine.withStore { store in
            let part = try #require(try await store.redeem(Fixture.attempt("once", key: "a")).parts.first)
            let proof = try #require(part.proof)
            var draft = part.entry.draft
            draft.discount = Fixture.money(1)
            let entry = LedgerEntry(
                chaining: draft, writer: part.entry.writer, sequence: part.entry.sequence,
                after: part.entry.previousHash)
            #expect(try !isTrue(proof, entry))
        }
    }
}
