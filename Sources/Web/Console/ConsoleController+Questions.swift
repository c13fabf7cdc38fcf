import HTTPTypes
import Hummingbird
import Promotion
import Service
import Store
import Vocabulary

/// The page of identities that several members are said to have.
extension ConsoleController {
    /// 20 questions: some screens of a phone.
    static let questionsOnPage = 20

    func addQuestions(to routes: Routes) {
        add(.listQuestions, [200, 303, 400, 403], to: routes) { request, context, language in
            let visitor = try await door.admit(.listQuestions, request, context)
            return try await showQuestions(request, visitor, language)
        }
        add(.answerQuestion, [303, 400, 403, 404, 409, 413, 415, 422], to: routes) {
            try await answerQuestion($0, $1, $2)
        }
    }

    private func showQuestions(
        _ request: Request, _ visitor: ConsoleGate.Visitor, _ language: SpokenLanguage, fault: Problem? = nil
    ) async throws -> Response {
        let after = fault == nil ? try request.questionAfter : nil
        let page = try await QuestionService(context).page(
            after: after, limit: Self.questionsOnPage, for: visitor.viewer)
        let scene = ConsoleScene(
            context: context, pages: pages, language: language,
            path: ConsoleScene.address("/console/questions", ["after": after?.description]), visitor: visitor)
        var values = QuestionListView(page: page, scene: scene).values
        values["fault"] = fault.map(scene.sentence)
        values["is_done"] = fault == nil && request.query("done") != nil
        return try scene.page(
            "console-questions", values,
            status: fault.map { HTTPResponse.Status(code: $0.status) } ?? .ok)
    }

    private func answerQuestion(
        _ request: Request, _ context: VerifierContext, _ language: SpokenLanguage
    ) async throws -> Response {
        let (visitor, form) = try await door.admitForm(.answerQuestion, request, context)
        let id = try request.question(context)
        let word = form["answer"].flatMap(QuestionAnswerWord.init(rawValue:))
        let member = form["member"].flatMap { try? MemberID(parsing: $0) }
        let answer: QuestionService.Answer
        switch (word, member) {
        case (.leave, _): answer = .leave
        case (let word?, let member?): answer = word.answer(member)
        default: return try await showQuestions(request, visitor, language, fault: .incompleteForm)
        }
        switch try await QuestionService(self.context).answer(id, answer, by: visitor.viewer) {
        case .done: return Self.redirect(ConsoleScene.address("/console/questions", ["done": "answered"]))
        case .notConcerned(let member):
            return try await showQuestions(request, visitor, language, fault: Problem(notConcerned: member))
        case .notMerged(let refusal):
            return try await showQuestions(request, visitor, language, fault: Problem(refusal))
        }
    }
}

/// Open questions as their template sees them.
struct QuestionListView {
    let page: QuestionPageDocument
    let scene: ConsoleScene

    /// The values by the names that `templates/pages/console-questions.mustache` uses.
    var values: [String: Any] {
        var values: [String: Any] = [
            "title": scene.word("console_questions"), "questions": page.questions.map(row),
        ]
        values["is_empty"] = page.questions.isEmpty
        values["next_href"] = page.next.map {
            ConsoleScene.address("/console/questions", ["after": $0.description])
        }
        return values
    }

    private func row(_ question: QuestionDocument) -> [String: Any] {
        [
            "question": question.question.description, "kind": scene.word("kind", question.kind),
            "masked": question.masked, "asked_at": MemberChainView.clock(question.askedAt),
            "parties": question.parties.map(row),
        ]
    }

    private func row(_ party: QuestionDocument.Party) -> [String: Any] {
        var row: [String: Any] = ["member": party.member.text, "holds": party.holds]
        if let source = party.source {
            row["said"] = [
                "source": scene.word("said", source), "at": MemberChainView.clock(party.at ?? ""),
            ]
        }
        return row
    }
}
