import Store
import Testing
import Vocabulary

/// Faults inside the database while a group is written, and answers that get lost after it is.
@Suite struct WritingFaultTests {
    @Test(
        "Whichever row cannot be written, and if the COMMIT cannot: asked again, all is as if nothing had failed",
        arguments: Trap.allCases)
    func everyRow(trap: Trap) async throws {
        let memory = MemoryStore(events: .kept)
        try await FaultedRequest.prepare(memory)
        try await trap.withStore { store, setting in
            var pair = FaultedPair(store: store, memory: memory, trap: trap, setting: setting)
            for request in trap.requests {
                var row = 1
                while try await pair.fail(request, at: row) { row += 1 }
                #expect(row > (trap == .sqliteCommit || request == .refusal ? 1 : 5), "\(request) \(row)")
            }
            try await pair.compare()
        }
    }

    @Test("An answer that got lost after the COMMIT is told again, one by one", arguments: Engine.allCases)
    func lostAnswer(engine: Engine) async throws {
        let memory = MemoryStore(events: .kept)
        try await FaultedRequest.prepare(memory)
        try await engine.withStore(events: .kept, prepare: FaultedRequest.prepare) { store in
            var pair = FaultedPair(store: store, memory: memory)
            for request in FaultedRequest.allCases { try await pair.lose(request) }
            try await pair.compare()
        }
    }
}
