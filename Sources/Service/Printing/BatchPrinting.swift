package import Artwork
import Foundation
import Payload
import QRSymbol
package import Vocabulary

/// Prints the coupons of a batch, on label sheets or as single pictures.
package struct BatchPrinting: Sendable {
    private let context: ServiceContext

    package init(_ context: ServiceContext) {
        self.context = context
    }

    /// How far a print has come.
    package typealias Progress = @Sendable (_ done: Int, _ count: Int) -> Void

    /// What was printed.
    package struct Report: Sendable, Hashable, Codable {
        package var batch: BatchID
        package var codes: Int
        package var pages: Int?
        package var sheet: String?
        package var path: String
        /// The list of what stands where.
        package var manifest: String
        /// Which symbols were read back: `all`, `sample` or `none`.
        package var check: String
        /// The batch's certificate, if one was wanted.
        package var certificate: Certificate?
    }

    /// A certificate that was written.
    package struct Certificate: Sendable, Hashable, Codable {
        package var path: String
        package var grade: CertificateGrade
        package var verdict: String
    }

    /// Prints.
    ///
    /// A print that was stopped goes on with the same order, and ends with the same bytes as one that was not.
    ///
    /// - Parameters:
    ///   - id: The batch; all its issued coupons are printed.
    ///   - order: As what, and where.
    ///   - progress: Called with the codes done, out of all.
    ///   - certifying: Called while the batch is certified, before anything is written.
    /// - Returns: What was printed.
    /// - Throws: `ServiceError`; `interrupted` if the task was cancelled.
    package func run(
        _ id: BatchID, _ order: BatchPrintOrder,
        progress: @escaping Progress = { _, _ in },
        certifying: @escaping BatchCertifying.Progress = { _, _, _ in }
    ) async throws(ServiceError) -> Report {
        let job = try await PrintJob(id, context)
        let made = try form(order, job)
        let goesOn = made.identity.map { PieceFolder.holds(order: $0, for: order.url) } ?? false
        if !goesOn { try order.refuseExisting() }
        for url in [order.url, order.certificate?.url].compactMap(\.self) {
            OutputFile.removeAbandoned(
                in: url.deletingLastPathComponent(), beginning: url.lastPathComponent)
        }
        let certified = try await certified(job, made.form, order, progress: certifying)
        let press = BatchPress(
            job: job, form: made.form, manifest: order.manifest,
            existing: goesOn ? .replace : order.existing,
            pieces: try made.identity.map { identity throws(ServiceError) in
                try PieceFolder(for: order.url, order: identity)
            })
        try await audit(job, order)
        // Written under a temporary name first: it appears with the print or not at all.
        let certificate = try certified.map { certified throws(ServiceError) in
            let file = try OutputFile(
                certified.order.url, existing: order.existing, audience: .owner)
            try file.write(certified.bytes)
            return file
        }
        try await press.run(progress: progress)
        try certificate?.finish()
        return Report(
            batch: id, codes: job.count, pages: made.pages, sheet: order.sheetName,
            path: order.url.plainPath, manifest: order.manifest.plainPath, check: order.check.rawValue,
            certificate: certified?.line)
    }

    /// Certifies a batch, if its order says so.
    private func certified(
        _ job: PrintJob, _ form: any PrintForm, _ order: BatchPrintOrder,
        progress: @escaping BatchCertifying.Progress
    ) async throws(ServiceError) -> CertifiedBatch? {
        guard let wanted = order.certificate else { return nil }
        guard let form = form as? any CertifiableForm else {
            throw .invalidInput([
                InputFault(
                    pointer: "/certificate",
                    detail: "\(order.form.auditValue) is no picture; sheets, png, svg and pdf are")
            ])
        }
        try wanted.check(with: order)
        let report = try await BatchCertifying(job: job, form: form, order: wanted, progress: progress)
            .report()
        return CertifiedBatch(
            order: wanted, document: report.document, bytes: try report.bytes(as: wanted.form))
    }

    /// A form, its pages, and everything that decides its bytes, in words.
    struct Made {
        var form: any PrintForm
        var pages: Int?
        var identity: String?
    }

    func form(_ order: BatchPrintOrder, _ job: PrintJob) throws(ServiceError) -> Made {
        switch order.form {
        case .sheets(let name, let options): return try sheets(name, options, order, job)
        case .folder(let picture):
            let drawing = try pictures(picture, order, job)
            let form = FolderForm(
                drawing: drawing, folder: order.url, identity: try identity(job, drawing),
                existing: order.existing)
            return Made(form: form)
        case .archive(let format, let picture):
            let drawing = try pictures(picture, order, job)
            let form = ArchiveForm(drawing: drawing, format: format, url: order.url)
            return Made(form: form, identity: try identity(job, drawing))
        case .stream(let picture):
            let drawing = try pictures(picture, order, job)
            let form = StreamForm(drawing: drawing, url: order.url)
            return Made(form: form, identity: try identity(job, drawing))
        }
    }

    private func identity(_ job: PrintJob, _ drawing: PictureDrawing) throws(ServiceError) -> String {
        "\(job.batch) \(job.count) \(try job.maker.coupon(serial: 1)) \(drawing)"
    }

    private func sheets(
        _ name: String, _ options: PrintOptions, _ order: BatchPrintOrder, _ job: PrintJob
    ) throws(ServiceError) -> Made {
        guard job.count <= LabelSheetPlan.highestLabelCount else {
            throw .invalidInput([
                InputFault(
                    pointer: "/batch",
                    detail:
                        "\(job.count) codes; one file has at most \(LabelSheetPlan.highestLabelCount) labels")
            ])
        }
        let sheet = try SheetLibrary(context.templates).sheet(name)
        let (style, symbols) = try job.settled(
            try BrandStyle(context).style(logo: order.logo), level: order.level)
        let first = try job.maker.coupon(serial: 1)
        var maker = BatchSymbols.Maker(symbols)
        let modules = try maker.matrix(Array(first.url.utf8))
        let plan: LabelSheetPlan
        do {
            let sample = Label(
                modules: modules, level: symbols.level, title: job.title, code: first.code.grouped,
                note: job.note)
            plan = try LabelSheetPlan(sheet: sheet, style: style, sample: sample, options: options)
        } catch {
            throw .invalidInput([.drawing(error)])
        }
        let form = SheetForm(
            plan: plan, style: style, symbols: symbols, note: job.note,
            info: DocumentInfo(
                title: job.title, createdAt: options.outputIntent == nil ? nil : job.createdAt),
            check: order.check, url: order.url)
        let identity =
            "\(job.batch) \(job.count) \(first) \(job.title) \(job.note) \(sheet) \(style) \(symbols) \(options) \(order.check)"
        return Made(
            form: form, pages: (job.count + sheet.labelsPerPage - 1) / sheet.labelsPerPage, identity: identity
        )
    }

    private func pictures(
        _ picture: SymbolOrder, _ order: BatchPrintOrder, _ job: PrintJob
    ) throws(ServiceError) -> PictureDrawing {
        var picture = picture
        let style = try BrandStyle(context).style(logo: order.logo, quietZone: picture.style.quietZone)
        let settled = try job.settled(style, level: order.level)
        picture.style = settled.style
        if picture.outputIntent != nil { picture.createdAt = job.createdAt }
        return PictureDrawing(batch: job.batch, order: picture, symbols: settled.symbols, check: order.check)
    }

    /// Tells the audit log of codes that are about to lie in files.
    private func audit(_ job: PrintJob, _ order: BatchPrintOrder) async throws(ServiceError) {
        try await context.audit(
            .batchPrint, job.batch.text,
            detail: ["codes": .number(Int64(job.count)), order.form.auditKey: .text(order.form.auditValue)])
    }
}
