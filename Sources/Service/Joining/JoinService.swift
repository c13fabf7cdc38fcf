package import Membership
import Payload
import Promotion
package import Store
package import Vocabulary

/// Lets people join by the page behind a placement: they prove a phone by a code that is sent to it, or sign in with
/// their account at WeChat.
///
/// Whether somebody is a member already is told to nobody before the proof.
package struct JoinService: Sendable {
    let context: ServiceContext
    package let rules: JoinRules
    private let sender: (any CodeSender)?
    let wechat: (any WeChatSignIn)?
    let sealer: MemberSealer
    let members: MemberService

    package init(
        _ context: ServiceContext, rules: JoinRules, sender: (any CodeSender)?,
        wechat: (any WeChatSignIn)? = nil
    ) {
        self.context = context
        self.rules = rules
        self.sender = sender
        self.wechat = wechat
        sealer = MemberSealer(context)
        members = MemberService(context)
    }

    /// The service of a workspace, with the sender that its rules name.
    ///
    /// - Parameters:
    ///   - context: The workspace.
    ///   - caller: What carries messages to a program that sends codes.
    ///   - wechat: What asks WeChat who signed in.
    /// - Returns: `nil` if the workspace has no rules of joining.
    /// - Throws: As `JoinRules.init`; `.keys` if people sign in with WeChat and its secret is not kept.
    package static func open(
        _ context: ServiceContext, caller: any WebhookCaller, wechat: any WeChatCaller
    ) throws(ServiceError) -> JoinService? {
        guard let rules = try JoinRules(context.workspace) else { return nil }
        var sender: (any CodeSender)?
        switch rules.codes?.sender {
        case .folder(let path): sender = FileCodeSender(folder: context.workspace.file(path))
        case .address(let address):
            sender = CallingCodeSender(to: address, keys: context.keys, caller: caller)
        case nil: break
        }
        var signIn: (any WeChatSignIn)?
        if rules.proofs.contains(.wechat), let wechatRules = rules.wechat {
            let secret = try WeChatSecret(context.workspace)
            signIn = CallingWeChatSignIn(rules: wechatRules, secret: secret, caller: wechat)
        }
        return JoinService(context, rules: rules, sender: sender, wechat: signIn)
    }

    /// What came of asking for a code.
    package enum Answer: Sendable, Hashable {
        /// It is on its way to a number, which is shown with its middle hidden.
        case sent(ChallengeID, masked: String)
        /// Too many were sent lately, to this number or to everybody.
        case tooMany(seconds: Int)
        /// They cannot join where they are; nothing was written or sent.
        case refused(JoinRefusal)
        /// Whoever sends codes did not take it, and why in words for the log.
        case unsent(String)
    }

    /// Checks a form, and sends a code to its number.
    ///
    /// - Parameters:
    ///   - form: What was filled in.
    ///   - placement: Whose page it was.
    ///   - text: Returns the message with a code, in the person's language.
    /// - Returns: What came of it.
    /// - Throws: `ServiceError`; `invalidInput` with every field that is wrong, by pointers such as `/phone`; `notFound`
    ///   where a phone proves nobody.
    package func ask(
        _ form: JoinForm, at placement: PlacementRecord, text: (OneTimeCode) -> String
    ) async throws(ServiceError) -> Answer {
        guard rules.proofs.contains(.phone), let codes = rules.codes, let sender else {
            throw .notFound(kind: "proof", name: JoinRules.Proof.phone.rawValue)
        }
        let now = context.surroundings.now()
        var request = JoinRequest(form, placement: placement, rules: rules)
        guard let phone = try checked(form, request, by: .phone, at: now) else {
            throw .storage(.corrupt("a form that was checked is without a number"))
        }
        if let refusal = locate(&request, by: form, at: placement, now) { return .refused(refusal) }
        let challenge = newChallenge()
        let code = OneTimeCode(context.surroundings)
        let end = now.advanced(bySeconds: Int64(codes.lifetimeMinutes) * 60)
        let record = ChallengeRecord(
            id: challenge, address: sealer.digest(of: phone),
            answer: code.digest(for: challenge, keys: context.keys).bytes,
            attemptsLeft: OneTimeCode.maximumAttemptCount, createdAt: now, expiresAt: end,
            sealedRequest: try request.sealed(for: challenge, context))
        let wait = try await waitSeconds(record, within: allowances(codes))
        if let wait { return .tooMany(seconds: wait) }
        let message = CodeMessage(
            id: challenge, channel: phone.kind.rawValue, recipient: phone.value, language: form.language,
            code: code, text: text(code), sentAt: now, expiresAt: end)
        do throws(CodeUnsent) {
            try await sender.send(message)
        } catch {
            return .unsent(error.reason)
        }
        return .sent(challenge, masked: phone.masked)
    }

    /// 26 symbols of five bits: nobody guesses 130.
    static let challengeSymbolCount = 26

    func newChallenge() -> ChallengeID {
        ChallengeID(
            unchecked: context.surroundings.newName("H", symbolCount: Self.challengeSymbolCount))
    }

    /// Three codes in ten minutes and ten in a day are enough for any phone, and more is somebody who makes it ring.
    private func allowances(_ codes: JoinRules.CodeRules) -> [ChallengeAllowance] {
        [
            ChallengeAllowance(.address, count: 3, seconds: 600),
            ChallengeAllowance(.address, count: 10, seconds: 86_400),
            ChallengeAllowance(.everybody, count: codes.countPerHour, seconds: 3_600),
        ]
    }

    /// Keeps a challenge; returns in how many seconds to try again if there are too many.
    func waitSeconds(
        _ record: ChallengeRecord, within allowances: [ChallengeAllowance]
    ) async throws(ServiceError) -> Int? {
        let admission = try await stored(
            await context.store.add(record, within: allowances, home: context.home()))
        guard case .refused(let until) = admission else { return nil }
        let milliseconds = until.millisecondsSince1970 - record.createdAt.millisecondsSince1970
        return max(1, Int((milliseconds + 999) / 1_000))
    }

    /// Checks a form, and returns the phone of one that has to have one.
    func checked(
        _ form: JoinForm, _ request: JoinRequest, by proof: JoinRules.Proof, at now: Instant
    ) throws(ServiceError) -> Identity? {
        var faults: [InputFault] = []
        var phone: Identity?
        do throws(ServiceError) {
            let open = try request.draft.checked(in: context, at: now, newID: .drawn(context.surroundings))
            phone = open.member.identity(.phone)
            if phone == nil, proof == .phone {
                faults.append(InputFault(pointer: "/phone", detail: "Needs a phone number."))
            }
        } catch .invalidInput(let found) {
            faults += found
        }
        if !form.agreesToTerms {
            faults.append(InputFault(pointer: "/terms", detail: "Needs agreement to the terms."))
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
        return phone
    }
}

extension JoinService {
    /// What came of a code that was typed in.
    package enum Proof: Sendable, Hashable {
        case proved(Welcome)
        /// Another code: how many may still be tried.
        case wrong(attemptsLeft: Int)
        /// The challenge has no attempts left, is past its end, or was never asked: a new code is needed.
        case over
    }

    /// Takes a code, and makes its sender a member if it is the right one.
    ///
    /// The same code again gives the same answer, also after a crash. An attempt counts before it is looked at.
    ///
    /// - Parameters:
    ///   - id: What `ask` answered.
    ///   - text: What was typed.
    /// - Returns: What came of it.
    /// - Throws: `ServiceError`.
    package func prove(_ id: ChallengeID, code text: String) async throws(ServiceError) -> Proof {
        let now = context.surroundings.now()
        let taken = try await stored(
            await context.store.takeAttempt(id, at: now, home: context.home()))
        guard let challenge = taken, challenge.kind == .code else { return .over }
        guard answers(text, challenge) else {
            return challenge.attemptsLeft > 0 ? .wrong(attemptsLeft: challenge.attemptsLeft) : .over
        }
        if let member = challenge.member {
            return .proved(try await welcome(member, claimed: challenge.claimed, isNew: true))
        }
        let request = try JoinRequest(opening: challenge.sealedRequest, of: id, context)
        return .proved(try await join(request, challenge: id))
    }

    /// How long a code is good for, as the pages say.
    package var codeMinutes: Int {
        rules.codes?.lifetimeMinutes ?? JoinRules.CodeRules.usualLifetimeMinutes
    }

    private func answers(_ text: String, _ challenge: ChallengeRecord) -> Bool {
        guard let code = OneTimeCode(parsing: text), let answer = try? KeyedDigest(bytes: challenge.answer)
        else { return false }
        return code.digest(for: challenge.id, keys: context.keys).isEqual(constantTime: answer)
    }

    /// Four times: between reading and writing somebody else may change the member or take the last of 64 serials.
    private static let maximumTryCount = 4

    func join(
        _ request: JoinRequest, challenge: ChallengeID
    ) async throws(ServiceError) -> Welcome {
        for _ in 0..<Self.maximumTryCount {
            let now = context.surroundings.now()
            let entry = try await entry(request, at: now)
            var joining = Joining(challenge: challenge, change: entry.change)
            var offer: OfferRecord?
            if entry.isNew, let welcome = rules.welcome {
                let claimable = try await ClaimableOffer.find(welcome, at: now, context)
                joining.claim = try await claimable?.claim(for: entry.member, at: now)
                offer = claimable?.record
            }
            let answer: JoinAnswer
            do {
                answer = try await context.store.join(
                    joining, audit: entry.audit, home: context.home())
            } catch .constraint {
                // Somebody else has joined with the same number at the same moment.
                continue
            } catch {
                throw .storage(error)
            }
            switch answer {
            case .joined(let claimed):
                return try await welcome(
                    entry.member, claimed: claimed, offer: offer, isNew: entry.isNew)
            case .usedBefore(let member, let claimed):
                return try await welcome(member, claimed: claimed, isNew: true)
            case .overtaken: continue
            }
        }
        throw .storage(.busy("a member was changed by somebody else meanwhile"))
    }

    func welcome(
        _ id: MemberID, claimed: ClaimedCoupon?, offer known: OfferRecord? = nil, isNew: Bool
    ) async throws(ServiceError) -> Welcome {
        var welcome = Welcome(
            member: id, card: MemberCardCode(of: id, keys: context.keys), coupon: nil, offer: known,
            isNew: isNew)
        guard let claimed, let given = try await ClaimableOffer.coupon(claimed, context) else {
            return welcome
        }
        welcome.coupon = given.coupon
        if known == nil { welcome.offer = try await stored(await context.store.offer(given.offer)) }
        return welcome
    }
}

/// Somebody who has proved who they are.
package struct Welcome: Sendable, Hashable {
    package let member: MemberID
    package let card: MemberCardCode
    /// The coupon that welcomes them, if the program gives one.
    package fileprivate(set) var coupon: IssuedCoupon?
    /// What that coupon is of.
    package fileprivate(set) var offer: OfferRecord?
    /// Whether they were no member before.
    package let isNew: Bool
}

extension JoinRules {
    /// Says why nobody is given the welcome coupon now, if so.
    ///
    /// - Throws: `ServiceError.storage`.
    package func welcomeWarning(_ context: ServiceContext) async throws(ServiceError) -> String? {
        guard let welcome else { return nil }
        let offer = try await stored(await context.store.offer(welcome))
        guard let offer else { return "there is no offer \(welcome): apply its campaign" }
        return offer.state == .active ? nil : "the campaign of \(welcome) is paused"
    }
}
