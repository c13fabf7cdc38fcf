/// What every module of a version and level is for: which codeword's bit, or which fixed pattern.
///
/// Follows the placement of ISO/IEC 18004, 7.7.3: two columns at a time from the right, upwards and
/// downwards in turn, around the function patterns.
public struct CodewordMap: Sendable, Hashable {
    /// A codeword's place in its error correction block.
    public struct Codeword: Sendable, Hashable {
        /// The place in the interleaved sequence, which is the order of placement.
        public let sequence: Int
        /// The block, 0 for the first.
        public let block: Int
        /// The place in its block: data first, correction after.
        public let indexInBlock: Int
        /// Whether it holds data rather than correction.
        public let isData: Bool
    }

    /// The fixed patterns.
    public enum Function: String, Sendable, Hashable, CaseIterable {
        /// One of the three corner squares, with its light separator.
        case finder
        /// The alternating row and column 6.
        case timing
        /// One of the small squares of versions from 2.
        case alignment
        /// Level and mask, with the module that is always dark.
        case format
        /// The version number of versions from 7.
        case version
    }

    /// What one module is for.
    public enum Purpose: Sendable, Hashable {
        /// Part of a fixed pattern.
        case function(Function)
        /// A bit of a codeword, 7 for the most significant.
        case codeword(Codeword, bit: Int)
        /// One of the up to seven modules that are left over.
        case remainder
    }

    /// The blocks of this version and level.
    public let layout: BlockLayout
    /// The number of modules on a side.
    public let size: Int
    private let purposes: [Purpose]

    /// Lays out a version and level.
    ///
    /// - Parameters:
    ///   - version: 1 to 40.
    ///   - level: The error correction level.
    /// - Complexity: O(size²)
    public init(version: Int, level: CorrectionLevel) {
        let layout = BlockLayout(version: version, level: level)
        let functions = FunctionPatterns(version: version)
        let codewords = layout.interleaved
        var purposes: [Purpose] = functions.modules.map { $0.map(Purpose.function) ?? .remainder }
        var bit = 0
        Self.visitPlacement(size: functions.size) { position in
            guard functions.modules[position] == nil else { return }
            if bit / 8 < codewords.count {
                purposes[position] = .codeword(codewords[bit / 8], bit: 7 - bit % 8)
            }
            bit += 1
        }
        self.layout = layout
        self.purposes = purposes
        size = functions.size
    }

    /// Looks a module up.
    ///
    /// - Parameters:
    ///   - row: 0 at the top, less than ``size``.
    ///   - column: 0 at the left, less than ``size``.
    /// - Returns: What the module is for.
    public func purpose(row: Int, column: Int) -> Purpose {
        precondition((0..<size).contains(row) && (0..<size).contains(column), "outside the symbol")
        return purposes[row * size + column]
    }

    /// Visits all modules in the order in which bits are placed.
    private static func visitPlacement(size: Int, _ visit: (Int) -> Void) {
        var right = size - 1
        var upwards = true
        while right >= 1 {
            // Column 6 is timing throughout and is stepped over as a whole.
            if right == 6 { right = 5 }
            for step in 0..<size {
                let row = upwards ? size - 1 - step : step
                visit(row * size + right)
                visit(row * size + right - 1)
            }
            right -= 2
            upwards.toggle()
        }
    }
}
