import Foundation

/// The independent readers: Python's own `zipfile` and `tarfile`.
enum Python {
    /// What a script said when it failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a script.
    ///
    /// - Parameters:
    ///   - script: Python; its arguments begin at `sys.argv[1]`.
    ///   - arguments: Paths, mostly.
    /// - Returns: What it wrote.
    /// - Throws: `Failure` with what it wrote, when it ended with an error.
    static func run(_ script: String, _ arguments: String...) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-X", "utf8", "-c", script] + arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: text) }
        return text
    }

    /// Writes bytes to a file of its own while a body runs.
    static func withFile<Value>(
        _ bytes: [UInt8] = [], run body: (_ path: String) throws -> Value
    ) throws -> Value {
        let file = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(bytes).write(to: file)
        return try body(file.path)
    }

    /// Lists what Python reads in a zip or tar: a line an entry with its name, size, CRC-32, time in UTC and the rest.
    static func list(_ bytes: [UInt8], as format: String) throws -> [String] {
        try withFile(bytes) { path in
            try run(lister, format, path).split(separator: "\n").map(String.init)
        }
    }

    /// For a zip also the way of packing; for a tar also mode and owner; both check every checksum.
    private static let lister = """
        import sys, time, zipfile, tarfile, zlib
        if sys.argv[1] == 'zip':
            archive = zipfile.ZipFile(sys.argv[2])
            assert archive.testzip() is None
            for i in archive.infolist():
                data = archive.read(i)
                assert len(data) == i.file_size
                stamp = '%04d-%02d-%02dT%02d:%02d:%02d' % i.date_time
                packed = {0: 'stored', 8: 'deflated'}[i.compress_type]
                print(i.filename, i.file_size, zlib.crc32(data), stamp, packed, oct(i.external_attr >> 16))
        else:
            archive = tarfile.open(sys.argv[2], 'r:')
            for i in archive:
                data = archive.extractfile(i).read()
                stamp = time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(i.mtime))
                print(i.name, i.size, zlib.crc32(data), stamp, oct(i.mode), i.uid, i.gid, i.uname + i.gname)
        """
}
