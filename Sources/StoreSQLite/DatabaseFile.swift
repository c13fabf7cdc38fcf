import Store

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The file itself, before SQLite has it.
enum DatabaseFile {
    /// Owner only: it holds personal data; SQLite gives its log and index files the mode of the database.
    static let mode: mode_t = 0o600

    /// Makes an empty file that only its owner can read, unless there is one.
    static func create(at path: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode)
        guard descriptor < 0 else {
            close(descriptor)
            return
        }
        let code = errno
        let text = "\(path): \(String(cString: strerror(code)))"
        switch code {
        case ENOSPC, EDQUOT: throw .full(text)
        case EACCES, EPERM, EROFS: throw .readOnly(text)
        default: throw .unreachable(text)
        }
    }
}
