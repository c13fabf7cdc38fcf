/// Finds which inks a page's content prints with.
///
/// Colours are followed through the graphics state, forms, patterns and pictures; of a picture all inks of its colour space
/// count. What is clipped away or painted over counts, too: it is on the plates until a printer takes it off.
struct InkScan {
    /// As deep as forms lie in each other; a file whose forms go in circles ends here.
    private static let deepestForm = 12
    /// Of all forms of a page, in their different colours: a page that draws more says too little by them.
    private static let formCount = 5_000

    /// 1,000 saved states: more than any program nests, and few enough to keep.
    private static let savedCount = 1_000

    private var known: [Drawing: Set<String>] = [:]
    /// What may still be read.
    private var bytesLeft = PDFObjects.contentByteCount

    /// A form drawn again with the same colours prints the same.
    private struct Drawing: Hashable {
        let form: Int
        let fill: Set<String>
        let stroke: Set<String>
    }

    /// One of the two colours of the graphics state.
    private struct Paint {
        var space = InkSpace.grey
        var inks: Set<String> = ["Black"]
    }

    private struct State {
        var fill = Paint()
        var stroke = Paint()
        /// ISO 32000-1, table 106.
        var textMode = 0
    }

    /// Returns the inks of a page in the order of ``InkSpace/inOrder(_:)``; `nil` if its content cannot be read.
    static func inks(of page: PDFObject) -> [String]? {
        guard let content = page.content else { return nil }
        var scan = InkScan()
        return InkSpace.inOrder(scan.inks(content, page.inherited("Resources"), State(), depth: 0))
    }

    private mutating func inks(
        _ content: [UInt8], _ resources: PDFObject?, _ first: State, depth: Int
    ) -> Set<String> {
        var scanner = ContentScanner(content)
        var (state, saved) = (first, [State]())
        var inks: Set<String> = []
        while let operation = scanner.next() {
            switch operation.name {
            case "q" where saved.count < Self.savedCount: saved.append(state)
            case "Q": state = saved.popLast() ?? state
            case "Tr": state.textMode = operation.numbers.first.flatMap(Int.init(exactly:)) ?? 0
            case "Do": inks.formUnion(drawn(operation.lastName, resources, state, depth))
            default:
                choose(operation, resources, &state, depth)
                inks.formUnion(Self.painted(operation, resources, state))
            }
        }
        return inks
    }

    /// Follows the operators that choose colours, ISO 32000-1, table 74.
    private mutating func choose(
        _ operation: ContentScanner.Operation, _ resources: PDFObject?, _ state: inout State, _ depth: Int
    ) {
        func device(_ space: InkSpace) -> Paint { Paint(space: space, inks: space.inks(operation.numbers)) }
        switch operation.name {
        case "g": state.fill = device(.grey)
        case "G": state.stroke = device(.grey)
        case "rg": state.fill = device(.screen)
        case "RG": state.stroke = device(.screen)
        case "k": state.fill = device(.process)
        case "K": state.stroke = device(.process)
        case "cs": state.fill = Self.space(operation.lastName, resources)
        case "CS": state.stroke = Self.space(operation.lastName, resources)
        case "sc", "scn": state.fill.inks = chosen(operation, state.fill, resources, depth)
        case "SC", "SCN": state.stroke.inks = chosen(operation, state.stroke, resources, depth)
        default: break
        }
    }

    /// What is not understood is taken for a screen's colours: no plate can be promised for it.
    private static func space(_ name: String?, _ resources: PDFObject?) -> Paint {
        let space = name.flatMap { InkSpace(name: $0, in: resources) } ?? .screen
        return Paint(space: space, inks: space.initial)
    }

