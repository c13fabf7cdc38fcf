import Foundation

/// Compares what a test made with the file of the last accepted run.
///
/// A missing file is written and counts as a difference, so a new snapshot is looked at before it is
/// committed; `RECORD_SNAPSHOTS=1` rewrites the files.
package struct Snapshot {
    private let file: URL

    /// Names a file in the folder `Snapshots` beside the test.
    ///
    /// - Parameters:
    ///   - name: The file's name with its extension.
    ///   - test: The source file of the test.
    package init(_ name: String, besides test: String = #filePath) {
        file = URL(filePath: test).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    }

    /// Returns what differs, in words; `nil` when the text is what it was.
    package func difference(from text: String) throws -> String? {
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(text.utf8).write(to: file)
            return nil
        }
        guard let recorded = try? String(contentsOf: file, encoding: .utf8) else {
            try Data(text.utf8).write(to: file)
            return "recorded \(file.lastPathComponent) for the first time: look at it and run again"
        }
        guard recorded != text else { return nil }
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let first = line ?? min(old.count, new.count)
        let was = first < old.count ? String(old[first]) : "nothing"
        let now = first < new.count ? String(new[first]) : "nothing"
        return "\(file.lastPathComponent), line \(first + 1): was \(was), is \(now)"
    }
}
