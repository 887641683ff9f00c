import Glibc
import Model
import TestTools
import Testing

@testable import Formats

/// Random files of all formats, undamaged and damaged: no crash, an error of two lines, the same result twice. `scripts/fuzz` reads them for
/// a stated time and watches the memory, which a process that runs other tests cannot tell.
@Suite("All readers on random files", .tags(.slow))
struct FuzzTests {
  /// The memory that reading any of the files may take, and what the tests' own process and the file itself take up.
  private static let mostMemory = 256 << 20

  @Test("A few", arguments: 0..<30)
  func aFew(_ number: Int) throws {
    var random = SeededRandom.ofTest("FuzzTests.aFew", case: number)
    for _ in 0..<12 {
      let input = FuzzInput.make(seed: random.next(), growth: 0)
      try withFile(input.bytes) { path in
        for fault in Self.faults(of: input, at: path) { Issue.record("\(input.kind): \(fault)") }
      }
    }
  }

  @Test("As many as a stated time allows", .enabled(if: getenv("SOUNDINGS_FUZZ") != nil, "scripts/fuzz runs this"))
  func forAStatedTime() throws {
    let seconds = try #require(Self.number("SOUNDINGS_FUZZ"))
    let folder = try #require(getenv("SOUNDINGS_FUZZ_FOLDER").map { String(cString: $0) })
    var seed = try #require(Self.number("SOUNDINGS_SEED"))
    let end = ContinuousClock.now + .seconds(Int(seconds))
    var counts: [String: Int] = [:]
    var (failures, mostSeen) = (0, 0)
    while ContinuousClock.now < end, failures < 20 {
      let input = FuzzInput.make(seed: seed, growth: 8 << 20)
      // Both are there when the process is not.
      try Self.write(input.bytes, to: folder + "/input")
      try Self.write(Array("\(seed)".utf8), to: folder + "/seed")
      // What the allocator keeps of the files before is not of this one.
      Self.trimMemory()
      try Self.write([UInt8(ascii: "5")], to: "/proc/self/clear_refs")
      // What the comparison below keeps of a million records is not the reader's.
      Self.pass(input, at: folder + "/input")
      let memory = try Self.peakMemory()
      var faults = Self.faults(of: input, at: folder + "/input")
      mostSeen = max(mostSeen, memory)
      if memory > Self.mostMemory { faults.append("it took \(memory >> 20) MiB") }
      if !faults.isEmpty {
        failures += 1
        try Self.write(input.bytes, to: folder + "/input-\(seed)")
        Issue.record(
          """
          \(input.kind), seed \(seed): \(faults.joined(separator: "; "))
          -> the file is \(folder)/input-\(seed); read it again with: scripts/fuzz 1 \(seed)
          """)
      }
      counts[input.kind, default: 0] += 1
      seed &+= 1
    }
    unlink(folder + "/seed")
    let kinds = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    print("fuzz: \(kinds); seeds up to \(seed &- 1); at most \(mostSeen >> 20) MiB; \(failures) failed")
  }

  /// What is wrong with how a file was read.
  private static func faults(of input: FuzzInput, at path: String) -> [String] {
    let found = read(input, at: path)
    var faults: [String] = []
    if let problem = found.problem {
      let text = problem.description
      if problem.place == "test" { faults.append(problem.what) }
      if problem.kind != .badInput { faults.append("no error of a file: \(text)") }
      if text.split(separator: "\n", omittingEmptySubsequences: false).count != 2 {
        faults.append("not two lines: \(text)")
      }
      if text.utf8.count > 4000 { faults.append("an error of \(text.utf8.count) bytes") }
    }
    if found != read(input, at: path) { faults.append("reading twice gives two results") }
    if found.rows.contains(where: { $0.number < 1 || $0.fields.count != found.header.count }) {
      faults.append("a record of another width, or without a number")
    }
    if zip(found.rows, found.rows.dropFirst()).contains(where: { $1.number < $0.number }) {
      faults.append("numbers that go back")
    }
    if let defect = found.defects.compactMap(\.self).first(where: { $0.isEmpty || $0.contains("\n") }) {
      faults.append("a defect that is no line: \(defect)")
    }
    if let expected = input.expected {
      if let problem = found.problem {
        faults.append("it is undamaged, and: \(problem)")
      } else if let defect = found.defects.compactMap(\.self).first {
        faults.append("it is undamaged, and: \(defect)")
      } else if found.fields != expected {
        let row = zip(found.fields, expected).first { $0 != $1 }
        faults.append("read \(found.fields.count) of \(expected.count) records; \(String(describing: row))")
      }
    }
    guard input.way == .file else { return faults }
    // What else asks a file: it may throw, and must come to an end.
    _ = try? Formats.pageText(path: path, name: "t.file", readings: input.readings)
    _ = Formats.mostLinesInField(path: path, readings: input.readings)
    _ = try? Formats.jsonText(path: path, name: "t.file", pointer: "/page/text")
    return faults
  }

  private static func read(_ input: FuzzInput, at path: String) -> Outcome { outcome { try open(input, at: path) } }

  /// Reads to the end, and keeps nothing.
  private static func pass(_ input: FuzzInput, at path: String) {
    guard let reader = try? open(input, at: path) else { return }
    while (try? reader.advance()) == true { _ = (reader.fields[0], reader.verbatim) }
  }

  private static func open(_ input: FuzzInput, at path: String) throws -> any RecordReader {
    switch input.way {
    case .file: try Formats.open(path: path, name: "t.file", readings: input.readings).reader
    case .pdfWords: try PDFReader(PDFPages(path: path, name: "t.file"), name: "t.file", reading: input.readings[0])
    }
  }

  // MARK: - the process

  private static func number(_ name: String) -> UInt64? { getenv(name).flatMap { UInt64(String(cString: $0)) } }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    try #require(descriptor >= 0, "\(path)")
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let n = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written) }
      try #require(n > 0)
      written += n
    }
  }

  /// Gives free memory back to the system; glibc's malloc_trim is in no module of Swift.
  private static func trimMemory() {
    guard let trim = dlsym(nil, "malloc_trim") else { return }
    _ = unsafeBitCast(trim, to: (@convention(c) (Int) -> CInt).self)(0)
  }

  /// The most memory since /proc/self/clear_refs was written to.
  private static func peakMemory() throws -> Int {
    let file = try #require(fopen("/proc/self/status", "r"))
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 256)
    while fgets(&buffer, 256, file) != nil {
      let line = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard line.hasPrefix("VmHWM:") else { continue }
      return try #require(line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }) << 10
    }
    throw Problem(at: "/proc/self/status", "it has no VmHWM", remedy: "")
  }
}
