import Membership
import Vocabulary

/// A member to be added, as a form or a command line has it: every field text, an empty one unknown.
package struct MemberDraft: Sendable, Hashable, Codable {
    /// `nil` makes a new one.
    package var id: String?
    /// `member` or `follower`; `nil` is a member.
    package var state: String?
    package var name: String?
    package var phone: String?
    package var wechatOpenid: String?
    package var cardNumber: String?
    package var wechatUnionid: String?
    package var email: String?
    package var gender: String?
    /// `1990-05-17`, or without a year `--02-29` or `02-29`.
    package var birthday: String?
    package var homeStore: String?
    package var tier: String?
    package var language: String?
    package var marketingConsent: String?
    /// How they came: `till`, `packaging`.
    package var source: String?
    package var note: String?
    /// The placement that brought them: their joining counts as its doing.
    package var placement: String?

    /// Makes a draft of whom nothing is known yet.
    package init() {}
}

extension MemberDraft {
    /// Reads every field.
    ///
    /// - Parameters:
    ///   - context: The stores and tiers that there are.
    ///   - now: The time of joining.
    ///   - newID: The id of a member whose draft has none.
    /// - Returns: The member, and the placement that brought them.
    /// - Throws: `ServiceError.invalidInput` with every field that is wrong.
    func checked(
        in context: ServiceContext, at now: Instant, newID: MemberID
    ) throws(ServiceError) -> (member: OpenMember, placement: PlacementID?) {
        var reading = DraftReading()
        let id = reading.field(id, "/id", "an id of 1 to 64 of A-Z a-z 0-9 . _ -") {
            try? MemberID(parsing: $0)
        }
        let store = reading.field(homeStore, "/home_store", "a store of tessera.yaml") { text in
            context.configuration.stores.first { $0.id.text == text }?.id
        }
        let placement = reading.field(placement, "/placement", "a placement's id") {
            try? PlacementID(parsing: $0)
        }
        var member = Member(
            id: id ?? newID, joinedAt: now, marketingConsent: consent(&reading, now))
        member.state =
            reading.field(state, "/state", "member or follower") { MemberState(givenExactly: $0) } ?? .member
        member.name = reading.line(name, "/name")
        member.source = reading.line(source, "/source")
        member.note = reading.line(note, "/note")
        member.homeStore = store
        member.gender = reading.field(gender, "/gender", "female, male or undisclosed") {
            Gender(parsing: $0)
        }
        let today = HomeCalendar(context).date(at: now, in: store)
        member.birthday = reading.field(
            birthday, "/birthday", "a day until today such as 1990-05-17, or --02-29 without the year"
        ) {
            try? Birthday(parsing: $0, today: today)
        }
        let tiers = context.configuration.program.tiers
        member.tier = reading.field(tier, "/tier", "one of \(tiers.joined(separator: ", "))") { text in
            tiers.contains(text) ? Tier(parsing: text) : nil
        }
        member.language = reading.field(language, "/language", "a language tag such as zh-Hans") {
            Language(parsing: $0)
        }
        if member.state == .follower {
            reading.refuse(tier, "/tier", "A follower has no tier.")
            reading.refuse(placement?.text, "/placement", "A follower has not joined by a placement.")
        }
        let calendar = HomeCalendar(context)
        let region = store.flatMap { calendar.phoneRegions[$0] } ?? calendar.usualPhoneRegion
        let identities = identities(&reading, region: region)
        guard reading.faults.isEmpty else { throw .invalidInput(reading.faults) }
        return (OpenMember(member: member, identities: identities), placement)
    }

    /// Reads the identities alone.
    ///
    /// - Parameters:
    ///   - context: The stores that there are.
    ///   - homeStore: Whose country a phone number without one belongs to.
    /// - Returns: The identities, sorted by kind.
    /// - Throws: `ServiceError.invalidInput` with every one that is wrong.
    func checkedIdentities(
        in context: ServiceContext, homeStore: StoreID?
    ) throws(ServiceError) -> [Identity] {
        var reading = DraftReading()
        let calendar = HomeCalendar(context)
        let region = homeStore.flatMap { calendar.phoneRegions[$0] } ?? calendar.usualPhoneRegion
        let identities = identities(&reading, region: region)
        guard reading.faults.isEmpty else { throw .invalidInput(reading.faults) }
        return identities.sorted { $0.kind.rawValue < $1.kind.rawValue }
    }

    private func consent(_ reading: inout DraftReading, _ now: Instant) -> Consent {
        let state = reading.field(marketingConsent, "/marketing_consent", "yes or no") {
            Consent.State(parsing: $0)
        }
        return Consent(state: state ?? .unknown, source: source ?? "till", recordedAt: now)
    }

    private func identities(_ reading: inout DraftReading, region: PhoneRegion) -> Set<Identity> {
        let read = [
            reading.field(phone, "/phone", "a phone number that a message can reach") {
                (try? PhoneNumber(parsing: $0, region: region)).map(Identity.init)
            },
            reading.field(wechatOpenid, "/wechat_openid", "a WeChat OpenID of 28 characters") {
                (try? WeChatOpenID(parsing: $0)).map(Identity.init)
            },
            reading.field(cardNumber, "/card_number", "4 to 32 letters and digits") {
                (try? CardNumber(parsing: $0)).map(Identity.init)
            },
            reading.field(wechatUnionid, "/wechat_unionid", "a WeChat UnionID of 20 to 40 characters") {
                (try? WeChatUnionID(parsing: $0)).map(Identity.init)
            },
            reading.field(email, "/email", "an e-mail address such as name@example.com") {
                (try? EmailAddress(parsing: $0)).map(Identity.init)
            },
        ]
        return Set(read.compactMap(\.self))
    }
}

/// Reads fields and gathers what is wrong with them.
private struct DraftReading {
    var faults: [InputFault] = []

    mutating func field<Value>(
        _ text: String?, _ pointer: String, _ wanted: String, _ parse: (String) -> Value?
    ) -> Value? {
        guard let text, !text.isEmpty else { return nil }
        if let value = parse(text) { return value }
        let shown = DisplayText.printable(String(text.prefix(Finding.maximumValueLength)))
        faults.append(InputFault(pointer: pointer, detail: "Needs \(wanted), not \"\(shown)\"."))
        return nil
    }

    /// Notes a field that must not be there.
    mutating func refuse(_ text: String?, _ pointer: String, _ detail: String) {
        guard let text, !text.isEmpty else { return }
        faults.append(InputFault(pointer: pointer, detail: detail))
    }

    mutating func line(_ text: String?, _ pointer: String) -> String {
        let limit = MemberImport.maximumLineBytes
        let read = field(text, pointer, "at most \(limit) bytes of text in one line") { text in
            let line = DisplayText.printable(text)
            return line.utf8.count <= limit ? line : nil
        }
        return read ?? ""
    }
}
