import Foundation
import Testing

@Suite struct InterruptionTests {
    /// Enough for a dozen transactions, so that the signal comes in the midst of them.
    private static let count = 60_000

    @Test("An issue that Ctrl-C stopped goes on to a list in which every serial is once")
    func resumes() async throws {
        try await Brand.with { brand in
            let issue = [
                "batch", "issue", "--offer", "thank-you", "--count", String(Self.count), "--id", "big",
                "--workspace",
                brand.workspace,
            ]
            let status = try await stoppedAfterTheFirstChunk(Command(issue), brand)
            #expect(status == 130)
            let batch =
                try await brand.succeed("batch", "show", "big", "--json").json()["batch"] as? [String: Any]
            let issued = try #require(batch?["issued"] as? Int)
            #expect(issued > 0 && issued < Self.count)
            let listed = brand.path("before.csv")
            try await brand.succeed("batch", "export", "big", "-o", listed)
            let before = try brand.rows(of: listed)
            #expect(before.count == issued)

            let ending1 = try await Command(issue).run()
            #expect(ending1.status == 0)
            let finished = brand.path("after.csv")
            try await brand.succeed("batch", "export", "big", "-o", finished)
            let after = try brand.rows(of: finished)
            #expect(after.map { $0[2] } == (1...Self.count).map(String.init))
            #expect(Set(after.map { $0[0] }).count == Self.count)
            #expect(Array(after.prefix(issued)) == before)
        }
    }

    /// What the write-ahead log holds as soon as the first thousands of coupons are on their way to disk, in bytes.
    private static let firstCoupons = 200_000
    /// A command that has not begun to write by then never will.
    private static let patience = Duration.seconds(300)

    /// Runs a command until its first coupons are written, presses Ctrl-C, and returns the exit code.
    private func stoppedAfterTheFirstChunk(_ command: Command, _ brand: Brand) async throws -> Int32 {
        let process = command.prepared()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        async let ending = process.ending()
        // A log that an earlier command left would be folded into the database by now.
        let log = brand.workspace + "/data/tessera.db-wal"
        await withCheckedContinuation { done in
            // On a thread of its own: other tests may keep all of theirs busy for longer than the command takes. And without
            // another command, which may take as long to start.
            Thread.detachNewThread {
                let last = ContinuousClock.now + Self.patience
                while Self.size(of: log) < Self.firstCoupons, ContinuousClock.now < last { usleep(1_000) }
                kill(process.processIdentifier, SIGINT)
                done.resume()
            }
        }
        return try await ending
    }

    private static func size(of path: String) -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.size] as? Int ?? 0
    }
}
