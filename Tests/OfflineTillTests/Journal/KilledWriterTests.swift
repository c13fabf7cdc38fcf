import Foundation
import OfflineTill
import Support
import Testing

/// A real process, killed in the middle of its appends.
@Suite struct KilledWriterTests {
    /// Built beside the tests.
    private static let binary = Bundle.main.bundleURL.appending(path: "JournalWriter")

    @Test("Whatever was acknowledged before a kill -9 is found again, in order and whole") func killed()
        throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "killed-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "journal").path(percentEncoded: false)
        var random = SplitMix64.forTests()
        var next: Int64 = 0
        for round in 0..<20 {
            let acknowledged = try write(
                from: next, to: path, killedAfter: Int.random(in: 1...25, using: &random), &random)
            let last = try #require(acknowledged.last)
            var keys: [Int64] = []
            let journal = try JournalFile(LockedFile(path), terminal: Sample.terminal, key: Sample.key()) {
                keys.append($0.event.key.flatMap { Int64($0.dropFirst()) } ?? -1)
            }
            // One more may have been written of which nobody heard.
            #expect(keys == Array(0..<journal.head.sequence), "round \(round), seed \(random.seed)")
            #expect(
                [last + 1, last + 2].contains(journal.head.sequence), "round \(round), seed \(random.seed)")
            next = journal.head.sequence
        }
        #expect(next > 40)
    }

    /// Runs the writer until it has acknowledged so many entries, and a moment longer.
    private func write(
        from first: Int64, to path: String, killedAfter count: Int, _ random: inout SplitMix64
    ) throws -> [Int64] {
        let process = Process()
        process.executableURL = Self.binary
        process.arguments = [path, String(first)]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var text = Data()
        while text.count(where: { $0 == UInt8(ascii: "\n") }) < count {
            let more = pipe.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            text += more
        }
        usleep(UInt32.random(in: 0...800, using: &random))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal)
        text += try pipe.fileHandleForReading.readToEnd() ?? Data()
        return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { Int64($0) }
    }
}
