import Foundation
import Service
import Store
import Testing
import Vocabulary

@Suite struct MemberImportServiceTests {
    private static let heading = "member_id,name,phone,joined_at,marketing_consent"

    private func importSample(into fixture: ListsFixture) async throws -> MemberImportReport {
        try await MemberImportService(fixture.context).importList(
            MemberImportOrder(fixture.sampleList), actor: "tester")
    }

    @Test("The sample list is taken with the counts of its rules, and again it changes nothing")
    func sampleList() async throws {
        let fixture = try ListsFixture(.sqlite)
        let first = try await importSample(into: fixture)
        #expect(numbers(first.rows, first.added, first.updated, first.unchanged) == [5_000, 4_998, 0, 0])
        #expect(numbers(first.refused, first.questions, first.findings.count) == [2, 174, 183])
        #expect(!first.tookEveryRow)
        let members = try await fixture.storedMembers()
        #expect(members.count == 4_998)
        let auditCount = try await fixture.context.store.audit(limit: 100).count
        #expect(auditCount == 5)

        let second = try await importSample(into: fixture)
        #expect(numbers(second.rows, second.added, second.updated, second.unchanged) == [5_000, 0, 0, 4_998])
        #expect(numbers(second.refused, second.questions) == [2, 174])
        #expect(try await fixture.storedMembers() == members)
        #expect(try await fixture.context.store.audit(limit: 100).count == auditCount)
        #expect(try await fixture.context.store.findFaults().isEmpty)
    }

