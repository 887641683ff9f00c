import Glibc
import Model
import Testing

@testable import Manifest

/// A separate folder for one test, removed with it.
final class Workspace {
  let path: String

  init() {
    let template = Array("/tmp/soundings-manifest-XXXXXX".utf8CString)
    path = template.withUnsafeBufferPointer { source in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: source.count)
      defer { copy.deallocate() }
      copy.initialize(from: source.baseAddress!, count: source.count)
      return String(cString: mkdtemp(copy))
    }
  }

  /// What was created, in that order; it is removed in reverse order.
  private var made: [String] = []

  deinit { for path in made.reversed() + [path] where unlink(path) != 0 { rmdir(path) } }

  var pipelines: String { path + "/Pipelines" }

  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, bytes: Array(text.utf8)) }

  @discardableResult
  func write(_ name: String, bytes: [UInt8]) -> String {
    var folder = path
    for part in name.split(separator: "/").dropLast() {
      folder += "/\(part)"
      make(folder)
    }
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress!, $0.count) }
      rest = rest.dropFirst(max(count, 0))
    }
    close(descriptor)
    made.append(file)
    return file
  }

  func makeFolder(_ name: String) { make("\(path)/\(name)") }

  private func make(_ folder: String) {
    if mkdir(folder, 0o755) == 0 { made.append(folder) }
  }

  /// The problems of the library, with the test's own folder removed from their places.
  func problems() -> [String] {
    Library.problems(in: pipelines).map { problem in
      #expect(problem.kind == .badInput)
      return problem.description.replacing(path + "/", with: "")
    }
  }
}
