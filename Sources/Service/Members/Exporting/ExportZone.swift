package import Foundation

/// By which clock dates and times of a list are written.
package enum ExportZone: Sendable, Hashable {
    case utc
    /// One zone for all.
    case named(TimeZone)
    /// That of each member's home store, the first store's for who has none.
    case store

    /// Reads `UTC`, `store` or the name of a zone, such as `Asia/Shanghai`; `nil` for anything else.
    package init?(parsing text: String) {
        switch text {
        case "UTC", "utc": self = .utc
        case "store": self = .store
        default:
            guard let zone = TimeZone(identifier: text) else { return nil }
            self = .named(zone)
        }
    }

    /// As it is read.
    package var name: String {
        switch self {
        case .utc: "UTC"
        case .store: "store"
        case .named(let zone): zone.identifier
        }
    }
}
