import ArgumentParser
import Service
import Vocabulary

/// Enrols a terminal.
struct TerminalEnrol: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol", abstract: "Enrols a terminal and prints its token, now and never again.")

    @Option(help: ArgumentHelp("The store where it stands.", valueName: "id"), transform: identifier)
    var store: StoreID

    @Option(help: ArgumentHelp("What people call it, 1 to 64 characters.", valueName: "text"))
    var name: String

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let enrolment = try await withSession { context in
            EnrolmentDocument(try await TerminalService(context).enrol(store: store, name: name))
        }
        try output.result(
            enrolment,
            text: """
                Enrolled \(enrolment.terminal) in \(enrolment.store). Its token, shown only now:
                \(enrolment.token)
                """)
    }
}
