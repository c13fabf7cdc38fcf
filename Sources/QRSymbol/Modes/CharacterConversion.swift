#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The C library's character sets.
enum CharacterConversion {
    /// Converts a text, without replacing what the set does not have.
    ///
    /// - Parameters:
    ///   - utf8: The text.
    ///   - characterSet: Its name as `iconv_open` takes it.
    /// - Returns: The text in the set; `nil` when the set is not known or lacks a character.
    static func bytes(of utf8: [UInt8], in characterSet: String) -> [UInt8]? {
        let descriptor = unsafe iconv_open(characterSet, "UTF-8")
        guard Int(bitPattern: descriptor) != -1 else { return nil }
        defer { unsafe iconv_close(descriptor) }
        var text = utf8.map { CChar(bitPattern: $0) }
        // No set here needs more than four bytes for a character, nor UTF-8 less than one.
        var output = [CChar](repeating: 0, count: utf8.count * 4)
        var textLeft = text.count
        var outputLeft = output.count
        let status = unsafe text.withUnsafeMutableBufferPointer { text in
            unsafe output.withUnsafeMutableBufferPointer { output in
                var from = text.baseAddress
                var to = output.baseAddress
                return unsafe iconv(descriptor, &from, &textLeft, &to, &outputLeft)
            }
        }
        // Any other number counts characters that were replaced by similar ones.
        guard status == 0, textLeft == 0 else { return nil }
        return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
    }
}
