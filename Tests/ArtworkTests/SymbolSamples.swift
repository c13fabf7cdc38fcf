import Support

/// The sample brand's logo.
enum SampleLogo {
    static let svg = Array(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" role="img" aria-label="Qingquan Tea">
          <circle cx="60" cy="60" r="58" fill="#0b6e4f"/>
          <path d="M60 22c22 14 30 34 24 56-22 2-40-8-46-30 8-2 18 0 24 6-4-10-6-20-2-32z" fill="#f4f1de"/>
          <path d="M28 96c12-6 24-6 32 0s20 6 32 0" fill="none" stroke="#f4f1de" stroke-width="5"/>
        </svg>
        """.utf8)
}

/// Seeded texts of the kinds that codes hold.
enum SampleText: String, CaseIterable, Sendable {
    case digits, upperCase, chinese, bytes

    func bytes(count: Int, using generator: inout SplitMix64) -> [UInt8] {
        switch self {
        case .digits: (0..<count).map { _ in UInt8.random(in: 0x30...0x39, using: &generator) }
        case .upperCase:
            (0..<count).map { _ in
                Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789:/.-".utf8).randomElement(using: &generator) ?? 0
            }
        case .chinese:
            (0..<count).flatMap { _ in
                Array(String("清泉茶舍满减元会员卡春节".randomElement(using: &generator) ?? "茶").utf8)
            }
        case .bytes: (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        }
    }
}
