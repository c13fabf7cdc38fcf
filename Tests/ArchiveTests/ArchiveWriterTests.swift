import Archive
import Foundation
import Support
import Testing

@Suite struct ArchiveWriterTests {
    @Test("Python reads every byte of a zip, packed as its name suggests, at the given time in UTC")
    func zipReadBack() throws {
        let files = Samples.mixed()
        let lines = try Python.list(try Samples.archive(.zip, files), as: "zip")
        let expected = files.map { file in
            let packed = file.name.hasSuffix(".png") ? "stored" : "deflated"
            return
                "\(file.name) \(file.bytes.count) \(crc32(file.bytes)) 2026-11-27T08:05:06 \(packed) 0o100644"
        }
        #expect(lines == expected)
    }

    @Test("Python reads every byte of a tar, at the given time, with one mode and no owner")
    func tarReadBack() throws {
        let files = Samples.mixed()
        let lines = try Python.list(try Samples.archive(.tar, files), as: "tar")
        let expected = files.map { file in
            "\(file.name) \(file.bytes.count) \(crc32(file.bytes)) 2026-11-27T08:05:06 0o644 0 0 "
        }
        #expect(lines == expected)
    }

    @Test("Our reader returns what the writer took", arguments: ArchiveFormat.allCases)
    func roundTrip(format: ArchiveFormat) throws {
        let files = Samples.mixed()
        let archive = ArchiveReader(try Samples.archive(format, files))
        #expect(try Samples.files(of: archive) == files)
        let entries = try archive.entries()
        #expect(entries.map(\.name) == files.map(\.name))
        #expect(entries.map(\.byteCount) == files.map(\.bytes.count))
        #expect(entries.allSatisfy { $0.modifiedSecondsSince1970 == Samples.time })
    }

    @Test("Random files of many sizes come back whole", arguments: ArchiveFormat.allCases)
    func randomFiles(format: ArchiveFormat) throws {
        var generator = SplitMix64.forTests()
        for run in 0..<12 {
            let files = (0..<Int.random(in: 0...20, using: &generator)).map { index in
                // Around the sizes of a tar's block and of the writer's chunk.
                let size =
                    [0, 1, 511, 512, 513, 65_535, 65_536, 65_537, 150_001]
                    .randomElement(using: &generator) ?? 0
                var bytes = [UInt8](repeating: UInt8.random(in: 0...255, using: &generator), count: size)
                for index in 0..<min(size, 200) { bytes[(index &* 7_919) % size] = UInt8(index) }
                return SampleFile(name: "\(run)/\(index).bin", bytes: bytes)
            }
            let packed = ArchiveFormat.Compression.allCases.randomElement(using: &generator)
            let bytes = try Samples.archive(format, files, compression: packed)
            let read = try Samples.files(of: ArchiveReader(bytes))
            #expect(read == files, "run \(run), TESSERA_TEST_SEED=\(generator.seed)")
        }
    }

    @Test("The same entries are the same bytes, and another time is not", arguments: ArchiveFormat.allCases)
    func deterministic(format: ArchiveFormat) throws {
        let first = try Samples.archive(format, Samples.mixed())
        #expect(try Samples.archive(format, Samples.mixed()) == first)
        #expect(try Samples.archive(format, Samples.mixed(), at: Samples.time + 60) != first)
    }

    @Test("Another time zone and another locale change no byte", arguments: ArchiveFormat.allCases)
    func placeless(format: ArchiveFormat) async {
        await #expect(processExitsWith: .success) { [name = format.rawValue as String] in
            // A process of its own: the time zone and the locale are one for all threads.
            let format = try #require(ArchiveFormat(rawValue: name))
            var archives: Set<[UInt8]> = []
            for (zone, locale) in [("UTC0", "C"), ("NPT-5:45", "C.UTF-8"), ("PST8PDT", "POSIX")] {
                setenv("TZ", zone, 1)
                tzset()
                setlocale(LC_ALL, locale)
                archives.insert(try Samples.archive(format, Samples.mixed()))
            }
            #expect(archives.count == 1)
        }
    }

    @Test("What is stored and what is deflated is the caller's to say")
    func compression() throws {
        let file = SampleFile(name: "a.txt", bytes: Array(repeating: 65, count: 100_000))
        let stored = try Samples.archive(.zip, [file], compression: .stored)
        let deflated = try Samples.archive(.zip, [file], compression: .deflated)
        #expect(stored.count > 100_000 && deflated.count < 1_000)
        let packed = ["a.PNG", "b.svg", "c.tar.gz", "d"].map(ArchiveFormat.Compression.init(forName:))
        #expect(packed == [.stored, .deflated, .stored, .deflated])
    }

    @Test("70,000 entries make a 64-bit zip that Python and our reader read to the last one")
    func manyEntries() throws {
        try Python.withFile { path in
            let file = try #require(FileHandle(forWritingAtPath: path))
            let writer = try ArchiveWriter(
                .zip, modifiedSecondsSince1970: Samples.time, descriptor: file.fileDescriptor)
            for index in 0..<70_000 {
                try writer.add("codes/\(index).txt", bytes: Array("code \(index)".utf8), compression: .stored)
            }
            #expect(writer.entryCount == 70_000)
            try writer.finish()
            try file.close()
            let script = """
                import sys, zipfile
                raw = open(sys.argv[1], 'rb').read()
                assert raw[-98:-94] == b'PK\\x06\\x06', 'no 64-bit end of the list'
                archive = zipfile.ZipFile(sys.argv[1])
                for number, info in enumerate(archive.infolist()):
                    assert info.filename == 'codes/%d.txt' % number
                    assert info.date_time == (2026, 11, 27, 8, 5, 6)
                    assert archive.read(info) == b'code %d' % number
                print(len(archive.namelist()))
                """
            #expect(try Python.run(script, path) == "70000\n")
            var count = 0
            try ArchiveReader(path: path).forEach { entry, bytes in
                if entry.name == "codes/\(count).txt", bytes == Array("code \(count)".utf8) { count += 1 }
            }
            #expect(count == 70_000)
        }
    }

    @Test("Chunks go to the sink while entries are added, none of them large")
    func streaming() throws {
        var sizes: [Int] = []
        let writer = try ArchiveWriter(.zip, modifiedSecondsSince1970: Samples.time) {
            sizes.append($0.count)
        }
        let bytes = [UInt8](repeating: 7, count: 3_000_000)
        for index in 0..<5 {
            try writer.add("\(index).png", bytes: bytes)
            #expect(sizes.reduce(0, +) > (index + 1) * 3_000_000 - 131_072, "the writer holds bytes back")
        }
        try writer.finish()
        #expect(sizes.allSatisfy { $0 < 131_072 })
        #expect(sizes.reduce(0, +) > 15_000_000)
    }
}
