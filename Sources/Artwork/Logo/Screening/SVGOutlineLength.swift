/// How long the outline of a shape is at most, in its own units: what a line of dashes is counted by.
enum SVGOutlineLength {
    /// Judges an element.
    ///
    /// - Returns: The length of its path or shape, of curves that of their control points; 0 for what is none.
    /// - Complexity: O(bytes)
    static func bound(of tag: XMLScanner.Tag) -> Double {
        func numbers(_ name: String) -> [Double] {
            tag.attributes.first { $0.name == name }.map { SVGNumbers.all(in: $0.value) } ?? []
        }
        func number(_ name: String) -> Double { abs(numbers(name).first ?? 0) }
        switch SVGReferences.local(tag.name) {
        case "path": return tag.attributes.first { $0.name == "d" }.map { path($0.value) } ?? 0
        case "polyline", "polygon":
            let points = numbers("points")
            // Closed by one more line, which is no longer than all others.
            return 2 * length(of: points)
        case "line": return length(of: ["x1", "y1", "x2", "y2"].map { numbers($0).first ?? 0 })
        case "rect": return 2 * (number("width") + number("height"))
        case "circle": return 2 * Double.pi * number("r")
        case "ellipse": return 2 * Double.pi * max(number("rx"), number("ry"))
        default: return 0
        }
    }

    /// The length of lines from point to point.
    private static func length(of coordinates: [Double]) -> Double {
        var sum = 0.0
        for place in stride(from: 2, to: coordinates.count - 1, by: 2) {
            sum += abs(coordinates[place] - coordinates[place - 2])
            sum += abs(coordinates[place + 1] - coordinates[place - 1])
        }
        return sum
    }

    /// The numbers of each command of a path (SVG 1.1, 8.3), those of points first to last.
    private static let counts: [UInt8: Int] = [
        UInt8(ascii: "m"): 2, UInt8(ascii: "l"): 2, UInt8(ascii: "h"): 1, UInt8(ascii: "v"): 1,
        UInt8(ascii: "c"): 6, UInt8(ascii: "s"): 4, UInt8(ascii: "q"): 4, UInt8(ascii: "t"): 2,
        UInt8(ascii: "a"): 7,
    ]

    private static func path(_ data: String) -> Double {
        var parts = SVGNumbers(data)
        var (x, y, sum) = (0.0, 0.0, 0.0)
        var command = UInt8(ascii: "m")
        var isRelative = false
        var numbers: [Double] = []
        while let part = parts.next() {
            switch part {
            case .letter(let letter):
                (command, isRelative, numbers) = (letter | 0x20, letter & 0x20 != 0, [])
            case .number(let number):
                numbers.append(number)
                if command == UInt8(ascii: "a"), numbers.count == 3 {
                    for _ in 0..<2 { numbers.append(parts.flag() ?? 0) }
                }
                guard numbers.count == counts[command] else { continue }
                sum += step(command, numbers, isRelative, &x, &y)
                numbers = []
            }
        }
        // It may be closed once for each of its parts: no line back is longer than the way there.
        return 2 * sum
    }

    /// Goes one step of a path, and returns how far at most.
    private static func step(
        _ command: UInt8, _ numbers: [Double], _ isRelative: Bool, _ x: inout Double, _ y: inout Double
    ) -> Double {
        let (left, top) = (x, y)
        var points = numbers
        switch command {
        case UInt8(ascii: "h"): points = [numbers[0], isRelative ? 0 : y]
        case UInt8(ascii: "v"): points = [isRelative ? 0 : x, numbers[0]]
        case UInt8(ascii: "a"): points = Array(numbers.suffix(2))
        default: break
        }
        var way = 0.0
        for place in stride(from: 0, to: points.count - 1, by: 2) {
            let nextX = points[place] + (isRelative ? left : 0)
            let nextY = points[place + 1] + (isRelative ? top : 0)
            way += abs(nextX - x) + abs(nextY - y)
            (x, y) = (nextX, nextY)
        }
        // Radii that are too small grow, to no more than the way; an arc is no longer than its circle.
        let radius = command == UInt8(ascii: "a") ? max(abs(numbers[0]), abs(numbers[1]), way) : 0
        return way + 2 * Double.pi * radius
    }
}
