import ArgumentParser

/// Points of the membership program.
struct PointsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "points", abstract: "Keeps members' points: in lots that end, on double entry.",
        subcommands: [
            PointsShow.self, PointsEarn.self, PointsSpend.self, PointsAdjust.self, PointsReverse.self,
            PointsExpire.self, PointsFollow.self, PointsStatement.self,
        ])
}
