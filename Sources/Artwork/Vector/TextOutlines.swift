/// A line of text as a path, in any script: shaped by Pango within librsvg, which takes from other fonts what the
/// wanted one lacks.
struct TextOutlines: Sendable, Hashable {
    /// The most characters: a call to action is a few words, and a line of more is not read.
    static let scalarCount = 200
    /// The size that letters are drawn in; librsvg 2.54 fails at 2,048.
    private static let em = 1_024.0
    /// Room on each side of the baseline, in ems: Tibetan and Nastaliq stacks are some two high.
    private static let heightInEms = 4.0

    /// The letters, filled by either rule; the line begins at x = 0 on the left, its baseline is y = 0, and y grows
    /// downwards.
    let path: VectorPath
    /// How far the line reaches for what follows it, spaces at its ends included.
    let advance: Double

    /// Sets a line.
    ///
    /// - Parameters:
    ///   - text: Control characters become spaces.
    ///   - size: Of the type: the side of an em.
    ///   - families: What fontconfig is asked for, the best first.
    ///   - weight: 400 is regular and 700 bold (CSS Fonts 4, 2.2).
    /// - Throws: ``TextFault``.
    /// - Complexity: O(characters × fonts), some milliseconds.
    init(
        _ text: String, size: Double, families: [String] = [Typeface.title.family], weight: Int = 400
    ) throws(TextFault) {
        precondition(size > 0 && size.isFinite, "type has a size")
        let text = text.printable
        let count = text.unicodeScalars.count
        guard count <= Self.scalarCount else { throw .tooLong(count: count, maximum: Self.scalarCount) }
        let missing = FontCoverage.missing(in: text)
        guard missing.isEmpty else { throw .missingGlyphs(missing) }
        // Twice an em for each letter, and some for ligatures of whole sentences.
        let room = Double(count + 8) * 2 * Self.em
        let height = 2 * Self.heightInEms * Self.em
        let document = Self.document(text, room: room, height: height, families: families, weight: weight)
        let picture: VectorPicture
        do throws(VectorFault) {
            picture = try VectorPicture(
                svg: Array(document.utf8), width: 2 * room, height: height, recordedSide: 2 * room)
        } catch {
            throw .noOutlines(error)
        }
        func line(_ color: Color) -> VectorPath {
            picture.elements.filter { $0.color == color }.reduce(into: VectorPath()) { $0.append($1.path) }
        }
        let lines = [line(.black), line(Self.marked)]
        guard let one = lines[0].bounds, let other = lines[1].bounds else { throw .empty }
        // The line that ends where the other begins says how long it is; which is which, the script decides.
        let right = one.minX > other.minX ? lines[0] : lines[1]
        let scale = size / Self.em
        path = right.transformed(VectorTransform(scale: scale, x: -room * scale, y: -height / 2 * scale))
        advance = abs(one.minX - other.minX) * scale
    }

    /// The rectangle around the ink.
    var bounds: VectorBounds { path.bounds ?? VectorBounds(VectorPoint(0, 0)) }

    private static let marked = Color(red: 255, green: 0, blue: 0)

    /// The line twice: beginning in the middle, and ending there.
    private static func document(
        _ text: String, room: Double, height: Double, families: [String], weight: Int
    ) -> String {
        // A name with a quote would end the list.
        let names = families.map { "'\($0.filter { !"'\\".contains($0) })'" }.joined(separator: ",")
        let direction = text.isRightToLeft ? "rtl" : "ltr"
        let lines = [("start", Color.black), ("end", marked)].map { anchor, color in
            #"<text x="\#(decimalText(room))" y="\#(decimalText(height / 2))" text-anchor="\#(anchor)""#
                + #" fill="\#(color)">\#(escaped(text))</text>"#
        }
        return #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(decimalText(2 * room)) "#
            + #"\#(decimalText(height))"><g xml:space="preserve" font-family="\#(escaped(names))""#
            + #" font-size="\#(decimalText(em))" font-weight="\#(weight)" direction="\#(direction)">"#
            + "\(lines.joined())</g></svg>"
    }
}

/// Why a text is not set as a path.
enum TextFault: Error, Sendable, Hashable {
    /// No font of the machine has these characters.
    case missingGlyphs([Unicode.Scalar])
    /// More characters than ``TextOutlines/scalarCount``.
    case tooLong(count: Int, maximum: Int)
    /// It shows nothing.
    case empty
    /// The font that was taken has no outlines, as one of coloured faces.
    case noOutlines(VectorFault)
}

extension String {
    /// The blocks of scripts from right to left (Unicode 15, 4.4): Hebrew to Arabic, with their presentation forms.
    private static let rightToLeft: [ClosedRange<UInt32>] = [
        0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x1_0800...0x1_0FFF, 0x1_E800...0x1_EFFF,
    ]

    /// Whether the first letter belongs to a script that is written from right to left (UAX #9, P2 and P3).
    fileprivate var isRightToLeft: Bool {
        guard let letter = unicodeScalars.first(where: { $0.properties.isAlphabetic }) else { return false }
        return Self.rightToLeft.contains { $0.contains(letter.value) }
    }
}
