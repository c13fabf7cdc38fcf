/// What libarchive writes, gathered into chunks for the caller's sink.
///
/// An object, because C holds a pointer to it.
final class ArchiveOutput {
    /// The bytes of a chunk: large enough that a sink's cost per call is small, and far below a picture's size.
    static let chunkBytes = 65_536

    /// What a zip's time stamps need; nil for a tar.
    var clock: ZipClock?
    /// The sink's error, after which nothing is passed on.
    private(set) var failure: (any Error)?
    private var isOpen = true
    private let sink: ([UInt8]) throws -> Void
    private var chunk: [UInt8] = []

    init(clock: ZipClock?, sink: @escaping ([UInt8]) throws -> Void) {
        self.clock = clock
        self.sink = sink
        chunk.reserveCapacity(2 * Self.chunkBytes)
    }

    /// Takes bytes, and passes full chunks on.
    ///
    /// After a failure they go nowhere, and C is not told: libarchive 3.6 leaks memory when its client fails.
    func write(_ bytes: UnsafeRawBufferPointer) {
        var start = 0
        while start < bytes.count, isOpen, failure == nil {
            let end = min(start + Self.chunkBytes, bytes.count)
            unsafe append(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            start = end
            if chunk.count >= Self.chunkBytes { flush() }
        }
    }

    /// Takes nothing from now on: what libarchive writes when it is freed would make half an archive look whole.
    func abandon() {
        isOpen = false
        chunk = []
    }

    /// Passes on what was gathered.
    func flush() {
        guard !chunk.isEmpty, failure == nil else { return }
        do {
            try sink(chunk)
        } catch {
            failure = error
        }
        chunk.removeAll(keepingCapacity: true)
    }

    private func append(_ bytes: UnsafeRawBufferPointer) {
        if clock != nil {
            unsafe clock?.pass(bytes, to: &chunk)
        } else {
            unsafe chunk.append(contentsOf: bytes)
        }
    }
}
