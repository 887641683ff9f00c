/// An error as the user reads it, in two lines. The first says where, what, and the value; the second, after `->`, says
/// what to do.
///
/// Errors are values. They are rendered once, in the executable, and the same text goes to the run ledger.
package struct Problem: Error, Codable, Equatable, Sendable, CustomStringConvertible {
  /// The process's exit code when this problem ends it (from sysexits where one fits).
  package enum Kind: Int32, Sendable {
    /// Something failed; everything else still ran, and the old data is unchanged.
    case failed = 1
    /// The command line is invalid.
    case usage = 64
    /// A manifest, an SQL file or a data file is bad.
    case badInput = 65
    /// Another run holds the lock.
    case locked = 75
  }

  package var kind: Kind
  /// The dataset, file, line or column that the problem is about.
  package var place: String
  /// What happened, with the value that caused it.
  package var what: String
  /// What to do about it, with the file to edit and the command to type.
  package var remedy: String

  package init(_ kind: Kind = .failed, at place: String, _ what: String, remedy: String) {
    self.kind = kind
    self.place = place
    self.what = what
    self.remedy = remedy
  }

  private enum CodingKeys: String, CodingKey { case place = "where", what, remedy }

  /// Reads what was stored of a problem; its kind is not part of that.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    kind = .badInput
    place = try values.decode(String.self, forKey: .place)
    what = try values.decode(String.self, forKey: .what)
    remedy = try values.decode(String.self, forKey: .remedy)
  }

  /// Always two lines: a publisher's text inside them can neither add a line nor control the terminal.
  package var description: String {
    "\(VisibleText.of(place)): \(VisibleText.of(what))\n-> \(VisibleText.of(remedy))"
  }
}
