/// How the columns of somebody else's list become ours.
package struct ListMapping: Sendable, Hashable {
    /// By what a row is recognised as a member that the store has.
    package enum Key: Sendable, Hashable {
        case memberID
        /// Members whom nobody has this identity of are new, and get a new id.
        case identity(Identity.Kind)

        /// The column that holds it.
        package var column: MemberColumn {
            switch self {
            case .memberID: .memberID
            case .identity(let kind): kind.column
            }
        }
    }

    /// What becomes of a field that the store has already.
    package enum UpdateRule: String, Sendable, Hashable, CaseIterable {
        /// The list's value is the newer one.
        case overwrite
        /// The list only says what the store does not know.
        case fillEmpty = "fill_empty"
        /// The store's members stay as they are, and only new ones are added.
        case keep
    }

    /// Where one of our columns comes from.
    package struct Column: Sendable, Hashable {
        /// Where the text comes from.
        package enum Source: Sendable, Hashable {
            case heading(String)
            /// The same text for every row.
            case constant(String)
        }

        package var source: Source
        /// What values of the list are called here; others are taken as they are.
        package var translations: [String: String]
        /// How dates are written; `nil` takes the year first.
        package var pattern: DatePattern?
        /// `nil` takes the list's rule.
        package var update: UpdateRule?

        package init(
            _ source: Source, translations: [String: String] = [:], pattern: DatePattern? = nil,
            update: UpdateRule? = nil
        ) {
            self.source = source
            self.translations = translations
            self.pattern = pattern
            self.update = update
        }
    }

    /// Columns that are not here are those of the same name.
    package var columns: [MemberColumn: Column]
    package var key: Key
    package var update: UpdateRule

    package init(
        columns: [MemberColumn: Column] = [:], key: Key = .memberID, update: UpdateRule = .overwrite
    ) {
        self.columns = columns
        self.key = key
        self.update = update
    }

    /// A list with our own columns.
    package static let ours = ListMapping()
}