    private mutating func chosen(
        _ operation: ContentScanner.Operation, _ paint: Paint, _ resources: PDFObject?, _ depth: Int
    ) -> Set<String> {
        guard let name = operation.lastName else { return paint.space.inks(operation.numbers) }
        guard let pattern = resources?["Pattern"]?[name] else { return [] }
        if let shading = pattern["Shading"] {
            return (InkSpace(shading["ColorSpace"], in: resources) ?? .screen).all
        }
        var inner = State()
        // One without colours of its own takes those that stand before its name.
        if pattern["PaintType"]?.number == 2, case .pattern(let space) = paint.space {
            let space = space ?? .screen
            inner.fill = Paint(space: space, inks: space.inks(operation.numbers))
            inner.stroke = inner.fill
        }
        return form(pattern, resources, inner, depth)
    }

    private mutating func drawn(
        _ name: String?, _ resources: PDFObject?, _ state: State, _ depth: Int
    ) -> Set<String> {
        guard let name, let object = resources?["XObject"]?[name] else { return [] }
        guard object["Subtype"]?.name == "Image" else { return form(object, resources, state, depth) }
        if object["ImageMask"]?.isTrue == true { return state.fill.inks }
        return (InkSpace(object["ColorSpace"], in: resources) ?? .screen).all
    }

    private mutating func form(
        _ form: PDFObject, _ resources: PDFObject?, _ state: State, _ depth: Int
    ) -> Set<String> {
        let drawing = Drawing(form: form.identifier, fill: state.fill.inks, stroke: state.stroke.inks)
        if drawing.form != 0, let known = known[drawing] { return known }
        guard depth < Self.deepestForm, known.count < Self.formCount, let content = form.content,
            content.count <= bytesLeft
        else { return [] }
        bytesLeft -= content.count
        // A form that draws itself adds nothing.
        known[drawing] = []
        let found = inks(content, form["Resources"] ?? resources, state, depth: depth + 1)
        known[drawing] = found
        return found
    }

    /// The inks of the operators that paint, ISO 32000-1, tables 60, 77, 92 and 109.
    private static func painted(
        _ operation: ContentScanner.Operation, _ resources: PDFObject?, _ state: State
    ) -> Set<String> {
        switch operation.name {
        case "f", "F", "f*": return state.fill.inks
        case "S", "s": return state.stroke.inks
        case "B", "B*", "b", "b*": return state.fill.inks.union(state.stroke.inks)
        case "Tj", "TJ", "'", "\"":
            // Four more modes clip besides.
            switch state.textMode % 4 {
            case 0: return state.fill.inks
            case 1: return state.stroke.inks
            case 2: return state.fill.inks.union(state.stroke.inks)
            default: return []
            }
        case "sh":
            let shading = operation.lastName.flatMap { resources?["Shading"]?[$0] }
            return (InkSpace(shading?["ColorSpace"], in: resources) ?? .screen).all
        case "BI": return inlineImage(operation, resources, state)
        default: return []
        }
    }

    private static func inlineImage(
        _ operation: ContentScanner.Operation, _ resources: PDFObject?, _ state: State
    ) -> Set<String> {
        let isMask = ["IM", "ImageMask"].contains { operation.value(of: $0) == .word("true") }
        if isMask { return state.fill.inks }
        for key in ["CS", "ColorSpace"] {
            if case .name(let name) = operation.value(of: key) {
                return (InkSpace(name: name, in: resources) ?? .screen).all
            }
        }
        return InkSpace.screen.all
    }
}

extension ContentScanner.Operation {
    /// The numbers among the operands.
    var numbers: [Double] {
        operands.compactMap { if case .number(let number) = $0 { number } else { nil } }
    }

    /// The last operand, if it is a name.
    var lastName: String? {
        if case .name(let name) = operands.last { name } else { nil }
    }

    /// What stands behind a key of an inline image.
    fileprivate func value(of key: String) -> ContentScanner.Operand? {
        operands.firstIndex(of: .name(key)).flatMap { $0 + 1 < operands.count ? operands[$0 + 1] : nil }
    }
}
