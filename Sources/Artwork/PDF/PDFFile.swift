/// The objects of a PDF file, written one after the other so that a file needs no memory for what is written.
///
/// Dictionaries are gathered into object streams, and the file ends with a cross-reference stream (ISO 32000-1,
/// 7.5.7 and 7.5.8): a page costs a few bytes besides its content. The same calls give the same bytes.
struct PDFFile {
    /// The number of an object.
    struct Reference: Sendable, Hashable {
        let number: Int

        /// As it stands in a dictionary.
        var text: String { "\(number) 0 R" }
    }

    /// Where an object is.
    private enum Place {
        case reserved
        case offset(UInt64)
        case packed(stream: Int, index: Int)
    }

    /// Objects in one object stream: readers unpack a whole one to see a single object.
    private static let packedCount = 100

    private var places: [Place] = []
    private var pending: [(reference: Reference, body: PDFText)] = []
    private var unsent = PDFText()
    /// The bytes written so far, drained ones included.
    private var length: UInt64 = 0
    /// A running digest of all that was written: what the file's identity is made of.
    private var digest: UInt64 = 0

    /// Begins a file of PDF 1.6, which PDF/X-4 is (ISO 15930-7, 6.1).
    init() {
        // The comment's bytes above 127 tell transfer programs that the file is binary (7.5.2).
        write(PDFText("%PDF-1.6\n%"))
        var mark = PDFText()
        mark.append([0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
        write(mark)
    }

    /// Takes what was written since the last call.
    mutating func drain() -> [UInt8] {
        defer { unsent = PDFText() }
        return unsent.bytes
    }

    /// Returns a number for an object that is written later.
    mutating func reserve() -> Reference {
        places.append(.reserved)
        return Reference(number: places.count)
    }

    /// Writes an object that is no stream, under a number that was reserved.
    mutating func write(_ body: PDFText, as reference: Reference) {
        pending.append((reference, body))
        if pending.count == Self.packedCount { flush() }
    }

    /// Writes an object that is no stream.
    mutating func add(_ body: PDFText) -> Reference {
        let reference = reserve()
        write(body, as: reference)
        return reference
    }

    /// Writes a stream.
    ///
    /// - Parameters:
    ///   - data: Its bytes, encoded as `entries` say.
    ///   - entries: The dictionary without `Length`.
    /// - Returns: The number under which it stands.
    mutating func add(stream data: some Collection<UInt8>, _ entries: String = "") -> Reference {
        let reference = reserve()
        writeStream(data, entries, as: reference)
        return reference
    }

    /// Writes a stream in compressed form.
    mutating func add(compressed data: [UInt8], _ entries: String = "") -> Reference {
        add(stream: Deflater.compress(data), entries + "/Filter/FlateDecode")
    }

    /// An identity that follows from the contents so far (14.4): 32 hexadecimal digits, for the same file the same.
    var identity: String {
        var text = PDFText()
        let mixed = digest &* 0x9E37_79B9_7F4A_7C15
        text.append(hexadecimal: (0..<16).map { UInt8(truncatingIfNeeded: mixed >> (4 * $0)) })
        return String(decoding: text.bytes.dropFirst().dropLast(), as: UTF8.self)
    }

    /// Writes the cross-reference stream and the end; nothing may be written afterwards.
    mutating func finish(catalog: Reference, info: Reference) {
        flush()
        let reference = reserve()
        let start = length
        places[reference.number - 1] = .offset(start)
        let id = "<\(identity)>"
        var table: [UInt8] = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        table.reserveCapacity((places.count + 1) * 8)
        for place in places { Self.append(place, to: &table) }
        writeStream(
            Deflater.compress(table),
            "/Type/XRef/Size \(places.count + 1)/W[1 5 2]/Root \(catalog.text)/Info \(info.text)"
                + "/ID[\(id)\(id)]/Filter/FlateDecode",
            as: reference)
        write(PDFText("startxref\n\(start)\n%%EOF\n"))
    }

    private static func append(_ place: Place, to table: inout [UInt8]) {
        let (kind, middle, last): (UInt8, UInt64, Int) =
            switch place {
            case .reserved: (0, 0, 0xFFFF)
            case .offset(let offset): (1, offset, 0)
            case .packed(let stream, let index): (2, UInt64(stream), index)
            }
        table.append(kind)
        for shift in stride(from: 32, through: 0, by: -8) {
            table.append(UInt8(truncatingIfNeeded: middle >> UInt64(shift)))
        }
        table.append(UInt8(last >> 8))
        table.append(UInt8(last & 0xFF))
    }

    /// Writes the gathered objects as one object stream.
    private mutating func flush() {
        guard !pending.isEmpty else { return }
        let stream = reserve()
        var head = PDFText()
        var bodies = PDFText()
        for (index, object) in pending.enumerated() {
            places[object.reference.number - 1] = .packed(stream: stream.number, index: index)
            head.append("\(object.reference.number) \(bodies.count) ")
            bodies.append(object.body)
            bodies.append("\n")
        }
        let entries = "/Type/ObjStm/N \(pending.count)/First \(head.count)/Filter/FlateDecode"
        head.append(bodies)
        pending = []
        writeStream(Deflater.compress(head.bytes), entries, as: stream)
    }

    private mutating func writeStream(
        _ data: some Collection<UInt8>, _ entries: String, as reference: Reference
    ) {
        places[reference.number - 1] = .offset(length)
        var text = PDFText("\(reference.number) 0 obj\n<</Length \(data.count)\(entries)>>stream\n")
        text.append(data)
        text.append("\nendstream\nendobj\n")
        write(text)
    }

    private mutating func write(_ text: PDFText) {
        length += UInt64(text.count)
        digest = Deflater.checksum(of: text.bytes, after: digest)
        unsent.append(text)
    }
}
