import Foundation
import Store

/// Turns a list's bytes into UTF-8, piece by piece, by the C library's character sets.
///
/// A byte that is no text in the encoding becomes the byte FF, which is none in UTF-8 either: so the row that it stands in
/// is refused with its line, and the rows around it are read.
final class TextDecoder {
    private let encoding: TextEncoding
    private let descriptor: iconv_t?
    /// The beginning of a character whose end is in the next piece.
    private var rest: [UInt8] = []

    /// What no UTF-8 has.
    private static let unreadable: UInt8 = 0xFF

    /// Opens the conversion.
    ///
    /// - Throws: `ServiceError.file` on a system whose C library does not know the encoding.
    init(_ encoding: TextEncoding) throws(ServiceError) {
        self.encoding = encoding
        guard encoding != .utf8 else {
            descriptor = nil
            return
        }
        let opened = iconv_open("UTF-8", encoding.rawValue.uppercased())
        guard Int(bitPattern: opened) != -1 else {
            throw .file(path: encoding.rawValue, reason: "this system's C library does not know the encoding")
        }
        descriptor = opened
    }

    deinit {
        if let descriptor { iconv_close(descriptor) }
    }

    /// Returns the next piece as UTF-8.
    func decode(_ piece: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let descriptor else { return piece }
        var input = (rest + piece).map { CChar(bitPattern: $0) }
        // Two bytes become three at most, and a byte that cannot be read becomes one.
        var output = [CChar](repeating: 0, count: input.count * 3 / 2 + 16)
        let (taken, made) = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in convert(descriptor, input, output) }
        }
        rest = input[taken...].map { UInt8(bitPattern: $0) }
        return output[..<made].map { UInt8(bitPattern: $0) }[...]
    }

    /// Returns what is left when the file ends in the middle of a character.
    func finish() -> ArraySlice<UInt8> {
        guard !rest.isEmpty else { return [] }
        rest = []
        return [Self.unreadable]
    }

    private func convert(
        _ descriptor: iconv_t, _ input: UnsafeMutableBufferPointer<CChar>,
        _ output: UnsafeMutableBufferPointer<CChar>
    ) -> (taken: Int, made: Int) {
        var (from, to) = (input.baseAddress, output.baseAddress)
        var (left, room) = (input.count, output.count)
        while left > 0 {
            let status = iconv(descriptor, &from, &left, &to, &room)
            guard status == -1, errno == EILSEQ, room > 0 else { break }
            to?.pointee = CChar(bitPattern: Self.unreadable)
            to = to.map { $0 + 1 }
            room -= 1
            let skipped = min(left, encoding == .gb18030 ? 1 : 2)
            from = from.map { $0 + skipped }
            left -= skipped
        }
        return (input.count - left, output.count - room)
    }
}
