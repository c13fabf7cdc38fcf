import Testing

/// A receipt printer as far as symbols need it: obeys ESC/POS and leaves dots and words on paper.
struct ESCPOSReader {
    /// Something on the paper, from the top.
    enum Piece: Equatable {
        /// Rows of dots, true for black, as wide as the band.
        case dots([[Bool]])
        case line([UInt8])
        case feed(Int)
        case cut
        /// A symbol by the printer: model, module, level and bytes.
        case symbol(model: UInt8, module: UInt8, level: UInt8, bytes: [UInt8])
    }

    private(set) var pieces: [Piece] = []
    /// Whether everything after the initial state was centred.
    private(set) var isCentred = false
    /// The bytes of the largest raster command, its header included.
    private(set) var largestBand = 0

    private var rest: ArraySlice<UInt8>
    private var line: [UInt8] = []
    private var model: UInt8 = 0
    private var module: UInt8 = 0
    private var level: UInt8 = 0
    private var stored: [UInt8] = []

    /// Obeys a receipt.
    init(_ receipt: [UInt8]) throws {
        rest = receipt[...]
        try #require(receipt.starts(with: [0x1B, 0x40]), "an earlier receipt's state would be kept")
        while let byte = rest.popFirst() {
            switch byte {
            case 0x1B: try obeyEscape()
            case 0x1D: try obeyGroup()
            case 0x0A:
                pieces.append(.line(line))
                line = []
            default: line.append(byte)
            }
        }
        try #require(line.isEmpty, "a line is not ended")
    }

    /// All bands on one another.
    var rows: [[Bool]] {
        pieces.reduce(into: []) { all, piece in
            if case .dots(let rows) = piece { all += rows }
        }
    }

    private mutating func byte() throws -> UInt8 {
        let first = rest.popFirst()
        return try #require(first, "a command is cut off")
    }

    private mutating func number() throws -> Int { try Int(byte()) + Int(byte()) << 8 }

    private mutating func bytes(_ count: Int) throws -> [UInt8] {
        try #require(rest.count >= count)
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    private mutating func obeyEscape() throws {
        switch try byte() {
        case 0x40: isCentred = false
        case 0x61: isCentred = try byte() == 1
        case 0x64: pieces.append(.feed(Int(try byte())))
        case let other: Issue.record("ESC \(other) is unknown")
        }
    }

    private mutating func obeyGroup() throws {
        // Pictures and symbols are only printed at the beginning of a line.
        try #require(line.isEmpty)
        switch try byte() {
        case 0x76: try obeyRaster()
        case 0x56:
            let kind = try bytes(2)
            try #require(kind == [66, 0])
            pieces.append(.cut)
        case 0x28: try obeySymbol()
        case let other: Issue.record("GS \(other) is unknown")
        }
    }

    private mutating func obeyRaster() throws {
        let mode = try bytes(2)
        try #require(mode == [0x30, 0])
        let (width, height) = (try number(), try number())
        try #require(width > 0 && height > 0)
        largestBand = max(largestBand, 8 + width * height)
        let data = try bytes(width * height)
        pieces.append(
            .dots(
                (0..<height).map { row in
                    (0..<width * 8).map { data[row * width + $0 / 8] & (0x80 >> UInt8($0 % 8)) != 0 }
                }))
    }

    private mutating func obeySymbol() throws {
        let command = try byte()
        try #require(command == 0x6B)
        let parameters = try bytes(number())
        try #require(parameters.first == 49 && parameters.count >= 3)
        switch parameters[1] {
        case 65:
            #expect(parameters.count == 4 && parameters[3] == 0)
            model = parameters[2]
        case 67: module = parameters[2]
        case 69: level = parameters[2]
        case 80:
            #expect(parameters[2] == 48)
            stored = Array(parameters.dropFirst(3))
        case 81: pieces.append(.symbol(model: model, module: module, level: level, bytes: stored))
        case let other: Issue.record("function \(other) is unknown")
        }
    }
}
