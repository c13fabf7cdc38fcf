/// Why an archive could not be written or read; each case names what was given and what is allowed.
public enum ArchiveError: Error, Sendable {
    /// An entry's name cannot be unpacked safely everywhere.
    case name(String, NameFault)
    /// Two entries would be unpacked to one file, or to a file inside a file; names that differ in case alone do.
    case duplicateName(String)
    /// The modification time is outside ``ArchiveWriter/modificationSeconds``.
    case modificationTime(secondsSince1970: Int64, allowed: ClosedRange<Int64>)
    /// More entries than are accepted.
    case tooManyEntries(most: Int)
    /// An entry has more bytes than are accepted, or says so.
    case entryTooLarge(name: String, mostBytes: Int)
    /// The entries together have more bytes than are accepted.
    case tooLarge(mostBytes: Int)
    /// An entry is a link, a device or something else that is no file.
    case notAFile(name: String)
    /// The archive has no entry of this name.
    case noSuchEntry(name: String)
    /// The writer was finished, or failed earlier; nothing can be added.
    case closed
    /// What takes the archive's bytes failed; carries its error.
    case output(any Error)
    /// The system refused a write; carries `errno`.
    case system(code: Int32)
    /// libarchive refused; carries its words.
    case library(String)

    /// What is wrong with a name.
    public enum NameFault: Sendable, Hashable {
        /// No name, or nothing between two slashes, or a slash at the end.
        case emptyComponent
        /// A slash at the beginning: it would be unpacked outside the chosen folder.
        case absolute
        /// A component `.` or `..`: it would be unpacked elsewhere than it says.
        case dots
        /// A control character, NUL among them, or one that Windows takes for a folder or a drive.
        case character(Unicode.Scalar)
        /// More bytes of UTF-8 than are accepted.
        case tooLong(byteCount: Int, most: Int)
        /// The name's bytes are not text.
        case unreadable
    }
}

extension ArchiveError: CustomStringConvertible {
    /// What happened, as a sentence for the person at the keyboard.
    public var description: String {
        switch self {
        case .name(let name, let fault):
            "The name \"\(name)\" cannot stand in an archive: \(fault)."
        case .duplicateName(let name):
            "The archive has an entry that unpacks to the same file as \"\(name)\" already."
        case .modificationTime(let seconds, let allowed):
            "The modification time \(seconds) is outside \(allowed.lowerBound) to \(allowed.upperBound) "
                + "seconds since 1970."
        case .tooManyEntries(let most): "The archive has more than \(most) entries."
        case .entryTooLarge(let name, let most): "The entry \"\(name)\" has more than \(most) bytes."
        case .tooLarge(let most): "The entries have more than \(most) bytes together."
        case .notAFile(let name): "The entry \"\(name)\" is no file."
        case .noSuchEntry(let name): "The archive has no entry \"\(name)\"."
        case .closed: "The archive was finished or has failed: nothing can be added."
        case .output(let error): "The archive's bytes could not be passed on: \(error)"
        case .system(let code): "The archive could not be written: \(SystemCall.words(of: code))."
        case .library(let words): "The archive library says: \(words)."
        }
    }
}

extension ArchiveError.NameFault: CustomStringConvertible {
    /// The end of a sentence that begins with the name.
    public var description: String {
        switch self {
        case .emptyComponent: "a part of it is empty"
        case .absolute: "it begins at the root, and names must be relative"
        case .dots: "\".\" and \"..\" are not allowed"
        case .character(let scalar):
            "the character U+\(String(scalar.value, radix: 16, uppercase: true)) is not allowed"
        case .tooLong(let count, let most): "it has \(count) bytes where \(most) are allowed"
        case .unreadable: "it is no UTF-8"
        }
    }
}

/// Two errors are equal when they say the same: an error of the caller's own need not be comparable.
extension ArchiveError: Hashable {
    /// Whether both say the same.
    public static func == (left: ArchiveError, right: ArchiveError) -> Bool {
        left.description == right.description
    }

    /// Mixes the sentence in.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(description)
    }
}
