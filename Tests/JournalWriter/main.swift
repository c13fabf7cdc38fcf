// Appends to a journal until it is killed, and says the key of each entry once it was acknowledged.
//
// Usage: JournalWriter FILE FIRST: the keys are K and a number, from FIRST on.

import Foundation
import OfflineTill
import Payload
import Vocabulary

let path = CommandLine.arguments[1]
var number = Int64(CommandLine.arguments[2]) ?? 0
let journal = try JournalFile(
    LockedFile(path), terminal: TerminalID(unchecked: "T1"),
    key: TerminalSigningKey(seed: [UInt8](repeating: 1, count: 32)))
while true {
    let wish = try OfflineWish(key: "K\(number)", code: CouponCode(number: UInt64(number)).text)
    let reading = ClockReading(
        wall: Instant(millisecondsSince1970: number), boot: "boot-1", uptimeMilliseconds: number)
    _ = try journal.append(.refused(wish, reason: "unknown_code"), at: reading, utcOffsetSeconds: 0)
    try FileHandle.standardOutput.write(contentsOf: Data("\(number)\n".utf8))
    number += 1
}
