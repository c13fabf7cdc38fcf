/// Takes the paths out of a page's content (ISO 32000-1, 8.5), and refuses all that is not opaque paths.
struct VectorScan {
    /// As deep as groups lie in each other; librsvg allows fewer elements within each other.
    private static let deepestForm = 200
    /// Numbers of cairo's matrices have six digits.
    private static let slack = 1e-4

    /// What is seen, in the units of the elements.
    let view: VectorBounds
    private(set) var elements: [VectorElement] = []
    private var segmentCount = 0

    init(view: VectorBounds) { self.view = view }

    /// The graphics state (ISO 32000-1, 8.4).
    private struct State {
        /// From the content's units to those of the elements.
        var map: VectorTransform
        var fill = Color.black
        var line = Color.black
        var pen = VectorStroke()
        var clips: [VectorClip] = []
    }

    private typealias Operation = ContentScanner.Operation

    /// Reads the content of a page or of a form on it.
    ///
    /// - Parameters:
    ///   - content: The operators.
    ///   - resources: What they name.
    ///   - map: From the content's units to those of the elements.
    /// - Throws: ``VectorFault``.
    mutating func read(_ content: [UInt8], _ resources: PDFObject?, map: VectorTransform) throws(VectorFault)
    {
        try read(content, resources, State(map: map), depth: 0)
    }

    private mutating func read(
        _ content: [UInt8], _ resources: PDFObject?, _ first: State, depth: Int
    ) throws(VectorFault) {
        guard depth < Self.deepestForm else { throw .unknown("Do") }
        var scanner = ContentScanner(content)
        var (state, saved) = (first, [State]())
        var path = VectorPath()
        var clip: VectorFillRule?
        while let operation = scanner.next() {
            if try path.take(operation, map: state.map) {
                guard path.segments.count <= VectorPicture.segmentCount else { throw .tooManySegments }
                continue
            }
            switch operation.name {
            case "q": saved.append(state)
            case "Q": state = saved.popLast() ?? state
            case "W": clip = .nonZero
            case "W*": clip = .evenOdd
            case "Do": try draw(operation.lastName, resources, state, depth)
            case "gs": try Self.checkOpaque(operation.lastName, resources)
            case "n", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*":
                try paint(path, operation.name, state)
                if let rule = clip {
                    restrict(&state, to: VectorClip(path: path.withoutIdleMoves, rule: rule))
                }
                (path, clip) = (VectorPath(), nil)
            default: try Self.set(operation, resources, &state)
            }
        }
    }

    /// The operators that set the state, ISO 32000-1, tables 57 and 74.
    private static func set(
        _ operation: Operation, _ resources: PDFObject?, _ state: inout State
    ) throws(VectorFault) {
        let numbers = operation.numbers
        switch operation.name {
        case "cm": state.map = try VectorTransform(numbers, of: "cm").then(state.map)
        case "w": state.pen.width = numbers.first ?? 1
        case "J":
            state.pen.cap =
                numbers.first.flatMap { Int(exactly: $0) }.flatMap { .init(rawValue: $0) } ?? .butt
        case "j":
            state.pen.join =
                numbers.first.flatMap { Int(exactly: $0) }.flatMap { .init(rawValue: $0) } ?? .miter
        case "M": state.pen.miterLimit = numbers.first ?? 10
        case "d":
            guard case .numbers(let dashes) = operation.operands.first else { throw .unknown("d") }
            (state.pen.dashes, state.pen.dashStart) = (dashes, numbers.first ?? 0)
        case "g", "rg": state.fill = try color(operation)
        case "G", "RG": state.line = try color(operation)
        case "cs",
            "CS" where operation.lastName == "Pattern":
            break
        case "scn", "SCN":
            let pattern = operation.lastName.flatMap { resources?["Pattern"]?[$0] }
            throw pattern?["Shading"] == nil ? .pattern : .gradient
        case "sh": throw .gradient
        case "BI": throw .pixels
        case "BT", "Tj", "TJ": throw .glyphs
        // How finely curves are drawn, and marks for other programs.
        case "i", "ri", "BMC", "BDC", "EMC", "MP", "DP": break
        default: throw .unknown(operation.name)
        }
    }

