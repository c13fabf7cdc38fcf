extension VectorPath {
    /// Appends the path as PDF's path operators (ISO 32000-1, 8.5.2), without painting it.
    func append(to text: inout PDFText) {
        for segment in segments {
            switch segment {
            case .move(let point):
                text.append(point.x, point.y)
                text.append("m\n")
            case .line(let point):
                text.append(point.x, point.y)
                text.append("l\n")
            case .curve(let first, let second, let end):
                text.append(first.x, first.y, second.x, second.y, end.x, end.y)
                text.append("c\n")
            case .close: text.append("h\n")
            }
        }
    }

    /// The path for PostScript, in the short names that ``SymbolEPS`` defines; for ``PostScriptText/lines(of:)``.
    var postScriptTokens: [String] {
        func numbers(_ points: VectorPoint...) -> String {
            points.map { "\(decimalText($0.x)) \(decimalText($0.y))" }.joined(separator: " ")
        }
        return segments.map { segment in
            switch segment {
            case .move(let point): "\(numbers(point)) m"
            case .line(let point): "\(numbers(point)) l"
            case .curve(let first, let second, let end): "\(numbers(first, second, end)) v"
            case .close: "c"
            }
        }
    }
}
