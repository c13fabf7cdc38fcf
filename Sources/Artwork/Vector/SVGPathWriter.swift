/// Writes path data of SVG 1.1, 8.3, in few bytes: relative steps, no letter or separator that goes without saying.
///
/// Every point is rounded first and steps are differences of rounded points, so that nothing drifts along a path.
struct SVGPathWriter {
    /// A thousandth of a unit: where the unit is a module of 1 mm, that is a micrometre.
    private static let scale = 1_000.0
    private static let decimals = 3

    private(set) var bytes: [UInt8] = []
    private var here = (x: 0, y: 0)
    private var start = (x: 0, y: 0)
    private var command: UInt8 = 0

    /// Appends a path; its coordinates are below a thousand million.
    mutating func append(_ path: VectorPath) {
        for segment in path.segments {
            switch segment {
            case .move(let point):
                let (x, y) = Self.rounded(point)
                // The first step of a document's path starts at the origin, so relative ones need no exception.
                begin("m")
                step(x, y)
                (here, start) = ((x, y), (x, y))
            case .line(let point): line(Self.rounded(point))
            case .curve(let first, let second, let end):
                begin("c")
                for point in [first, second] {
                    let (x, y) = Self.rounded(point)
                    step(x, y)
                }
                let (x, y) = Self.rounded(end)
                step(x, y)
                here = (x, y)
            case .close:
                bytes.append(UInt8(ascii: "z"))
                (here, command) = (start, 0)
            }
        }
    }

    private mutating func line(_ end: (x: Int, y: Int)) {
        if end.y == here.y {
            begin("h")
            append(end.x - here.x)
        } else if end.x == here.x {
            begin("v")
            append(end.y - here.y)
        } else {
            // Further pairs of numbers after a move are lines.
            if command != UInt8(ascii: "m") { begin("l") }
            step(end.x, end.y)
        }
        here = end
    }

    private static func rounded(_ point: VectorPoint) -> (x: Int, y: Int) {
        precondition(abs(point.x) < 1e9 && abs(point.y) < 1e9, "a number to be drawn is of drawable size")
        return (Int((point.x * scale).rounded()), Int((point.y * scale).rounded()))
    }

    private mutating func begin(_ letter: Unicode.Scalar) {
        let letter = UInt8(ascii: letter)
        // Two moves in a row would be a move and a line.
        guard letter != command || letter == UInt8(ascii: "m") else { return }
        bytes.append(letter)
        command = letter
    }

    private mutating func step(_ x: Int, _ y: Int) {
        append(x - here.x)
        append(y - here.y)
    }

    /// Appends thousandths as a number, with a space before it where the last byte would join it.
    private mutating func append(_ number: Int) {
        if number >= 0, let last = bytes.last, last <= UInt8(ascii: "9") {
            bytes.append(UInt8(ascii: " "))
        }
        guard abs(number) <= Self.shortLimit else {
            bytes.append(contentsOf: Self.digits(of: number))
            return
        }
        var rest = short[number + Self.shortLimit]
        for _ in 0..<rest >> 56 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// The largest of the steps whose texts are kept: within a symbol nearly all are shorter than ten modules.
    private static let shortLimit = 9_999

    /// The texts of short steps, the first byte lowest and their length highest.
    private static let shortTexts: [UInt64] = (-shortLimit...shortLimit).map { number in
        let text = digits(of: number)
        return text.reversed().reduce(0) { $0 << 8 | UInt64($1) } | UInt64(text.count) << 56
    }

    private let short = Self.shortTexts

    /// Returns thousandths as a number without zeros that say nothing.
    private static func digits(of number: Int) -> [UInt8] {
        let (whole, fraction) = number.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        var text = number < 0 ? "-" : ""
        if whole > 0 || fraction == 0 { text += String(whole) }
        guard fraction > 0 else { return Array(text.utf8) }
        let digits = String(fraction)
        text += "." + String(repeating: "0", count: decimals - digits.utf8.count) + digits
        while text.hasSuffix("0") { text.removeLast() }
        return Array(text.utf8)
    }
}

extension VectorPath {
    /// The path as the `d` attribute of SVG.
    var pathData: String {
        var writer = SVGPathWriter()
        writer.append(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