    private static func color(_ operation: Operation) throws(VectorFault) -> Color {
        let parts = operation.numbers.map { UInt8((min(max($0, 0), 1) * 255).rounded()) }
        switch parts.count {
        case 1: return Color(red: parts[0], green: parts[0], blue: parts[0])
        case 3: return Color(red: parts[0], green: parts[1], blue: parts[2])
        default: throw .unknown(operation.name)
        }
    }

    /// Looks into a dictionary of the graphics state for what transparency adds, ISO 32000-1, table 58.
    private static func checkOpaque(_ name: String?, _ resources: PDFObject?) throws(VectorFault) {
        guard let state = name.flatMap({ resources?["ExtGState"]?[$0] }) else { throw .unknown("gs") }
        let isOpaque = ["ca", "CA"].allSatisfy { (state[$0]?.number ?? 1) >= 1 - slack }
        let mode = state["BM"]?.name ?? "Normal"
        guard isOpaque, mode == "Normal", (state["SMask"]?.name ?? "None") == "None",
            state["SMask"]?["G"] == nil
        else { throw .transparency }
    }

    /// Draws a form; of opaque things a group shows what they show alone.
    private mutating func draw(
        _ name: String?, _ resources: PDFObject?, _ state: State, _ depth: Int
    ) throws(VectorFault) {
        guard let form = name.flatMap({ resources?["XObject"]?[$0] }) else { throw .unknown("Do") }
        guard form["Subtype"]?.name == "Form", let content = form.content else { throw .pixels }
        var inner = state
        if let matrix = form["Matrix"]?.items.compactMap(\.number), !matrix.isEmpty {
            inner.map = try VectorTransform(matrix, of: "Matrix").then(state.map)
        }
        let box = form["BBox"]?.items.compactMap(\.number) ?? []
        if box.count == 4 {
            var path = VectorPath()
            path.addRectangle(x: box[0], y: box[1], width: box[2] - box[0], height: box[3] - box[1])
            restrict(&inner, to: VectorClip(path: path.transformed(inner.map), rule: .nonZero))
        }
        try read(content, form["Resources"] ?? resources, inner, depth: depth + 1)
    }

    /// Clips what follows, unless all that is seen lies within.
    private func restrict(_ state: inout State, to clip: VectorClip) {
        if let rectangle = clip.path.rectangle, rectangle.contains(view, slack: slack) { return }
        if state.clips.last != clip { state.clips.append(clip) }
    }

    private var slack: Double { max(view.width, view.height) * Self.slack }

    /// Paints by the operators of ISO 32000-1, table 60.
    private mutating func paint(
        _ path: VectorPath, _ name: String, _ state: State
    ) throws(VectorFault) {
        var path = path.withoutIdleMoves
        guard name != "n", !path.isEmpty else { return }
        if ["s", "b", "b*"].contains(name) { path.close() }
        if !["S", "s"].contains(name) {
            try add(path, state.fill, .fill(name.hasSuffix("*") ? .evenOdd : .nonZero), state)
        }
        // A pen that is flattened to nothing leaves nothing.
        if !["f", "F", "f*"].contains(name), state.pen.width > 0, state.map.determinant != 0 {
            try add(path, state.line, .stroke(state.pen.transformed(state.map)), state)
        }
    }

    private mutating func add(
        _ path: VectorPath, _ color: Color, _ painting: VectorElement.Painting, _ state: State
    ) throws(VectorFault) {
        segmentCount += path.segments.count + state.clips.reduce(0) { $0 + $1.path.segments.count }
        guard segmentCount <= VectorPicture.segmentCount else { throw .tooManySegments }
        var element = VectorElement(path: path, color: color, painting: painting)
        guard element.isDrawable, state.clips.allSatisfy({ $0.path.isDrawable }) else { throw .outOfRange }
        guard let bounds = element.bounds else { return }
        element.clips = state.clips.filter { clip in
            clip.path.rectangle.map { !$0.contains(bounds, slack: slack) } ?? true
        }
        elements.append(element)
    }
}
