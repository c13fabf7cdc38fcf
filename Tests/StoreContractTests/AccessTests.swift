import Store
import Testing
import Vocabulary

/// Tokens of people, lock-outs and the pages of the audit log.
@Suite struct AccessTests {
    private func token(
        _ id: String, digest: String, role: PersonalRole = .manager, scope: StoreScope = .every
    ) -> AccessTokenRecord {
        AccessTokenRecord(
            id: TokenID(unchecked: id), role: role, name: "Li Wei", scope: scope,
            tokenDigest: Fixture.digest(digest), issuedAt: Fixture.now)
    }

    private func entry(_ subject: String, store: StoreID? = nil) -> AuditRecord {
        AuditRecord(
            at: Fixture.now, by: AuditActor(.manager, "p-1"), action: "test", subject: subject, store: store,
            detail: #"{"n":1}"#)
    }

    @Test("A token opens what it opened when it was issued, until it is revoked", arguments: Engine.allCases)
    func tokens(engine: Engine) async throws {
        try await engine.withStore { store in
            let shops: Set = [StoreID(unchecked: "SH02"), StoreID(unchecked: "SH01")]
            let first = token("p-1", digest: "1", scope: .only(shops))
            let second = token("p-2", digest: "2", role: .auditor)
            try await store.issue(second, audit: entry("p-2"))
            try await store.issue(first, audit: entry("p-1"))
            #expect(try await store.accessTokens() == [first, second])
            #expect(try await store.accessToken(digest: Fixture.digest("1")) == first)
            #expect(try await store.accessToken(digest: Fixture.digest("2")) == second)
            #expect(try await store.accessToken(digest: Fixture.digest("3")) == nil)
            let isKnown = try await store.revoke(first.id, at: Fixture.now, audit: entry("gone"))
            #expect(isKnown)
            #expect(try await store.accessToken(digest: Fixture.digest("1")) == nil)
            let later = Fixture.now.advanced(bySeconds: 9)
            #expect(try await store.revoke(first.id, at: later, audit: entry("again")))
            #expect(try await store.accessToken(first.id)?.revokedAt == Fixture.now)
            #expect(try await store.audit(limit: 4).map(\.subject) == ["again", "gone", "p-1", "p-2"])
        }
    }

    @Test(
        "A token whose id or digest is taken is not issued, and neither is told of",
        arguments: Engine.allCases)
    func doubleTokens(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.issue(token("p-1", digest: "1"), audit: entry("p-1"))
            let count = try await store.audit(limit: 100).count
            for double in [token("p-1", digest: "2"), token("p-2", digest: "1")] {
                let result = await Result { () async throws(StoreError) in
                    try await store.issue(double, audit: entry("double"))
                }
                guard case .failure(.constraint) = result else {
                    Issue.record("\(double.id) was issued")
                    continue
                }
            }
            let nobody = TokenID(unchecked: "p-9")
            #expect(try await store.revoke(nobody, at: Fixture.now, audit: entry("nobody")) == false)
            #expect(try await store.audit(limit: 100).count == count)
        }
    }

    @Test(
        "The audit log is read page by page, within the stores that one may see", arguments: Engine.allCases)
    func auditPages(engine: Engine) async throws {
        try await engine.withStore { store in
            let last = try await store.auditPage(after: 0, limit: 1_000, scope: .every).last?.number ?? 0
            let shop = Fixture.store
            let records = [
                entry("a", store: shop), entry("b"), entry("c", store: StoreID(unchecked: "BJ01")),
            ]
            for record in records + [entry("d", store: shop)] { try await store.append(record) }
            let all = try await store.auditPage(after: last, limit: 1_000, scope: .every)
            #expect(all.map(\.record) == records + [entry("d", store: shop)])
            #expect(all.map(\.number) == all.map(\.number).sorted() && Set(all.map(\.number)).count == 4)
            let page = try await store.auditPage(after: all[0].number, limit: 2, scope: .every)
            #expect(page == Array(all[1...2]))
            let mine = try await store.auditPage(after: last, limit: 1_000, scope: .only([shop]))
            #expect(mine.map(\.record.subject) == ["a", "d"])
            let newest = try await store.auditPage(after: nil, limit: 2, scope: .every)
            #expect(newest == Array(all[2...3]))
            #expect(try await store.auditPage(after: nil, limit: 1, scope: .only([shop])) == [all[3]])
        }
    }

