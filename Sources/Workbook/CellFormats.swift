/// Which of a workbook's cell formats show a number as a date (`styles.xml`).
final class CellFormats: XMLHandler {
    private(set) var refusal: WorkbookError?
    let wantsText = false
    private var dateCodes: Set<Int> = CellFormats.builtInDates
    private var isDate: [Bool] = []
    private var isInCellFormats = false

    /// The formats that every workbook has (ECMA-376, part 1, 18.8.30), those of East Asian versions among them;
    /// 45 to 47 are times alone, which no membership list has as dates.
    private static let builtInDates = Set(14...22).union(27...36).union(50...58).subtracting([18, 19, 20, 21])

    /// Whether numbers of this format are dates.
    func showsDate(_ style: Int) -> Bool {
        isDate.indices.contains(style) && isDate[style]
    }

    func begin(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"]
            else { return }
            if Self.isDate(code) { dateCodes.insert(id) } else { dateCodes.remove(id) }
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats:
            isDate.append(dateCodes.contains(attributes["numFmtId"].flatMap { Int($0) } ?? 0))
        default: break
        }
    }

    func end(_ name: String) {
        if name == "cellXfs" { isInCellFormats = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    /// Whether a format of somebody's own has a year or a day, outside of quotes, brackets and escapes.
    static func isDate(_ code: String) -> Bool {
        var rest = code.lowercased()[...]
        while let first = rest.popFirst() {
            switch first {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "[": rest = rest.drop { $0 != "]" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "y", "d": return true
            case ";": return false
            default: break
            }
        }
        return false
    }
}
