@testable import QRSymbol

/// Takes a symbol apart again by its codeword map: the other half of the standard, written for the tests.
struct CodewordReader {
    /// The codewords of each block, data first.
    let blocks: [[UInt8]]
    private let layout: BlockLayout

    /// Reads the codewords as those of a level, the symbol's own without it.
    init(_ symbol: Symbol, readAs level: CorrectionLevel? = nil) {
        let map = CodewordMap(version: symbol.version, level: level ?? symbol.level)
        self.init(map, symbol.turn, mask: symbol.mask, isDark: symbol.isDark)
    }

    /// Reads the codewords of modules.
    init(_ matrix: ModuleMatrix, level: CorrectionLevel) {
        let map = CodewordMap(version: matrix.version, level: level)
        self.init(map, matrix.turn, mask: matrix.mask, isDark: matrix.isDark)
    }

    private init(
        _ map: CodewordMap, _ turn: SymbolTurn, mask: Int, isDark: (_ row: Int, _ column: Int) -> Bool
    ) {
        layout = map.layout
        var blocks = (0..<map.layout.blockCount).map { block in
            [UInt8](
                repeating: 0,
                count: map.layout.dataCount(inBlock: block) + map.layout.correctionCountPerBlock)
        }
        for row in 0..<map.size {
            for column in 0..<map.size {
                guard case .codeword(let codeword, let bit) = map.purpose(row: row, column: column) else {
                    continue
                }
                let inverted = Self.isInverted(row: row, column: column, mask: mask)
                // Turned to the left, what was the right edge is the upper one.
                let isDark =
                    turn == .left ? isDark(map.size - 1 - column, row) : isDark(row, column)
                guard isDark != inverted else { continue }
                blocks[codeword.block][codeword.indexInBlock] |= 1 << UInt8(bit)
            }
        }
        self.blocks = blocks
    }

    /// The mask conditions of ISO/IEC 18004, table 10.
    private static func isInverted(row: Int, column: Int, mask: Int) -> Bool {
        let product = row * column
        return switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: product % 2 + product % 3 == 0
        case 6: (product % 2 + product % 3) % 2 == 0
        default: ((row + column) % 2 + product % 3) % 2 == 0
        }
    }

    /// Whether every block is a codeword of its Reed-Solomon code.
    var isCorrect: Bool {
        blocks.allSatisfy { block in
            (0..<layout.correctionCountPerBlock).allSatisfy { power in
                // Horner's rule at the generator's root alpha^power; a root of every codeword.
                block.reduce(0) { PlainField.product($0, PlainField.power(power)) ^ $1 } == 0
            }
        }
    }

    /// The data codewords of all blocks.
    var data: [UInt8] { blocks.indices.flatMap { blocks[$0].prefix(layout.dataCount(inBlock: $0)) } }

    /// The bytes of all segments; numeric, alphanumeric and byte mode.
    var payload: [UInt8] {
        var bits = BitReader(bytes: data)
        var bytes: [UInt8] = []
        let column = layout.version < 10 ? 0 : layout.version < 27 ? 1 : 2
        while let mode = bits.read(4), mode != 0 {
            switch mode {
            case 1: bytes += Self.digits(&bits, count: bits.read([10, 12, 14][column]) ?? 0)
            case 2: bytes += Self.characters(&bits, count: bits.read([9, 11, 13][column]) ?? 0)
            case 4:
                let count = bits.read([8, 16, 16][column]) ?? 0
                bytes += (0..<count).compactMap { _ in bits.read(8).map(UInt8.init) }
            default: return []
            }
        }
        return bytes
    }

    static func digits(_ bits: inout BitReader, count: Int) -> [UInt8] {
        stride(from: 0, to: count, by: 3).flatMap { start in
            let length = min(3, count - start)
            let text = String(bits.read([4, 7, 10][length - 1]) ?? 0)
            return Array((String(repeating: "0", count: length - text.count) + text).utf8)
        }
    }

    static func characters(_ bits: inout BitReader, count: Int) -> [UInt8] {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
        return stride(from: 0, to: count, by: 2).flatMap { start in
            guard start + 1 < count else { return [alphabet[bits.read(6) ?? 0]] }
            let pair = bits.read(11) ?? 0
            return [alphabet[pair / 45], alphabet[pair % 45]]
        }
    }
}

/// Bits from the most significant on.
struct BitReader {
    let bytes: [UInt8]
    var position = 0

    /// Returns the next bits as a number; `nil` when there are fewer.
    mutating func read(_ count: Int) -> Int? {
        guard position + count <= bytes.count * 8 else { return nil }
        defer { position += count }
        return (position..<position + count).reduce(0) { value, bit in
            value << 1 | Int(bytes[bit / 8] >> UInt8(7 - bit % 8) & 1)
        }
    }
}

/// GF(256) with the polynomial 0x11D of ISO/IEC 18004, 7.5.2.
enum PlainField {
    static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        guard left != 0, right != 0 else { return 0 }
        return powers[(logarithms[Int(left)] + logarithms[Int(right)]) % 255]
    }

    static func power(_ exponent: Int) -> UInt8 { powers[exponent % 255] }

    private static let powers: [UInt8] = (0..<254).reduce(into: [1]) { powers, _ in
        let last = powers[powers.count - 1]
        powers.append(last << 1 ^ (last & 0x80 == 0 ? 0 : 0x1D))
    }

    private static let logarithms: [Int] = powers.enumerated().reduce(
        into: Array(repeating: 0, count: 256)
    ) { $0[Int($1.element)] = $1.offset }
}
