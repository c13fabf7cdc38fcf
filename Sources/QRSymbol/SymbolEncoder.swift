internal import CQRencode

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Makes modules with libqrencode from segments that are already chosen.
enum SymbolEncoder {
    /// Encodes segments; the library chooses the mask by the standard's penalty rules.
    ///
    /// - Parameters:
    ///   - bytes: What the segments refer to.
    ///   - plan: The segments and the version that holds them.
    ///   - level: The error correction level.
    /// - Returns: The modules, row after row, `true` for dark.
    /// - Throws: ``EncodingError/encoder(code:)``.
    static func modules(
        for bytes: [UInt8], plan: Segmentation, level: CorrectionLevel
    ) throws(EncodingError) -> [Bool] {
        guard let input = unsafe QRinput_new2(Int32(plan.version), level.encoderLevel) else {
            throw .encoder(code: errno)
        }
        defer { unsafe QRinput_free(input) }
        for segment in plan.segments {
            // The library copies the bytes, so the pointer need not outlive the call.
            let status = unsafe bytes[segment.range].withUnsafeBufferPointer { buffer in
                unsafe QRinput_append(
                    input, segment.mode.encoderMode, Int32(buffer.count), buffer.baseAddress)
            }
            guard status == 0 else { throw .encoder(code: errno) }
        }
        guard let code = unsafe QRcode_encodeInput(input) else { throw .encoder(code: errno) }
        defer { unsafe QRcode_free(code) }
        return try unsafe copied(code.pointee, version: plan.version)
    }

    /// Copies the modules out; the lowest bit of each byte says dark.
    private static func copied(_ code: QRcode, version: Int) throws(EncodingError) -> [Bool] {
        let side = 17 + 4 * version
        // A larger version would mean that our bit count and the library's differ.
        guard unsafe Int(code.version) == version, unsafe Int(code.width) == side,
            let data = unsafe code.data
        else {
            throw .encoder(code: ERANGE)
        }
        return unsafe UnsafeBufferPointer(start: data, count: side * side).map { $0 & 1 == 1 }
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
