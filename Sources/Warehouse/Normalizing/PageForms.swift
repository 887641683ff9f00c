import Manifest
import Model

/// The forms that the files of one edition may have: of a file for each year, an older one may lack a column. The pages of one answer have one form.
struct PageForms {
  /// The columns of `raw` that are fields of its records.
  let names: [String]
  private let isMixed: Bool
  private let edition: String

  /// - Parameter first: the columns of the first page.
  init(_ dataset: DatasetManifest, _ edition: Edition, first: [String]) {
    isMixed = edition.snapshots.count > 1 && dataset.readings.count > 1 && dataset.fetch?.paging == nil
    self.edition = "\(dataset.name), edition of \(edition.name)"
    // SQL ignores case.
    var known = Set(first.map { $0.lowercased() })
    names =
      first + (isMixed ? dataset.readings.flatMap(\.rawNames).filter { known.insert($0.lowercased()).inserted } : [])
  }

  /// The reader of a page, with the columns of all.
  ///
  /// - Throws: ``Problem`` (`.badInput`) where the page has another form than the first and must not.
  func reader(_ page: (reader: any RecordReader, rawNames: [String]), number: Int) throws -> any RecordReader {
    guard page.rawNames != names else { return page.reader }
    guard isMixed else {
      throw Problem(
        .badInput, at: "\(edition), page \(number)",
        "has a different form than page 1", remedy: "fetch or add all pages of one edition in the same form")
    }
    return PlacedColumns(page.reader, page.rawNames, among: names)
  }
}

/// The records of a page with the columns of all: those that it lacks are absent.
private final class PlacedColumns: RecordReader {
  let header: [String]
  let fields: UnsafePointer<FieldBytes>
  private let base: any RecordReader
  /// For each column of the page its place.
  private let places: [Int]
  private let slots: UnsafeMutablePointer<FieldBytes>

  init(_ base: any RecordReader, _ own: [String], among names: [String]) {
    self.base = base
    places = own.map { name in names.firstIndex { $0.lowercased() == name.lowercased() } ?? 0 }
    var header = names.map { _ in "" }
    for (i, place) in places.enumerated() { header[place] = base.header[i] }
    self.header = header
    slots = .allocate(capacity: names.count)
    slots.initialize(repeating: .absent, count: names.count)
    fields = UnsafePointer(slots)
  }

  deinit { slots.deallocate() }

  var recordNumber: Int { base.recordNumber }
  var defect: String? { base.defect }
  var defectiveField: Int? { base.defectiveField.map { places[$0] } }
  var endsWithoutLineEnd: Bool { base.endsWithoutLineEnd }
  var linesSpanned: Int { base.linesSpanned }
  var unnamedColumns: [Int] { base.unnamedColumns.map { places[$0] } }
  var verbatim: UnsafeBufferPointer<UInt8> { base.verbatim }
  var hasNumbers: Bool { base.hasNumbers }
  func origin(of field: Int) -> FieldOrigin { places.firstIndex(of: field).map(base.origin) ?? .text }

  func advance() throws -> Bool {
    guard try base.advance() else { return false }
    for (i, place) in places.enumerated() { slots[place] = base.fields[i] }
    return true
  }
}
