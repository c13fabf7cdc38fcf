import Foundation
import HTTPTypes
import Hummingbird
import Membership
import NIOCore
import Promotion
import Service
import Store
import Vocabulary

/// Taking the list along: for a purpose, with an entry in the audit log.
extension ConsoleController {
    /// 64 kB: what is in memory of a list at a time.
    private static let pieceByteCount = 65_536

    func addExport(to routes: Routes) {
        add(.exportForm, [200, 303, 403], to: routes) { request, context, language in
            let visitor = try await door.admit(.exportForm, request, context)
            return try exportForm(ExportFormView(segment: request.query("segment")), visitor, language)
        }
        add(.export, [200, 303, 400, 403, 413, 415], to: routes) { try await export($0, $1, $2) }
    }

    private func exportForm(
        _ view: ExportFormView, _ visitor: ConsoleGate.Visitor, _ language: SpokenLanguage
    ) throws -> Response {
        let scene = ConsoleScene(
            context: context, pages: pages, language: language,
            path: ConsoleScene.address("/console/exports", ["segment": view.segment]), visitor: visitor)
        return try scene.page(
            "console-export", view.values(scene), status: view.fault == nil ? .ok : .badRequest)
    }

    private func export(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let (visitor, form) = try await door.admitForm(.export, request, context)
        var view = ExportFormView(form)
        do throws(ServiceError) {
            let order = try view.order(scope: visitor.viewer.scope)
            let list = try await MemberExportService(self.context).download(
                order, actor: visitor.viewer.actor)
            return Self.response(list, order.format)
        } catch {
            guard case .invalidInput(let faults) = error else { throw error }
            view.fault = faults.first?.detail
            return try exportForm(view, visitor, language)
        }
    }

    private static func response(
        _ list: MemberExportService.Download, _ format: MemberExportOrder.Format
    ) -> Response {
        let body = ResponseBody { writer in
            while let piece = try list.content.read(upToCount: Self.pieceByteCount), !piece.isEmpty {
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
        let name = "members-\(list.report.id).\(format.name)"
        return Response(
            status: .ok,
            headers: [
                .contentType: format.mediaType, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: body)
    }
}

extension MemberExportOrder.Format {
    fileprivate var mediaType: String {
        switch self {
        case .csv: "text/csv; charset=utf-8"
        case .workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .jsonLines: "application/x-ndjson"
        }
    }
}
