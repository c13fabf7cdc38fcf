/// Memory for texts and blobs until the statement that they are bound to has run, so that SQLite copies none.
final class BindingArena {
    private let memory: UnsafeMutableRawBufferPointer
    private var used = 0

    /// 64 kB: sixteen ledger rows of the longest kind; what finds no place any more is copied by SQLite.
    private static let byteCount = 65_536

    init() {
        memory = .allocate(byteCount: Self.byteCount, alignment: 1)
    }

    deinit {
        memory.deallocate()
    }

    /// Copies bytes; returns where they are until `clear()`, or `nil` if there is no room.
    func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer? {
        guard bytes.count < memory.count - used, let base = memory.baseAddress else { return nil }
        let place = base + used
        if let source = bytes.baseAddress { place.copyMemory(from: source, byteCount: bytes.count) }
        used += bytes.count
        return UnsafeRawPointer(place)
    }

    /// Forgets everything; no statement may still be bound to it.
    func clear() {
        used = 0
    }
}
