import Archive
import Support

/// One file of a sample.
struct SampleFile: Hashable {
    let name: String
    let bytes: [UInt8]
}

/// Entries to write, and the archives that they make.
enum Samples {
    /// 2026-11-27 08:05:06 UTC; even, because a zip's headers count in steps of two seconds.
    static let time: Int64 = 1_795_766_706

    /// A text that packs well, a picture's bytes that do not, an empty file, a folder and names beyond ASCII.
    static func mixed() -> [SampleFile] {
        var generator = SplitMix64(seed: 7)
        let noise = (0..<200_000).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let long = (1...9).map { "folder-\($0)-" + String(repeating: "x", count: 40) }.joined(separator: "/")
        return [
            SampleFile(name: "README.txt", bytes: Array(String(repeating: "Tessera ", count: 30_000).utf8)),
            SampleFile(name: "codes/000001.png", bytes: noise),
            SampleFile(name: "codes/empty.csv", bytes: []),
            SampleFile(name: "清泉茶/Café №1.svg", bytes: Array("<svg/>".utf8)),
            SampleFile(name: long + "/end.txt", bytes: [0]),
        ]
    }

    /// Returns the archive of some files.
    static func archive(
        _ format: ArchiveFormat, _ files: [SampleFile], at time: Int64 = time,
        compression: ArchiveFormat.Compression? = nil
    ) throws -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = try ArchiveWriter(format, modifiedSecondsSince1970: time) { bytes += $0 }
        for file in files {
            try writer.add(file.name, bytes: file.bytes, compression: compression)
        }
        try writer.finish()
        return bytes
    }

    /// Returns what our reader reads.
    static func files(of archive: ArchiveReader) throws -> [SampleFile] {
        var files: [SampleFile] = []
        try archive.forEach { files.append(SampleFile(name: $0.name, bytes: $1)) }
        return files
    }
}

/// The checksum of IEEE 802.3 by its definition, a bit at a time, to compare with Python's.
func crc32(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { crc, byte in
        (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
}
