import Foundation
package import OfflineTill
package import Payload
import Promotion
package import Vocabulary

extension TillTerms {
    /// Returns what the till judges by.
    ///
    /// - Parameter lists: What the till has of each batch's status list, by the batch's number; `missing` where none is
    ///   named.
    /// - Returns: The terms for `OfflineJudge`.
    /// - Throws: `ServiceError.invalidInput` if the terms contradict themselves, which those that were read do not.
    package func offlineTerms(
        statusLists lists: [UInt32: StatusKnowledge] = [:]
    ) throws(ServiceError) -> OfflineTerms {
        var ends: [UInt8: Instant] = [:]
        for key in keys { ends[key.key.keyID] = key.endsAt }
        return OfflineTerms(
            terminal: terminal, store: store, standing: standing == .trusted ? .trusted : .revoked,
            keyring: try keyring(), keyEnds: ends,
            campaigns: Dictionary(campaigns.map { ($0.id, $0.terms) }) { first, _ in first },
            offers: Dictionary(offers.map { ($0.offer.id, $0.terms) }) { first, _ in first },
            batches: Dictionary(batches.map { ($0.number, $0.terms(lists[$0.number])) }) { first, _ in first
            },
            usableUntil: usableUntil)
    }

    /// Returns the issuer's keys, by which leases and status lists are checked.
    ///
    /// - Throws: `ServiceError.invalidInput` if two of them share an id.
    package func keyring() throws(ServiceError) -> IssuerKeyring {
        do {
            return try IssuerKeyring(keys.map(\.key))
        } catch {
            let detail = "Two keys have the id \(error.keyID)."
            throw .invalidInput([InputFault(pointer: "keys", detail: detail)])
        }
    }

    /// Returns the store's local time minus UTC at a moment.
    ///
    /// A till without a network goes on over a change of the clocks, so the zone is asked; where the machine does not
    /// know it, the offset of the moment when the terms were made stands in.
    package func utcOffsetSeconds(at instant: Instant) -> Int {
        TimeZone(identifier: timeZone)?.secondsFromGMT(for: instant.date) ?? utcOffsetSeconds
    }
}

extension TillTerms.CampaignItem {
    fileprivate var terms: CampaignTerms {
        CampaignTerms(
            state: state, validity: validity,
            budget: budget.map {
                Redemption.Budget(campaign: id, limit: $0.limit, given: $0.given.minorUnits)
            },
            allowance: allowance)
    }
}

extension TillTerms.OfferItem {
    fileprivate var terms: OfferTerms {
        OfferTerms(
            campaign: campaign, offer: offer, usesInCampaign: usesInCampaign, stockGiven: stockGiven,
            usesInStore: usesInStore, countedOn: countedOn)
    }
}

extension TillTerms.BatchItem {
    fileprivate func terms(_ status: StatusKnowledge?) -> BatchTerms {
        BatchTerms(offer: offer, state: state == .issued ? .issued : .revoked, status: status ?? .missing)
    }
}
