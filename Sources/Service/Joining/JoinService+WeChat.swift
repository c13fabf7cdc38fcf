import Foundation
package import Membership
import Payload
package import Store
package import Vocabulary

/// Signing in with WeChat (网页授权, OAuth 2.0).
///
/// The challenge is the `state` that goes to WeChat and comes back. It proves nothing by itself: whoever brings it must
/// also bring the secret that only the browser that began was given, so that nobody is signed in as somebody else by a
/// link (RFC 6749, 10.12). What comes back is exchanged once and sealed into the challenge; joining is a step of its own.
extension JoinService {
    /// Ten minutes: WeChat's code is good for five, and somebody may have to sign in to WeChat first.
    package static let signInMinutes = 10

    /// Ten: the page that comes back may be loaded again, and the button be pressed twice; nobody guesses 130 bits.
    static let signInAttemptCount = 10

    /// 20,000 in an hour, to everybody together: a row each, and more than a brand's best hour.
    private static let signInAllowance = ChallengeAllowance(.everybody, count: 20_000, seconds: 3_600)

    /// What came of beginning.
    package enum Beginning: Sendable, Hashable {
        /// The browser keeps the secret and goes to the address.
        case led(to: String, secret: BrowserSecret)
        case tooMany(seconds: Int)
        /// They cannot join where they are; nothing was written.
        case refused(JoinRefusal)
    }

    /// Checks a form, and returns where its sender signs in.
    ///
    /// - Parameters:
    ///   - form: What was filled in.
    ///   - placement: Whose page it was.
    /// - Returns: What came of it.
    /// - Throws: `ServiceError`; `invalidInput` with every field that is wrong, by pointers such as `/terms`; `notFound`
    ///   where WeChat proves nobody.
    package func beginSignIn(
        _ form: JoinForm, at placement: PlacementRecord
    ) async throws(ServiceError) -> Beginning {
        guard wechat != nil, let wechatRules = rules.wechat else {
            throw .notFound(kind: "proof", name: JoinRules.Proof.wechat.rawValue)
        }
        let now = context.surroundings.now()
        var form = form
        form.phone = nil
        var request = JoinRequest(form, placement: placement, rules: rules)
        _ = try checked(form, request, by: .wechat, at: now)
        if let refusal = locate(&request, by: form, at: placement, now) { return .refused(refusal) }
        let challenge = newChallenge()
        let secret = BrowserSecret(context.surroundings)
        let record = ChallengeRecord(
            id: challenge, kind: .signIn,
            address: MemberSealer.digest(
                kind: "sign_in", value: challenge.text, key: context.keys.identityLookup),
            answer: secret.digest(for: challenge, keys: context.keys).bytes,
            attemptsLeft: Self.signInAttemptCount, createdAt: now,
            expiresAt: now.advanced(bySeconds: Int64(Self.signInMinutes) * 60),
            sealedRequest: try request.sealed(for: challenge, context))
        let wait = try await waitSeconds(record, within: [Self.signInAllowance])
        if let wait { return .tooMany(seconds: wait) }
        let base = wechatRules.returnAddress ?? context.configuration.server.publicHost.origin
        let address = "\(base)/join/\(placement.id)/wechat?lang=\(form.language)"
        return .led(
            to: wechatRules.signInAddress(state: challenge, returningTo: address), secret: secret)
    }

    /// What came of somebody's return from WeChat.
    package enum Return: Sendable, Hashable {
        /// WeChat said who it is: they can join now.
        case known
        /// The challenge or WeChat's code cannot be used any more, or another browser began.
        case over
        /// WeChat sent them back without saying who it is.
        case declined
        /// They see a preview, under a name that is made up.
        case preview
        /// WeChat could not be asked, and why in words for the log; the same return may be tried again.
        case trouble(String)
    }

