import Foundation
import Membership
import Vocabulary

/// Runs a print: pieces drawn on every core, taken in order, kept until the file is whole.
struct BatchPress {
    let job: PrintJob
    let form: any PrintForm
    /// The list of what stands where.
    let manifest: URL
    let existing: OutputFile.Existing
    /// Where pieces wait for a print that was stopped; `nil` for a print that finds its own way on.
    let pieces: PieceFolder?

    /// Prints.
    ///
    /// - Throws: `ServiceError`; then nothing is there under the print's names. `interrupted` if the task was cancelled.
    func run(progress: @escaping BatchPrinting.Progress) async throws(ServiceError) {
        let (job, form, pieces) = (job, form, pieces)
        let size = form.codesPerPiece
        let list = try OutputFile(manifest, existing: existing, audience: .owner)
        try list.write(CSVWriter().row(form.manifestColumns))
        var sink = try form.open(existing: existing)
        try await Pipeline.run(0..<(job.count + size - 1) / size) { index throws(ServiceError) in
            guard !Task.isCancelled else { throw Self.interrupted(job, done: index * size) }
            if let piece = pieces?.piece(index) { return piece }
            let places = index * size..<min((index + 1) * size, job.count)
            let piece = try form.draw(try job.coupons(places), from: places.lowerBound)
            try pieces?.keep(piece, as: index)
            return piece
        } take: { index, piece throws(ServiceError) in
            guard !Task.isCancelled else { throw Self.interrupted(job, done: index * size) }
            try sink.take(piece)
            try list.write(piece.manifest)
            progress(min((index + 1) * size, job.count), job.count)
        }
        // The list first: what is printed is there only together with its list. A print that is killed between them still
        // has its pieces, and so goes on.
        try list.finish()
        try sink.finish()
        pieces?.remove()
    }

    /// Says how to go on with a print that was stopped.
    static func interrupted(_ job: PrintJob, done: Int) -> ServiceError {
        .interrupted(done: done, of: job.count, resume: job.batch.text)
    }
}
