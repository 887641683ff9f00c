import FoundationEssentials

/// An error that a publisher's programming interface words itself. Some send it with status 200.
struct APIError: Equatable {
  /// In the publisher's words, on one line: a code and a sentence, or one of the two.
  var text: String
  /// Whether the publisher says that it may pass: its database is behind, or there were too many requests.
  var mayPass: Bool

  /// MediaWiki's codes for what passes by itself.
  private static let passing: Set<String> = ["maxlag", "ratelimited", "readonly"]

  /// Reads MediaWiki's `{"error": {"code", "info"}}` or `{"errors": [{"code", "text"}]}`, and Socrata's `{"error": true, "code",
  /// "message"}`.
  ///
  /// - Parameter isAnyText: takes a `message`, `error` or `detail` that stands alone too. Only the body of an error is read so: in data,
  ///   such a key may mean anything.
  init?(_ bytes: [UInt8], isAnyText: Bool) {
    guard bytes.first(where: { $0 > 32 }) == UInt8(ascii: "{"),
      case .map(let top)? = try? JSONDecoder().decode(Node.self, from: Data(bytes))
    else { return nil }
    var error = top["error"]?.map
    if error == nil, case .list(let all)? = top["errors"] { error = all.first?.map }
    if error == nil, case .flag(true)? = top["error"] { error = top }
    let code = error?["code"]?.text
    let words = ["info", "message", "text", "html", "*"].lazy.compactMap { error?[$0]?.text }.first
    var parts = [code, words].compactMap(\.self)
    if code == nil || words == nil, !isAnyText, error?["message"] == nil { return nil }
    if parts.isEmpty, isAnyText {
      parts = ["message", "error", "detail"].compactMap { top[$0]?.text }.prefix(1).map(\.self)
    }
    guard !parts.isEmpty else { return nil }
    text = String(oneLine(parts.joined(separator: ": ")).prefix(300))
    mayPass = code.map(Self.passing.contains) ?? false
  }

  private enum Node: Decodable {
    case text(String)
    case flag(Bool)
    case list([Node])
    case map([String: Node])
    /// A number or null.
    case other

    init(from decoder: any Decoder) throws {
      let one = try decoder.singleValueContainer()
      if let text = try? one.decode(String.self) {
        self = .text(text)
      } else if let flag = try? one.decode(Bool.self) {
        self = .flag(flag)
      } else if let map = try? one.decode([String: Node].self) {
        self = .map(map)
      } else if let list = try? one.decode([Node].self) {
        self = .list(list)
      } else {
        self = .other
      }
    }

    var text: String? { if case .text(let text) = self, !text.isEmpty { text } else { nil } }
    var map: [String: Node]? { if case .map(let map) = self { map } else { nil } }
  }
}
