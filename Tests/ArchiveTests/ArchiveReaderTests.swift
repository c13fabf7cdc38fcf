import Archive
import Foundation
import Support
import Testing

/// What others wrote, and what nobody should have written.
@Suite struct ArchiveReaderTests {
    /// Makes an archive with Python.
    private static func made(by script: String) throws -> [UInt8] {
        try Python.withFile { path in
            _ = try Python.run("import sys, io, zipfile, tarfile\n" + script, path)
            return Array(try Data(contentsOf: URL(filePath: path)))
        }
    }

    private static func madeZip(_ lines: String...) throws -> [UInt8] {
        let body = lines.map { "    \($0)\n" }.joined()
        return try made(by: "with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:\n" + body)
    }

    private static func madeTar(_ lines: String...) throws -> [UInt8] {
        let body = lines.map { "    \($0)\n" }.joined()
        return try made(by: "with tarfile.open(sys.argv[1], 'w') as t:\n" + body)
    }

    @Test("A zip of Python's is read, its folder passed over")
    func pythonZip() throws {
        let bytes = try Self.madeZip(
            "z.mkdir('logos') if hasattr(z, 'mkdir') else z.writestr('logos/', b'')",
            "z.writestr('logos/茶.svg', b'<svg/>' * 1000)", "z.writestr('b.txt', b'')")
        let reader = ArchiveReader(bytes)
        #expect(try reader.entries().map(\.name) == ["logos/茶.svg", "b.txt"])
        #expect(try reader.bytes(of: "logos/茶.svg") == Array(String(repeating: "<svg/>", count: 1_000).utf8))
        #expect(try reader.bytes(of: "b.txt").isEmpty)
        #expect(throws: ArchiveError.noSuchEntry(name: "B.TXT")) { try reader.bytes(of: "B.TXT") }
    }

    @Test("A tar of Python's is read from a file and from memory")
    func pythonTar() throws {
        let bytes = try Self.madeTar(
            "i = tarfile.TarInfo('茶/' + 'n' * 200); i.size = 3; i.mtime = 1000000000",
            "t.addfile(i, io.BytesIO(b'abc'))")
        let inMemory = try ArchiveReader(bytes).entries()
        let inFile = try Python.withFile(bytes) { path in try ArchiveReader(path: path).entries() }
        #expect(inFile == inMemory)
        #expect(inMemory.map(\.name) == ["茶/" + String(repeating: "n", count: 200)])
        #expect(inMemory.map(\.modifiedSecondsSince1970) == [1_000_000_000])
    }

    @Test(
        "A name that leaves the folder is refused whoever wrote it",
        arguments: [
            ("../evil", .dots), ("/etc/passwd", .absolute), ("a/../../b", .dots), ("C:a", .character(":")),
        ] as [(String, ArchiveError.NameFault)])
    func unsafeNames(name: String, fault: ArchiveError.NameFault) throws {
        let zip = try Self.madeZip("z.writestr('\(name)', b'x')")
        let tar = try Self.madeTar("t.addfile(tarfile.TarInfo('\(name)'))")
        for bytes in [zip, tar] {
            #expect(throws: ArchiveError.name(name, fault)) { try ArchiveReader(bytes).entries() }
        }
    }