    /// Exchanges what WeChat sent back, once, and seals who it was into the challenge.
    ///
    /// Nobody becomes a member by it, and loading the page again asks nobody again.
    ///
    /// - Parameters:
    ///   - id: The challenge, which came back as `state`.
    ///   - code: What came back as `code`.
    ///   - secret: What the browser kept.
    /// - Returns: What came of it.
    /// - Throws: `ServiceError`.
    package func returned(
        _ id: ChallengeID, code: String?, secret: String?
    ) async throws(ServiceError) -> Return {
        guard let challenge = try await signIn(id, secret), let wechat else { return .over }
        guard challenge.member == nil else { return .known }
        let request = try JoinRequest(opening: challenge.sealedRequest, of: id, context)
        guard request.draft.wechatOpenid == nil else { return .known }
        guard let code = code.flatMap({ WeChatCode(parsing: $0) }) else { return .declined }
        let answer: WeChatAnswer
        do throws(WeChatTrouble) {
            answer = try await wechat.person(of: code)
        } catch {
            return .trouble(error.reason)
        }
        switch answer {
        case .person(let person):
            let isKept = try await keep(person, request, challenge)
            return isKept ? .known : try await laterReturn(id, secret)
        case .over: return try await laterReturn(id, secret)
        case .preview: return .preview
        }
    }

    /// The same return may have come twice at once: then the other one brought who it is.
    private func laterReturn(_ id: ChallengeID, _ secret: String?) async throws(ServiceError) -> Return {
        guard let challenge = try await signIn(id, secret) else { return .over }
        guard challenge.member == nil else { return .known }
        let request = try JoinRequest(opening: challenge.sealedRequest, of: id, context)
        return request.draft.wechatOpenid == nil ? .over : .known
    }

    private func keep(
        _ person: WeChatPerson, _ request: JoinRequest, _ challenge: ChallengeRecord
    ) async throws(ServiceError) -> Bool {
        var request = request
        request.draft.wechatOpenid = person.openID.text
        request.draft.wechatUnionid = person.unionID?.text
        let proof = KeptProof(
            challenge: challenge.id, expected: challenge.sealedRequest,
            address: sealer.digest(of: Identity(person.openID)),
            sealedRequest: try request.sealed(for: challenge.id, context))
        return try await stored(await context.store.keep(proof, home: context.home()))
    }

    /// Makes whoever signed in a member.
    ///
    /// The same challenge again gives the same answer, also after a crash.
    ///
    /// - Parameters:
    ///   - id: The challenge.
    ///   - secret: What the browser kept.
    /// - Returns: The welcome; `over` if nobody signed in by it, or another browser began.
    /// - Throws: `ServiceError`.
    package func joinBySignIn(_ id: ChallengeID, secret: String?) async throws(ServiceError) -> Proof {
        guard let challenge = try await signIn(id, secret) else { return .over }
        if let member = challenge.member {
            return .proved(try await welcome(member, claimed: challenge.claimed, isNew: true))
        }
        let request = try JoinRequest(opening: challenge.sealedRequest, of: id, context)
        guard request.draft.wechatOpenid != nil else { return .over }
        return .proved(try await join(request, challenge: id))
    }

    /// Returns a challenge of the browser that began it, and takes one of its attempts.
    private func signIn(_ id: ChallengeID, _ secret: String?) async throws(ServiceError) -> ChallengeRecord? {
        // Whoever brings no secret must not use up the attempts of who has one.
        guard let secret = secret.flatMap({ BrowserSecret(parsing: $0) }) else { return nil }
        let now = context.surroundings.now()
        let taken = try await stored(
            await context.store.takeAttempt(id, at: now, home: context.home()))
        guard let challenge = taken, challenge.kind == .signIn,
            let answer = try? KeyedDigest(bytes: challenge.answer),
            secret.digest(for: id, keys: context.keys).isEqual(constantTime: answer)
        else { return nil }
        return challenge
    }
}

/// What only the browser that began a sign-in has, in a cookie.
package struct BrowserSecret: Sendable, Hashable, Concealed {
    package let text: String

    init(_ surroundings: Surroundings) {
        text = surroundings.newName("B", symbolCount: JoinService.challengeSymbolCount)
    }

    /// Takes what a cookie has; `nil` if it cannot be one of ours.
    init?(parsing text: String) {
        guard text.utf8.count == JoinService.challengeSymbolCount + 1 else { return nil }
        self.text = text
    }

    /// Returns what is kept of it: under the key, and for one challenge alone.
    func digest(for challenge: ChallengeID, keys: WorkspaceKeys) -> KeyedDigest {
        let key = keys.identityLookup.derive(label: "browser that signs in")
        return KeyedDigest(of: Array(challenge.text.utf8) + [0] + Array(text.utf8), key: key)
    }
}
