import OfflineTill
import Promotion
import Service
import Vocabulary

/// What the synchronisation found, for the cashier.
enum TillNews: Sendable, Hashable {
    /// Another till had given the same use.
    case conflict(code: String, terminal: TerminalID, at: LocalMoment)
    /// The server does not let a use stand.
    case refused(code: String, reason: String)
    /// The till had said no, and the server had given it.
    case givenAfterAll(code: String)

    /// What the meaning of an answer is to the cashier; `nil` where all is well.
    ///
    /// - Parameters:
    ///   - meaning: Of the answer.
    ///   - code: The coupon.
    ///   - offset: The store's local time minus UTC.
    init?(_ meaning: UploadPlan.Meaning, code: String, offset: (Instant) -> Int) {
        switch meaning {
        case .conflict(let terminal, let instant):
            let moment = LocalMoment(instant: instant, utcOffsetSeconds: offset(instant))
            self = .conflict(code: code, terminal: terminal, at: moment)
        case .refused(let reason): self = .refused(code: code, reason: reason)
        case .givenAfterAll: self = .givenAfterAll(code: code)
        case .settled, .reversed, .neverGiven, .repeated, .unasked: return nil
        }
    }

    /// One sentence.
    func text(in language: SpokenLanguage) -> String {
        switch (self, language) {
        case (.conflict(let code, let terminal, let moment), .english):
            "\(code) had been used at \(terminal) on \(moment.date) \(moment.clock); tell the office."
        case (.conflict(let code, let terminal, let moment), .simplifiedChinese):
            "\(code) 已于 \(moment.date) \(moment.clock) 在 \(terminal) 使用过，请告知总部。"
        case (.refused(let code, let reason), .english):
            "The server does not accept \(code): \(ReasonName.text(reason, in: .english)); tell the office."
        case (.refused(let code, let reason), .simplifiedChinese):
            "服务器不接受 \(code)：\(ReasonName.text(reason, in: .simplifiedChinese))，请告知总部。"
        case (.givenAfterAll(let code), .english):
            "\(code) was accepted by the server after all: give it, or undo it at the office."
        case (.givenAfterAll(let code), .simplifiedChinese):
            "\(code) 服务器其实已核销：请给予优惠，或联系总部撤销。"
        }
    }
}
