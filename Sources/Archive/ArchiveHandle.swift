internal import CArchive

/// One archive of libarchive that is being written: every call into C for it is here.
@safe final class ArchiveHandle {
    /// Every entry's mode: its owner writes, everyone reads.
    private static let permissions: mode_t = 0o644
    /// `AE_IFREG`, which is a cast in C and so is not seen from here.
    static let regularFile: UInt32 = 0o100_000

    private let format: ArchiveFormat
    private let output: ArchiveOutput
    private let archive: OpaquePointer
    /// The entry that is filled anew each time.
    private let entry: OpaquePointer

    /// Opens an archive that writes to an output.
    ///
    /// - Parameters:
    ///   - format: Zip or tar.
    ///   - output: Kept by the handle, for C holds no reference to it.
    /// - Throws: `ArchiveError.library`.
    init(_ format: ArchiveFormat, to output: ArchiveOutput) throws(ArchiveError) {
        guard let archive = unsafe archive_write_new() else { throw .library("out of memory") }
        guard let entry = unsafe archive_entry_new() else {
            unsafe archive_write_free(archive)
            throw .library("out of memory")
        }
        self.format = format
        self.output = output
        unsafe self.archive = archive
        unsafe self.entry = entry
        try check(unsafe Self.choose(format, for: archive))
        // Unblocked: a header's first byte is then the first byte of a call, which `ZipClock` relies on.
        try check(unsafe archive_write_set_bytes_per_block(archive, 0))
        let context = unsafe Unmanaged.passUnretained(output).toOpaque()
        try check(unsafe archive_write_open2(archive, context, nil, writeChunk, nil, nil))
    }

    deinit {
        output.abandon()
        unsafe archive_entry_free(entry)
        unsafe archive_write_free(archive)
    }

    private static func choose(_ format: ArchiveFormat, for archive: OpaquePointer) -> Int32 {
        switch format {
        case .zip:
            let status = unsafe archive_write_set_format_zip(archive)
            guard status == ARCHIVE_OK else { return status }
            return unsafe archive_write_set_format_option(archive, "zip", "hdrcharset", "UTF-8")
        case .tar: return unsafe archive_write_set_format_pax_restricted(archive)
        }
    }

    /// Says how the next entry is packed, which a tar ignores.
    func choose(_ compression: ArchiveFormat.Compression) throws(ArchiveError) {
        guard format == .zip else { return }
        switch compression {
        case .stored: try check(unsafe archive_write_zip_set_compression_store(archive))
        case .deflated: try check(unsafe archive_write_zip_set_compression_deflate(archive))
        }
    }

    /// Writes an entry's header.
    func begin(_ name: String, byteCount: Int, secondsSince1970 seconds: Int64) throws(ArchiveError) {
        unsafe archive_entry_clear(entry)
        unsafe archive_entry_set_pathname_utf8(entry, name)
        unsafe archive_entry_set_size(entry, Int64(byteCount))
        unsafe archive_entry_set_filetype(entry, Self.regularFile)
        unsafe archive_entry_set_perm(entry, Self.permissions)
        unsafe archive_entry_set_uid(entry, 0)
        unsafe archive_entry_set_gid(entry, 0)
        unsafe archive_entry_set_mtime(entry, time_t(seconds), 0)
        try check(unsafe archive_write_header(archive, entry))
    }

    /// Writes an entry's bytes and ends it.
    func fill(_ bytes: [UInt8]) throws(ArchiveError) {
        var start = 0
        while start < bytes.count {
            let written = unsafe bytes[start...].withUnsafeBytes { rest in
                unsafe archive_write_data(archive, rest.baseAddress, rest.count)
            }
            guard written > 0 else { throw unsafe .library(libraryWords(archive)) }
            start += written
        }
        try check(unsafe archive_write_finish_entry(archive))
    }

    /// Writes what stands after the last entry.
    func close() throws(ArchiveError) {
        try check(unsafe archive_write_close(archive))
    }

    /// A warning counts as a failure: the archive would not hold what it was told to.
    private func check(_ status: Int32) throws(ArchiveError) {
        guard status != ARCHIVE_OK else { return }
        throw unsafe .library(libraryWords(archive))
    }
}

/// What libarchive calls with bytes; the context is the output.
private func writeChunk(
    _: OpaquePointer?, context: UnsafeMutableRawPointer?, bytes: UnsafeRawPointer?, count: Int
) -> la_ssize_t {
    guard let context = unsafe context else { return -1 }
    let output = unsafe Unmanaged<ArchiveOutput>.fromOpaque(context).takeUnretainedValue()
    let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
    unsafe output.write(buffer)
    return count
}

/// Returns what libarchive last said of an archive.
func libraryWords(_ archive: OpaquePointer) -> String {
    guard let words = unsafe archive_error_string(archive) else { return "no reason given" }
    return unsafe String(cString: words)
}
