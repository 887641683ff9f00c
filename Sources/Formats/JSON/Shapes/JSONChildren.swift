import Model

/// The rows of an array in each record (``JSONShape/each``), each with the fields of its record. A record whose array is empty, null or
/// missing is one row without them. All rows of a record have its number and its text.
final class JSONChildren: RecordReader {
  let header: [String]
  let fields: UnsafePointer<FieldBytes>
  private(set) var defect: String?

  private let name: String
  private let base: JSONReader
  private let child: JSONRecord
  private let slots: UnsafeMutablePointer<FieldBytes>
  /// The fields of the record and of its children, as (slot here, slot there).
  private let parents: [(Int, Int)]
  private let children: [(Int, Int)]
  private let place: Int
  private let each: String
  private let optional: [String]
  /// The next item of the array; nil at its end.
  private var next: UnsafePointer<UInt8>?

  init(path: String, name: String, reading: Reading, each: String) throws {
    self.name = name
    self.each = each
    optional = reading.optional
    header = reading.header
    let prefix = each + "."
    let isChild = header.map { $0.hasPrefix(prefix) }
    var record = reading
    record.header = header.filter { !$0.hasPrefix(prefix) } + [each]
    record.ignore = reading.ignore.filter { !$0.hasPrefix(prefix) }
    record.optional = reading.optional.filter { !$0.hasPrefix(prefix) }
    record.shape.asText = reading.shape.asText.filter { !$0.hasPrefix(prefix) } + [each]
    record.shape.each = nil
    base = try JSONReader(path: path, name: name, reading: record)
    func own(_ names: [String]) -> [String] {
      names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    }
    var shape = reading.shape
    shape.asText = own(shape.asText)
    child = JSONRecord(header: own(header), ignore: own(reading.ignore), shape: shape)
    var counts = (parents: 0, children: 0)
    var (parents, children): ([(Int, Int)], [(Int, Int)]) = ([], [])
    for i in header.indices {
      if isChild[i] {
        children.append((i, counts.children))
        counts.children += 1
      } else {
        parents.append((i, counts.parents))
        counts.parents += 1
      }
    }
    (self.parents, self.children, place) = (parents, children, counts.parents)
    slots = .allocate(capacity: header.count + 1)
    slots.initialize(repeating: .absent, count: header.count + 1)
    fields = UnsafePointer(slots)
  }

  deinit { slots.deallocate() }

  var recordNumber: Int { base.recordNumber }
  var verbatim: UnsafeBufferPointer<UInt8> { base.verbatim }

  var unnamedColumns: [Int] {
    let record = base.unnamedColumns
    let own = child.unnamed
    return parents.filter { record.contains($0.1) }.map(\.0)
      + children.filter { own.contains($0.1) && !optional.contains(header[$0.0]) }.map(\.0)
  }

  let hasNumbers = true

  func origin(of field: Int) -> FieldOrigin { JSONRaw.origin(of: fields[field], in: base.verbatim) }

  func advance() throws -> Bool {
    if next == nil {
      guard try base.advance() else { return false }
      for (here, there) in parents { slots[here] = base.fields[there] }
      for (here, _) in children { slots[here] = .absent }
      defect = base.defect
      let list = base.fields[place]
      guard defect == nil, let start = list.start else { return true }
      guard start.pointee == UInt8(ascii: "[") else {
        defect = "'\(each)' is \(JSONText.kind(start.pointee)), expected an array"
        return true
      }
      let first = JSONRaw.blanks(start + 1)
      if first.pointee == UInt8(ascii: "]") { return true }
      next = first
    }
    guard let item = next else { return true }
    let end = JSONRaw.value(item)
    switch child.read(UnsafeBufferPointer(start: item, count: end - item)) {
    case .fields: defect = nil
    case .defect(let what): defect = "in '\(each)': \(what)"
    case .unknownKey(let key): throw base.drift("\(each).\(key)", among: header)
    }
    for (here, there) in children { slots[here] = child.slots[there] }
    let after = JSONRaw.blanks(end)
    next = after.pointee == UInt8(ascii: ",") ? JSONRaw.blanks(after + 1) : nil
    return true
  }
}
