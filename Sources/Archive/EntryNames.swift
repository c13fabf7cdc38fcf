/// The names of an archive: each one safe to unpack, no two to the same place.
struct EntryNames {
    /// The most bytes of a whole name: what a path may have on macOS, the least of the usual systems' limits.
    static let mostBytes = 1_024
    /// The most bytes between two slashes: the limit of the usual file systems.
    static let mostComponentBytes = 255

    private var files: Set<String> = []
    private var folders: Set<String> = []

    /// How many names were taken.
    var count: Int { files.count }

    /// Checks a name and keeps it.
    ///
    /// - Throws: `ArchiveError.name` or `.duplicateName`.
    /// - Complexity: O(length of the name)
    mutating func insert(_ name: String) throws(ArchiveError) {
        if let fault = Self.fault(in: name) { throw .name(name, fault) }
        // The disks of macOS and Windows do not tell cases apart; String compares canonically, as macOS does.
        let key = name.lowercased()
        let parents = Self.parents(of: key)
        guard !files.contains(key), !folders.contains(key), files.isDisjoint(with: parents) else {
            throw .duplicateName(name)
        }
        files.insert(key)
        folders.formUnion(parents)
    }

    /// Returns what makes a name unsafe to unpack, nil for a good one.
    static func fault(in name: String) -> ArchiveError.NameFault? {
        guard !name.isEmpty else { return .emptyComponent }
        guard name.utf8.count <= mostBytes else {
            return .tooLong(byteCount: name.utf8.count, most: mostBytes)
        }
        if let scalar = name.unicodeScalars.first(where: isForbidden) { return .character(scalar) }
        guard name.utf8.first != UInt8(ascii: "/") else { return .absolute }
        for component in name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            if let fault = fault(inComponent: component) { return fault }
        }
        return nil
    }

    private static func fault(inComponent component: Substring.UTF8View) -> ArchiveError.NameFault? {
        if component.isEmpty { return .emptyComponent }
        if component.elementsEqual(".".utf8) || component.elementsEqual("..".utf8) { return .dots }
        guard component.count <= mostComponentBytes else {
            return .tooLong(byteCount: component.count, most: mostComponentBytes)
        }
        return nil
    }

    /// Unicode's control characters; a backslash, which parts folders on Windows; a colon, which follows a drive.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: true
        default: scalar == "\\" || scalar == ":"
        }
    }

    /// The folders that a name stands in, `a` and `a/b` for `a/b/c`.
    private static func parents(of name: String) -> [String] {
        name.utf8.indices.filter { name.utf8[$0] == UInt8(ascii: "/") }.map { String(name[..<$0]) }
    }
}
