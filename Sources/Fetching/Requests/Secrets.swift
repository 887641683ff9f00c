import Glibc
import Manifest
import Model
import Synchronization
import System

/// The keys and tokens of the configuration: put into a request at the last moment, and taken out of every text that leaves Fetching.
final class Secrets: Sendable {
  /// Why a request cannot be made.
  struct Fault: Error {
    var what: String
    var remedy: String
  }

  /// A shorter one would stand in many texts by chance, where it is taken out.
  static let shortest = 8
  private static let longest = 8192

  private let sources: [String: SecretSource]
  private let environment: @Sendable (String) -> String?
  /// Those that were read.
  private let values = Mutex<[String: String]>([:])

  init(
    _ sources: [String: SecretSource],
    environment: @escaping @Sendable (String) -> String? = { name in getenv(name).map { String(cString: $0) } }
  ) {
    self.sources = sources
    self.environment = environment
  }

  /// A text with the keys in it.
  ///
  /// - Parameters:
  ///   - host: where the text goes.
  ///   - isAddress: the text is a web address, in which a key is written with %XX.
  func filled(_ text: String, for host: String, isAddress: Bool = false) throws(Fault) -> String {
    var filled = text
    for name in RequestForm.secrets(in: text) {
      let value = try value(name, for: host)
      filled = filled.replacing("{secret:\(name)}", with: isAddress ? WebAddress.encoded(value) : value)
    }
    return filled
  }

  /// A text in which each key that was read is replaced by its name.
  func masked(_ text: String) -> String {
    let known = values.withLock { $0 }
    guard !known.isEmpty else { return text }
    // The longest first: one may be a part of another.
    return known.sorted { ($1.value.utf8.count, $0.key) < ($0.value.utf8.count, $1.key) }.reduce(text) { text, secret in
      Self.forms(secret.value).reduce(text) { $0.replacing($1, with: "{secret:\(secret.key)}") }
    }
  }

  /// Whether a file has one of the keys of a request in it.
  ///
  /// - Parameter texts: the parts of the request, with the places of the keys.
  func areIn(_ path: String, sentIn texts: [String]) throws -> String? {
    let names = Set(texts.flatMap(RequestForm.secrets))
    guard !names.isEmpty else { return nil }
    let known = values.withLock { $0 }.filter { names.contains($0.key) }
    return try known.sorted { $0.key < $1.key }.first { secret in
      try Self.forms(secret.value).contains { try TemporaryFile.contains($0, path) }
    }?.key
  }

  /// What to do where a publisher refuses the keys of a request; nil where it has none.
  func remedy(sentIn texts: [String], again: String) -> String? {
    guard let name = texts.lazy.flatMap(RequestForm.secrets).first, let source = sources[name] else { return nil }
    return "the key '\(name)' may have expired: renew it at the publisher's, put it into \(source.words) "
      + "(secrets in Config/soundings.yaml), then: \(again)"
  }

  private func value(_ name: String, for host: String) throws(Fault) -> String {
    guard let source = sources[name] else {
      throw Fault(
        what: "the request needs the key '\(name)', and this machine has none of that name",
        remedy:
          "add to Config/soundings.yaml: secrets: {\(name): {host: \(host), env: NAME_OF_A_VARIABLE}}, or file: PATH")
    }
    guard source.host == host else {
      throw Fault(
        what: "the key '\(name)' is for \(source.host) only, and this request goes to \(host)",
        remedy: "correct secrets in Config/soundings.yaml if the key is really meant for \(host)")
    }
    if let known = values.withLock({ $0[name] }) { return known }
    let value = try read(source, name)
    values.withLock { $0[name] = value }
    return value
  }

  private func read(_ source: SecretSource, _ name: String) throws(Fault) -> String {
    let text: String?
    let remedy: String
    switch source.place {
    case .environment(let variable):
      text = environment(variable)
      remedy =
        "set it where the program is started: export \(variable)=..., or name a file in Config/soundings.yaml: secrets"
    case .file(let path):
      text = try? String(decoding: Files.bytes(of: path), as: UTF8.self)
      remedy = "write the key into that file, readable for this user only (chmod 600 \(path))"
    }
    guard let text, let value = Optional(text.split(whereSeparator: \.isWhitespace).joined(separator: " ")),
      !value.isEmpty
    else { throw Fault(what: "the key '\(name)' is not there: \(source.words) is missing or empty", remedy: remedy) }
    guard (Self.shortest...Self.longest).contains(value.utf8.count), value.utf8.allSatisfy({ (32...126).contains($0) })
    else {
      throw Fault(
        what:
          "the key '\(name)' in \(source.words) is no key: it must have \(Self.shortest) to \(Self.longest) plain letters, "
          + "digits and signs", remedy: remedy)
    }
    return value
  }

  /// The ways in which a key may be written in an answer or a message.
  private static func forms(_ value: String) -> [String] {
    let encoded = WebAddress.encoded(value)
    return encoded == value ? [value] : [value, encoded]
  }
}

extension RequestForm {
  /// All texts of a request that may have places of keys.
  func texts(_ address: String) -> [String] { [address] + headers.map(\.value) + (post.map { [$0.body] } ?? []) }
}