    @Test("A backslash is refused in a tar, and parts folders in a zip, which then may not leave theirs")
    func backslashes() throws {
        let zip = try Self.madeZip(#"z.writestr('a\\..\\b', b'x')"#)
        let tar = try Self.madeTar(#"t.addfile(tarfile.TarInfo('a\\..\\b'))"#)
        #expect(throws: ArchiveError.name("a/../b", .dots)) { try ArchiveReader(zip).entries() }
        #expect(throws: ArchiveError.name("a\\..\\b", .character("\\"))) { try ArchiveReader(tar).entries() }
    }

    @Test("Links are refused, hard and soft")
    func links() throws {
        for type in ["SYMTYPE", "LNKTYPE", "CHRTYPE"] {
            let bytes = try Self.madeTar(
                "i = tarfile.TarInfo('link'); i.type = tarfile.\(type); i.linkname = '../../etc/passwd'",
                "t.addfile(i)")
            #expect(throws: ArchiveError.notAFile(name: "link"), "\(type)") {
                try ArchiveReader(bytes).entries()
            }
        }
    }

    @Test("Two entries of one name are refused: readers disagree about which one counts")
    func duplicates() throws {
        let bytes = try Self.madeZip(
            "import warnings; warnings.simplefilter('ignore')", "z.writestr('a', b'1')",
            "z.writestr('a', b'2')")
        #expect(throws: ArchiveError.duplicateName("a")) { try ArchiveReader(bytes).entries() }
    }

    @Test("A zip bomb is given up at the limit, however small it says it is")
    func bombs() throws {
        let honest = try Self.madeZip("z.writestr('zeros', b'\\0' * 50_000_000)")
        #expect(honest.count < 60_000)
        let limits = ArchiveLimits(mostEntries: 10, mostEntryBytes: 1_000_000, mostBytes: 1_500_000)
        #expect(throws: ArchiveError.entryTooLarge(name: "zeros", mostBytes: 1_000_000)) {
            try ArchiveReader(honest, limits: limits).entries()
        }
        let roomy = ArchiveLimits(mostEntries: 10, mostEntryBytes: 50_000_000, mostBytes: 1_500_000)
        #expect(throws: ArchiveError.tooLarge(mostBytes: 1_500_000)) {
            try ArchiveReader(honest, limits: roomy).bytes(of: "zeros")
        }
        // The list at the end claims ten bytes.
        let lying = try Self.made(
            by: """
                with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z:
                    z.writestr('zeros', b'\\0' * 50_000_000)
                raw = open(sys.argv[1], 'rb').read().replace((50_000_000).to_bytes(4, 'little'), b'\\x0a\\0\\0\\0')
                open(sys.argv[1], 'wb').write(raw)
                """)
        #expect(try ArchiveReader(lying, limits: limits).entries().map(\.byteCount) == [10])
        #expect(throws: ArchiveError.self) { try ArchiveReader(lying, limits: limits).bytes(of: "zeros") }
    }

    @Test("Limits hold exactly: as many as allowed pass, one more does not")
    func limits() throws {
        let files = (0..<4).map { SampleFile(name: "\($0)", bytes: [UInt8](repeating: 1, count: 1_000)) }
        for format in ArchiveFormat.allCases {
            let bytes = try Samples.archive(format, files)
            let exact = ArchiveLimits(mostEntries: 4, mostEntryBytes: 1_000, mostBytes: 4_000)
            #expect(try Samples.files(of: ArchiveReader(bytes, limits: exact)) == files)
            var limits = exact
            limits.mostEntries = 3
            #expect(throws: ArchiveError.tooManyEntries(most: 3)) {
                try ArchiveReader(bytes, limits: limits).entries()
            }
            limits = exact
            limits.mostEntryBytes = 999
            #expect(throws: ArchiveError.entryTooLarge(name: "0", mostBytes: 999)) {
                try ArchiveReader(bytes, limits: limits).entries()
            }
            limits = exact
            limits.mostBytes = 3_999
            #expect(throws: ArchiveError.tooLarge(mostBytes: 3_999)) {
                try Samples.files(of: ArchiveReader(bytes, limits: limits))
            }
        }
    }

    @Test("Bytes that are no archive, and a missing file, are refused with the library's words")
    func noArchive() throws {
        for bytes in [Array("just text, and more of it".utf8), [UInt8](repeating: 0xFF, count: 5_000)] {
            let error = #expect(throws: ArchiveError.self) { try ArchiveReader(bytes).entries() }
            #expect(error == .library("Unrecognized archive format"))
        }
        let error = #expect(throws: ArchiveError.self) {
            try ArchiveReader(path: "/nonexistent.zip").entries()
        }
        #expect(error?.description.contains("/nonexistent.zip") == true)
    }

    @Test("A changed byte of a stored file is found by its checksum")
    func checksum() throws {
        let file = SampleFile(name: "a.png", bytes: [UInt8](repeating: 0x55, count: 1_000))
        var bytes = try Samples.archive(.zip, [file])
        let index = try #require(bytes.firstIndex(of: 0x55))
        bytes[index + 500] ^= 1
        #expect(throws: ArchiveError.self) { try Samples.files(of: ArchiveReader(bytes)) }
    }

    @Test(
        "Damaged archives are refused or read, and never more than the limit",
        arguments: ArchiveFormat.allCases)
    func damaged(format: ArchiveFormat) throws {
        var generator = SplitMix64.forTests()
        let whole = try Samples.archive(format, Samples.mixed().filter { $0.bytes.count < 10_000 })
        let limits = ArchiveLimits(mostEntries: 20, mostEntryBytes: 300_000, mostBytes: 400_000)
        var refusals = 0
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0..<3 {
                let index = Int.random(in: bytes.indices, using: &generator)
                bytes[index] = UInt8.random(in: 0...255, using: &generator)
            }
            if Bool.random(using: &generator) {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
            }
            do {
                let files = try Samples.files(of: ArchiveReader(bytes, limits: limits))
                #expect(files.map(\.bytes.count).reduce(0, +) <= 400_000, "seed \(generator.seed)")
            } catch is ArchiveError {
                refusals += 1
            }
        }
        #expect(refusals > 100, "seed \(generator.seed)")
    }

    @Test("The body's own error ends the pass and comes back")
    func bodyError() throws {
        struct Enough: Error {}
        let bytes = try Samples.archive(.zip, Samples.mixed())
        var seen = 0
        let error = #expect(throws: ArchiveError.self) {
            try ArchiveReader(bytes).forEach { _, _ in
                seen += 1
                throw Enough()
            }
        }
        guard case .output(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason is Enough && seen == 1)
    }
}
