import HTTPTypes
import Hummingbird
import Membership
import Promotion
import Service
import Store
import Vocabulary

/// The page of one member, and what is done there.
extension ConsoleController {
    func addMember(to routes: Routes) {
        let page: Set<Int> = [200, 303, 400, 403, 404]
        let change: Set<Int> = [303, 400, 403, 404, 409, 413, 415]
        add(.showMember, page, to: routes) { request, context, language in
            let visitor = try await door.admit(.showMember, request, context)
            return try await show(request, context, visitor, language)
        }
        add(.pair, change, to: routes) { try await pair($0, $1, $2) }
        add(.unpair, change, to: routes) { try await unpair($0, $1, $2) }
        add(.leave, change, to: routes) { try await leave($0, $1, $2) }
        add(.mergeForm, page, to: routes) { try await mergeForm($0, $1, $2) }
        add(.merge, change.union([422]), to: routes) { try await merge($0, $1, $2) }
        add(.unmerge, change, to: routes) { try await unmerge($0, $1, $2) }
        add(.erasureForm, page, to: routes) { request, context, language in
            let visitor = try await door.admit(.erasureForm, request, context)
            return try await erasureForm(request, context, visitor, language)
        }
        add(.erase, change, to: routes) { try await erase($0, $1, $2) }
    }

    private func show(
        _ request: Request, _ context: VerifierContext, _ visitor: ConsoleGate.Visitor,
        _ language: SpokenLanguage, fault: Problem? = nil
    ) async throws -> Response {
        let id = try request.member(context)
        // What could not be done is shown over the first page: the address is another one's.
        let place = fault == nil ? try request.entryPlace : nil
        let chain = try await directory.chain(
            of: id, after: place, limit: Self.entriesOnPage, for: visitor.viewer)
        let scene = ConsoleScene(
            context: self.context, pages: pages, language: language,
            path: ConsoleScene.address("/console/members/\(id)", ["after": place?.text]), visitor: visitor)
        var values = MemberChainView(chain: chain, scene: scene).values
        values["done"] = fault == nil ? request.query("done").flatMap { sentence($0, language) } : nil
        values["fault"] = fault.map(scene.sentence)
        if let holder = fault?.member {
            values["holder"] = ["id": holder.text, "member": id.text]
        }
        return try scene.page(
            "console-member", values,
            status: fault.map { HTTPResponse.Status(code: $0.status) } ?? .ok)
    }

    /// What was done, in words; `nil` for what nothing of ours says.
    private func sentence(_ done: String, _ language: SpokenLanguage) -> String? {
        let name = "console_done_\(done)"
        let word = pages.word(name, language)
        return word == name ? nil : word
    }

    private static func done(_ id: MemberID, _ what: String) -> Response {
        redirect(ConsoleScene.address("/console/members/\(id)", ["done": what]))
    }
}

// MARK: - Identities, and leaving

extension ConsoleController {
    private func pair(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let (visitor, form) = try await door.admitForm(.pair, request, context)
        let id = try request.member(context)
        guard let kind = form["kind"].flatMap(Identity.Kind.init(rawValue:)), let text = form["value"],
            let proof = form["proof"].flatMap(MemberPairingService.Proof.init(rawValue:))
        else {
            return try await show(request, context, visitor, language, fault: .incompleteForm)
        }
        let outcome: MemberPairingService.Outcome
        do throws(ServiceError) {
            outcome = try await directory.pair(
                MemberDraft(kind, text), with: id, proof: proof, by: visitor.viewer)
        } catch {
            guard case .invalidInput = error else { throw error }
            return try await show(request, context, visitor, language, fault: Problem(error))
        }
        return try await answer(outcome, "paired", request, context, visitor, language)
    }

    private func unpair(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let (visitor, form) = try await door.admitForm(.unpair, request, context)
        let id = try request.member(context)
        guard let kind = form["kind"].flatMap(Identity.Kind.init(rawValue:)) else {
            return try await show(request, context, visitor, language, fault: .incompleteForm)
        }
        let outcome = try await directory.unpair(kind, from: id, by: visitor.viewer)
        return try await answer(outcome, "unpaired", request, context, visitor, language)
    }

