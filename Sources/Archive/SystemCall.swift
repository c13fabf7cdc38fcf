#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The calls of the C library that an archive needs.
enum SystemCall {
    /// Writes all bytes to a descriptor, however many calls it takes.
    ///
    /// - Throws: `ArchiveError.system` with `errno`, when the disk is full for example.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(ArchiveError) {
        var start = 0
        while start < bytes.count {
            let (written, code) = unsafe bytes[start...].withUnsafeBytes { rest in
                let count = unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
                return (count, errno)
            }
            if written > 0 {
                start += written
            } else if written == 0 || code != EINTR {
                throw .system(code: written == 0 ? EIO : code)
            }
        }
    }

    /// Returns the system's words for an `errno`.
    static func words(of code: Int32) -> String {
        guard let words = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: words)
    }

    /// Runs a body while this thread reads and writes the C library's text as UTF-8.
    ///
    /// libarchive converts names from and to the character set of the locale, and a server's is often `C`.
    /// Only the thread's locale changes, and only meanwhile.
    static func withUTF8<Value>(
        _ body: () throws(ArchiveError) -> Value
    ) throws(ArchiveError) -> Value {
        guard let locale = unsafe utf8 else { throw .library("the system has no UTF-8 locale") }
        let before = unsafe uselocale(locale)
        defer { _ = unsafe uselocale(before) }
        return try body()
    }

    /// The names of a locale whose character set is UTF-8, on Linux and on macOS.
    private static let localeNames = ["C.UTF-8", "en_US.UTF-8", "UTF-8"]

    // Safe to share: it is made once, never changed and never freed.
    nonisolated(unsafe) private static let utf8: locale_t? = {
        for name in localeNames {
            if let locale = unsafe newlocale(LC_CTYPE_MASK, name, nil) { return unsafe locale }
        }
        return nil
    }()
}

/// `write` by a name that the method of that name does not hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, bytes, count)
}
