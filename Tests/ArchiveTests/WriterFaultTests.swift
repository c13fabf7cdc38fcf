import Archive
import Foundation
import Testing

@Suite struct WriterFaultTests {
    private static func writer(_ format: ArchiveFormat = .zip) throws -> ArchiveWriter {
        try ArchiveWriter(format, modifiedSecondsSince1970: Samples.time) { _ in }
    }

    @Test(
        "A name that cannot be unpacked safely is refused with its fault",
        arguments: [
            ("", .emptyComponent), ("a//b", .emptyComponent), ("a/", .emptyComponent),
            ("/etc/passwd", .absolute), ("..", .dots), ("a/../../b", .dots), ("./a", .dots),
            ("a\u{0}b", .character("\u{0}")), ("a\nb", .character("\n")), ("a\\b", .character("\\")),
            ("C:a", .character(":")), ("a\u{85}", .character("\u{85}")),
            (String(repeating: "é", count: 128), .tooLong(byteCount: 256, most: 255)),
            (String(repeating: "a/", count: 512) + "a", .tooLong(byteCount: 1_025, most: 1_024)),
        ] as [(String, ArchiveError.NameFault)])
    func unsafeNames(name: String, fault: ArchiveError.NameFault) throws {
        let writer = try Self.writer()
        #expect(throws: ArchiveError.name(name, fault)) { try writer.add(name, bytes: [1]) }
        #expect(writer.entryCount == 0)
        try writer.add("good.txt", bytes: [1])
        try writer.finish()
    }

    @Test("The longest names and dots inside a name are taken", arguments: ArchiveFormat.allCases)
    func longestNames(format: ArchiveFormat) throws {
        let files = [
            String(repeating: "a", count: 255), "..a", "a..b", "...", " ",
            (1...3).map { _ in String(repeating: "b", count: 255) }.joined(separator: "/") + "/"
                + String(repeating: "c", count: 255) + "/",
        ].map { SampleFile(name: $0.hasSuffix("/") ? String($0.dropLast()) : $0, bytes: [1, 2]) }
        let lines = try Python.list(try Samples.archive(format, files), as: format.rawValue)
        #expect(lines.count == files.count)
        for (line, file) in zip(lines, files) {
            #expect(line.hasPrefix(file.name + " 2 "))
        }
    }

    @Test(
        "A second entry at the place of a first one is refused",
        arguments: [
            ("a/b.txt", "a/b.txt"), ("a/b.txt", "A/B.TXT"), ("a", "a/b"), ("a/b/c", "a/b"),
            ("caf\u{E9}", "cafe\u{301}"), ("ÄÖ", "äö"),
        ])
    func duplicates(first: String, second: String) throws {
        let writer = try Self.writer()
        try writer.add(first, bytes: [])
        #expect(throws: ArchiveError.duplicateName(second)) { try writer.add(second, bytes: []) }
        try writer.add("other", bytes: [])
        #expect(writer.entryCount == 2)
    }

    @Test("Times that a zip cannot hold are refused, and its first and last are kept")
    func times() throws {
        let range = ArchiveWriter.modificationSeconds
        for seconds in [Int64.min, 0, range.lowerBound - 1, range.upperBound + 1, .max] {
            #expect(throws: ArchiveError.modificationTime(secondsSince1970: seconds, allowed: range)) {
                try ArchiveWriter(.tar, modifiedSecondsSince1970: seconds) { _ in }
            }
        }
        let file = SampleFile(name: "a", bytes: [])
        for (seconds, text) in [
            (range.lowerBound, "1980-01-01T00:00:00"), (1_709_251_198, "2024-02-29T23:59:58"),
            (951_868_799, "2000-02-29T23:59:58"), (range.upperBound, "2038-01-19T03:14:06"),
        ] {
            let lines = try Python.list(try Samples.archive(.zip, [file], at: seconds), as: "zip")
            #expect(lines.first?.contains(" \(text) ") == true, "\(lines)")
        }
    }

    @Test("After its end a writer takes nothing, and ends once")
    func finished() throws {
        let writer = try Self.writer(.tar)
        try writer.finish()
        #expect(throws: ArchiveError.closed) { try writer.add("a", bytes: []) }
        #expect(throws: ArchiveError.closed) { try writer.finish() }
    }

    struct DiskFull: Error, CustomStringConvertible {
        let description = "the disk is full"
    }

    @Test("A sink's error ends the archive and comes back", arguments: ArchiveFormat.allCases)
    func failingSink(format: ArchiveFormat) throws {
        var calls = 0
        let writer = try ArchiveWriter(format, modifiedSecondsSince1970: Samples.time) { _ in
            calls += 1
            if calls == 2 { throw DiskFull() }
        }
        let bytes = [UInt8](repeating: 1, count: 300_000)
        do {
            try writer.add("a.png", bytes: bytes)
            Issue.record("the error was lost")
        } catch {
            guard case .output(let reason) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(reason is DiskFull)
            #expect(error.description == "The archive's bytes could not be passed on: the disk is full")
        }
        #expect(throws: ArchiveError.closed) { try writer.add("b", bytes: []) }
        #expect(throws: ArchiveError.closed) { try writer.finish() }
        #expect(calls == 2)
    }

    @Test("A sink's error in the last chunk is not lost", arguments: ArchiveFormat.allCases)
    func failingEnd(format: ArchiveFormat) throws {
        let writer = try ArchiveWriter(format, modifiedSecondsSince1970: Samples.time) { _ in throw DiskFull()
        }
        try writer.add("a", bytes: [1])
        #expect(throws: ArchiveError.output(DiskFull())) { try writer.finish() }
    }

    @Test("A closed descriptor is an error with the system's words")
    func badDescriptor() throws {
        let writer = try ArchiveWriter(.zip, modifiedSecondsSince1970: Samples.time, descriptor: -1)
        try writer.add("a", bytes: [1])
        let error = #expect(throws: ArchiveError.system(code: EBADF)) { try writer.finish() }
        #expect(error?.description == "The archive could not be written: Bad file descriptor.")
    }

    @Test("A writer that is dropped passes on nothing more, and its bytes are no archive")
    func dropped() throws {
        var bytes: [UInt8] = []
        do {
            let writer = try ArchiveWriter(.zip, modifiedSecondsSince1970: Samples.time) { bytes += $0 }
            try writer.add("a.png", bytes: [UInt8](repeating: 9, count: 200_000))
            #expect(!bytes.isEmpty)
        }
        let message = #expect(throws: Python.Failure.self) { try Python.list(bytes, as: "zip") }
        #expect(message?.description.contains("BadZipFile") == true)
        #expect(throws: ArchiveError.self) { try Samples.files(of: ArchiveReader(bytes)) }
    }

    @Test("A dropped tar is cut off where its chunk ended, without the blocks that end a tar")
    func droppedTar() throws {
        var bytes: [UInt8] = []
        do {
            let writer = try ArchiveWriter(.tar, modifiedSecondsSince1970: Samples.time) { bytes += $0 }
            try writer.add("a.png", bytes: [UInt8](repeating: 9, count: 200_000))
        }
        #expect(bytes.count < 200_000)
        #expect(throws: ArchiveError.self) { try Samples.files(of: ArchiveReader(bytes)) }
    }
}
