import Foundation
import Membership
import Service
import Store
import Testing

@Suite struct ListMappingFileTests {
    private func read(_ text: String) throws -> ListMappingFile {
        try ListMappingFile.read(Array(text.utf8), file: "theirs.yaml")
    }

    @Test("A mapping file says columns, words, dates, key, rule and zone")
    func reads() throws {
        let file = try read(
            """
            columns:
              phone: 手机
              name: {from: 姓名, update: overwrite}
              gender: {from: 性别, values: {男: male, 女: female}}
              home_store: {value: SH01}
              joined_at: {from: 入会, format: dd/MM/yyyy}
            key: phone
            update: fill_empty
            time_zone: Australia/Sydney
            """)
        let mapping = file.mapping
        #expect(mapping.key == .identity(.phone))
        #expect(mapping.update == .fillEmpty)
        #expect(file.timeZone?.identifier == "Australia/Sydney")
        #expect(mapping.columns[.phone] == .init(.heading("手机")))
        #expect(mapping.columns[.name] == .init(.heading("姓名"), update: .overwrite))
        #expect(mapping.columns[.gender]?.translations == ["男": "male", "女": "female"])
        #expect(mapping.columns[.homeStore] == .init(.constant("SH01")))
        #expect(mapping.columns[.joinedAt]?.pattern?.text == "dd/MM/yyyy")
    }

    @Test("Every mistake is named with file and line")
    func mistakes() throws {
        let error = #expect(throws: ServiceError.self) {
            try read(
                """
                columns:
                  fone: x
                  phone: {from: a, value: b}
                  joined_at: {from: c, format: dd/MM}
                  name: {from: d, format: dd/MM/yyyy}
                key: name
                update: replace
                time_zone: Mars/Olympus
                """)
        }
        guard case .invalidInput(let faults) = error else { return }
        #expect(faults.compactMap(\.line) == [2, 3, 4, 5, 6, 7, 8])
        #expect(faults.allSatisfy { $0.file == "theirs.yaml" })
    }

    @Test("Dates are of the mapping's zone, in summer and in winter")
    func zones() async throws {
        let fixture = try ListsFixture()
        let file = try read(
            "columns:\n  joined_at: {from: since, format: dd/MM/yyyy HH:mm}\ntime_zone: Australia/Sydney\n")
        let text = "member_id,since\nA1,01/07/2026 00:30\nA2,01/11/2026 00:30\n"
        _ = try await fixture.importBytes(Array(text.utf8), "list.csv", mapping: file)
        let joined = try await fixture.storedMembers().map { DateTimeText.text(of: $0.joinedAt) }
        #expect(joined == ["2026-06-30T14:30:00Z", "2026-10-31T13:30:00Z"])
    }
}
