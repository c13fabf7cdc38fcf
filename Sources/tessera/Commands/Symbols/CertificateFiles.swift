import Foundation
import Service

/// The files that a certificate is written into.
struct CertificateFiles {
    private let paths: [String]
    private let existing: OutputFile.Existing

    init(_ paths: [String], existing: OutputFile.Existing) {
        (self.paths, self.existing) = (paths, existing)
    }

    /// Makes sure before the work that the names have a form and may be written.
    func check() throws {
        for path in paths {
            _ = try format(of: path, as: CertificateForm.self)
            let url = URL(filePath: path, relativeTo: .current)
            if existing == .keep, FileManager.default.fileExists(atPath: url.path(percentEncoded: false)) {
                throw ServiceError.exists(kind: "file", name: path)
            }
        }
    }

    /// Writes all forms, once all are made.
    func write(_ report: CertificateReport) throws {
        let files = try paths.map { ($0, try report.bytes(as: format(of: $0, as: CertificateForm.self))) }
        for (path, bytes) in files {
            try OutputFile.write(bytes, to: URL(filePath: path, relativeTo: .current), existing: existing)
        }
    }
}
