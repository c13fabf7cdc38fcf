import Foundation
import Payload
import Service
import Store
import StoreSQLite
import Support
import Synchronization
import Vocabulary

/// The sample brand's workspace in a folder of its own, with a clock that stands still.
final class ListsFixture: Sendable {
    /// 2026-11-21T12:00:00Z, as in the tests of the lists' rules.
    static let now = Instant(millisecondsSince1970: 1_795_262_400_000)

    let folder: URL
    let context: ServiceContext

    /// Which engine keeps the members.
    enum Engine: Sendable {
        case memory, sqlite
        /// Any other.
        case given(AnyStore)
    }

    init(_ engine: Engine = .memory, now: Instant = now) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "lists-\(UUID().uuidString)")
        let generator = Mutex(SplitMix64(seed: 7))
        let surroundings = Surroundings(
            now: { now },
            randomBytes: { count in
                generator.withLock { generator in
                    (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
                }
            })
        let workspace = try Workspace.create(at: folder, content: .sample, surroundings: surroundings)
        let store: AnyStore =
            switch engine {
            case .memory: MemoryStore()
            case .sqlite: try SQLiteStore(path: folder.appending(path: "data/test.db").path())
            case .given(let store): store
            }
        context = ServiceContext(workspace: workspace, store: store, surroundings: surroundings)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// The 5,000 rows of the sample brand.
    var sampleList: MemberList { .file(folder.appending(path: "data/members.csv")) }

    /// 2,500 plain rows: two whole groups and a half.
    static var longList: MemberList {
        let rows = (1...2_500).map { "B\(10_000 + $0),2026-01-01\n" }
        return .bytes(Array(("member_id,joined_at\n" + rows.joined()).utf8), name: "long.csv")
    }

    func file(_ name: String) -> URL { folder.appending(path: "output/\(name)") }

    /// Imports lines as a list.
    func importLines(_ lines: String...) async throws -> MemberImportReport {
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        return try await MemberImportService(context).importList(
            MemberImportOrder(.bytes(bytes, name: "pipe")), actor: "tester")
    }

    /// All members as stored.
    func storedMembers() async throws -> [MemberRecord] {
        var members: [MemberRecord] = []
        while true {
            let page = try await context.store.members(
                after: members.last?.id, limit: MemberPage.maximumCount, home: context.home())
            guard !page.isEmpty else { return members }
            members += page
        }
    }

    /// Everything that is in the database's files, the write-ahead log too.
    func databaseBytes() throws -> Data {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: folder.appending(path: "data").path())
        return try names.filter { $0.hasPrefix("test.db") }.reduce(into: Data()) { bytes, name in
            bytes += try Data(contentsOf: folder.appending(path: "data/\(name)"))
        }
    }
}

/// An array whose type is plain, where Foundation offers a dozen kinds of integer list.
func numbers(_ numbers: Int...) -> [Int] { numbers }
