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
            var number = 0
            for request in FaultedRequest.allCases {
                var row = 0
                var isCaught = true
                while isCaught {
                    (row, number) = (row + 1, number + 1)
                    try await prepare(request, number, on: [memory, store])
                    isCaught = try await fail(request, number, at: row, trap, setting, on: store, memory)
                }
                #expect(row > (trap == .sqliteCommit || request == .refusal ? 1 : 5), "\(request) \(row)")
                #expect(try await store.findFaults() == [], "\(request)")
            }
            try await compare(store, memory)
        }
    }

    @Test("An answer that got lost after the COMMIT is told again, one by one", arguments: Engine.allCases)
    func lostAnswer(engine: Engine) async throws {
        let memory = MemoryStore(events: .kept)
        try await FaultedRequest.prepare(memory)
        try await engine.withStore(events: .kept, prepare: FaultedRequest.prepare) { store in
            for (number, request) in FaultedRequest.allCases.enumerated() {
                try await prepare(request, number, on: [memory, store])
                let group = request.group(number)
                let expected = try await memory.carryOut(group, by: Fixture.rules)
                _ = try await store.carryOut(group, by: Fixture.rules)
                for (attempt, answer) in zip(group, expected).reversed() {
                    let again = try await store.carryOut(attempt)
                    #expect(again == answer.record.map(GroupAnswer.replayed), "\(request)")
                }
            }
            try await compare(store, memory)
        }
    }

    private func prepare(
        _ request: FaultedRequest, _ number: Int, on stores: [any ContractStore]
    ) async throws {
        for attempt in request.before(number) {
            let answers = [try await stores[0].carryOut(attempt), try await stores[1].carryOut(attempt)]
            try #require(answers[0] == answers[1], "\(request) \(number)")
        }
    }

    /// Asks for something that meets a fault, asks again if that was told, and returns whether the fault was met.
    private func fail(
        _ request: FaultedRequest, _ number: Int, at row: Int, _ trap: Trap, _ setting: any TrapSetting,
        on store: any ContractStore, _ memory: MemoryStore
    ) async throws -> Bool {
        let group = request.group(number)
        let expected = try await memory.carryOut(group, by: Fixture.rules)
        let ledger = try await store.wholeLedger().count
        try setting.set(row)
        let result = await Result { () async throws(StoreError) in
            try await store.carryOut(group, by: Fixture.rules)
        }
        let isCaught = try setting.takeAway()
        switch result {
        case .success(let answers):
            #expect(!isCaught || trap.isMended, "\(request), row \(row): the fault was not told")
            #expect(answers == expected, "\(request), row \(row)")
        case .failure(let error):
            #expect(isCaught && trap.explains(error), "\(request), row \(row): \(error)")
            if case .unknown = error {
                let answers = try await store.carryOut(group, by: Fixture.rules)
                #expect(answers.map(\.record) == expected.map(\.record), "\(request), row \(row)")
            } else {
                #expect(try await store.wholeLedger().count == ledger, "\(request), row \(row)")
                let answers = try await store.carryOut(group, by: Fixture.rules)
                #expect(answers == expected, "\(request), row \(row)")
            }
        }
        return isCaught
    }

    /// Nothing is missing, and nothing is there twice.
    private func compare(_ store: any ContractStore, _ memory: MemoryStore) async throws {
        let ledger = try await memory.wholeLedger()
        #expect(ledger.count > FaultedRequest.allCases.count)
        #expect(try await store.wholeLedger() == ledger)
        #expect(try await FaultedRequest.counts(of: store) == FaultedRequest.counts(of: memory))
        let events = try await allEvents(of: memory)
        #expect(events.count > ledger.count, "reservations were told of too")
        #expect(Set(events.map(\.draft.id)).count == events.count)
        #expect(try await allEvents(of: store).map(\.draft) == events.map(\.draft))
    }

    private func allEvents(of store: any ContractStore) async throws -> [EventRecord] {
        while try await store.take(OutboxFixture.turn()).hasMore {}
        var events: [EventRecord] = []
        while true {
            let page = try await store.events(
                after: events.last?.position ?? 0, limit: EventPage.maximumCount)
            guard !page.isEmpty else { return events }
            events += page
        }
    }
}
