import Testing

/// A label printer as far as symbols need it: obeys ZPL and leaves dots and words on a label.
struct ZPLReader {
    /// A dot on the label.
    struct Dot: Hashable {
        var row: Int
        var column: Int
    }

    /// The black dots.
    private(set) var dots: Set<Dot> = []
    /// The graphic fields: place, bytes in all and bytes a row.
    private(set) var graphics: [(x: Int, y: Int, byteCount: Int, bytesPerRow: Int)] = []
    /// The words: place, font command and bytes.
    private(set) var texts: [(x: Int, y: Int, font: String, bytes: [UInt8])] = []
    /// The printer's own symbols: place, parameters of `^BQ` and field data.
    private(set) var symbols: [(x: Int, y: Int, parameters: [String], bytes: [UInt8])] = []
    /// The other commands, in order.
    private(set) var settings: [String] = []

    /// Obeys a label.
    init(_ label: [UInt8]) throws {
        try #require(label.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A })
        let text = String(decoding: label, as: UTF8.self).filter { $0 != "\n" }
        let commands = text.split(separator: "^").map(String.init)
        try #require(commands.first == "XA" && commands.last == "XZ" && text.hasPrefix("^"))
        var field: [String] = []
        for command in commands.dropFirst().dropLast() {
            if command == "FS" {
                try obey(field)
                field = []
            } else if field.isEmpty, !command.hasPrefix("FO") {
                settings.append(command)
            } else {
                field.append(command)
            }
        }
        try #require(field.isEmpty, "a field is not ended")
    }

    private mutating func obey(_ field: [String]) throws {
        let place = field[0].dropFirst(2).split(separator: ",").compactMap { Int($0) }
        try #require(place.count == 2)
        let (x, y) = (place[0], place[1])
        if field[1].hasPrefix("GFA,") {
            try #require(field.count == 2)
            return try draw(field[1].dropFirst(4), x: x, y: y)
        }
        try #require(field.count == 4 && field[2] == "FH_" && field[3].hasPrefix("FD"))
        let bytes = try Self.unescaped(Array(field[3].utf8.dropFirst(2)))
        if field[1].hasPrefix("BQ") {
            let parameters = field[1].dropFirst(2).split(separator: ",").map(String.init)
            symbols.append((x, y, parameters, bytes))
        } else {
            texts.append((x, y, field[1], bytes))
        }
    }

    /// Undoes `^FH_`.
    private static func unescaped(_ data: [UInt8]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = data[...]
        while let byte = rest.popFirst() {
            // These begin commands and escapes wherever they stand.
            try #require(!Array("^~\\".utf8).contains(byte))
            guard byte == UInt8(ascii: "_") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            bytes.append(try #require(UInt8(digits, radix: 16)))
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    private mutating func draw(_ parameters: Substring, x: Int, y: Int) throws {
        let parts = parameters.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
        let numbers = parts.prefix(3).compactMap { Int($0) }
        try #require(parts.count == 4 && numbers.count == 3 && numbers[0] == numbers[1])
        let rows = try Self.rows(parts[3], digitsPerRow: numbers[2] * 2)
        #expect(rows.count * numbers[2] == numbers[1])
        graphics.append((x, y, numbers[1], numbers[2]))
        for (row, digits) in rows.enumerated() {
            for (index, digit) in digits.enumerated() {
                for bit in 0..<4 where digit & (8 >> bit) != 0 {
                    dots.insert(Dot(row: y + row, column: x + index * 4 + bit))
                }
            }
        }
    }

    /// Expands the letters and marks of the published compression.
    private static func rows(_ data: Substring, digitsPerRow: Int) throws -> [[Int]] {
        var rows: [[Int]] = []
        var row: [Int] = []
        var count = 0
        for character in data.utf8 {
            switch character {
            case UInt8(ascii: "G")...UInt8(ascii: "Y"): count += Int(character) - 70
            case UInt8(ascii: "g")...UInt8(ascii: "z"): count += (Int(character) - 102) * 20
            case UInt8(ascii: ","), UInt8(ascii: "!"):
                try #require(row.count % 2 == 0 && count == 0)
                let filling = character == UInt8(ascii: ",") ? 0 : 15
                row += Array(repeating: filling, count: digitsPerRow - row.count)
            case UInt8(ascii: ":"):
                try #require(row.isEmpty && count == 0)
                row = try #require(rows.last)
            default:
                let digit = try #require(Int(String(Unicode.Scalar(character)), radix: 16))
                row += Array(repeating: digit, count: max(count, 1))
                count = 0
            }
            try #require(row.count <= digitsPerRow)
            if row.count == digitsPerRow {
                rows.append(row)
                row = []
            }
        }
        try #require(row.isEmpty && count == 0)
        return rows
    }

    /// The label in grey, for a reader of symbols.
    func luminance(width: Int, height: Int) -> [UInt8] {
        var pixels = [UInt8](repeating: 255, count: width * height)
        for dot in dots where dot.row < height && dot.column < width {
            pixels[dot.row * width + dot.column] = 0
        }
        return pixels
    }
}
