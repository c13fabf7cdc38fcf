internal import CQRencode

/// Makes modules with libqrencode from segments that are already chosen; the library chooses the mask.
///
/// In QR symbols it goes by the standard's penalty rules, in Micro QR by its edges (ISO/IEC 18004, 7.8.3).
enum SymbolEncoder {
    /// Encodes segments.
    ///
    /// - Parameters:
    ///   - bytes: What the segments refer to.
    ///   - plan: The segments and the version that holds them.
    ///   - level: The error correction level.
    /// - Returns: The modules.
    /// - Throws: ``EncodingError/encoder(code:)``.
    static func rows(
        for bytes: [UInt8], plan: Segmentation, level: CorrectionLevel
    ) throws(EncodingError) -> ModuleRows {
        let input = try SymbolInput(family: .qr, version: plan.version, level: level)
        for segment in plan.segments { try input.append(segment.mode.encoderMode, bytes[segment.range]) }
        return try input.rows()
    }

    /// Encodes segments of all modes, with their headers.
    ///
    /// - Parameters:
    ///   - plan: The segments and the version that holds them and the headers.
    ///   - order: The family, the level and the headers.
    /// - Returns: The modules.
    /// - Throws: ``EncodingError/encoder(code:)``.
    static func rows(for plan: ModePlan, order: EncodingOrder) throws(EncodingError) -> ModuleRows {
        let input = try SymbolInput(family: order.family, version: plan.version, level: order.level)
        if let channel = order.channel { try input.append(channel) }
        if case .industry(let indicator) = order.functionCharacter { try input.set(indicator) }
        for piece in plan.pieces { try input.append(piece.mode.encoderMode, piece.bytes[...]) }
        return try input.rows()
    }

    /// Encodes a series of symbols.
    ///
    /// - Parameters:
    ///   - plans: The segments of each, all of one version.
    ///   - level: The error correction level.
    ///   - parity: What each symbol says of the whole, ISO/IEC 18004, 8.3.
    /// - Returns: The modules of each.
    /// - Throws: ``EncodingError/encoder(code:)``.
    static func rows(
        forSeries plans: [ModePlan], level: CorrectionLevel, parity: UInt8
    ) throws(EncodingError) -> [ModuleRows] {
        let series = try SeriesInput(parity: parity)
        for plan in plans {
            let input = try SymbolInput(family: .qr, version: plan.version, level: level)
            for piece in plan.pieces { try input.append(piece.mode.encoderMode, piece.bytes[...]) }
            try series.append(input)
        }
        return try series.rows(version: plans.first?.version ?? 1)
    }
}

extension SegmentMode {
    /// The value that libqrencode takes.
    fileprivate var encoderMode: QRencodeMode {
        switch self {
        case .numeric: QR_MODE_NUM
        case .alphanumeric: QR_MODE_AN
        case .byte: QR_MODE_8
        }
    }
}

extension DataMode {
    /// The value that libqrencode takes.
    fileprivate var encoderMode: QRencodeMode {
        switch self {
        case .numeric: QR_MODE_NUM
        case .alphanumeric: QR_MODE_AN
        case .byte: QR_MODE_8
        case .kanji: QR_MODE_KANJI
        }
    }
}
