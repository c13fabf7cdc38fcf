import Foundation
import Testing

/// The articles that promise something name the tests that hold it; here those tests must exist.
@Suite struct ContractTests {
    static let articles = ["ExactlyOnce", "Reservations", "Receipts", "OfflineTill", "StatusLists"]

    private func text(_ article: String) throws -> String {
        let path = "Sources/tessera/Tessera.docc/\(article).md"
        return String(decoding: try Repository.here.contents(of: path), as: UTF8.self)
    }

    /// The rows of the tables whose last column is `held by`, without their headings.
    private func promises(in text: String) -> [Substring] {
        var rows: [Substring] = []
        var isPromise = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if !line.hasPrefix("|") {
                isPromise = false
            } else if line.hasSuffix("| held by |") {
                isPromise = true
            } else if isPromise, !line.hasPrefix("|---") {
                rows.append(line)
            }
        }
        return rows
    }

    @Test("Every promise names a test", arguments: articles) func named(article: String) throws {
        let rows = promises(in: try text(article))
        #expect(rows.count >= 5, "the tables were not found")
        for row in rows {
            let last = row.split(separator: "|").last ?? ""
            #expect(last.contains("Tests.") || last.contains("Tests/"), "\(row)")
        }
    }

    @Test("Every test that is named exists", arguments: articles) func exists(article: String) throws {
        let text = try text(article)
        let names = text.matches(of: /`([A-Za-z]+Tests)\.([A-Za-z]+Tests)\.([a-z][A-Za-z]*)`/)
        #expect(names.count >= 5, "no names were found")
        for name in names {
            let (module, suite, function) = (name.1, name.2, name.3)
            let files = Repository.tests.filter { file in
                file.module == module && file.lines.contains { $0.contains("struct \(suite) ") }
            }
            let isThere = files.flatMap(\.lines).contains { $0.contains("func \(function)(") }
            #expect(isThere, "\(article): \(module).\(suite).\(function) does not exist")
        }
        for name in text.matches(of: /`(Tests\/[A-Za-z0-9_\/]+\.py)`/) {
            #expect(
                (try? Repository.here.contents(of: String(name.1))) != nil,
                "\(article): there is no \(name.1)")
        }
    }
}
