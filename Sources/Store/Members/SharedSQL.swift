/// Pieces of statements that both engines understand but for how parameters are written.
enum SharedSQL {
    /// Writes a statement's parameters, `#1` and on, as an engine has them.
    ///
    /// - Parameters:
    ///   - text: The statement.
    ///   - mark: What stands before the number of a parameter.
    /// - Returns: The statement for the engine.
    static func numbered(_ text: String, _ mark: Character) -> String {
        String(text.map { $0 == "#" ? mark : $0 })
    }

    /// The ids of a member and of those who became part of them, as a table with the column `id`; parameter 1 is the home.
    ///
    /// Two questions, each by its index: one with OR looks at every member.
    static func family(of member: String) -> String {
        """
        (SELECT \(member) AS id UNION ALL
            SELECT part.id FROM member AS part WHERE part.home = #1 AND part.merged_into = \(member))
        """
    }
}
