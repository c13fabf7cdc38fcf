/// Makes one symbol after the other at the speed of a press.
///
/// Digits, upper-case text and other bytes are segmented as ``Symbol`` does it, and the modules under a mask are those
/// that libqrencode makes; what else the standard has (Kanji, extended channels, chaining) is left to that library, but
/// for GS1's symbols, which it cannot make, see ``SymbolMaker``. What symbols of a version and level share is made for
/// the first of them and kept, so that a batch needs no memory for each.
///
/// A value is used by one thread at a time; several threads take one each.
public struct BulkEncoder: ~Copyable {
    private var plan = Segmentation()
    private var codewords = CodewordWriter()
    private var templates: [BulkTemplate?]
    private var matrix = ModuleMatrix(version: 1, mask: 0, words: [])

    /// Begins with nothing made.
    public init() {
        templates = Array(repeating: nil, count: Symbol.versions.count * CorrectionLevel.allCases.count)
    }

    /// Makes the smallest symbol that holds bytes.
    ///
    /// - Parameters:
    ///   - bytes: Not empty; at most 2,953, or more where they are digits or upper-case text.
    ///   - level: The error correction level.
    ///   - minimumVersion: The smallest version to use, 1 to 40.
    ///   - mask: The mask, 0 to 7; `nil` for the one of least penalty (ISO/IEC 18004, 7.8.3), the first of equals.
    /// - Returns: The modules. Keeping them makes the next call take new memory.
    /// - Throws: ``EncodingError``.
    /// - Complexity: O(*n*) in the bytes, then O(size²) in machine words.
    public mutating func encode(
        _ bytes: [UInt8], level: CorrectionLevel = .medium, minimumVersion: Int = 1, mask: Int? = nil
    ) throws(EncodingError) -> ModuleMatrix {
        precondition(mask.map(MaskPattern.all.contains) ?? true, "no such mask")
        try plan.plan(bytes, level: level, minimumVersion: minimumVersion)
        let dataCount = BlockLayout.dataBitCounts(level)[plan.version - 1] / 8
        codewords.write(bytes, plan.segments, version: plan.version, dataCount: dataCount)
        template(version: plan.version, level: level).finish(&codewords, mask: mask, into: &matrix)
        return matrix
    }

    /// Makes a symbol of segments behind FNC1 in first position, ISO/IEC 18004, 7.4.8.2.
    ///
    /// - Parameters:
    ///   - segments: Without Kanji; they and FNC1 fit their version.
    ///   - level: The error correction level.
    ///   - mask: As in ``encode(_:level:minimumVersion:mask:)``.
    /// - Returns: The modules.
    mutating func encodeGS1(_ segments: ModePlan, level: CorrectionLevel, mask: Int? = nil) -> ModuleMatrix {
        var bytes: [UInt8] = []
        let plain = segments.pieces.map { piece in
            bytes += piece.bytes
            guard let mode = piece.mode.segmentMode else { preconditionFailure("GS1 has no Kanji") }
            return Segmentation.Segment(mode: mode, range: bytes.count - piece.bytes.count..<bytes.count)
        }
        let version = segments.version
        let dataCount = BlockLayout.dataBitCounts(level)[version - 1] / 8
        codewords.write(bytes, plain, version: version, dataCount: dataCount, isGS1: true)
        template(version: version, level: level).finish(&codewords, mask: mask, into: &matrix)
        return matrix
    }

    /// Makes a symbol of data codewords that were chosen one by one.
    ///
    /// - Parameters:
    ///   - data: All data codewords of the version and level, one block after the other.
    ///   - layout: The version and level.
    ///   - mask: As in ``encode(_:level:minimumVersion:mask:)``.
    /// - Returns: The modules.
    mutating func encode(data: [UInt8], layout: BlockLayout, mask: Int? = nil) -> ModuleMatrix {
        codewords.write(data: data)
        template(version: layout.version, level: layout.level).finish(&codewords, mask: mask, into: &matrix)
        return matrix
    }

    private mutating func template(version: Int, level: CorrectionLevel) -> BulkTemplate {
        let place = level.strength * Symbol.versions.count + version - 1
        if let known = templates[place] { return known }
        let new = BulkTemplate(version: version, level: level)
        templates[place] = new
        return new
    }
}

extension DataMode {
    /// The same mode where there is no Kanji.
    fileprivate var segmentMode: SegmentMode? {
        switch self {
        case .numeric: .numeric
        case .alphanumeric: .alphanumeric
        case .byte: .byte
        case .kanji: nil
        }
    }
}
