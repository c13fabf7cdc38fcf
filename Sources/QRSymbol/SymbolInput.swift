internal import CQRencode

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The segments of a symbol as libqrencode keeps them, freed with this value.
@safe final class SymbolInput {
    private let family: Symbol.Family
    private let version: Int
    /// `nil` when a series has taken it over.
    private var input: OpaquePointer?

    init(family: Symbol.Family, version: Int, level: CorrectionLevel) throws(EncodingError) {
        let input =
            switch family {
            case .qr: unsafe QRinput_new2(Int32(version), level.encoderLevel)
            case .micro: unsafe QRinput_newMQR(Int32(version), level.encoderLevel)
            }
        guard let input = unsafe input else { throw .encoder(code: errno) }
        unsafe self.input = unsafe input
        self.family = family
        self.version = version
    }

    deinit {
        if let input = unsafe input { unsafe QRinput_free(input) }
    }

    /// Appends a segment; the library checks that the mode can hold the bytes.
    func append(_ mode: QRencodeMode, _ bytes: ArraySlice<UInt8>) throws(EncodingError) {
        // The library copies the bytes, so the pointer need not outlive the call.
        let status = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe QRinput_append(input, mode, Int32(buffer.count), buffer.baseAddress)
        }
        guard status == 0 else { throw .encoder(code: errno) }
    }

    /// Appends an ECI header.
    func append(_ channel: ExtendedChannel) throws(EncodingError) {
        guard unsafe QRinput_appendECIheader(input, UInt32(channel.designator)) == 0 else {
            throw .encoder(code: errno)
        }
    }

    /// Puts FNC1 in second position; the library writes it behind an ECI header.
    func set(_ indicator: FunctionCharacter.ApplicationIndicator) throws(EncodingError) {
        guard unsafe QRinput_setFNC1Second(input, indicator.codeword) == 0 else {
            throw .encoder(code: errno)
        }
    }

    /// Encodes the segments; the library chooses the mask.
    func rows() throws(EncodingError) -> ModuleRows {
        guard let code = unsafe QRcode_encodeInput(input) else { throw .encoder(code: errno) }
        defer { unsafe QRcode_free(code) }
        return try unsafe Self.copied(code.pointee, family: family, version: version)
    }

    /// Gives the library's value away: the one who takes it frees it.
    fileprivate func taken() -> OpaquePointer? {
        defer { unsafe input = nil }
        return unsafe input
    }

    /// Copies the modules out; the lowest bit of each byte says dark.
    fileprivate static func copied(
        _ code: QRcode, family: Symbol.Family, version: Int
    ) throws(EncodingError) -> ModuleRows {
        let side = family.size(version: version)
        // A larger version would mean that our bit count and the library's differ.
        guard unsafe Int(code.version) == version, unsafe Int(code.width) == side,
            let data = unsafe code.data
        else {
            throw .encoder(code: ERANGE)
        }
        return ModuleRows(size: side) { row, column in unsafe data[row * side + column] & 1 == 1 }
    }
}

/// The symbols of a series as libqrencode keeps them, freed with this value.
@safe final class SeriesInput {
    private let series: OpaquePointer

    init(parity: UInt8) throws(EncodingError) {
        guard let series = unsafe QRinput_Struct_new() else { throw .encoder(code: errno) }
        unsafe self.series = unsafe series
        // The library would make one of its own segments, Kanji as two bytes: the same, but we say what it is.
        unsafe QRinput_Struct_setParity(series, parity)
    }

    deinit { unsafe QRinput_Struct_free(series) }

    /// Takes a symbol's segments over.
    func append(_ input: SymbolInput) throws(EncodingError) {
        let taken = unsafe input.taken()
        guard unsafe QRinput_Struct_appendInput(series, taken) > 0 else {
            let code = errno
            unsafe QRinput_free(taken)
            throw .encoder(code: code)
        }
    }

    /// Encodes all symbols, at least two; called once.
    func rows(version: Int) throws(EncodingError) -> [ModuleRows] {
        guard unsafe QRinput_Struct_insertStructuredAppendHeaders(series) == 0,
            let list = unsafe QRcode_encodeInputStructured(series)
        else {
            throw .encoder(code: errno)
        }
        defer { unsafe QRcode_List_free(list) }
        var rows: [ModuleRows] = []
        var entry: UnsafeMutablePointer<QRcode_List>? = unsafe list
        while let next = unsafe entry {
            guard let code = unsafe next.pointee.code else { throw .encoder(code: ERANGE) }
            try unsafe rows.append(SymbolInput.copied(code.pointee, family: .qr, version: version))
            unsafe entry = unsafe next.pointee.next
        }
        return rows
    }
}
