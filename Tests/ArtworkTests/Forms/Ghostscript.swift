import Foundation
import Testing

/// Ghostscript, the interpreter that most print programs hand EPS files to.
enum Ghostscript {
    /// Whether Ghostscript is installed, or must be: where CI says so, its absence is a failure.
    static let isExpected: Bool = {
        let environment = ProcessInfo.processInfo.environment
        let folders = environment["PATH"]?.split(separator: ":") ?? []
        let isThere = folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/gs") }
        if isThere || environment["CI"] != nil { return true }
        let note =
            "Ghostscript is not installed: the tests on it are SKIPPED (apt-get install ghostscript).\n"
        FileHandle.standardError.write(Data(note.utf8))
        return false
    }()

    /// Draws a file.
    ///
    /// - Parameters:
    ///   - eps: The file; its page is cropped to its bounding box.
    ///   - device: The name of an output device.
    ///   - dotsPerInch: The resolution.
    ///   - output: The name of the file to write, or `-` for what it says.
    ///   - options: More options.
    /// - Returns: What it wrote, by file name, and what it said.
    /// - Throws: When there is no Ghostscript or it found an error.
    static func run(
        _ eps: [UInt8], device: String, dotsPerInch: Int, output: String = "page", options: [String] = []
    ) throws -> (files: [String: Data], said: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "eps-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(eps).write(to: folder.appending(path: "in.eps"))
        let process = Process()
        let said = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [
                "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dEPSCrop", "-sDEVICE=\(device)",
                "-r\(dotsPerInch)",
            ]
            + options + ["-o", output, "in.eps"]
        process.currentDirectoryURL = folder
        process.standardOutput = said
        process.standardError = said
        try process.run()
        let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "gs: \(text)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
        let files = try names.filter { $0 != "in.eps" }.map { name in
            (name, try Data(contentsOf: folder.appending(path: name)))
        }
        return (Dictionary(uniqueKeysWithValues: files), text)
    }

    /// A picture in grey.
    struct Page {
        var width: Int
        var height: Int
        var luminance: [UInt8]
    }

    /// Draws a file in grey, as a Portable Grey Map.
    static func page(_ eps: [UInt8], dotsPerInch: Int, options: [String] = []) throws -> Page {
        let drawn = try run(eps, device: "pgmraw", dotsPerInch: dotsPerInch, options: options)
        #expect(drawn.said.isEmpty, "\(drawn.said)")
        let bytes = Array(try #require(drawn.files["page"]))
        // P5, a comment line, width and height, the maximum, and the pixels.
        let lines = bytes.split(separator: 0x0A, maxSplits: 4, omittingEmptySubsequences: false)
        let size = String(decoding: lines[2], as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        try #require(lines.count == 5 && size.count == 2 && lines[4].count == size[0] * size[1])
        return Page(width: size[0], height: size[1], luminance: Array(lines[4]))
    }

    /// The share of each process plate that is covered: cyan, magenta, yellow, black.
    static func coverage(_ eps: [UInt8]) throws -> [Double] {
        let said = try run(eps, device: "ink_cov", dotsPerInch: 300, output: "-").said
        let shares = said.split(whereSeparator: \.isWhitespace).prefix(4).compactMap { Double($0) }
        try #require(shares.count == 4, "\(said)")
        return shares
    }

    /// The separations, by the ink's name, as the share of pixels that are inked at all.
    static func plates(_ eps: [UInt8]) throws -> [String: Double] {
        let options = ["-sCompression=none", "-dMaxStripSize=0"]
        let drawn = try run(eps, device: "tiffsep", dotsPerInch: 300, output: "p.tif", options: options)
        let plates = try drawn.files.filter { $0.key.contains("(") }.map { name, file in
            let ink = name.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
            return (String(ink), try inked(tiff: Array(file)))
        }
        return Dictionary(uniqueKeysWithValues: plates)
    }

    /// The share of pixels that are not white in a grey TIFF of one uncompressed strip.
    private static func inked(tiff: [UInt8]) throws -> Double {
        func number(_ offset: Int, _ count: Int) -> Int {
            tiff[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        try #require(tiff.starts(with: Array("II".utf8)))
        let directory = number(4, 4)
        let entries = (0..<number(directory, 2)).map { directory + 2 + 12 * $0 }
        let fields = entries.map { (number($0, 2), number($0 + 8, number($0 + 2, 2) == 3 ? 2 : 4)) }
        let tags = Dictionary(uniqueKeysWithValues: fields)
        let (offset, count) = (try #require(tags[273]), try #require(tags[279]))
        return Double(tiff[offset..<offset + count].count { $0 < 255 }) / Double(count)
    }
}
