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

    /// Runs a command until the batch has coupons, presses Ctrl-C, and returns the exit code.
    private func stoppedAfterTheFirstChunk(_ command: Command, _ brand: Brand) async throws -> Int32 {
        let process = command.prepared()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        async let ending = process.ending()
        let show = Command(["batch", "show", "big", "--json", "--workspace", brand.workspace])
        await withCheckedContinuation { done in
            // On a thread of its own: other tests may keep all of theirs busy for longer than the command takes.
            Thread.detachNewThread {
                while !Self.hasCoupons(show) {}
                kill(process.processIdentifier, SIGINT)
                done.resume()
            }
        }
        return try await ending
    }

    private static func hasCoupons(_ show: Command) -> Bool {
        let process = show.prepared()
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        let shown = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let answer = try? JSONSerialization.jsonObject(with: shown) as? [String: Any]
        let batch = answer?["batch"] as? [String: Any]
        return (batch?["issued"] as? Int ?? 0) > 0
    }
}
