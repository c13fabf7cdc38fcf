extension VectorPath {
    /// Takes an operator that builds paths (ISO 32000-1, table 59).
    ///
    /// - Parameters:
    ///   - operation: Any operator.
    ///   - map: From its units to those of the path.
    /// - Returns: Whether it was one.
    /// - Throws: ``VectorFault/unknown(_:)`` when numbers are missing.
    mutating func take(
        _ operation: ContentScanner.Operation, map: VectorTransform
    ) throws(VectorFault) -> Bool {
        let counts = ["m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "re": 4, "h": 0]
        guard let count = counts[operation.name] else { return false }
        let numbers = operation.numbers
        guard numbers.count == count else { throw .unknown(operation.name) }
        let points = stride(from: 0, to: count, by: 2).map { map(VectorPoint(numbers[$0], numbers[$0 + 1])) }
        switch operation.name {
        case "m": segments.append(.move(points[0]))
        case "l": segments.append(.line(points[0]))
        case "c": segments.append(.curve(points[0], points[1], points[2]))
        case "v": segments.append(.curve(end ?? points[0], points[0], points[1]))
        case "y": segments.append(.curve(points[0], points[1], points[1]))
        case "h": close()
        default:
            var rectangle = VectorPath()
            rectangle.addRectangle(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
            append(rectangle.transformed(map))
        }
        return true
    }

    /// Where the last step ended, unless it closed a part.
    private var end: VectorPoint? {
        switch segments.last {
        case .move(let point), .line(let point), .curve(_, _, let point): point
        case .close, nil: nil
        }
    }

    /// The path without moves that nothing follows: cairo writes one behind each part.
    var withoutIdleMoves: VectorPath {
        var path = VectorPath()
        for segment in segments {
            if case .move = segment, case .move = path.segments.last { path.segments.removeLast() }
            path.segments.append(segment)
        }
        if case .move = path.segments.last { path.segments.removeLast() }
        return path
    }

    /// Whether every coordinate is a number that files have room for.
    var isDrawable: Bool {
        segments.allSatisfy { segment in
            switch segment {
            case .move(let point), .line(let point): point.isDrawable
            case .curve(let first, let second, let end):
                first.isDrawable && second.isDrawable && end.isDrawable
            case .close: true
            }
        }
    }

    /// The rectangle that the path is, if it is one whose sides are parallel to the axes.
    var rectangle: VectorBounds? {
        var corners: [VectorPoint] = []
        for (index, segment) in segments.enumerated() {
            switch segment {
            case .move(let point) where index == 0: corners.append(point)
            case .line(let point): corners.append(point)
            case .close where index == segments.count - 1: break
            default: return nil
            }
        }
        if corners.count == 5, corners[4] == corners[0] { corners.removeLast() }
        guard corners.count == 4, let bounds else { return nil }
        let slack = 1e-9 * max(bounds.width, bounds.height)
        func isSide(_ one: VectorPoint, _ other: VectorPoint) -> Bool {
            (abs(one.x - other.x) <= slack) != (abs(one.y - other.y) <= slack)
        }
        let areSides = (0..<4).allSatisfy { isSide(corners[$0], corners[($0 + 1) % 4]) }
        return areSides ? bounds : nil
    }
}

extension VectorTransform {
    /// Takes the six numbers of an operator.
    fileprivate init(six numbers: [Double]) {
        self.init(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    }

    /// Takes a matrix of a PDF (ISO 32000-1, 8.3.4).
    ///
    /// - Parameters:
    ///   - numbers: Six of them.
    ///   - name: Where they stand.
    /// - Throws: ``VectorFault/unknown(_:)``, for another count.
    init(_ numbers: [Double], of name: String) throws(VectorFault) {
        guard numbers.count == 6 else { throw .unknown(name) }
        self.init(six: numbers)
    }
}

extension VectorElement {
    /// Whether all its numbers are such that files have room for them.
    var isDrawable: Bool {
        guard case .stroke(let pen) = painting else { return path.isDrawable }
        // A pen that is thousands of times as long as it is wide is flattened to nothing in a file's decimals.
        let isRound = pen.shape.map { abs(abs($0.determinant) - 1) < 0.1 } ?? true
        return isRound && path.isDrawable
            && ([pen.width, pen.miterLimit, pen.dashStart] + pen.dashes).allSatisfy(\.isDrawable)
    }
}

extension VectorPoint {
    fileprivate var isDrawable: Bool { x.isDrawable && y.isDrawable }
}

extension Double {
    /// A thousand million modules, lines or dashes: far outside any picture, and not a number neither.
    fileprivate var isDrawable: Bool { abs(self) < 1e9 }
}
