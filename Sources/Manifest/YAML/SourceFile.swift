import Glibc
import Model

/// One file of ours while it is read, and the mistakes found in it so far.
///
/// Decoding goes on after a mistake, so that `soundings check` shows all of them at once; whoever decodes throws the
/// result
/// away where ``isSound`` is false.
final class SourceFile {
  /// The path as the user will read it: relative to where the folder was named from.
  let path: String
  private var mistakes: [(line: Int, problem: Problem)] = []

  init(_ path: String) { self.path = path }

  var isSound: Bool { mistakes.isEmpty }

  /// The mistakes in the order of their lines.
  var problems: [Problem] {
    mistakes.enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element.problem)
  }

  /// Notes a mistake; `line` 0 means the file as a whole.
  func report(line: Int = 0, _ what: String, remedy: String) {
    let place = line > 0 ? "\(path):\(line)" : path
    let problem = Problem(.badInput, at: place, what, remedy: remedy)
    // A part may be read twice, once for itself and once beside others.
    if !mistakes.contains(where: { $0.problem == problem }) { mistakes.append((line, problem)) }
  }

  /// The file's text; nil, with the mistake noted, where there is none. A byte order mark is left out.
  func text(remedyIfMissing: String) -> String? {
    let bytes: [UInt8]
    switch Files.bytes(path) {
    case .success(let read): bytes = read
    case .failure(let failure) where failure.code == ENOENT:
      report("there is no such file", remedy: remedyIfMissing)
      return nil
    case .failure(let failure):
      report("cannot be read: \(failure.message)", remedy: "look at its permissions: ls -ld \(path)")
      return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let repaired = String(decoding: bytes, as: UTF8.self).utf8
      let line = 1 + zip(bytes, repaired).prefix { $0 == $1 }.count { $0.0 == UInt8(ascii: "\n") }
      report(
        line: line, "holds bytes that are not UTF-8", remedy: "save the file as UTF-8: iconv -f latin1 -t utf8 \(path)")
      return nil
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }
}

/// The few calls of the file system that reading manifests takes.
enum Files {
  struct Failure: Error {
    var code: Int32
    var message: String { String(cString: strerror(code)) }
  }

  static func bytes(_ path: String) -> Result<[UInt8], Failure> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(Failure(code: errno)) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { return .failure(Failure(code: errno)) }
    let size = max(0, Int(facts.st_size))
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = read(descriptor, buffer.baseAddress! + count, size - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = errno }
        guard got > 0 else { break }
        count += got
      }
    }
    // Reading a folder fails only here, and not at all where its size is 0.
    if facts.st_mode & S_IFMT == S_IFDIR { failure = EISDIR }
    return failure == 0 ? .success(bytes) : .failure(Failure(code: failure))
  }

  /// The visible names in a folder, sorted by their bytes; nil where it is not a folder.
  static func names(in folder: String) -> [String]? {
    guard let handle = opendir(folder) else { return nil }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func isFolder(_ path: String) -> Bool { mode(path) == S_IFDIR }
  static func exists(_ path: String) -> Bool { mode(path) != 0 }

  private static func mode(_ path: String) -> mode_t {
    var facts = stat()
    return stat(path, &facts) == 0 ? facts.st_mode & S_IFMT : 0
  }
}

extension StringProtocol {
  /// The text without blanks and line ends at both ends. By bytes: every line of every file passes here.
  var trimmed: String {
    let bytes = Substring(self).utf8
    let isText: (UInt8) -> Bool = { $0 != 32 && !(9...13).contains($0) }
    guard let start = bytes.firstIndex(where: isText), let end = bytes.lastIndex(where: isText) else { return "" }
    return String(bytes[start...end]) ?? ""
  }
}

/// Names that SQL sees: lower case, so that they need no quotes and cannot differ by case alone.
enum Name {
  static let rule = "a lower-case letter, then lower-case letters, digits and underscores"

  static func isValid(_ name: String, alsoHyphens: Bool = false) -> Bool {
    guard let first = name.utf8.first, (97...122).contains(first) else { return false }
    return name.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 95 || (alsoHyphens && $0 == 45)
    }
  }

  /// The nearest valid name, to show in a remedy.
  static func tidied(_ name: String) -> String? {
    var tidy = ""
    for scalar in name.lowercased().unicodeScalars {
      let isWord = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if isWord { tidy.unicodeScalars.append(scalar) } else if !tidy.isEmpty, !tidy.hasSuffix("_") { tidy += "_" }
    }
    while tidy.hasSuffix("_") { tidy.removeLast() }
    return isValid(tidy) ? tidy : nil
  }
}
