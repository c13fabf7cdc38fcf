import Archive
import Foundation
import Membership

/// Pictures in one zip or tar file: nobody wants a folder of a million files.
struct ArchiveForm: PrintForm {
    let drawing: PictureDrawing
    let format: ArchiveFormat
    let url: URL

    let manifestColumns = ["serial", "code", "url", "file"]
    var codesPerPiece: Int { drawing.check.codesPerPiece }

    func draw(_ coupons: [IssuedCoupon], from first: Int) throws(ServiceError) -> PrintedPiece {
        try drawing.piece(coupons)
    }

    func open(existing: OutputFile.Existing) throws(ServiceError) -> any PieceSink {
        try ArchiveSink(
            format, OutputFile(url, existing: existing, audience: .owner))
    }
}

/// The archive that pictures go into; libarchive hands its bytes on as they come.
private final class ArchiveSink: PieceSink {
    /// The first day that a zip file knows: the same pictures give the same bytes on any day.
    private static let modifiedSecondsSince1970: Int64 = 315_532_800

    private let file: OutputFile
    private let archive: ArchiveWriter

    init(_ format: ArchiveFormat, _ file: OutputFile) throws(ServiceError) {
        self.file = file
        do {
            archive = try ArchiveWriter(
                format, modifiedSecondsSince1970: Self.modifiedSecondsSince1970
            ) { try file.write($0) }
        } catch {
            throw Self.fault(error, file)
        }
    }

    func take(_ piece: PrintedPiece) throws(ServiceError) {
        for item in piece.items {
            do { try archive.add(item.name, bytes: item.bytes) } catch { throw Self.fault(error, file) }
        }
    }

    func finish() throws(ServiceError) {
        do { try archive.finish() } catch { throw Self.fault(error, file) }
        try file.finish()
    }

    private static func fault(_ error: ArchiveError, _ file: OutputFile) -> ServiceError {
        .file(path: file.url.plainPath, reason: "\(error)")
    }
}
