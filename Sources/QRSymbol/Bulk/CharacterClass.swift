/// Which modes can hold a byte, by tables.
enum CharacterClass {
    /// The densest mode that can hold each byte.
    static let densestModes = ByteTable { byte in
        SegmentMode.allCases.first { $0.sixths(for: byte) != nil } ?? .byte
    }

    /// The ranks of those modes.
    static let ranks = ByteTable { densestModes[$0].rank }

    /// The values of alphanumeric characters, ISO/IEC 18004, table 5; 0 for others.
    static let values = ByteTable { byte in
        UInt64(SegmentMode.alphanumericCharacters.firstIndex(of: byte) ?? 0)
    }
}

/// What is known of every byte; looked up without a check, since there is no byte without an entry.
struct ByteTable<Element: Sendable>: Sendable {
    private let elements: [Element]

    init(_ element: (UInt8) -> Element) {
        elements = (0...255).map { element(UInt8($0)) }
    }

    @inline(__always)
    subscript(byte: UInt8) -> Element { unsafe elements.span[unchecked: Int(byte)] }
}
