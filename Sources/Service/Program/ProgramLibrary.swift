package import Foundation
package import Vocabulary

/// The rules of a workspace's program: the file `program.yaml`, read when they are asked for.
package struct ProgramLibrary: Sendable {
    /// The file, beside the settings.
    package static let fileName = "program.yaml"

    private let file: URL
    private let setting: ProgramSetting

    /// The library of a file, which need not exist.
    ///
    /// - Parameters:
    ///   - file: Where it is.
    ///   - currency: What its money is in.
    ///   - tiers: The tiers that there are.
    package init(file: URL, currency: Currency, tiers: [String]) {
        self.file = file
        setting = ProgramSetting(currency: currency, tiers: tiers)
    }

    /// The library of a workspace.
    package init(_ workspace: Workspace) {
        self.init(
            file: workspace.folder.appending(path: Self.fileName),
            currency: workspace.configuration.issuer.currency,
            tiers: workspace.configuration.program.tiers)
    }

    /// Returns the rules; a program without rules if there is no file.
    ///
    /// - Throws: `ServiceError.invalidInput` with every fault of the file, `.file` if it cannot be read.
    package func program() throws(ServiceError) -> Program {
        guard file.exists else { return Program() }
        return try program(reading: Array(try file.read(atMost: DocumentReader.maximumByteCount)))
    }

    /// Reads the bytes of such a file.
    ///
    /// - Throws: `ServiceError.invalidInput` with every fault: file, line, field and what was given.
    package func program(reading bytes: [UInt8]) throws(ServiceError) -> Program {
        try DocumentReader.read(bytes, file: Self.fileName) { $0.program(in: setting) }
    }
}
