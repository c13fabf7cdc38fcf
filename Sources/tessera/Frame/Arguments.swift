import ArgumentParser
import Foundation
import Service
import Vocabulary

/// Reads a name on the command line, and says what is wrong with it.
func identifier<Name: Identifier>(_ text: String) throws -> Name {
    do {
        return try Name(parsing: text)
    } catch IdentifierError.length(let count) {
        throw ValidationError("a name has 1 to \(Name.maximumLength) characters, not \(count)")
    } catch IdentifierError.character(let character) {
        throw ValidationError("'\(character)' cannot be in a name; A-Z a-z 0-9 . _ - can")
    }
}

/// Reads a member's id, or what was scanned from their card.
func presentedMember(_ text: String) throws -> PresentedMember {
    do {
        return try PresentedMember(parsing: text)
    } catch {
        throw ValidationError("'\(text)' is neither a member's id nor a card")
    }
}

/// Reads a day.
func calendarDate(_ text: String) throws -> CalendarDate {
    guard let date = CalendarDate(parsing: text) else {
        throw ValidationError("'\(text)' is no day such as 2027-12-31")
    }
    return date
}

/// Reads a file that the command line names.
///
/// - Parameters:
///   - path: As it was typed.
///   - limit: The most bytes that such a file may have.
/// - Returns: All of its bytes.
/// - Throws: `ServiceError.notFound` if there is none, `.file` if it cannot be read, `.invalidInput` if it is
///   too large.
func readInput(_ path: String, limit: Int) throws(ServiceError) -> [UInt8] {
    let url = URL(filePath: path, relativeTo: .current)
    guard FileManager.default.fileExists(atPath: url.path()) else {
        throw .notFound(kind: "file", name: path)
    }
    let data: Data?
    do {
        let handle = try FileHandle(forReadingFrom: url)
        data = try handle.read(upToCount: limit + 1)
        try handle.close()
    } catch {
        throw .file(path: path, reason: "cannot be read: \(error.localizedDescription)")
    }
    guard let data else { return [] }
    guard data.count <= limit else {
        throw .invalidInput([
            InputFault(file: path, pointer: "", detail: "more than \(limit) bytes, which is no such file")
        ])
    }
    return Array(data)
}

/// Reads an amount in a currency.
///
/// - Throws: `UsageError` that says what an amount looks like.
func amount(_ text: String, in currency: Currency) throws -> Money {
    do {
        return try Money(parsing: text, currency: currency)
    } catch {
        throw UsageError("'\(text)' is no amount of \(currency), such as 128.00: \(error)")
    }
}

/// What is done to a file that is there already.
struct ReplaceOption: ParsableArguments {
    @Flag(help: "Replace a file that exists.")
    var force = false

    var existing: OutputFile.Existing { force ? .replace : .keep }
}

/// The format that a file's name asks for.
///
/// - Throws: `UsageError` that names the formats there are.
func format<Format: RawRepresentable & CaseIterable>(
    of path: String, as type: Format.Type
) throws -> Format where Format.RawValue == String {
    let url = URL(filePath: path)
    if let format = Format(rawValue: url.pathExtension.lowercased()) { return format }
    let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
    throw UsageError("the name '\(url.lastPathComponent)' ends in none of the formats \(known)")
}
