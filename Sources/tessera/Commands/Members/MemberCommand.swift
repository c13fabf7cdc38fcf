import ArgumentParser
import Foundation
import Service
import Store

/// The membership list.
struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Keeps members: who they are, and the lists of them.",
        subcommands: [
            MemberAdd.self, MemberShow.self, MemberPair.self, MemberUnpair.self, MemberMerge.self,
            MemberUnmerge.self, MemberQuestions.self,
            MemberAnswer.self, MemberConsent.self, MemberData.self, MemberLeave.self, MemberErase.self,
            MemberRetention.self,
            MemberImportCommand.self, MemberExportCommand.self,
        ])

    /// Who acts, for the audit: the account at this machine.
    static var actor: AuditActor { AuditActor(.account, NSUserName()) }

    /// Who looks: whoever runs this may see every store's members.
    static var viewer: MemberViewer { MemberViewer(scope: .every, actor: actor) }
}
