import Foundation
import Membership
import Store
import Testing
import Vocabulary

@testable import Service

/// A member's birthday, wherever a member goes.
@Suite struct MemberBirthdayTests {
    private func add(
        _ id: String, birthday: String?, name: String? = nil, _ fixture: ListsFixture
    ) async throws -> MemberView {
        var draft = MemberDraft()
        (draft.id, draft.birthday, draft.name) = (id, birthday, name)
        return try await MemberService(fixture.context).add(draft, actor: "tester")
    }

    private func birthDay(_ id: String, _ fixture: ListsFixture) async throws -> Int? {
        try await fixture.context.store.member(MemberID(unchecked: id), home: fixture.context.home())?
            .birthDay
    }

    @Test("It is shown with its year, which the database does not have in the clear")
    func sealing() async throws {
        let fixture = try ListsFixture(.sqlite)
        #expect(try await add("a", birthday: "1987-05-17", fixture).birthday == "1987-05-17")
        #expect(try await add("b", birthday: "02-29", fixture).birthday == "--02-29")
        #expect(try await add("c", birthday: nil, fixture).birthday == nil)
        #expect(try await birthDay("a", fixture) == 517)
        #expect(try await birthDay("b", fixture) == 229)
        #expect(try await birthDay("c", fixture) == nil)
        #expect(try fixture.databaseBytes().range(of: Data("1987-05-17".utf8)) == nil)
        let data = try await MemberDataService(fixture.context).document(
            of: MemberID(unchecked: "a"), actor: "tester")
        #expect(data.records.map(\.birthday) == ["1987-05-17"])
    }

    @Test(
        "What is no birthday is said by its field, and nothing is written",
        arguments: ["1990-02-29", "2026-11-23", "x"])
    func faults(birthday: String) async throws {
        let fixture = try ListsFixture()
        let error = await #expect(throws: ServiceError.self) {
            _ = try await add("a", birthday: birthday, fixture)
        }
        guard case .invalidInput(let faults) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(faults.map(\.pointer) == ["/birthday"] && faults[0].detail.contains(birthday))
        #expect(try await fixture.storedMembers().isEmpty)
    }

    @Test("Merging fills it in and undoing takes it back, name and day together")
    func merging() async throws {
        let fixture = try ListsFixture(.sqlite)
        _ = try await add("stays", birthday: nil, name: "Li", fixture)
        _ = try await add("ends", birthday: "1990-05-17", fixture)
        let (stays, ends) = (MemberID(unchecked: "stays"), MemberID(unchecked: "ends"))
        let service = MemberMergeService(fixture.context)
        guard case .done(let view) = try await service.merge(ends, into: stays, actor: "tester") else {
            Issue.record("not merged")
            return
        }
        #expect(view.birthday == "1990-05-17" && view.name == "Li")
        #expect(try await birthDay("stays", fixture) == 517)
        // Of the two records one is in the program, and it alone is found.
        let found = try await fixture.context.store.members(
            bornOn: 517, after: nil, limit: 9, home: fixture.context.home())
        #expect(found.map(\.id) == [stays])
        _ = try await service.unmerge(ends, actor: "tester")
        let members = MemberService(fixture.context)
        let alone = try await members.show(stays)
        #expect(alone.birthday == nil && alone.name == "Li")
        #expect(try await members.show(ends).birthday == "1990-05-17")
        #expect(try await birthDay("stays", fixture) == nil)
        #expect(try await birthDay("ends", fixture) == 517)
    }

    @Test("Erasing forgets it")
    func erasing() async throws {
        let fixture = try ListsFixture(.sqlite)
        _ = try await add("a", birthday: "1990-05-17", fixture)
        _ = try await MemberErasureService(fixture.context).erase(MemberID(unchecked: "a"), actor: "tester")
        #expect(try await birthDay("a", fixture) == nil)
        #expect(try await MemberService(fixture.context).show(MemberID(unchecked: "a")).birthday == nil)
    }

    @Test("A list brings it, and what cannot be one is left out with its reason")
    func importing() async throws {
        let fixture = try ListsFixture(.sqlite)
        let report = try await fixture.importLines(
            "member_id,name,birthday,joined_at", "Q1,Li,1990-05-17,2026-01-01", "Q2,Wu,02-29,2026-01-01",
            "Q3,He,1990-02-29,2026-01-01")
        #expect(report.added == 3)
        #expect(report.findings.map(\.reason) == ["invalid_birthday"])
        #expect(report.findings.map(\.value) == ["1990-02-29"])
        for (id, number) in [("Q1", 517), ("Q2", 229), ("Q3", nil)] as [(String, Int?)] {
            #expect(try await birthDay(id, fixture) == number)
        }
        // The same list again changes nothing.
        let again = try await fixture.importLines(
            "member_id,name,birthday,joined_at", "Q1,Li,1990-05-17,2026-01-01")
        #expect(again.unchanged == 1)
    }
}
