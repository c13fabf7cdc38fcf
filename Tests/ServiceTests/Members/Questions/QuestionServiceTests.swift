import Membership
import Service
import Store
import Support
import Testing
import Vocabulary

/// Identities that several members are said to have, from the list that says so to what a person decides.
@Suite struct QuestionServiceTests {
    private static let everything = MemberViewer(scope: .every, actor: "tester")

    private func service(_ fixture: ListsFixture) -> QuestionService { QuestionService(fixture.context) }

    private func questions(_ fixture: ListsFixture) async throws -> [QuestionDocument] {
        try await service(fixture).page(for: Self.everything).questions
    }

    private func only(_ fixture: ListsFixture) async throws -> QuestionDocument {
        let found = try await questions(fixture)
        try #require(found.count == 1, "\(found)")
        return found[0]
    }

    private func holder(_ fixture: ListsFixture, _ phone: String) async throws -> MemberID? {
        try await MemberDirectory(fixture.context).find(.identity(.phone, phone), for: Self.everything)?
            .member
    }

    /// `A` has the phone; then a list says that `B` and `C` have it.
    private func disputed() async throws -> ListsFixture {
        let fixture = try ListsFixture(.sqlite)
        _ = try await fixture.importLines("member_id,phone,home_store", "A,13800138000,SH01")
        let report = try await fixture.importLines(
            "member_id,phone,home_store", "B,13800138000,SH01", "C,13800138000,BJ01")
        #expect(report.questions == 2)
        return fixture
    }

    private func answer(
        _ fixture: ListsFixture, _ answer: QuestionService.Answer
    ) async throws -> QuestionService.Outcome {
        try await service(fixture).answer(try await only(fixture).question, answer, by: Self.everything)
    }

    @Test("A list's question names everybody whose the identity may be, and shows no number")
    func asked() async throws {
        let fixture = try await disputed()
        let question = try await only(fixture)
        #expect(question.kind == "phone" && question.masked == "+86*******8000")
        #expect(question.parties.map(\.member.text) == ["A", "B", "C"])
        #expect(question.parties.map(\.holds) == [true, false, false])
        #expect(question.parties.map(\.source) == [nil, "import", "import"])
        // The same list again asks nothing new and writes nothing.
        let audits = try await fixture.context.store.audit(limit: 100).count
        _ = try await fixture.importLines(
            "member_id,phone,home_store", "B,13800138000,SH01", "C,13800138000,BJ01")
        #expect(try await fixture.context.store.audit(limit: 100).count == audits)
        #expect(try await only(fixture).parties == question.parties)
    }