    @Test(
        "Who follows the audit log while many write sees every entry once, in its order",
        arguments: Engine.allCases)
    func auditFollowed(engine: Engine) async throws {
        try await engine.withStore { store in
            let start = try await store.auditPage(after: 0, limit: 1_000, scope: .every).last?.number ?? 0
            let subjects = (0..<60).map { "s\($0)" }
            let isWritten = Latch()
            async let followed = follow(store, after: start, until: isWritten)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for subject in subjects {
                    let entry = entry(subject)
                    group.addTask { try await store.append(entry) }
                }
                try await group.waitForAll()
            }
            isWritten.open()
            let seen = try await followed
            #expect(seen.map(\.record.subject).sorted() == subjects.sorted())
            #expect(seen == (try await store.auditPage(after: start, limit: 1_000, scope: .every)))
        }
    }

    /// Reads on from the last number that was seen, until nothing more comes.
    private func follow(
        _ store: any ContractStore, after start: Int64, until isWritten: Latch
    ) async throws -> [AuditEntry] {
        var seen: [AuditEntry] = []
        while true {
            let isLast = isWritten.isOpen
            let page = try await store.auditPage(after: seen.last?.number ?? start, limit: 7, scope: .every)
            seen += page
            if isLast, page.isEmpty { return seen }
        }
    }

    private func order(
        _ id: String, _ kind: LockoutSubject.Kind = .terminal, name: String = "t-1", after seconds: Int64 = 0
    ) -> LockoutOrder {
        LockoutOrder(
            id: LockoutID(unchecked: id), subject: LockoutSubject(kind, name),
            store: kind == .terminal ? Fixture.store : nil, at: Fixture.now.advanced(bySeconds: seconds))
    }

    @Test("Each lock-out in a row lasts twice as long, up to an hour, and a day makes it forgotten")
    func durations() {
        let seconds = [1, 2, 3, 6, 7, 8, 63, 10_000].map(LockoutOrder.seconds(level:))
        #expect(seconds == [60, 120, 240, 1_920, 3_600, 3_600, 3_600, 3_600])
        let first = order("l-1").lockout(after: nil)
        #expect(first.level == 1 && first.endsAt == Fixture.now.advanced(bySeconds: 60))
        #expect(order("l-2", after: 59).lockout(after: first) == first, "one in force stays as it is")
        #expect(order("l-2", after: 60).lockout(after: first).level == 2)
        #expect(order("l-2", after: 60 + 86_399).lockout(after: first).level == 2)
        #expect(order("l-2", after: 60 + 86_400).lockout(after: first).level == 1)
    }

    @Test("Who is locked out is so for everyone who asks, and alarmed of once", arguments: Engine.allCases)
    func lockOut(engine: Engine) async throws {
        try await engine.withStore { store in
            let count = try await store.audit(limit: 100).count
            let orders = (1...20).map { order("l-\($0)") }
            let kept = try await withThrowingTaskGroup(of: LockoutRecord.self) { group in
                for order in orders { group.addTask { try await store.lockOut(order) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(kept).count == 1 && kept[0].level == 1, "twenty verifiers, one lock-out")
            #expect(try await store.lockouts(at: Fixture.now) == [kept[0]])
            #expect(try await store.lockout(kept[0].id) == kept[0])
            let audit = try await store.audit(limit: 100)
            #expect(audit.count == count + 1)
            #expect(
                audit[0].action == "lockout" && audit[0].role == .system && audit[0].store == Fixture.store)
            #expect(audit[0].detail == #"{"kind":"terminal","level":1,"name":"t-1","seconds":60}"#)
            let second = try await store.lockOut(order("l-30", after: 61))
            #expect(second.level == 2 && second.endsAt == Fixture.now.advanced(bySeconds: 181))
            #expect(try await store.lockouts(at: Fixture.now.advanced(bySeconds: 181)).isEmpty)
        }
    }

    @Test(
        "An address is in the list of lock-outs and not in the log that is kept", arguments: Engine.allCases)
    func addresses(engine: Engine) async throws {
        try await engine.withStore { store in
            let visitor = try await store.lockOut(order("l-1", .visitor, name: "203.0.113.7"))
            let till = try await store.lockOut(order("l-2", .address, name: "203.0.113.7", after: 1))
            #expect(try await store.lockouts(at: Fixture.now.advanced(bySeconds: 1)) == [visitor, till])
            let details = try await store.audit(limit: 2).map(\.detail)
            #expect(details.allSatisfy { !$0.contains("203.0") })
            // A day after they ended nobody remembers, and the rows are gone.
            _ = try await store.lockOut(order("l-3", after: 90_000))
            #expect(try await store.lockout(visitor.id) == nil)
        }
    }

    @Test("A lifted lock-out ends at once and counts no more", arguments: Engine.allCases)
    func lift(engine: Engine) async throws {
        try await engine.withStore { store in
            let lockout = try await store.lockOut(order("l-1"))
            let now = Fixture.now.advanced(bySeconds: 10)
            #expect(try await store.lift(lockout.id, at: now, audit: entry("lifted")))
            #expect(try await store.lockouts(at: now).isEmpty)
            #expect(try await store.lift(lockout.id, at: now, audit: entry("twice")) == false)
            #expect(try await store.lift(LockoutID(unchecked: "l-9"), at: now, audit: entry("none")) == false)
            #expect(try await store.audit(limit: 1).map(\.subject) == ["lifted"])
            #expect(try await store.lockOut(order("l-2", after: 20)).level == 1)
        }
    }
}