    private func leave(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let (visitor, form) = try await door.admitForm(.leave, request, context)
        let id = try request.member(context)
        guard form["sure"] == "yes" else {
            return try await show(request, context, visitor, language, fault: .incompleteForm)
        }
        let outcome = try await directory.leave(id, by: visitor.viewer)
        return try await answer(outcome, "left", request, context, visitor, language)
    }

    private func answer(
        _ outcome: MemberPairingService.Outcome, _ what: String, _ request: Request,
        _ context: VerifierContext, _ visitor: ConsoleGate.Visitor, _ language: SpokenLanguage
    ) async throws -> Response {
        guard let problem = try await directory.problem(outcome, for: visitor.viewer) else {
            return Self.done(try request.member(context), what)
        }
        return try await show(request, context, visitor, language, fault: problem)
    }
}

// MARK: - Merging

extension ConsoleController {
    /// Shows both, and asks.
    private func mergeForm(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let visitor = try await door.admit(.mergeForm, request, context)
        let id = try request.member(context)
        let stays = try await directory.show(id, for: visitor.viewer)
        guard let other = request.query("with").flatMap({ try? MemberID(parsing: $0) }), other != id else {
            return try await show(request, context, visitor, language, fault: .incompleteForm)
        }
        let ends = try await directory.show(other, for: visitor.viewer)
        let scene = ConsoleScene(
            context: self.context, pages: pages, language: language,
            path: ConsoleScene.address("/console/members/\(id)/merge", ["with": other.text]), visitor: visitor
        )
        return try scene.page(
            "console-merge",
            [
                "title": scene.word("console_merge"), "stays": MemberProfileView(stays, scene).values,
                "ends": MemberProfileView(ends, scene).values,
                "swap_href": ConsoleScene.address("/console/members/\(other)/merge", ["with": id.text]),
            ])
    }

    private func merge(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let (visitor, form) = try await door.admitForm(.merge, request, context)
        let id = try request.member(context)
        guard let other = form["member"].flatMap({ try? MemberID(parsing: $0) }) else {
            return try await show(request, context, visitor, language, fault: .incompleteForm)
        }
        switch try await directory.merge(other, into: id, by: visitor.viewer) {
        case .done: return Self.done(id, "merged")
        case .refused(let refusal):
            return try await show(request, context, visitor, language, fault: Problem(refusal))
        }
    }

    private func unmerge(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let (visitor, form) = try await door.admitForm(.unmerge, request, context)
        let id = try request.member(context)
        guard let other = form["member"].flatMap({ try? MemberID(parsing: $0) }) else {
            return try await show(request, context, visitor, language, fault: .incompleteForm)
        }
        switch try await directory.unmerge(other, from: id, by: visitor.viewer) {
        case .done: return Self.done(other, "unmerged")
        case .refused(let refusal):
            return try await show(request, context, visitor, language, fault: Problem(refusal))
        }
    }
}

// MARK: - Erasing

extension ConsoleController {
    private func erasureForm(
        _ request: Request, _ context: VerifierContext, _ visitor: ConsoleGate.Visitor,
        _ language: SpokenLanguage, isWrong: Bool = false
    ) async throws -> Response {
        let id = try request.member(context)
        let view = try await directory.show(id, for: visitor.viewer)
        let scene = ConsoleScene(
            context: self.context, pages: pages, language: language,
            path: "/console/members/\(id)/erasure", visitor: visitor)
        return try scene.page(
            "console-erasure",
            [
                "title": scene.word("console_erase"), "member": MemberProfileView(view, scene).values,
                "is_wrong": isWrong,
            ], status: isWrong ? .badRequest : .ok)
    }

    private func erase(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let (visitor, form) = try await door.admitForm(.erase, request, context)
        let id = try request.member(context)
        guard form["confirmation"] == id.text else {
            return try await erasureForm(request, context, visitor, language, isWrong: true)
        }
        _ = try await directory.erase(id, by: visitor.viewer)
        return Self.done(id, "erased")
    }
}

extension Problem {
    /// A form of ours that lacks something; browsers do not send it so.
    static let incompleteForm = Problem(
        status: 400, reason: "incomplete_form", title: "Incomplete form",
        detail: "Something is missing in the form; nothing was done.")
}
