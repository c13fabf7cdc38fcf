import Promotion
import Store
import Support
import Testing
import Vocabulary

/// What members redeemed, as every engine reads it.
@Suite struct MemberEntriesTests {
    private func members(_ ids: String...) -> [MemberID] { ids.map { MemberID(unchecked: $0) } }

    private func pages(
        _ store: any ContractStore, _ members: [MemberID], limit: Int
    ) async throws -> [LedgerEntry] {
        var (read, place): ([LedgerEntry], EntryPlace?) = ([], nil)
        while true {
            let page = try await store.entries(
                ofMembers: members, after: place, limit: limit, home: Fixture.home)
            read += page
            guard page.count == limit, let last = page.last else { return read }
            let next: EntryPlace = try #require(EntryPlace(parsing: EntryPlace(last).text))
            place = next
        }
    }

    @Test(
        "A member's entries come newest first, whatever order they were written in, and no page repeats one",
        arguments: Engine.allCases)
    func newestFirst(engine: Engine) async throws {
        try await engine.withStore { store in
            // Some at one moment, and some that an offline till sent later than newer ones.
            for (number, second) in [50, 10, 10, 40, 10, 20, 30, 60].enumerated() {
                let name = number.isMultiple(of: 3) ? "m-2" : "m-1"
                let attempt = Fixture.attempt(
                    number < 4 ? "percent" : "once", UInt32(number % 4 + 1), key: "k\(number)",
                    member: name, secondsLater: Int64(second))
                #expect(try await store.redeem(attempt).acceptance != nil)
            }
            let one = try await store.entries(
                ofMembers: members("m-1"), after: nil, limit: 100, home: Fixture.home)
            #expect(one.map(\.draft.key) == ["k7", "k5", "k4", "k2", "k1"])
            let both = try await store.entries(
                ofMembers: members("m-1", "m-2"), after: nil, limit: 100, home: Fixture.home)
            #expect(both.map(\.draft.key) == ["k7", "k0", "k3", "k6", "k5", "k4", "k2", "k1"])
            for limit in 1...4 {
                #expect(try await pages(store, members("m-1", "m-2"), limit: limit) == both)
            }
            let none = try await store.entries(
                ofMembers: members("m-3"), after: nil, limit: 100, home: Fixture.home)
            let elsewhere = try await store.entries(
                ofMembers: members("m-1"), after: nil, limit: 100, home: Home(issuer: 2, bucket: 0))
            #expect(none.isEmpty && elsewhere.isEmpty)
        }
    }

    @Test(
        "What is no place of a page is none",
        arguments: ["", "1:main", "1::2", "x:main:1", "1:main:0", "1:main:1:2"])
    func noPlace(text: String) {
        #expect(EntryPlace(parsing: text) == nil)
    }
}
