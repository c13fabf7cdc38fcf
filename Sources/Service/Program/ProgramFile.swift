package import Foundation
package import Membership
import Vocabulary

/// The rules of the program: `program.yaml` of the workspace, each section with a reader of its own.
package struct ProgramFile: Sendable, Hashable {
    /// `nil` where tiers are given by hand alone.
    package var tiers: TierProgram?
    /// `nil` where nobody is rewarded for bringing in friends.
    package var referral: ReferralRules?

    /// The file, beside the settings; a workspace without rules has none.
    package static let name = "program.yaml"

    /// A program without rules.
    package init() {}

    /// What a section is read by: it sets what it read, or notes faults.
    typealias Section = @Sendable (inout ProgramFile, DocumentValue, ProgramSurroundings) -> Void

    /// Every section that there is; a key that is none of them is a fault.
    private static let sections: [(key: String, read: Section)] = [
        ("tiers", { file, value, surroundings in file.tiers = TierProgram(value, surroundings) }),
        ("referral", { file, value, _ in file.referral = ReferralRules(value) }),
    ]

    /// Reads the rules, strictly.
    ///
    /// - Parameters:
    ///   - data: The bytes of the file.
    ///   - file: Its name in messages.
    ///   - configuration: The settings whose tiers and currency the rules are about.
    /// - Throws: `ServiceError.invalidInput` with every fault: file, line, field and what was given.
    package init(
        parsing data: Data, file: String = name, configuration: Configuration
    ) throws(ServiceError) {
        let surroundings = ProgramSurroundings(
            tiers: configuration.program.tiers, currency: configuration.issuer.currency)
        self = try DocumentReader.read(Array(data), file: file) { root in
            guard let fields = root.fields(Self.sections.map(\.key)) else { return nil }
            var program = ProgramFile()
            for (key, read) in Self.sections {
                if let value = fields.optional(key) { read(&program, value, surroundings) }
            }
            return program
        }
    }

    /// Reads the rules of a workspace; one without the file has none.
    ///
    /// - Throws: `ServiceError.invalidInput`, or `.file` for what cannot be read.
    package init(_ workspace: Workspace) throws(ServiceError) {
        let url = workspace.folder.appending(path: Self.name)
        guard url.exists else {
            self.init()
            return
        }
        try self.init(
            parsing: try url.read(atMost: DocumentReader.maximumByteCount), file: Self.name,
            configuration: workspace.configuration)
    }
}

/// What the rules of a program may refer to.
struct ProgramSurroundings {
    /// From the lowest to the highest.
    let tiers: [String]
    let currency: Currency
}
