package import Foundation
import Workbook

/// A membership list to be read as often as needed, and never held whole unless it came so.
package enum MemberList: Sendable {
    case file(URL)
    /// What came through a pipe or a request, with a name for messages.
    case bytes([UInt8], name: String)

    /// How messages call it.
    package var name: String {
        switch self {
        case .file(let url): url.lastPathComponent
        case .bytes(_, let name): name
        }
    }

    /// The list as the reader of workbooks takes it.
    var workbook: WorkbookSource {
        switch self {
        case .bytes(let bytes, _): return .bytes(bytes)
        case .file(let url):
            let attributes = try? FileManager.default.attributesOfItem(atPath: url.plainPath)
            let byteCount = (attributes?[.size] as? NSNumber)?.intValue ?? 0
            return .file(path: url.plainPath, byteCount: byteCount)
        }
    }
}
