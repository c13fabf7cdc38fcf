import OfflineTill
import Payload
import Promotion
import Service
import Vocabulary

extension OfflineDesk {
    /// Judges a scan here; green is answered only after the journal has it on the disk.
    func judge(_ wish: OfflineWish) -> TillAnswer {
        guard let memory, let terms else { return refusal(.needsNetwork(.unknownOffer)) }
        do throws(JournalTrouble) {
            let reading = tools.clock.reading()
            let moment = try memory.moment(at: reading, offset: terms.offsetSeconds)
            let facts = OfflineFacts(terms: held(terms), leases: memory.leases, uses: memory.uses)
            switch OfflineJudge.judge(wish, facts, at: moment) {
            case .accepted(let acceptance):
                try memory.append(acceptance.event(wish), at: reading, offset: terms.offsetSeconds)
                return .redeemed(given(acceptance, wish.key))
            case .refused(let why):
                try memory.append(
                    .refused(wish, reason: why.reason), at: reading, offset: terms.offsetSeconds)
                return refusal(why)
            case .repeated(let use): return .redeemed(again(use, facts.terms))
            case .repeatedRefusal(let reason):
                return .refused(reason: reason, detail: ReasonName.text(reason, in: tools.language))
            }
        } catch { return unwritten(error) }
    }

    /// Undoes a use that this till gave.
    func voidOwn(_ key: String, _ redemption: String) -> TillAnswer {
        guard let memory, let terms else { return refusal(.needsNetwork(.unknownOffer)) }
        do throws(JournalTrouble) {
            let reading = tools.clock.reading()
            let moment = try memory.moment(at: reading, offset: terms.offsetSeconds)
            let facts = OfflineFacts(terms: held(terms), leases: memory.leases, uses: memory.uses)
            let outcome: Reversal.Outcome
            do { outcome = try OfflineJudge.void(redemption, facts, at: moment) } catch {
                return refusal(error)
            }
            switch outcome {
            case .accepted:
                let void = OfflineVoid(key: key, redemption: redemption, cashier: tools.cashier)
                try memory.append(.voided(void), at: reading, offset: terms.offsetSeconds)
                return .reversed(redemption: redemption)
            case .refused(let why):
                return .refused(reason: why.reason.rawValue, detail: why.sentence(in: tools.language))
            }
        } catch { return unwritten(error) }
    }

    /// The terms with what is known now of lists and of the terminal.
    private func held(_ terms: HeldTerms) -> OfflineTerms {
        var held = terms.terms(lists)
        if standing == .revoked { held.standing = .revoked }
        return held
    }

    private func given(_ acceptance: OfflineAcceptance, _ key: String) -> TillAnswer.Redeemed {
        TillAnswer.Redeemed(
            redemption: key, coupon: acceptance.coupon.text,
            offer: acceptance.offer.title.text(in: tools.language.rawValue),
            discount: acceptance.acceptance.discount.description,
            usesLeft: Int(acceptance.acceptance.usesLeft), isReplayed: false, isOwn: true,
            statusAgeSeconds: acceptance.ground == .allowance ? acceptance.statusAgeSeconds : nil)
    }

    private func again(_ use: OfflineUse, _ terms: OfflineTerms) -> TillAnswer.Redeemed {
        let title = terms.offers[use.offer]?.offer.title.text(in: tools.language.rawValue)
        return TillAnswer.Redeemed(
            redemption: use.wish.key, coupon: use.coupon?.text ?? use.wish.code,
            offer: title ?? use.offer.text,
            discount: use.discount.description, usesLeft: Int(use.usesLeft), isReplayed: true, isOwn: true)
    }

    private func refusal(_ why: OfflineRefusal) -> TillAnswer {
        .refused(reason: why.reason, detail: why.sentence(in: tools.language))
    }

    /// A journal that takes no more: nothing is given, and the cashier hears why.
    private func unwritten(_ error: JournalTrouble) -> TillAnswer {
        let detail = error.text(in: tools.language)
        trouble = detail
        return .refused(reason: "journal_unwritable", detail: detail)
    }
}

extension JournalTrouble {
    /// One sentence for the cashier.
    func text(in language: SpokenLanguage) -> String {
        let isEnglish = language == .english
        return switch self {
        case .disk(.full), .unwritable(.full):
            isEnglish ? "This till's disk is full: nothing is given offline." : "本机磁盘已满，无法离线核销。"
        case .disk(.inUse):
            isEnglish ? "Another till uses this till's journal: end that one." : "另一程序正在使用本机日志，请先关闭它。"
        case .fault(let fault):
            isEnglish
                ? "This till's journal is damaged in line \(fault.line) (\(fault.reason.rawValue)); call the office."
                : "本机日志第 \(fault.line) 行损坏（\(fault.reason.rawValue)），请联系总部。"
        case .disk, .unwritable, .entryTooLong, .fileTooLong, .signing:
            isEnglish
                ? "This till's journal cannot be written: nothing is given offline." : "本机日志无法写入，不能离线核销。"
        }
    }
}
