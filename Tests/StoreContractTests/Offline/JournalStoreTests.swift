import Store
import Testing
import Vocabulary

@Suite struct JournalStoreTests {
    private static let till = TerminalID(unchecked: "t-sh01-0001")

    private static func enrol(_ store: any ContractStore) async throws {
        try await store.enrol(
            TerminalRecord(
                id: till, store: Fixture.store, name: "Till", tokenDigest: Fixture.digest("token"),
                enrolledAt: Fixture.now))
    }

    private static func lines(_ numbers: ClosedRange<Int64>, _ text: String = "line") -> [StoredJournalLine] {
        numbers.map { number in
            StoredJournalLine(
                place: JournalPlace(sequence: number, hash: Fixture.digest("\(text) \(number)")),
                text: "\(text) \(number)")
        }
    }

    @Test("The first key of a terminal's journal stays", arguments: Engine.allCases)
    func keys(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            try await Self.enrol(store)
            let (one, other) = (Fixture.digest("one"), Fixture.digest("other"))
            #expect(try await store.journalKey(of: Self.till) == nil)
            #expect(try await store.keep(journalKey: one, of: Self.till, at: Fixture.now) == one)
            #expect(try await store.keep(journalKey: other, of: Self.till, at: Fixture.now) == one)
            #expect(try await store.journalKey(of: Self.till) == one)
        }
    }

    @Test("Lines follow each other without a gap, and none is added twice", arguments: Engine.allCases)
    func follows(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            try await Self.enrol(store)
            _ = try await store.keep(journalKey: Fixture.digest("key"), of: Self.till, at: Fixture.now)
            #expect(try await store.lastJournalLine(of: Self.till) == nil)
            #expect(try await store.add(journalLines: Self.lines(2...3), of: Self.till) == false)
            #expect(try await store.add(journalLines: Self.lines(1...3), of: Self.till))
            #expect(try await store.add(journalLines: Self.lines(1...3), of: Self.till) == false)
            #expect(try await store.add(journalLines: Self.lines(4...5), of: Self.till))
            #expect(try await store.lastJournalLine(of: Self.till) == Self.lines(5...5)[0].place)
            let hashes = try await store.journalHashes(of: Self.till, in: 2...9)
            #expect(hashes == Self.lines(2...5).map(\.place.hash))
            let page = try await store.journalLines(of: Self.till, after: 1, limit: 2)
            #expect(page == Self.lines(2...3))
        }
    }

    @Test("Of two uploads at once one is added whole", arguments: Engine.allCases)
    func race(engine: Engine) async throws {
        try await engine.withStore { (store: any ContractStore) async throws in
            try await Self.enrol(store)
            _ = try await store.keep(journalKey: Fixture.digest("key"), of: Self.till, at: Fixture.now)
            let added = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        try await store.add(
                            journalLines: Self.lines(1...20, "writer \(number)"), of: Self.till)
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(added == 1)
            let kept = try await store.journalLines(of: Self.till, after: 0, limit: 100)
            #expect(kept.count == 20 && Set(kept.map { $0.text.prefix(8) }).count == 1)
        }
    }
}
