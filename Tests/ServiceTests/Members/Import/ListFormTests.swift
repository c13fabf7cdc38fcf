import Foundation
import Membership
import Service
import Store
import Support
import Testing

/// Lists in every encoding and form, through the whole service.
@Suite struct ListFormTests {
    /// As a program that is not ours writes it; `nil` for the encodings that Foundation has no name for.
    private static func bytes(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .gb18030:
            // 王小明 and 𠮷, the latter in four bytes, by the standard's tables.
            let table: [Character: [UInt8]] = [
                "王": [0xCD, 0xF5], "小": [0xD0, 0xA1], "明": [0xC3, 0xF7], "𠮷": [0x95, 0x34, 0xB2, 0x35],
            ]
            return text.flatMap { table[$0] ?? Array(String($0).utf8) }
        }
    }

    private static let list = "member_id,name,joined_at\nA1,王小明,2026-01-01\nA2,王小𠮷,2026-01-01\n"

    @Test("Each encoding is found, with and without its mark, and said", arguments: TextEncoding.allCases)
    func encodings(encoding: TextEncoding) async throws {
        let marks: [TextEncoding: [UInt8]] = [
            .utf8: [0xEF, 0xBB, 0xBF], .utf16LittleEndian: [0xFF, 0xFE], .utf16BigEndian: [0xFE, 0xFF],
        ]
        for mark in Set([[], marks[encoding] ?? []]) {
            let fixture = try ListsFixture()
            let bytes = mark + (try Self.bytes(Self.list, encoding))
            let report = try await fixture.importBytes(bytes, "list.csv")
            #expect(report.encoding == encoding.rawValue)
            #expect(report.added == 2)
            let expected = encoding == .gb18030 ? ["guessed_encoding"] : []
            #expect(report.findings.map(\.reason) == expected)
            let names = try await fixture.names()
            #expect(names == ["王小明", "王小𠮷"])
        }
    }

    @Test("A row with bytes that are no text is refused with its line, in every encoding")
    func damagedRows() async throws {
        let damage: [TextEncoding: [UInt8]] = [
            .utf8: [0xFF], .utf16LittleEndian: [0x00, 0xD8], .utf16BigEndian: [0xD8, 0x00], .gb18030: [0xFF],
        ]
        for (encoding, bad) in damage {
            let fixture = try ListsFixture()
            var bytes = try Self.bytes(
                Self.list + Self.list.dropFirst(25).replacing("A", with: "B"), encoding)
            bytes +=
                try Self.bytes("C1,", encoding) + bad + Self.bytes(",2026-01-01\nC2,王,2026-01-01\n", encoding)
            var form = ListForm()
            form.encoding = encoding
            let report = try await fixture.importBytes(bytes, "list.csv", form: form)
            #expect(report.findings.map(\.reason) == ["invalid_utf8"], "\(encoding)")
            #expect(report.findings.map(\.line) == [6])
            #expect(report.refused == 1)
            #expect(report.added == 5)
        }
    }

    @Test("A file that is nearly all UTF-8 has damaged rows, one that is neither is refused with its line")
    func guesses() async throws {
        let fixture = try ListsFixture()
        let rows = (1...9).map { "A\($0),王小明,2026-01-01\n" }.joined()
        let nearly = Array("member_id,name,joined_at\n\(rows)".utf8) + [0x42, 0x31, 0x2C, 0xE9, 0x0A]
        let report = try await fixture.importBytes(nearly, "list.csv")
        #expect(report.encoding == "utf-8")
        #expect(report.refused == 1)
        for latin in [[0x4A, 0x6F, 0x73, 0xE9], [0xE9, 0x6C, 0xE8, 0x76, 0x65]] as [[UInt8]] {
            let bytes = Array("member_id,name\nA1,x\nA2,".utf8) + latin + [0x0A]
            let error = await #expect(throws: ServiceError.self) {
                _ = try await fixture.importBytes(bytes, "list.csv")
            }
            guard case .invalidInput(let faults) = error else { continue }
            #expect(faults.map(\.line) == [3])
        }
    }

    @Test("A list in pieces of any size is the same list")
    func delimiters() async throws {
        for (delimiter, name) in [(";", "semicolon"), ("\t", "tab"), (",", "comma")] {
            let fixture = try ListsFixture()
            let text = Self.list.replacing(",", with: delimiter)
            let report = try await fixture.importBytes(Array(text.utf8), "list.txt")
            #expect(report.delimiter == name)
            #expect(report.added == 2)
        }
    }

    @Test("A dry run says what the import says, and writes nothing")
    func dryRun() async throws {
        let fixture = try ListsFixture()
        let dry = try await MemberImportService(fixture.context).importList(
            MemberImportOrder(fixture.sampleList, isDryRun: true), actor: "tester")
        #expect(try await fixture.storedMembers().isEmpty)
        #expect(try await fixture.context.store.audit(limit: 10).isEmpty)
        let real = try await MemberImportService(fixture.context).importList(
            MemberImportOrder(fixture.sampleList), actor: "tester")
        #expect(dry.dryRun && !real.dryRun)
        #expect(dry.findings == real.findings)
        #expect(
            numbers(dry.added, dry.refused, dry.questions)
                == numbers(real.added, real.refused, real.questions))
        #expect(dry.text == "A dry run: nothing was written.\n" + real.text)
    }

    @Test("Every row's fate is in the file, and they add up")
    func fates() async throws {
        let fixture = try ListsFixture()
        let url = fixture.file("fates.csv")
        let fates = try RowFates(url, existing: .keep)
        let report = try await MemberImportService(fixture.context).importList(
            MemberImportOrder(fixture.sampleList), actor: "tester", fates: fates)
        try fates.finish()
        let rows = try CSVReader.rows(in: Array(Data(contentsOf: url))).compactMap { row in
            if case .record(let record) = row { record.fields } else { nil }
        }
        #expect(rows[0] == ["line", "member", "fate", "change", "reasons"])
        #expect(rows.count == report.rows + 1)
        let counts = Dictionary(grouping: rows.dropFirst(), by: { $0[2] }).mapValues(\.count)
        let expected: [String: Int] = [
            "added": report.added - report.questions, "question": report.questions, "refused": 2,
        ]
        #expect(counts == expected)
        #expect(rows.contains(["23", "Q000021", "question", "added", "phone:shared_phone"]))
        let mode = try FileManager.default.attributesOfItem(atPath: url.path())[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("A file that is not what it is named is named for what it is, and nothing is written")
    func misnamed() async throws {
        let fixture = try ListsFixture()
        let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0, 0]
        let old: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
        for (bytes, name, word) in [
            (Array(Self.list.utf8), "list.xlsx", "is none"), (zip, "list.csv", "named .xlsx"),
            (old, "list.xlsx", "Excel 97"), (old, "list.csv", "workbook"),
            (zip, "list.xlsx", "cannot be unpacked"),
        ] {
            let error = await #expect(throws: ServiceError.self) {
                _ = try await fixture.importBytes(bytes, name)
            }
            guard case .invalidInput(let faults) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(faults.first?.detail.contains(word) == true, "\(faults)")
        }
        #expect(try await fixture.storedMembers().isEmpty)
    }
}

extension ListsFixture {
    /// Imports bytes under a name.
    func importBytes(
        _ bytes: [UInt8], _ name: String, form: ListForm = ListForm(), mapping: ListMappingFile = .ours
    ) async throws -> MemberImportReport {
        try await MemberImportService(context).importList(
            MemberImportOrder(.bytes(bytes, name: name), form: form, mapping: mapping), actor: "tester")
    }

    /// The names of all members, by their ids.
    func names() async throws -> [String] {
        var names: [String] = []
        for member in try await storedMembers() {
            names.append(try await MemberService(context).show(member.id).name)
        }
        return names
    }
}
