/// What was noticed in one field of a list, for the person who will mend it.
package struct Finding: Sendable, Hashable {
    /// The line of the file where the row begins, from 1.
    package let line: Int
    /// The column's heading, or `row` if the whole row is meant.
    package let field: String
    package let reason: Reason
    /// What was there, at most `maximumValueLength` characters; a well-formed phone number or OpenID is masked.
    package let value: String?
    /// The identity that two members have, of a question about one; for the store, never for a report.
    package let identity: Identity?

    /// 80 characters show what is wrong; a whole note would hide the next finding.
    package static let maximumValueLength = 80
    /// The field of a finding about the row as a whole.
    package static let wholeRow = "row"

    package init(line: Int, field: String, reason: Reason, value: String? = nil, identity: Identity? = nil) {
        self.identity = identity
        self.line = line
        self.field = field
        self.reason = reason
        self.value = value.map { String($0.prefix(Self.maximumValueLength)) }
    }

    /// What becomes of the field or the row.
    package enum Effect: String, Sendable, Hashable, CaseIterable {
        /// The row is not taken at all.
        case refused
        /// The row is taken without this field until a person has decided.
        case question
        /// The row is taken without this field, which can not be meant as it stands.
        case dropped
        /// The row is taken with another value than it has.
        case changed
        /// Taken as it is, and worth knowing.
        case noted
    }

    /// The stable word for what was noticed; raw values are wire format, so never rename one.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        case wrongColumnCount = "wrong_column_count"
        case invalidUTF8 = "invalid_utf8"
        case malformedQuote = "malformed_quote"
        case missingMemberID = "missing_member_id"
        case malformedMemberID = "malformed_member_id"
        case duplicateID = "duplicate_id"
        case inactiveMember = "inactive_member"
        case impossibleDate = "impossible_date"
        case malformedDate = "malformed_date"
        /// The mapping's key, which is no member id, is empty.
        case missingKey = "missing_key"
        case malformedKey = "malformed_key"
        case malformedJSON = "malformed_json"
        /// Neither follower nor member.
        case unknownState = "unknown_state"

        case sharedPhone = "shared_phone"
        case sharedOpenID = "shared_openid"
        case sharedCardNumber = "shared_card_number"
        case sharedUnionID = "shared_unionid"
        case sharedEmail = "shared_email"
        case futureDate = "future_date"
        case unknownStore = "unknown_store"
        case consentConflict = "consent_conflict"

        case invalidPhone = "invalid_phone"
        case invalidOpenID = "invalid_openid"
        case invalidCardNumber = "invalid_card_number"
        case invalidUnionID = "invalid_unionid"
        case invalidEmail = "invalid_email"
        /// No date that somebody can have been born on, such as 29 February of 1990 or a day to come.
        case invalidBirthday = "invalid_birthday"
        case unknownGender = "unknown_gender"
        case unknownConsent = "unknown_consent"
        case unknownLanguage = "unknown_language"
        case unknownDatum = "unknown_datum"
        case missingDatum = "missing_datum"
        case incompleteCoordinates = "incomplete_coordinates"
        case malformedCoordinates = "malformed_coordinates"
        case coordinatesOutOfRange = "coordinates_out_of_range"
        case invalidCell = "invalid_cell"
        case invalidTier = "invalid_tier"
        /// A tier of somebody who has not joined.
        case tierOfFollower = "tier_of_follower"
        case textTooLong = "text_too_long"
        /// A number, a yes or no, or a group of values where the field takes a text.
        case wrongType = "wrong_type"
        /// A number with more digits than whoever wrote it can have kept.
        case inexactNumber = "inexact_number"
        /// A cell of a workbook whose formula failed, such as `#N/A`.
        case cellError = "cell_error"

        case whitespaceNormalised = "whitespace_normalised"
        case controlCharactersRemoved = "control_characters_removed"
        case identityReplaced = "identity_replaced"
        case missingDate = "missing_date"

        case formulaLike = "formula_like"
        case duplicateRow = "duplicate_row"
        case missingName = "missing_name"
        case unknownColumn = "unknown_column"
        case guessedEncoding = "guessed_encoding"

        /// What becomes of the field or the row, the same whenever this is noticed.
        package var effect: Effect {
            switch self {
            case .wrongColumnCount, .invalidUTF8, .malformedQuote, .missingMemberID, .malformedMemberID,
                .duplicateID, .inactiveMember, .impossibleDate, .malformedDate, .missingKey, .malformedKey,
                .malformedJSON, .unknownState:
                .refused
            case .sharedPhone, .sharedOpenID, .sharedCardNumber, .sharedUnionID, .sharedEmail, .futureDate,
                .unknownStore, .consentConflict:
                .question
            case .invalidPhone, .invalidOpenID, .invalidCardNumber, .invalidUnionID, .invalidEmail,
                .invalidBirthday, .unknownGender, .unknownConsent,
                .unknownLanguage, .unknownDatum, .missingDatum, .incompleteCoordinates, .malformedCoordinates,
                .coordinatesOutOfRange, .invalidCell, .invalidTier, .tierOfFollower, .textTooLong, .wrongType,
                .inexactNumber,
                .cellError:
                .dropped
            case .whitespaceNormalised, .controlCharactersRemoved, .identityReplaced, .missingDate: .changed
            case .formulaLike, .duplicateRow, .missingName, .unknownColumn, .guessedEncoding: .noted
            }
        }
    }
}