    @Test("Whoever is given an identity is recognised by it, and nobody else; nobody is asked again")
    func given() async throws {
        let fixture = try await disputed()
        let id = try await only(fixture).question
        let outcome = try await answer(fixture, .give(MemberID(unchecked: "B")))
        guard case .done(let document) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(document.holder?.text == "B" && document.merged.isEmpty)
        #expect(try await holder(fixture, "13800138000")?.text == "B")
        let former = try await MemberService(fixture.context).show(MemberID(unchecked: "A"))
        #expect(former.identities.isEmpty)
        #expect(try await questions(fixture).isEmpty)
        _ = try await fixture.importLines("member_id,phone", "C,13800138000")
        #expect(try await questions(fixture).isEmpty)
        await #expect(throws: ServiceError.notFound(kind: "open question", name: id.description)) {
            _ = try await service(fixture).answer(id, .leave, by: Self.everything)
        }
        // Somebody new is another question.
        _ = try await fixture.importLines("member_id,phone", "D,13800138000")
        #expect(try await only(fixture).parties.map(\.member.text) == ["B", "D"])
    }

    @Test("Who is one person becomes one member, recognised by what any of them claimed")
    func samePerson() async throws {
        let fixture = try ListsFixture(.sqlite)
        _ = try await fixture.importLines("member_id,phone", "A,13800138000", "B,13800138000")
        #expect(try await holder(fixture, "13800138000") == nil)
        let outcome = try await answer(fixture, .samePerson(MemberID(unchecked: "B")))
        guard case .done(let document) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(document.holder?.text == "B" && document.merged.map(\.text) == ["A"])
        #expect(try await holder(fixture, "13800138000")?.text == "B")
        #expect(
            try await MemberService(fixture.context).show(MemberID(unchecked: "A")).mergedInto?.text == "B")
        #expect(try await questions(fixture).isEmpty)
        #expect(try await fixture.context.store.findFaults() == [])
    }

    @Test("The holder's own merges carry the identity along")
    func holderMerged() async throws {
        let fixture = try await disputed()
        let outcome = try await answer(fixture, .samePerson(MemberID(unchecked: "C")))
        guard case .done(let document) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(document.merged.map(\.text) == ["A", "B"] && document.holder?.text == "C")
        #expect(try await holder(fixture, "13800138000")?.text == "C")
        #expect(try await questions(fixture).isEmpty)
        #expect(try await fixture.context.store.findFaults() == [])
    }

    @Test("What is left as it is stays so, and a member whom it is not about is refused")
    func left() async throws {
        let fixture = try await disputed()
        _ = try await fixture.importLines("member_id,phone", "X,13900139000")
        let stranger = MemberID(unchecked: "X")
        #expect(try await answer(fixture, .give(stranger)) == .notConcerned(stranger))
        #expect(try await answer(fixture, .samePerson(stranger)) == .notConcerned(stranger))
        guard case .done(let document) = try await answer(fixture, .leave) else {
            Issue.record("it was not left")
            return
        }
        #expect(document.holder?.text == "A")
        #expect(try await holder(fixture, "13800138000")?.text == "A")
        #expect(try await questions(fixture).isEmpty)
        let audit = try await fixture.context.store.audit(limit: 3).first { $0.action == "question_answer" }
        #expect(audit?.detail.contains("138") == false)
    }

    @Test("Pairing what another member has asks once; with the other's end the question ends")
    func paired() async throws {
        let fixture = try ListsFixture(.sqlite)
        _ = try await fixture.importLines("member_id,phone", "A,13800138000", "B,13800138001")
        var draft = MemberDraft()
        draft.phone = "13800138000"
        for _ in 1...2 {
            let outcome = try await MemberPairingService(fixture.context).pair(
                draft, with: MemberID(unchecked: "B"), proof: .seen, actor: "tester")
            #expect(outcome == .taken(by: MemberID(unchecked: "A"), masked: "+86*******8000"))
        }
        #expect(try await only(fixture).parties.map(\.source) == [nil, "pair"])
        _ = try await MemberErasureService(fixture.context).erase(MemberID(unchecked: "B"), actor: "tester")
        #expect(try await questions(fixture).isEmpty)
        #expect(
            try await fixture.context.store.claims(of: MemberID(unchecked: "B"), home: fixture.context.home())
                == [])
    }

    @Test("Who sees one store's members sees no question about another's")
    func scope() async throws {
        let fixture = try await disputed()
        let shanghai = MemberViewer(
            scope: .only([try StoreID(parsing: "SH01")]), actor: "tester")
        #expect(try await service(fixture).page(for: shanghai).questions.isEmpty)
        let id = try await only(fixture).question
        await #expect(throws: ServiceError.notFound(kind: "open question", name: id.description)) {
            _ = try await service(fixture).answer(id, .leave, by: shanghai)
        }
        let both = MemberViewer(
            scope: .only([try StoreID(parsing: "SH01"), try StoreID(parsing: "BJ01")]), actor: "tester")
        #expect(try await service(fixture).page(for: both).questions.count == 1)
    }

    @Test("Pages go through every question once, also where more is claimed than one read takes")
    func pages() async throws {
        let fixture = try ListsFixture(.sqlite)
        let rows = (0..<1_300).map { "Q\(10_000 + $0),138001\(10_000 + $0 / 2)" }
        // One number that 150 people claim: a hundred claims on it are kept.
        let crowd = (0..<150).map { "R\(10_000 + $0),13900000000" }
        let report = try await MemberImportService(fixture.context).importList(
            MemberImportOrder(
                .bytes(Array((["member_id,phone"] + rows + crowd).joined(separator: "\n").utf8), name: "pipe")
            ),
            actor: "tester")
        #expect(report.questions == 1_450)
        var seen: [QuestionDocument] = []
        var after: QuestionID?
        repeat {
            let page = try await service(fixture).page(after: after, for: Self.everything)
            seen += page.questions
            after = page.next
        } while after != nil
        #expect(seen.count == 651 && Set(seen.map(\.question)).count == 651)
        #expect(seen.filter { $0.parties.count == 2 }.count == 650)
        #expect(seen.map(\.parties.count).max() == 100)
    }
}