    @Test("Neither a name, a phone, an OpenID nor a note is in the database's files")
    func nothingInTheClear() async throws {
        let fixture = try ListsFixture(.sqlite)
        _ = try await importSample(into: fixture)
        let bytes = try fixture.databaseBytes()
        #expect(bytes.count > 1_000_000)
        #expect(bytes.range(of: Data("Q000002".utf8)) != nil, "the search finds what is in the clear")
        for secret in [
            "谢桂曦", "D'Souza", "HYPERLINK", "oolong", "18079195933", "13421281735", "15856614523",
            "oaEFJONAWw5bN3LQtn4Y7qdQBm-4", "ouUeriantIxqgOf0WYPlp5-Po7u_",
        ] {
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret)")
        }
    }

    @Test("The audit says how many and who, and nothing of the members")
    func audit() async throws {
        let fixture = try ListsFixture()
        _ = try await fixture.importLines(
            Self.heading, "A1,王小明,13800138000,2026-01-01,yes", "A2,李雷,13800138001,2026-01-01,no")
        let entry = try #require(try await fixture.context.store.audit(limit: 10).first)
        #expect(entry.actor == "tester")
        #expect(entry.action == "member_import")
        #expect(entry.detail == #"{"added":2,"consents":2,"questions":0,"rows":2,"updated":0}"#)
        #expect(entry.subject == "members")
    }

    @Test("Each change of consent is kept, and a row that says the same again keeps nothing")
    func consents() async throws {
        let fixture = try ListsFixture()
        let member = MemberID(unchecked: "A1")
        for consent in ["yes", "yes", "no", "yes", "", "no"] {
            _ = try await fixture.importLines(Self.heading, "A1,王小明,,2026-01-01,\(consent)")
        }
        let log = try await fixture.context.store.consents(of: member, home: fixture.context.home())
        #expect(log.map(\.state) == ["granted", "denied"])
        #expect(log.allSatisfy { $0.purpose == "marketing" && $0.source == "import" })
        #expect(log.allSatisfy { $0.at == ListsFixture.now })
    }

    @Test("An identity that another member has in the store goes to nobody new and becomes a question")
    func sharedWithStore() async throws {
        let fixture = try ListsFixture()
        _ = try await fixture.importLines(Self.heading, "A1,王小明,13800138000,2026-01-01,")
        let report = try await fixture.importLines(
            Self.heading, "A2,李雷,+86 138-0013-8000,2026-01-01,", "A3,韩梅梅,13800138003,2026-01-01,")
        #expect(numbers(report.added, report.questions) == [2, 1])
        #expect(report.findings.map(\.reason) == ["shared_phone"])
        let members = try await fixture.storedMembers()
        let withPhone = members.filter { $0.identities.contains { $0.kind == "phone" } }
        #expect(withPhone.map(\.id.text) == ["A1", "A3"])
    }

    @Test("A member whose field changes is updated, and keeps what the list does not say")
    func update() async throws {
        let fixture = try ListsFixture()
        _ = try await fixture.importLines(Self.heading, "A1,王小明,13800138000,2026-01-01,yes")
        let before = try #require(try await fixture.storedMembers().first)
        let report = try await fixture.importLines("member_id,name,note", "A1,王大明,\"two\nlines\"")
        #expect(numbers(report.added, report.updated, report.unchanged) == [0, 1, 0])
        let after = try #require(try await fixture.storedMembers().first)
        #expect(after.identities == before.identities)
        #expect(after.marketingConsent == "granted")
        #expect(after.joinedOn == before.joinedOn)
        #expect(after.sealedProfile != before.sealedProfile)
        let view = try await MemberService(fixture.context).show(after.id)
        #expect(view.name == "王大明")
        #expect(view.note == "two\nlines")
    }

    @Test(
        "The day of joining is the home store's", arguments: [("SY01", "2026-03-02"), ("SH01", "2026-03-01")])
    func joinedOn(store: String, day: String) async throws {
        let fixture = try ListsFixture()
        _ = try await fixture.importLines(
            "member_id,home_store,joined_at", "A1,\(store),2026-03-01T15:30:00Z")
        let member = try #require(try await fixture.storedMembers().first)
        #expect(member.joinedOn.description == day)
    }

    private func importLong(into context: ServiceContext) async throws -> MemberImportReport {
        try await MemberImportService(context).importList(
            MemberImportOrder(ListsFixture.longList), actor: "tester")
    }

    @Test("A store that fails in the middle keeps whole groups, and the same list goes on", arguments: 1...3)
    func failingStore(at write: Int) async throws {
        let failing = FailingStore(MemoryStore(), failingAt: write)
        let fixture = try ListsFixture(.given(failing))
        await #expect(throws: ServiceError.storage(.full("no space left on the test's disk"))) {
            _ = try await importLong(into: fixture.context)
        }
        let keptCount = (write - 1) * 1_000
        #expect(try await fixture.storedMembers().count == keptCount)
        #expect(try await failing.audit(limit: 100).count == write - 1)

        let report = try await importLong(into: fixture.context)
        #expect(numbers(report.unchanged, report.added) == [keptCount, 2_500 - keptCount])
        #expect(try await fixture.storedMembers().count == 2_500)
    }

    @Test("Who is added while a first list is taken is not written over; the same list goes on")
    func addedMeanwhile() async throws {
        let known = try ListsFixture()
        _ = try await known.importLines("member_id,name,joined_at", "B12400,王小明,2025-01-01")
        let newcomer = try #require(try await known.storedMembers().first)
        let crowded = FailingStore(MemoryStore(), failingAt: 3) { base throws(StoreError) in
            let audit = AuditRecord(
                at: ListsFixture.now, actor: "other", action: "member_add", subject: "B12400", detail: "{}")
            try await base.write([newcomer], consents: [], audit: audit, home: known.context.home())
        }
        let fixture = try ListsFixture(.given(crowded))
        let failure = await #expect(throws: ServiceError.self) {
            _ = try await importLong(into: fixture.context)
        }
        guard case .storage(.busy) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(try await fixture.storedMembers().count == 2_001)
        let report = try await importLong(into: fixture.context)
        #expect(numbers(report.added, report.updated, report.unchanged) == [499, 1, 2_000])
    }

    @Test("A cancelled import ends after a group, and the same list goes on")
    func cancelling() async throws {
        let fixture = try ListsFixture()
        let context = fixture.context
        let task = Task {
            try await MemberImportService(context).importList(
                MemberImportOrder(ListsFixture.longList), actor: "tester"
            ) { _, _ in
                withUnsafeCurrentTask { $0?.cancel() }
            }
        }
        let result = await task.result
        #expect(throws: ServiceError.interrupted(done: 1_000, of: 2_500, resume: "long.csv")) {
            _ = try result.get()
        }
        #expect(try await fixture.storedMembers().count == 1_000)
        let report = try await importLong(into: context)
        #expect(numbers(report.unchanged, report.added) == [1_000, 1_500])
    }

    @Test(
        "A list that cannot be read is refused whole, with the line",
        arguments: [
            ("", 1), ("name,phone\na,b\n", 1), ("member_id,member_id\n", 1),
            ("member_id,name\nA1,a\nA2,\"never closed\n", 3),
        ])
    func unreadable(text: String, line: Int) async throws {
        let fixture = try ListsFixture()
        let list = MemberList.bytes(Array(text.utf8), name: "pipe")
        let error = await #expect(throws: ServiceError.self) {
            _ = try await MemberImportService(fixture.context).importList(
                MemberImportOrder(list), actor: "tester")
        }
        guard case .invalidInput(let faults) = error else {
            Issue.record("expected a fault of the list, not \(String(describing: error))")
            return
        }
        #expect(faults.map(\.line) == [line])
        #expect(faults.map(\.file) == ["pipe"])
        #expect(try await fixture.storedMembers().isEmpty)
    }

    @Test("A list that is not there is named")
    func missing() async throws {
        let fixture = try ListsFixture()
        let url = fixture.folder.appending(path: "none.csv")
        await #expect(throws: ServiceError.notFound(kind: "file", name: url.path(percentEncoded: false))) {
            _ = try await MemberImportService(fixture.context).importList(
                MemberImportOrder(.file(url)), actor: "tester")
        }
    }

    @Test("The report is the document that scripts read")
    func document() async throws {
        let fixture = try ListsFixture()
        let report = try await fixture.importLines(
            Self.heading, "A1,王小明,12345,2026-01-01,yes", ",,,,", "A3,李雷,,2026-02-30,")
        let document = String(decoding: try JSONText.document(report), as: UTF8.self)
        let findings = [
            #"{"field":"phone","line":2,"reason":"invalid_phone","value":"12345"}"#,
            #"{"field":"member_id","line":3,"reason":"missing_member_id"}"#,
            #"{"field":"joined_at","line":4,"reason":"impossible_date","value":"2026-02-30"}"#,
        ]
        #expect(
            document
                == #"{"added":1,"delimiter":"comma","dry_run":false,"encoding":"utf-8","findings":["#
                + findings.joined(separator: ",")
                + #"],"format":"csv","questions":0,"refused":2,"rows":3,"unchanged":0,"updated":0}"#)
    }

    @Test("The report for people groups by reason, the gravest first")
    func text() async throws {
        let fixture = try ListsFixture()
        let phones = (1...7).map { "B\($0),李雷,12345\($0),2026-01-01," }.joined(separator: "\n")
        let report = try await fixture.importLines(Self.heading, phones, ",,,,")
        #expect(
            report.text == """
                8 rows: 7 added, 0 updated, 0 unchanged, 1 refused, 0 with a question
                Read as csv, utf-8, comma between the fields

                Refused: these rows were not taken
                  No member id (missing_member_id, 1)
                    line 9, member_id

                Dropped: taken without the field, which cannot be meant as it stands
                  Not a phone number that a message can reach (invalid_phone, 7)
                    line 2, phone: 123451
                    line 3, phone: 123452
                    line 4, phone: 123453
                    line 5, phone: 123454
                    line 6, phone: 123455
                    and 2 more

                """)
    }
}
