import HTTPTypes
import Hummingbird
import Service
import Store
import Vocabulary

/// Identities that several members are said to have, and what people decide about them.
struct QuestionController: Sendable {
    let questions: QuestionService
    let gate: Gate

    func addRoutes(to routes: Routes) {
        let access = Routes.authenticatedStatuses
        routes.add(.get, "/v1/questions", access.union([200, 400])) { try await list($0, $1) }
        routes.add(
            .post, "/v1/questions/{id}/answers", access.union([200, 400, 404, 409, 413, 415, 422])
        ) { try await answer($0, $1) }
    }

    private func list(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.listQuestions, request, context)
        let limit = try request.number("limit", in: 1...QuestionService.maximumCount)
        let page = try await questions.page(
            after: try request.questionAfter, limit: limit ?? QuestionService.maximumCount, for: caller.viewer
        )
        return try .json(page)
    }

    private func answer(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.answerQuestion, request, context)
        let id = try request.question(context)
        let answer = try Requests.answer(try await request.jsonBody(context))
        switch try await questions.answer(id, answer, by: caller.viewer) {
        case .done(let document): return try .json(document)
        case .notConcerned(let member): return .problem(Problem(notConcerned: member))
        case .notMerged(let refusal): return .problem(Problem(refusal))
        }
    }
}

extension Request {
    /// The question of the path.
    ///
    /// - Throws: `ServiceError.notFound`: what cannot be a question's id is none's.
    func question(_ context: VerifierContext) throws(ServiceError) -> QuestionID {
        let text = parameter("id", context)
        guard let id = QuestionID(text) else {
            throw .notFound(kind: "open question", name: String(text.prefix(32)))
        }
        return id
    }

    /// The question before the page.
    ///
    /// - Throws: A problem with status 400 for what is no question's id.
    var questionAfter: QuestionID? {
        get throws(Problem) {
            guard uri.queryParameters["after"] != nil else { return nil }
            if let id = QuestionID(query("after") ?? "") { return id }
            throw .invalidInput([InputFault(pointer: "?after", detail: "A question's id was expected.")])
        }
    }
}

extension Requests {
    /// What a person decided: `give` and `same_person` name a member, `leave` none.
    static func answer(_ bytes: [UInt8]) throws(Problem) -> QuestionService.Answer {
        try ObjectReader.read(bytes) { reader in
            let word: QuestionAnswerWord? = reader.word("answer")
            guard let word, word != .leave else { return word.map { _ in .leave } }
            let member: MemberID? = reader.identifier("member")
            return member.map { word.answer($0) }
        }
    }
}

/// The words for what a person decides; wire format.
enum QuestionAnswerWord: String, Sendable, Hashable, CaseIterable {
    case give
    case samePerson = "same_person"
    case leave

    func answer(_ member: MemberID) -> QuestionService.Answer {
        switch self {
        case .give: .give(member)
        case .samePerson: .samePerson(member)
        case .leave: .leave
        }
    }
}
