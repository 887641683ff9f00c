import CXML
import Glibc
import Model
import System

/// The elements and texts of one part of a workbook, in order, read by libxml2 as they are unpacked.
///
/// A document type is refused, so nothing can be declared that would expand; libxml2's own limits bound the rest (a text has at most
/// 10 MB, elements lie at most 256 deep).
final class XMLStream {
  enum Event {
    case start
    case end
    case text
  }

  /// An element's name, as the stream keeps it.
  typealias Name = UnsafePointer<UInt8>

  /// The name of the file and of the part in messages.
  let place: String

  private let source: Source
  private var reader: xmlTextReaderPtr?
  private var node: UnsafeMutablePointer<xmlNode>?
  /// True after the start of an element that has no content: its end is still to be told.
  private var isEmpty = false
  private var namespace: [UInt8]?

  /// What libxml2 reads from. Its calls come from C, through which no error can be thrown.
  private final class Source {
    let content: MemberStream
    var failure: (any Error)?
    /// libxml2's first complaint, and its line.
    var fault: (what: String, line: Int)?
    /// The beginning of the part, before its first element; nil after it was looked at.
    var head: [UInt8]? = []

    private static let longestHead = 64 << 10

    init(_ content: MemberStream) { self.content = content }

    /// Looks at the beginning for what is not read.
    func check(_ bytes: UnsafeBufferPointer<UInt8>) throws {
      guard var head else { return }
      let from = max(head.count - 1, 0)
      head += bytes
      if head.prefix(4).contains(0) || head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
        throw Refusal.encoding
      }
      if head.offset(of: "<!DOCTYPE", from: 0) != nil { throw Refusal.documentType }
      let hasElement = head[from...].indices.contains { i in
        head[i] == UInt8(ascii: "<") && i + 1 < head.count && (97...122).contains(head[i + 1] | 0x20)
      }
      guard hasElement || head.count < Self.longestHead else { throw Refusal.noElement }
      self.head = hasElement ? nil : head
    }
  }

  private enum Refusal: Error { case encoding, documentType, noElement }

  /// - Parameter file: the name of the file in messages.
  /// - Throws: ``Problem`` where libxml2 is not there.
  init(_ content: MemberStream, in file: String) throws {
    try LibXML.load()
    place = "\(file), \(content.member.name)"
    source = Source(content)
    let context = Unmanaged.passUnretained(source).toOpaque()
    reader = soundings_xml_reader({ context, memory, count in XMLStream.read(context, memory, count) }, context)
    guard let reader else {
      throw Problem(at: place, "libxml2 could not be started", remedy: "free some memory and run again")
    }
    soundings_xml_on_error(reader, { context, error in XMLStream.note(context, error) }, context)
  }

  deinit { if let reader { soundings_xml_free(reader) } }

  /// The next start, end or text; nil at the end of the part.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where the part is not well formed or damaged.
  func next() throws -> Event? {
    if isEmpty {
      isEmpty = false
      return .end
    }
    while true {
      let code = soundings_xml_read(reader)
      if code == 0, source.failure == nil, source.fault == nil { return nil }
      guard code == 1 else { throw problem() }
      node = soundings_xml_node(reader)
      switch soundings_xml_node_type(reader) {
      case Int32(XML_READER_TYPE_ELEMENT.rawValue):
        isEmpty = soundings_xml_is_empty(reader) == 1
        if namespace == nil { namespace = bytes(of: node?.pointee.ns?.pointee.href) }
        return .start
      case Int32(XML_READER_TYPE_END_ELEMENT.rawValue): return .end
      case Int32(XML_READER_TYPE_TEXT.rawValue), Int32(XML_READER_TYPE_CDATA.rawValue),
        Int32(XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue), Int32(XML_READER_TYPE_WHITESPACE.rawValue):
        return .text
      case Int32(XML_READER_TYPE_DOCUMENT_TYPE.rawValue):
        source.failure = Refusal.documentType
        throw problem()
      default: continue
      }
    }
  }

  /// A name, to be compared with ``name``.
  func interned(_ name: String) -> Name? { soundings_xml_name(reader, name) }

  /// The name of the current element, without its prefix; nil where it is of another vocabulary than the root.
  var name: Name? {
    guard let node, let wanted = namespace else { return nil }
    guard bytes(node.pointee.ns?.pointee.href, are: wanted) else { return nil }
    return node.pointee.name
  }

  /// Calls `body` with the name and the value of each attribute; the value ends with NUL.
  func attributes(_ body: (Name, UnsafePointer<UInt8>) throws -> Void) rethrows {
    var attribute = node?.pointee.properties
    while let one = attribute {
      let value = one.pointee.children
      if let name = one.pointee.name, value?.pointee.next == nil {
        if let content = value?.pointee.content {
          try body(name, UnsafePointer(content))
        } else if value == nil {
          var nothing: UInt8 = 0
          try body(name, &nothing)
        }
      }
      attribute = one.pointee.next
    }
  }

  /// The value of an attribute by its name, whatever its prefix; nil if it is not there.
  func attribute(_ name: String) -> String? {
    var found: String?
    attributes {
      if strcmp(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self), name) == 0 { found = String(cString: $1) }
    }
    return found
  }

  /// The current text; valid until the next call of ``next()``.
  var text: UnsafeBufferPointer<UInt8> {
    guard let content = node?.pointee.content else { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = UnsafePointer(content)
    return UnsafeBufferPointer(start: start, count: strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)))
  }

  /// A mistake at the current place.
  func problem(_ what: String, remedy: String = XMLStream.again) -> Problem {
    Problem(.badInput, at: "\(place), line \(soundings_xml_line(reader))", what, remedy: remedy)
  }

  static let again = "fetch it again; if nothing changes, open it in a spreadsheet program and tell the publisher"

  private func problem() -> Problem {
    switch source.failure {
    case Refusal.documentType?:
      return problem(
        "it has a document type (<!DOCTYPE ...>), which no workbook has",
        remedy: "the file may be made to do harm: find out where it comes from")
    case Refusal.noElement?: return problem("it begins with 64 KiB that are no element")
    case Refusal.encoding?:
      return problem("it is not UTF-8", remedy: "open it in a spreadsheet program and save it again")
    case let problem as Problem: return problem
    case is Inflater.Fault:
      return Problem(.badInput, at: place, "it is damaged or cut off", remedy: Self.again)
    default:
      let fault = source.fault ?? ("it cannot be parsed", Int(soundings_xml_line(reader)))
      return Problem(.badInput, at: "\(place), line \(fault.line)", "not valid XML: \(fault.what)", remedy: Self.again)
    }
  }

  private func bytes(of text: UnsafePointer<UInt8>?) -> [UInt8] {
    guard let text else { return [0] }
    return Array(
      UnsafeBufferPointer(start: text, count: strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self)) + 1))
  }

  private func bytes(_ text: UnsafePointer<UInt8>?, are wanted: [UInt8]) -> Bool {
    guard let text else { return wanted == [0] }
    return wanted.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map {
        strcmp(
          UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self),
          UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) == 0
      } ?? false
    }
  }

  private static func read(
    _ context: UnsafeMutableRawPointer?, _ memory: UnsafeMutablePointer<CChar>?, _ count: Int32
  ) -> Int32 {
    guard let context, let memory, count > 0 else { return -1 }
    let source = Unmanaged<Source>.fromOpaque(context).takeUnretainedValue()
    let bytes = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: UInt8.self)
    do {
      let got = try source.content.read(into: bytes, count: Int(count))
      try source.check(UnsafeBufferPointer(start: bytes, count: got))
      return Int32(got)
    } catch {
      source.failure = error
      return -1
    }
  }

  private static func note(_ context: UnsafeMutableRawPointer?, _ error: xmlErrorPtr?) {
    guard let context, let error = error?.pointee, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    let source = Unmanaged<Source>.fromOpaque(context).takeUnretainedValue()
    guard source.fault == nil else { return }
    let words = error.message.map { String(cString: $0) } ?? ""
    let text = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    source.fault = (String(text.prefix(160)), Int(error.line))
  }
}
