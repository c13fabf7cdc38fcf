import Artwork
import Foundation
import QRSymbol

/// The payloads of a list, and what is made of them.
struct Work {
    let payloads: [[UInt8]]
    let level: CorrectionLevel

    /// Encodes every payload; the sum is of the words of each symbol's middle row.
    ///
    /// - Returns: 0 bytes, for nothing is drawn.
    func matrices(_ sum: inout Checksum) throws -> Int {
        var encoder = BulkEncoder()
        for payload in payloads {
            let matrix = try encoder.encode(payload, level: level)
            for word in 0..<matrix.wordsPerRow { sum.mix(matrix.word(word, ofRow: matrix.size / 2)) }
        }
        return 0
    }

    /// Encodes and draws every payload; the sum is of each file's checksums of its data.
    ///
    /// - Returns: The bytes of all files.
    func pictures(_ sum: inout Checksum) throws -> Int {
        var encoder = BulkEncoder()
        var painter = try Self.painter()
        var bytes = 0
        for payload in payloads {
            let file = painter.encode(try encoder.encode(payload, level: level))
            bytes += file.count
            for byte in file.suffix(20).prefix(8) { sum.mix(UInt64(byte)) }
        }
        return bytes
    }

    /// Prints a line for each payload: the mask, and the modules row after row, dark ones as 1.
    func printModules(mask: Int?) throws {
        var encoder = BulkEncoder()
        for payload in payloads {
            let matrix = try encoder.encode(payload, level: level, mask: mask)
            var line = Array("\(matrix.mask) ".utf8)
            for row in 0..<matrix.size {
                for column in 0..<matrix.size {
                    line.append(UInt8(ascii: matrix.isDark(row: row, column: column) ? "1" : "0"))
                }
            }
            line.append(UInt8(ascii: "\n"))
            try FileHandle.standardOutput.write(contentsOf: Data(line))
        }
    }

    /// Writes the first payloads' files, `0.png` and so on.
    func writePictures(_ count: Int, to folder: URL) throws {
        var encoder = BulkEncoder()
        var painter = try Self.painter()
        for (number, payload) in payloads.prefix(count).enumerated() {
            let file = painter.encode(try encoder.encode(payload, level: level))
            try Data(file).write(to: folder.appending(path: "\(number).png"))
        }
    }

    /// Ten pixels a module and four modules around it, as the peer draws.
    private static func painter() throws -> BulkPNGEncoder {
        guard let painter = BulkPNGEncoder(pixelsPerModule: 10) else {
            throw SymbolSpeed.Failure.noSuchPicture
        }
        return painter
    }
}
