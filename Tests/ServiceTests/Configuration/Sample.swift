import Foundation
import Service
import Templates
import Vocabulary

/// The sample workspace that the binary carries.
enum Sample {
    static let storeIDs = [
        "BJ01", "BJ02", "CD01", "GZ01", "HK01", "ME01", "SH01", "SH02", "SY01", "SZ01", "UR01", "XA01",
    ]

    static var settings: String {
        get throws { try text("workspace/tessera.yaml") }
    }

    static func text(_ name: String) throws -> String {
        guard let text = TemplateLibrary.embedded(name) else { throw MissingPart(text: name) }
        return text
    }

    static func configuration() throws -> Configuration {
        try Configuration(parsing: Data(settings.utf8))
    }

    /// The sample's areas, as the source has them.
    static let areas = AreaLibrary(
        folder: URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../templates/workspace/areas").standardized)

    /// A campaign of the sample by its file's name.
    static func campaign(_ name: String) throws -> CampaignDocument {
        let settings = try configuration()
        return try CampaignDocument(
            parsing: Data(text("workspace/campaigns/\(name).yaml").utf8), file: "\(name).yaml",
            stores: settings.stores, currency: settings.issuer.currency)
    }
}

extension Currency {
    /// The sample's currency.
    static var yuan: Currency {
        guard let currency = Currency(parsing: "CNY") else { preconditionFailure("three capitals") }
        return currency
    }
}

/// A folder of its own for a test, removed at the end.
func withTemporaryFolder<Value>(_ work: (URL) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "tessera tests \(ProcessInfo.processInfo.globallyUniqueString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try work(folder)
}
