import Foundation
package import Membership

/// For how long a workspace keeps whom and what: its file `retention.yaml`.
package struct RetentionSettings: Sendable, Hashable {
    package var members = RetentionRules()
    /// Whom the rule for the inactive passes over, in the language of segments.
    package var unless: String?
    /// Days after which proofs that were asked for are forgotten, counted from their end; `nil` leaves them alone.
    package var challengeDays: Int?
    /// As `challengeDays`, for the files of codes.
    package var codeDays: Int?
    /// Days after which files are removed that a stopped verifier left of lists that somebody took with them.
    package var downloadDays: Int?

    /// The file, beside the settings.
    package static let fileName = "retention.yaml"

    /// Reads the rules of a workspace.
    ///
    /// - Throws: `ServiceError.notFound` if it has none, `.invalidInput` with every fault: file, line, field and what was
    ///   given; `.file` if the file cannot be read.
    package init(_ workspace: Workspace) throws(ServiceError) {
        let file = workspace.folder.appending(path: Self.fileName)
        guard file.exists else { throw .notFound(kind: "file", name: Self.fileName) }
        let bytes = Array(try file.read(atMost: DocumentReader.maximumByteCount))
        self = try DocumentReader.read(bytes, file: Self.fileName) { RetentionSettings($0) }
    }
}

extension RetentionSettings {
    /// One day: how many codes a phone was sent is counted for so long, and no list takes longer to be read.
    private static let minimumLeftoverDays = 1

    init?(_ document: DocumentValue) {
        let known = ["left_members", "inactive_members", "challenges", "codes", "downloads"]
        guard let fields = document.fields(known) else { return nil }
        let left = fields.optional("left_members")?.fields(["after_days", "action"])
        members.left = left.flatMap(Self.rule)
        let inactive = fields.optional("inactive_members")?.fields(["after_days", "action", "unless"])
        members.inactive = inactive.flatMap(Self.rule)
        unless = inactive?.optional("unless")?.parsed("an expression of segments") { $0.isEmpty ? nil : $0 }
        challengeDays = fields.optional("challenges").flatMap(Self.days)
        codeDays = fields.optional("codes").flatMap(Self.days)
        downloadDays = fields.optional("downloads").flatMap(Self.days)
    }

    private static func rule(_ fields: DocumentFields) -> RetentionRules.Rule? {
        let range = RetentionLimits.minimumDays...RetentionLimits.maximumDays
        let days = fields.required("after_days")?.integer(in: range)
        let action = fields.optional("action").map {
            $0.choice(["erase": RetentionRules.Action.erase, "list": .list])
        }
        return days.map { RetentionRules.Rule(afterDays: $0, action: (action ?? nil) ?? .erase) }
    }

    private static func days(_ document: DocumentValue) -> Int? {
        let range = minimumLeftoverDays...RetentionLimits.maximumDays
        return document.fields(["after_days"])?.required("after_days")?.integer(in: range)
    }
}
