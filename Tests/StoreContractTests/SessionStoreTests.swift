import Store
import Testing
import Vocabulary

/// Who is signed in to the console, on every engine.
@Suite struct SessionStoreTests {
    private func session(_ name: String, seconds: Int64 = 0, token: TokenID? = nil) -> SessionRecord {
        let began = Fixture.now.advanced(bySeconds: seconds)
        return SessionRecord(
            key: Fixture.digest(name), token: token, beganAt: began, endsAt: began.advanced(bySeconds: 60))
    }

    @Test("A session is found until its time is over or somebody ends it", arguments: Engine.allCases)
    func ends(engine: Engine) async throws {
        try await engine.withStore { store in
            let first = session("a", token: TokenID(unchecked: "p-1"))
            let second = session("b")
            try await store.begin(first, atMost: 10)
            try await store.begin(second, atMost: 10)
            let last = first.endsAt.advanced(bySeconds: -1)
            #expect(try await store.session(first.key, at: last) == first)
            #expect(try await store.session(second.key, at: last) == second)
            #expect(try await store.session(first.key, at: first.endsAt) == nil)
            #expect(try await store.session(Fixture.digest("c"), at: last) == nil)
            try await store.endSession(first.key)
            try await store.endSession(first.key)
            #expect(try await store.session(first.key, at: last) == nil)
            #expect(try await store.session(second.key, at: last) == second)
        }
    }

    @Test(
        "There are only so many; the oldest end first, and those that are over do not count",
        arguments: Engine.allCases)
    func bound(engine: Engine) async throws {
        try await engine.withStore { store in
            for second in 0..<5 {
                try await store.begin(session("\(second)", seconds: Int64(second)), atMost: 3)
            }
            func isThere(_ name: String, after seconds: Int64) async throws -> Bool {
                let now = Fixture.now.advanced(bySeconds: seconds)
                return try await store.session(Fixture.digest(name), at: now) != nil
            }
            var there: [Bool] = []
            for second in 0..<5 { there.append(try await isThere("\(second)", after: 5)) }
            #expect(there == [false, false, true, true, true])
            // A minute later all three are over, and make room.
            for name in ["x", "y", "z"] { try await store.begin(session(name, seconds: 70), atMost: 3) }
            var newcomers: [Bool] = []
            for name in ["x", "y", "z"] { newcomers.append(try await isThere(name, after: 71)) }
            #expect(newcomers == [true, true, true])
        }
    }
}
