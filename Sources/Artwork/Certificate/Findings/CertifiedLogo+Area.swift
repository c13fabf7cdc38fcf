internal import QRSymbol

extension CertifiedLogo {
    /// Takes the numbers out of a plan.
    init(_ area: LogoArea) {
        row = area.place.rows.lowerBound
        column = area.place.columns.lowerBound
        rows = area.place.rows.count
        columns = area.place.columns.count
        percent = area.percent
        damagedPerBlock = area.damagedPerBlock
        damageLeft = area.damageLeft
    }
}
