import ArgumentParser
import Membership
import Service
import Store
import Vocabulary

/// Shows identities that several members are said to have.
struct MemberQuestions: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "questions",
        abstract: "Shows identities that more than one member is said to have; `member answer` decides.",
        discussion: """
            A list in which two people have one phone number gives it to neither, and pairing takes nothing from \
            anybody: both ask instead.
            """)

    @Option(help: ArgumentHelp("Shows those after this question.", valueName: "question"))
    var after: QuestionID?

    @Option(help: "How many at most, 1 to 100.")
    var limit = QuestionService.maximumCount

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard (1...QuestionService.maximumCount).contains(limit) else {
            throw ValidationError(
                "--limit must be from 1 to \(QuestionService.maximumCount); it is \(limit).")
        }
    }

    func run() async throws {
        let page = try await withSession {
            try await QuestionService($0).page(after: after, limit: limit, for: MemberCommand.viewer)
        }
        try output.result(page, text: page.text)
        if let next = page.next { output.note("more: --after \(next)") }
    }
}

/// Decides whose an identity is.
struct MemberAnswer: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Decides whose an identity is that more than one member is said to have.",
        discussion: "Ends with 1 if the question is not about the member, or they cannot be made one.")

    @Argument(help: "The question, as `member questions` shows it.")
    var question: QuestionID

    @Option(
        help: ArgumentHelp("It is this member's, and nobody else is recognised by it.", valueName: "id"),
        transform: identifier)
    var give: MemberID?

    @Option(
        help: ArgumentHelp(
            "They are one person: the others become part of this member, whose it is.", valueName: "id"),
        transform: identifier)
    var samePerson: MemberID?

    @Flag(help: "Everything stays as it is.")
    var leave = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard answers.count == 1 else {
            throw ValidationError("One of --give, --same-person and --leave says what was decided.")
        }
    }

    private var answers: [QuestionService.Answer] {
        [give.map { .give($0) }, samePerson.map { .samePerson($0) }, leave ? .leave : nil].compactMap(\.self)
    }

    func run() async throws {
        let outcome = try await withSession {
            try await QuestionService($0).answer(question, answers[0], by: MemberCommand.viewer)
        }
        switch outcome {
        case .done(let document): try output.result(document, text: document.text)
        case .notConcerned(let member):
            try output.refuse(
                RefusalDocument(reason: "not_concerned", member: member),
                text: "The question is not about member \(member).")
        case .notMerged(let refusal):
            try output.refuse(RefusalDocument(reason: refusal.rawValue), text: refusal.sentence)
        }
    }
}

extension QuestionID: ExpressibleByArgument {
    public init?(argument: String) {
        self.init(argument)
    }
}
