/// A drawing around a symbol with a call to action and the human-readable code, its words turned into outlines.
///
/// So every form shows the same letters, whatever fonts the reader's machine has.
public struct CallFrame: Sendable, Hashable {
    /// Places that a template may have, besides the symbol.
    public enum Value: String, Sendable, Hashable, CaseIterable {
        /// The call to action.
        case call
        /// By how much the call is made smaller so that it fits the room behind the bar, in em: `{{call_scale|8}}`.
        case callScale = "call_scale"
        /// The human-readable code.
        case code
        /// The style's dark colour.
        case dark
        /// The style's light colour.
        case light
        /// Families of type for `font-family`.
        case fonts
    }

    /// Why a symbol has no frame.
    public enum FrameError: Error, Sendable, Hashable {
        /// The template needs a value that there is none for, or has no place for the symbol.
        case fill(PictureTemplate.FillError)
        /// No font of the machine has these characters.
        case missingGlyphs([Unicode.Scalar])
        /// The call would have to be smaller than ``leastScale`` to fit; lengths in em.
        case tooLong(em: Double, room: Double)
        /// The drawing has more than opaque paths and text, says what.
        case drawing(String)
        /// The symbol's place is not a square that is as large as a tenth of the drawing, or is turned.
        case symbolPlace
        /// The symbol has no ground of its own, and the frame's would show in its place.
        case noGround
    }

    /// Families that are asked for where a brand names none; fontconfig finds others for what they lack.
    public static let standardFonts = ["Noto Sans CJK SC", "Noto Sans", "DejaVu Sans", "sans-serif"]

    /// The least share of its size that a long call is set in: less is no call.
    public static let leastScale = 0.4

    /// What stands for the symbol until it is drawn: a colour that no brand will print.
    private static let mark = Color(red: 254, green: 1, blue: 253)
    /// The least share of the drawing's longer side that the symbol takes.
    private static let leastShare = 0.1

    /// In the template's units.
    private let picture: VectorPicture
    /// Where the symbol goes, quiet zone included.
    private let symbol: VectorBounds

    /// Draws the frame.
    ///
    /// - Parameters:
    ///   - template: With `{{{symbol}}}`, and any of ``Value`` as values.
    ///   - style: Its two colours.
    ///   - call: The call to action; empty for none.
    ///   - code: The human-readable code; empty for none.
    ///   - fonts: Families of type, the best first.
    /// - Throws: ``FrameError``.
    /// - Complexity: Some tens of milliseconds.
    public init(
        _ template: PictureTemplate, style: SymbolStyle, call: String, code: String = "",
        fonts: [String] = standardFonts
    ) throws(FrameError) {
        guard style.look.ground == .filled else { throw .noGround }
        let missing = FontCoverage.missing(in: call + code)
        guard missing.isEmpty else { throw .missingGlyphs(missing) }
        let families = fonts.map { "'\($0.filter { !"'\\\"".contains($0) })'" }.joined(separator: ",")
        let values: [Value: String] = [
            .call: call, .code: code, .dark: "\(style.dark)", .light: "\(style.light)", .fonts: families,
            .callScale: decimalText(try Self.scale(of: call, in: template, fonts: fonts)),
        ]
        let known = Set(template.placeholders)
        let wanted = values.filter { known.contains($0.key.rawValue) }
        let mark = #"<rect width="1" height="1" fill="\#(Self.mark)"/>"#
        let filled: Picture
        do {
            filled = try template.fill(
                Dictionary(uniqueKeysWithValues: wanted.map { ($0.key.rawValue, $0.value) }),
                parts: [.symbol: mark])
        } catch {
            throw .fill(error)
        }
        let drawing: VectorPicture
        do {
            let document = Array(filled.svg.utf8)
            let aspect = try SVGRasterizer.aspect(of: document) ?? 1
            drawing = try VectorPicture(svg: document, width: aspect, height: 1)
        } catch {
            throw .drawing("\(error)")
        }
        let marks = drawing.elements.filter { $0.color == Self.mark }
        guard marks.count == 1, let place = marks[0].bounds, place.isSquare,
            place.width >= Self.leastShare * max(drawing.width, drawing.height)
        else { throw .symbolPlace }
        symbol = place
        picture = VectorPicture(
            width: drawing.width, height: drawing.height,
            elements: drawing.elements.filter { $0.color != Self.mark })
    }

    /// Returns by how much a call is to be made smaller.
    private static func scale(
        of call: String, in template: PictureTemplate, fonts: [String]
    ) throws(FrameError) -> Double {
        let rooms = template.pieces.compactMap { piece -> Double? in
            guard case .value(let place) = piece, place.name == Value.callScale.rawValue else { return nil }
            return place.fit?.em
        }
        guard let room = rooms.min() else { return 1 }
        let width: Double
        do {
            width = try TextOutlines(call, size: 1, families: fonts, weight: 700).advance
        } catch {
            switch error {
            case .empty: return 1
            case .missingGlyphs(let scalars): throw .missingGlyphs(scalars)
            case .tooLong(let count, _): throw .tooLong(em: Double(count), room: room / leastScale)
            case .noOutlines(let fault): throw .drawing("\(fault)")
            }
        }
        guard room >= width * leastScale else { throw .tooLong(em: width, room: room / leastScale) }
        return min(1, room / width)
    }

    /// Returns the frame around a symbol, one unit to a module.
    ///
    /// The symbol begins on a whole module, so that its edges stay on pixels; both sides get the same room for that.
    ///
    /// - Parameter side: Modules a side, quiet zones included.
    /// - Returns: The frame and where the symbol begins.
    func placed(around side: Int) -> PlacedFrame {
        let scale = Double(side) / symbol.width
        let (x, y) = (symbol.minX * scale, symbol.minY * scale)
        let (moreX, moreY) = (x.rounded(.up) - x, y.rounded(.up) - y)
        let map = VectorTransform(scale: scale, x: moreX, y: moreY)
        return PlacedFrame(
            column: Int((x + moreX).rounded()), row: Int((y + moreY).rounded()),
            picture: VectorPicture(
                width: picture.width * scale + 2 * moreX, height: picture.height * scale + 2 * moreY,
                elements: picture.elements.map { $0.transformed(map) }))
    }
}

/// A frame around one symbol, in modules from its upper left corner.
struct PlacedFrame: Sendable, Hashable {
    /// Where the symbol's quiet zone begins.
    let column: Int
    let row: Int
    /// What is drawn below the symbol.
    let picture: VectorPicture
}

extension VectorBounds {
    /// Whether both sides are alike, but for what a drawing's numbers lose.
    fileprivate var isSquare: Bool { width > 0 && abs(width - height) < 0.01 * width }
}
