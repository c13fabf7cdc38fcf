/// The corners of a symbol that have a finder pattern: three of four, wherever the empty one lies, or one in Micro QR.
struct FinderCorners {
    /// In the order of ``FinderPath/Corner``.
    let corners: [FinderPath.Corner]
    private let size: Int

    /// Looks at the modules of a symbol of any turn.
    init(_ bits: ModuleBits) {
        size = bits.size
        corners = FinderPath.Corner.allCases.filter { Self.hasFinder(bits, in: $0) }
    }

    /// Whether a module is part of a finder pattern.
    func contain(row: Int, column: Int) -> Bool {
        corners.contains { corner in
            let origin = corner.origin(size: size)
            return (origin.row..<origin.row + FinderPath.size).contains(row)
                && (origin.column..<origin.column + FinderPath.size).contains(column)
        }
    }

    /// Whether all modules of a corner are a finder's, ISO/IEC 18004, 6.3.3; an alignment pattern in the empty corner or
    /// beside it is in the way of that.
    private static func hasFinder(_ bits: ModuleBits, in corner: FinderPath.Corner) -> Bool {
        let origin = corner.origin(size: bits.size)
        let last = FinderPath.size - 1
        return (0..<FinderPath.size * FinderPath.size).allSatisfy { module in
            let (row, column) = module.quotientAndRemainder(dividingBy: FinderPath.size)
            // Rings around the middle: the second from the edge is light.
            let ring = min(row, column, last - row, last - column)
            return bits.isDark(row: origin.row + row, column: origin.column + column) == (ring != 1)
        }
    }
}
