import Archive

/// Unpacks the parts of a workbook.
struct PartReader {
    private let archive: ArchiveReader
    private let limits: WorkbookLimits
    private let budget: Inflation

    init(_ source: WorkbookSource, limits: WorkbookLimits, budget: Inflation) {
        let bounds = ArchiveLimits(
            mostEntries: limits.mostEntries, mostEntryBytes: limits.mostPartBytes,
            mostBytes: limits.mostPartBytes)
        archive =
            switch source {
            case .file(let path, _): ArchiveReader(path: path, limits: bounds)
            case .bytes(let bytes): ArchiveReader(bytes, limits: bounds)
            }
        self.limits = limits
        self.budget = budget
    }

    /// Reads a whole part.
    ///
    /// - Parameters:
    ///   - name: Its path in the zip.
    ///   - handler: What takes it.
    ///   - isSmall: Whether it is one of those that are held whole.
    /// - Throws: `WorkbookError`.
    func read(_ name: String, into handler: any XMLHandler, isSmall: Bool = true) throws(WorkbookError) {
        let stream = try stream(name)
        let xml = try XMLStream(handler)
        while true {
            let piece = try Self.piece(of: stream)
            try budget.add(piece.count)
            if isSmall, stream.byteCount > limits.mostSmallPartBytes {
                throw .archive(.entryTooLarge(name: name, mostBytes: limits.mostSmallPartBytes))
            }
            try xml.take(piece, isLast: piece.isEmpty)
            if piece.isEmpty { return }
        }
    }

    /// Opens a part.
    func stream(_ name: String) throws(WorkbookError) -> ArchiveEntryStream {
        do {
            return try archive.stream(name)
        } catch .noSuchEntry {
            throw .missingPart(name)
        } catch {
            throw .archive(error)
        }
    }

    /// Returns the next piece of a part, none after the last.
    static func piece(of stream: ArchiveEntryStream) throws(WorkbookError) -> [UInt8] {
        do {
            return try stream.next()
        } catch {
            throw .archive(error)
        }
    }
}

/// Counts what is unpacked, against what there was: a zip of 42 kB can hold petabytes.
final class Inflation {
    private let packedBytes: Int
    private let limits: WorkbookLimits
    private var byteCount = 0

    init(packedBytes: Int, limits: WorkbookLimits) {
        self.packedBytes = packedBytes
        self.limits = limits
    }

    /// Notes more that was unpacked.
    ///
    /// - Throws: `WorkbookError.inflated` beyond the ratio.
    func add(_ count: Int) throws(WorkbookError) {
        byteCount += count
        guard byteCount > limits.bytesBeforeRatio else { return }
        let ratio = byteCount / max(packedBytes, 1)
        if ratio >= limits.mostRatio { throw .inflated(ratio: ratio, most: limits.mostRatio) }
    }
}
