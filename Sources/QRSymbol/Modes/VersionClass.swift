/// Versions that share the widths of mode indicators and character counts, ISO/IEC 18004, tables 2 and 3.
struct VersionClass: Hashable, Sendable {
    /// The versions, QR or Micro QR.
    let versions: ClosedRange<Int>
    /// The bits of data that each of them holds.
    let capacities: [Int]
    /// The bits of the mode indicator.
    let indicatorBitCount: Int
    /// The bits of the character count; `nil` for a mode that these versions do not have.
    private let countBitCounts: [Int?]

    /// Returns the bits before a segment's content; `nil` for a mode that these versions do not have.
    func headerBitCount(_ mode: DataMode) -> Int? {
        countBitCounts[mode.rawValue].map { indicatorBitCount + $0 }
    }

    /// Finds the smallest version that holds so many bits.
    ///
    /// - Parameters:
    ///   - bitCount: The bits of headers and segments.
    ///   - minimumVersion: The smallest version to use.
    ///   - spare: Bits that must be left over, but in version 40.
    /// - Returns: The version; `nil` when none of the class does.
    func version(holding bitCount: Int, minimumVersion: Int, spare: Int) -> Int? {
        versions.first { version in
            let needed = bitCount + (version == Symbol.versions.upperBound ? 0 : spare)
            return version >= minimumVersion && capacities[version - versions.lowerBound] >= needed
        }
    }

    /// The three classes of QR symbols.
    static func full(_ level: CorrectionLevel) -> [VersionClass] {
        let capacities = BlockLayout.dataBitCounts(level)
        let counts = [(1...9, [10, 9, 8, 8]), (10...26, [12, 11, 16, 10]), (27...40, [14, 13, 16, 12])]
        return counts.map { versions, counts in
            VersionClass(
                versions: versions,
                capacities: Array(capacities[versions.lowerBound - 1..<versions.upperBound]),
                indicatorBitCount: 4, countBitCounts: counts)
        }
    }

    /// The versions of Micro QR that have a level, each a class of its own.
    static func micro(_ level: CorrectionLevel) -> [VersionClass] {
        let counts: [[Int?]] = [[3, nil, nil, nil], [4, 3, nil, nil], [5, 4, 4, 3], [6, 5, 5, 4]]
        return Symbol.microVersions.compactMap { version in
            MicroCapacity.dataBitCount(version: version, level: level).map { capacity in
                VersionClass(
                    versions: version...version, capacities: [capacity],
                    indicatorBitCount: version - 1, countBitCounts: counts[version - 1])
            }
        }
    }
}

/// What Micro QR symbols hold, ISO/IEC 18004, table 7.
enum MicroCapacity {
    /// Returns the bits of data; `nil` for a level that the version does not have.
    ///
    /// M1 only detects errors; it goes as ``CorrectionLevel/low``, as libqrencode has it.
    static func dataBitCount(version: Int, level: CorrectionLevel) -> Int? {
        dataBitCounts[version - 1][level.strength]
    }

    // One row per version, one column per level.
    private static let dataBitCounts: [[Int?]] = [
        [20, nil, nil, nil], [40, 32, nil, nil], [84, 68, nil, nil], [128, 112, 80, nil],
    ]
}
