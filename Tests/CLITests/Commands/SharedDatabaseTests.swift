import Foundation
import Support
import Testing

/// A workspace whose database is a PostgreSQL.
@Suite struct SharedDatabaseTests {
    private func withBrand(on storage: String, _ work: (Brand) async throws -> Void) async throws {
        try await Scratch.with { folder in
            let brand = Brand(folder: folder)
            var command = Command("init", brand.workspace)
            command.environment["TESSERA_STORAGE"] = storage
            let made = try await command.run()
            try #require(made.status == 0, "\(made.errors)")
            let settings = folder.appending(path: "brand/tessera.yaml")
            let text = try String(contentsOf: settings, encoding: .utf8)
            let changed = text.replacing("storage: sqlite:data/tessera.db", with: "storage: \(storage)")
            try #require(changed != text)
            try Data(changed.utf8).write(to: settings)
            try await work(brand)
        }
    }

    @Test(
        "Processes on one PostgreSQL redeem a coupon once, and doctor finds nothing wrong",
        .enabled("PostgreSQL is installed or required") { PostgresCluster.isExpected })
    func processes() async throws {
        let cluster = try PostgresCluster.shared.get()
        let address = try cluster.makeDatabase()
        defer { try? cluster.drop(address) }
        try await withBrand(on: address) { brand in
            let code = try #require(try await brand.codes(2).first?.first)
            let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
                for number in 1...4 {
                    group.addTask {
                        try await brand.run(
                            "redeem", code, "--store", "SH01", "--amount", "80.00", "--key", "k\(number)"
                        ).status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [0, 1, 1, 1])
            let doctor = try await brand.succeed("doctor")
            #expect(doctor.output.contains("All is sound."))
            #expect(!FileManager.default.fileExists(atPath: brand.workspace + "/data/tessera.db"))
        }
    }

    @Test("A server that is not there is told as unreachable, without the password")
    func unreachable() async throws {
        try await Brand.with { brand in
            var command = Command("batch", "list", "--workspace", brand.workspace)
            command.environment["TESSERA_STORAGE"] = "postgresql://anna:s3cr3t@127.0.0.1:1/shop"
            let ending = try await command.run()
            #expect(ending.status == 69)
            #expect(ending.errors.contains("anna@127.0.0.1:1/shop"))
            #expect(!ending.errors.contains("s3cr3t"))
        }
    }
}
