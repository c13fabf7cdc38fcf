internal import CArchive

/// One archive of libarchive that is being read: every call into C for it is here.
@safe final class ArchiveReadHandle {
    /// How much is unpacked at a time: what a limit can be overstepped by.
    static let chunkBytes = 65_536
    /// `AE_IFMT`, `AE_IFREG` and `AE_IFDIR`, casts in C that are not seen from here.
    private static let (kindMask, regularFile, folder): (UInt32, UInt32, UInt32) = (
        0o170_000, 0o100_000, 0o040_000
    )

    /// What an entry is.
    enum Kind {
        case file, folder, other
    }

    /// What stands before an entry's bytes.
    struct Header {
        /// Nil when it is no UTF-8.
        var name: String?
        var kind: Kind
        var byteCount: Int?
        var modified: Int64?
    }

    private let archive: OpaquePointer

    /// Opens an archive in memory, which must not move while the handle lives.
    init(_ bytes: UnsafeRawBufferPointer) throws(ArchiveError) {
        try unsafe archive = Self.make()
        try check(unsafe archive_read_open_memory(archive, bytes.baseAddress, bytes.count))
    }

    /// Opens an archive in a file.
    init(path: String) throws(ArchiveError) {
        try unsafe archive = Self.make()
        try check(unsafe archive_read_open_filename(archive, path, Self.chunkBytes))
    }

    private static func make() throws(ArchiveError) -> OpaquePointer {
        guard let archive = unsafe archive_read_new() else { throw .library("out of memory") }
        // No more than is written here: each further format is a further parser for strangers' bytes.
        guard unsafe archive_read_support_format_zip(archive) == ARCHIVE_OK,
            unsafe archive_read_support_format_tar(archive) == ARCHIVE_OK
        else {
            defer { unsafe archive_read_free(archive) }
            throw unsafe .library(libraryWords(archive))
        }
        return unsafe archive
    }

    deinit {
        unsafe archive_read_free(archive)
    }

    /// Goes to the next entry.
    ///
    /// - Returns: Its header, or nil after the last.
    func next() throws(ArchiveError) -> Header? {
        var entry: OpaquePointer?
        let status = unsafe archive_read_next_header(archive, &entry)
        guard status != ARCHIVE_EOF else { return nil }
        try check(status)
        guard let entry = unsafe entry else { throw .library("an entry without a header") }
        return Header(
            name: unsafe archive_entry_pathname_utf8(entry).flatMap { unsafe String(validatingCString: $0) },
            kind: unsafe kind(of: entry),
            byteCount: unsafe archive_entry_size_is_set(entry) != 0
                ? Int(archive_entry_size(entry)) : nil,
            modified: unsafe archive_entry_mtime_is_set(entry) != 0
                ? Int64(archive_entry_mtime(entry)) : nil)
    }

    private func kind(of entry: OpaquePointer) -> Kind {
        // A hard link of a tar has the type of a file and no bytes of its own.
        guard unsafe archive_entry_hardlink(entry) == nil else { return .other }
        switch unsafe UInt32(archive_entry_filetype(entry)) & Self.kindMask {
        case Self.regularFile: return .file
        case Self.folder: return .folder
        default: return .other
        }
    }

    /// Unpacks the next part of the entry.
    ///
    /// - Parameter bytes: Takes at most ``chunkBytes`` more.
    /// - Returns: Whether there was any.
    /// - Throws: `ArchiveError.library`, for a wrong checksum among other things.
    func read(into bytes: inout [UInt8]) throws(ArchiveError) -> Bool {
        var count = 0
        let part = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { buffer, initializedCount in
            count = unsafe Int(archive_read_data(archive, buffer.baseAddress, buffer.count))
            initializedCount = max(count, 0)
        }
        guard count >= 0 else { throw unsafe .library(libraryWords(archive)) }
        bytes.append(contentsOf: part)
        return count > 0
    }

    private func check(_ status: Int32) throws(ArchiveError) {
        guard status != ARCHIVE_OK else { return }
        throw unsafe .library(libraryWords(archive))
    }
}
