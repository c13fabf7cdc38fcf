import Membership
import Service
import Store
import Testing

@Suite struct JSONLinesTests {
    /// A value under a name, and what is found.
    static let values: [(name: String, value: String, reason: String?)] = [
        ("phone", "8613800138000", nil), ("phone", "8.613800138E12", nil), ("phone", "8.613800138e+12", nil),
        ("phone", #""+8613800138000""#, nil), ("phone", "9007199254740993", "inexact_number"),
        ("phone", "1e30", "inexact_number"), ("phone", "8613800138000.5", "invalid_phone"),
        ("phone", "true", "wrong_type"), ("phone", "[1]", "wrong_type"), ("phone", "null", nil),
        ("name", "5", "wrong_type"), ("marketing_consent", "true", nil), ("marketing_consent", "0", nil),
        ("gender", "1", nil), ("name", #"{"a":1}"#, "wrong_type"), ("favourite", "1", "unknown_column"),
        ("note", #""two\nlines""#, nil), ("member_id", "[]", "missing_member_id"),
    ]

    @Test("Each value is taken as its column allows", arguments: values)
    func value(name: String, value: String, reason: String?) async throws {
        let fixture = try ListsFixture()
        let id = name == "member_id" ? "" : #""member_id":"A1","#
        let other = name == "name" ? "" : #""name":"Li","#
        let line = "{\(id)\(other)\"joined_at\":\"2026-01-01\",\"\(name)\":\(value)}\n"
        let report = try await fixture.importBytes(Array(line.utf8), "list.jsonl")
        let reasons = report.findings.map(\.reason).filter { $0 != "missing_name" }
        if let reason {
            #expect(reasons.contains(reason), "\(report.findings)")
        } else {
            #expect(reasons.isEmpty, "\(report.findings)")
        }
        #expect(report.rows == 1)
        #expect(report.format == "jsonl")
    }

    @Test("A phone that is a number is the same phone")
    func phone() async throws {
        let fixture = try ListsFixture()
        let line = #"{"member_id":"A1","phone":8.613800138E12,"joined_at":"2026-01-01"}"#
        _ = try await fixture.importBytes(Array(line.utf8), "list.jsonl")
        let member = try #require(try await fixture.storedMembers().first)
        let view = try await MemberService(fixture.context).show(member.id)
        #expect(view.text.contains("8000"))
    }

    @Test("A line that is no object is refused, a name that is not known is told once")
    func damage() async throws {
        let fixture = try ListsFixture()
        let text = """
            {"member_id":"A1","joined_at":"2026-01-01","x":1}
            {"member_id":"A2"

            [1]
            {"member_id":"A3","joined_at":"2026-01-01","x":1,"name":"Li"}
            {"member_id":"A4","member_id":"A5"}
            """
        let report = try await fixture.importBytes(Array(text.utf8), "list.ndjson")
        #expect(numbers(report.rows, report.added, report.refused) == [5, 2, 3])
        let found = report.findings.map { "\($0.line) \($0.reason)" }
        #expect(
            found == [
                "1 unknown_column", "1 missing_name", "2 malformed_json", "4 malformed_json",
                "6 malformed_json",
            ])
    }

    @Test("A line without end is refused with its number before it is held")
    func longLine() async throws {
        let fixture = try ListsFixture()
        let long = [UInt8](repeating: 0x20, count: 1_048_577)
        let error = await #expect(throws: ServiceError.self) {
            _ = try await fixture.importBytes(Array("{\"member_id\":\"A1\"}\n".utf8) + long, "list.jsonl")
        }
        guard case .invalidInput(let faults) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(faults.map(\.line) == [2])
        #expect(try await fixture.storedMembers().isEmpty)
    }
}
