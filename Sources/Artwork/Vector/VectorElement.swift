/// A path that is painted in one opaque colour.
struct VectorElement: Sendable, Hashable {
    /// How the path is painted.
    enum Painting: Sendable, Hashable {
        case fill(VectorFillRule)
        case stroke(VectorStroke)
    }

    var path: VectorPath
    var color: Color
    var painting: Painting
    /// What is painted lies within all of these.
    var clips: [VectorClip] = []

    /// A rectangle that holds what is painted, clips not counted; `nil` for nothing.
    var bounds: VectorBounds? {
        guard var bounds = path.bounds else { return nil }
        if case .stroke(let stroke) = painting {
            let reach = stroke.reach
            bounds = bounds.union(
                VectorBounds(
                    minX: bounds.minX - reach, minY: bounds.minY - reach, maxX: bounds.maxX + reach,
                    maxY: bounds.maxY + reach))
        }
        return bounds
    }

    /// Returns the element in other units.
    ///
    /// - Parameter map: Turns, mirrors, moves and scales alike in all directions.
    /// - Returns: The same shape.
    func transformed(_ map: VectorTransform) -> VectorElement {
        var element = self
        element.path = path.transformed(map)
        element.clips = clips.map { VectorClip(path: $0.path.transformed(map), rule: $0.rule) }
        if case .stroke(let stroke) = painting {
            element.painting = .stroke(stroke.transformed(map))
        }
        return element
    }
}

/// Which points lie inside a path that crosses itself (ISO 32000-1, 8.5.3.3).
enum VectorFillRule: Sendable, Hashable {
    case nonZero, evenOdd
}

/// A region outside which nothing is painted.
struct VectorClip: Sendable, Hashable {
    var path: VectorPath
    var rule: VectorFillRule
}

/// The pen of a line; lengths are in the path's units (ISO 32000-1, 8.4.3).
struct VectorStroke: Sendable, Hashable {
    /// The numbers are those of PDF and PostScript.
    enum Cap: Int, Sendable, Hashable {
        case butt, round, square
    }

    /// The numbers are those of PDF and PostScript.
    enum Join: Int, Sendable, Hashable {
        case miter, round, bevel
    }

    var width = 1.0
    var cap = Cap.butt
    var join = Join.miter
    /// A corner longer than this many widths is cut off.
    var miterLimit = 10.0
    /// Lengths of dashes and gaps in turn; none for a line without gaps.
    var dashes: [Double] = []
    /// How far into the dashes the line begins.
    var dashStart = 0.0

    /// What an uneven scale has made of the pen, which else is round: a map that keeps areas and the origin.
    var shape: VectorTransform?

    /// How far from the path the pen leaves anything at most.
    fileprivate var reach: Double {
        let corner = join == .miter ? max(1, miterLimit) : 1
        return width / 2 * max(corner, cap == .square ? 2.0.squareRoot() : 1) * (shape?.longestStep ?? 1)
    }

    /// Returns the pen in other units.
    ///
    /// - Parameter map: Any that can be undone.
    /// - Returns: The pen, with a shape if circles do not stay circles.
    func transformed(_ map: VectorTransform) -> VectorStroke {
        var stroke = self
        let scale = abs(map.determinant).squareRoot()
        stroke.width *= scale
        stroke.dashes = dashes.map { $0 * scale }
        stroke.dashStart *= scale
        let shape = (shape ?? .identity).then(map).shape
        stroke.shape = shape.keepsShapes ? nil : shape
        return stroke
    }
}
