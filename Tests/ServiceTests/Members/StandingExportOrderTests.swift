import Foundation
import Membership
import Service
import Testing
import Vocabulary

@Suite struct StandingExportOrderTests {
    private let fixture: ListsFixture

    init() throws {
        fixture = try ListsFixture()
        try FileManager.default.createDirectory(
            at: fixture.folder.appending(path: "exports"), withIntermediateDirectories: true)
    }

    private func order(_ text: String) throws -> StandingExportOrder {
        try Data(text.utf8).write(to: fixture.folder.appending(path: "exports/letter.yaml"))
        return try StandingExportOrder(named: "letter", in: fixture.context.workspace)
    }

    @Test("An order says all that the command line can")
    func whole() throws {
        let read = try order(
            """
            output: lists/letter-{date}.xlsx
            purpose: marketing
            columns: [member_id, "phone:last4", "joined_at:month=Month"]
            language: zh-Hans
            time_zone: store
            watermark: no
            segment: tier >= gold
            """)
        #expect(
            read.order
                == MemberExportOrder(
                    format: .workbook,
                    columns: try ExportColumn.list(parsing: "member_id,phone:last4,joined_at:month=Month"),
                    segment: "tier >= gold", language: .simplifiedChinese, zone: .store, watermark: .absent))
        let short = try order("output: all.csv\npurpose: audit\ncolumns: name,note")
        #expect(
            short.order.format == .csv(.utf8) && short.order.columns?.count == 2 && short.order.segment == nil
        )
    }

    @Test("Every fault is named with its line")
    func faults() throws {
        let text = """
            output: list.ods
            columns: [name, "phone:lats4"]
            language: fr
            time_zone: Shanghai
            colour: red
            """
        let error = #expect(throws: ServiceError.self) { try order(text) }
        guard case .invalidInput(let faults) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        let said = faults.map { "\($0.line ?? 0) \($0.pointer) \($0.detail)" }.joined(separator: "\n")
        for part in [
            "1 output", ".xlsx", "2 columns", "did you mean last4?", "3 language", "4 time_zone", "colour",
            "purpose",
        ] {
            #expect(said.contains(part), "\(part) in \(said)")
        }
        for name in ["none", "../tessera", ""] {
            #expect(throws: ServiceError.notFound(kind: "export order", name: "exports/\(name).yaml")) {
                try StandingExportOrder(named: name, in: fixture.context.workspace)
            }
        }
    }

    @Test("A list never takes the place of another")
    func names() throws {
        let order = try order("output: lists/{date} {time}.csv\npurpose: audit")
        let local = LocalMoment(instant: ListsFixture.now, utcOffsetSeconds: 28_800)
        var names: [String] = []
        for _ in 1...3 {
            let url = try order.freeFile(in: fixture.context.workspace, at: local)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
            names.append(url.lastPathComponent)
        }
        #expect(names == ["2026-11-21 200000.csv", "2026-11-21 200000-2.csv", "2026-11-21 200000-3.csv"])
    }
}
