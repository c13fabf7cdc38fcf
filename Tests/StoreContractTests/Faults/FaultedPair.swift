import Store
import Testing
import Vocabulary

/// A store that meets faults, and one in memory that is asked for the same and meets none.
struct FaultedPair {
    let store: any ContractStore
    let memory: MemoryStore
    var trap: Trap?
    var setting: (any TrapSetting)?
    /// How much of the ledger is known.
    private var position = LedgerPosition.start
    private var number = 0

    init(
        store: any ContractStore, memory: MemoryStore, trap: Trap? = nil,
        setting: (any TrapSetting)? = nil
    ) {
        self.store = store
        self.memory = memory
        self.trap = trap
        self.setting = setting
    }

    /// Asks for something that fails at a row, asks again if that was told, and returns whether it came to that row.
    mutating func fail(_ request: FaultedRequest, at row: Int) async throws -> Bool {
        let (group, expected) = try await next(request)
        try setting?.set(row)
        let result = await Result { [store] () async throws(StoreError) in
            try await store.carryOut(group, by: Fixture.rules)
        }
        let isCaught = try setting?.takeAway() ?? false
        switch result {
        case .success(let answers):
            #expect(!isCaught || trap?.isMended == true, "\(request), row \(row): the fault was not told")
            #expect(answers == expected, "\(request), row \(row)")
        case .failure(let error):
            #expect(isCaught && trap?.explains(error) == true, "\(request), row \(row): \(error)")
            if case .unknown = error {
                let answers = try await store.carryOut(group, by: Fixture.rules)
                #expect(answers.map(\.record) == expected.map(\.record), "\(request), row \(row)")
            } else {
                #expect(try await store.ledger(after: position, limit: 1) == [], "\(request), row \(row)")
                let answers = try await store.carryOut(group, by: Fixture.rules)
                #expect(answers == expected, "\(request), row \(row)")
            }
        }
        return isCaught
    }

    /// Asks for something and hears nothing, then asks for every part of it alone, the last one first.
    mutating func lose(_ request: FaultedRequest) async throws {
        let (group, expected) = try await next(request)
        _ = try await store.carryOut(group, by: Fixture.rules)
        for (attempt, answer) in zip(group, expected).reversed() {
            let again = try await store.carryOut(attempt)
            #expect(again == answer.record.map(GroupAnswer.replayed), "\(request)")
        }
    }

    /// What is asked for next, and what comes of it without a fault.
    private mutating func next(
        _ request: FaultedRequest
    ) async throws -> (group: [Attempt], expected: [GroupAnswer]) {
        number += 1
        for attempt in request.before(number) {
            let answer = try await memory.carryOut(attempt)
            try #require(try await store.carryOut(attempt) == answer, "\(request) \(number)")
        }
        for entry in try await store.ledger(after: position, limit: LedgerPage.maximumCount) {
            position.advance(to: entry)
        }
        let group = request.group(number)
        return (group, try await memory.carryOut(group, by: Fixture.rules))
    }
}

extension FaultedPair {
    /// Nothing is missing, and nothing is there twice.
    func compare() async throws {
        let ledger = try await memory.wholeLedger()
        #expect(!ledger.isEmpty)
        #expect(try await store.wholeLedger() == ledger)
        #expect(try await store.findFaults() == [])
        #expect(try await FaultedRequest.counts(of: store) == FaultedRequest.counts(of: memory))
        let events = try await Self.events(of: memory)
        #expect(events.count > ledger.count, "reservations were told of too")
        #expect(Set(events.map(\.draft.id)).count == events.count)
        #expect(try await Self.events(of: store).map(\.draft) == events.map(\.draft))
    }

    private static func events(of store: any ContractStore) async throws -> [EventRecord] {
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
