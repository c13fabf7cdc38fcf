import Artwork
package import Foundation
import Membership
import Payload
import Promotion
import QRSymbol
import Store
package import Vocabulary

/// Prints the coupons of a batch, on label sheets or as single pictures.
///
/// Every symbol is read back with an independent reader before its file is kept.
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
    }

    /// Prints label sheets.
    ///
    /// - Parameters:
    ///   - id: The batch; all its issued coupons are printed.
    ///   - url: The PDF.
    ///   - existing: What to do about a file that is there.
    ///   - name: The sheet's name, such as `a4-4x10`.
    ///   - progress: Called with the labels drawn, out of all.
    /// - Returns: What was printed.
    /// - Throws: `ServiceError`; then no file is there.
    package func sheets(
        of id: BatchID, to url: URL, existing: OutputFile.Existing, sheet name: String,
        progress: Progress = { _, _ in }
    ) async throws(ServiceError) -> Report {
        let sheet = try SheetLibrary(context.templates).sheet(name)
        let job = try await job(id)
        let file = try OutputFile(url, existing: existing, audience: .owner)
        let style = try style(for: job, level: nil)
        let (bytes, texts) = try draw(job, on: sheet, style: style, progress: progress)
        do {
            try PDFReadBack(sheet: sheet).verify(bytes, expecting: texts)
        } catch {
            throw .unreadablePicture("the sheet does not read back: \(error)")
        }
        try file.write(bytes)
        try await audit(job, ["sheet": .text(name)])
        try file.finish()
        let pages = (texts.count + sheet.labelsPerPage - 1) / sheet.labelsPerPage
        return Report(batch: id, codes: texts.count, pages: pages, sheet: name, path: url.plainPath)
    }

    /// Writes one picture a coupon into a folder, and a manifest of them last.
    ///
    /// A folder without its manifest is one that was interrupted: pictures already there are kept.
    ///
    /// - Parameters:
    ///   - id: The batch.
    ///   - folder: The folder; made if there is none.
    ///   - existing: What to do about a folder with a manifest.
    ///   - order: Format, size and resolution; its text and style are not read.
    ///   - progress: Called with the pictures written, out of all.
    /// - Returns: What was printed.
    /// - Throws: `ServiceError`; `interrupted` if the task was cancelled.
    package func pictures(
        of id: BatchID, in folder: URL, existing: OutputFile.Existing, order: SymbolOrder,
        progress: Progress = { _, _ in }
    ) async throws(ServiceError) -> Report {
        let job = try await job(id)
        let manifest = try OutputFile(
            folder.appending(path: "manifest.csv"), existing: existing, audience: .owner)
        try manifest.write(CSVWriter().row(["serial", "code", "url", "file"]))
        try await audit(job, ["format": .text(order.format.rawValue)])
        var order = order
        order.style = try style(for: job, level: order.level)
        for serial in job.serials {
            guard !Task.isCancelled else {
                throw .interrupted(done: Int(serial - 1), of: job.serials.count, resume: id.text)
            }
            let coupon = try job.maker.coupon(serial: serial)
            let name = "\(id)-\(serial.padded(to: 7)).\(order.format.rawValue)"
            let url = folder.appending(path: name)
            if existing == .replace || !FileManager.default.fileExists(atPath: url.plainPath) {
                order.text = coupon.url
                let symbol = try SymbolPrinting.symbol(
                    text: coupon.url, level: order.level, style: order.style)
                let drawn = try SymbolPrinting.draw(symbol, order, title: coupon.code.grouped)
                try OutputFile.write(drawn.bytes, to: url, existing: .replace, audience: .owner)
            }
            try manifest.write(CSVWriter().row([String(serial), coupon.text, coupon.url, name]))
            progress(Int(serial), job.serials.count)
        }
        try manifest.finish()
        return Report(batch: id, codes: job.serials.count, pages: nil, sheet: nil, path: folder.plainPath)
    }
}

extension BatchPrinting {
    /// The coupons of a print and the words beside them.
    private struct Job {
        var batch: BatchID
        var maker: CouponMaker
        var serials: ClosedRange<UInt32>
        var title: String
        var note: String
    }

    private func job(_ id: BatchID) async throws(ServiceError) -> Job {
        let batch = try await BatchService(context).show(id)
        guard batch.issued > 0 else {
            throw .invalidInput([InputFault(pointer: "/batch", detail: "batch \(id) has no issued coupon")])
        }
        guard let offer = try await stored(await context.store.offer(batch.offer)) else {
            throw .notFound(kind: "offer", name: batch.offer.text)
        }
        let lastDay = batch.lastDay ?? offer.validity.lastDay
        let language = context.configuration.issuer.language
        return Job(
            batch: id, maker: try CouponMaker(batch: batch, context: context), serials: 1...batch.issued,
            title: offer.offer.title.text(in: language),
            note: language.hasPrefix("zh") ? "有效期至 \(lastDay)" : "valid until \(lastDay)")
    }

    /// Tells the audit log of codes that are about to lie in files.
    private func audit(_ job: Job, _ detail: [String: AuditValue]) async throws(ServiceError) {
        let codes: [String: AuditValue] = ["codes": .number(Int64(job.serials.count))]
        try await context.audit(.batchPrint, job.batch.text, detail: codes.merging(detail) { $1 })
    }

    /// The brand's look, with a logo that reads in the symbols of this batch.
    private func style(for job: Job, level: CorrectionLevel?) throws(ServiceError) -> SymbolStyle {
        let style = try BrandStyle(context).style(logo: .brand)
        let first = try job.maker.coupon(serial: job.serials.lowerBound)
        let symbol = try SymbolPrinting.symbol(text: first.url, level: level, style: style)
        return try SymbolPrinting.readable(style, in: symbol)
    }

    private func draw(
        _ job: Job, on sheet: Sheet, style: SymbolStyle, progress: Progress
    ) throws(ServiceError) -> (bytes: [UInt8], texts: [String]) {
        var texts: [String] = []
        do {
            let pdf = try LabelSheetPDF(sheet: sheet, style: style, info: DocumentInfo(title: job.title))
            for serial in job.serials {
                guard !Task.isCancelled else {
                    throw ServiceError.interrupted(
                        done: texts.count, of: job.serials.count, resume: job.batch.text)
                }
                let coupon = try job.maker.coupon(serial: serial)
                let symbol = try SymbolPrinting.symbol(text: coupon.url, level: nil, style: style)
                try pdf.add(
                    Label(symbol: symbol, title: job.title, code: coupon.code.grouped, note: job.note))
                texts.append(coupon.url)
                progress(texts.count, job.serials.count)
            }
            return (try pdf.finish().bytes, texts)
        } catch let error as ServiceError {
            throw error
        } catch {
            throw .invalidInput([.drawing(error)])
        }
    }
}

extension UInt32 {
    /// The number with zeros in front, so that names sort as serials do.
    fileprivate func padded(to width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
