/// The sheets that a workbook names (`workbook.xml`).
final class SheetList: XMLHandler {
    private(set) var refusal: WorkbookError?
    let wantsText = false
    private(set) var sheets: [(name: String, relation: String)] = []
    private(set) var since1904 = false

    func begin(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "sheet":
            guard let title = attributes["name"], let relation = attributes["id"] else { return }
            sheets.append((title, relation))
        case "workbookPr":
            since1904 = ["1", "true", "on"].contains(attributes["date1904"] ?? "0")
        default: break
        }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// Which part of the zip is which (`*.rels`; ECMA-376, part 2, 9.3).
final class Relations: XMLHandler {
    private(set) var refusal: WorkbookError?
    let wantsText = false
    private var targets: [String: String] = [:]
    private var targetsByKind: [String: String] = [:]
    private let folder: String

    /// - Parameter folder: That of the part whose relations these are, with a slash at its end or empty.
    init(folder: String) {
        self.folder = folder
    }

    /// The part of this id.
    func target(ofID id: String) -> String? { targets[id] }

    /// The first part of this kind, such as `sharedStrings`.
    func target(ofKind kind: String) -> String? { targetsByKind[kind] }

    func begin(_ name: String, _ attributes: XMLAttributes) {
        guard name == "Relationship", let target = attributes["Target"], let id = attributes["Id"],
            attributes["TargetMode"] != "External"
        else { return }
        let path = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
        targets[id] = path
        let kind = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
        if targetsByKind[kind] == nil { targetsByKind[kind] = path }
    }

    func end(_ name: String) {}
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
