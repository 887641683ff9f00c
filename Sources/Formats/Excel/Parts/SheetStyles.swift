import Model

/// The number formats of a workbook's cells.
struct SheetStyles {
  private var formats: [NumberFormat] = []
  /// The format of each style, as an index into `formats`.
  private var styles: [Int] = []

  private static let most = 100_000

  /// - Parameter stream: nil where the workbook has no such part: all its cells have the general format.
  /// - Throws: ``Problem`` (`.badInput`) where the part cannot be read.
  init(_ stream: XMLStream?) throws {
    guard let stream else { return }
    let (format, style, list) = (stream.interned("numFmt"), stream.interned("xf"), stream.interned("cellXfs"))
    var codes: [Int: String] = [:]
    var places: [Int: Int] = [:]
    var isInList = false
    while let event = try stream.next() {
      let name = stream.name
      if name == list, event != .text { isInList = event == .start }
      guard event == .start else { continue }
      if name == format, let id = Int(stream.attribute("numFmtId") ?? "") {
        codes[id] = stream.attribute("formatCode") ?? ""
      } else if isInList, name == style {
        let id = Int(stream.attribute("numFmtId") ?? "0") ?? 0
        if places[id] == nil {
          places[id] = formats.count
          formats.append(NumberFormat(id: id, code: codes[id]))
        }
        styles.append(places[id] ?? 0)
      }
      guard codes.count <= Self.most, styles.count <= Self.most else {
        throw stream.problem("more than \(Self.most) formats or styles")
      }
    }
  }

  /// The format of a style; nil where the workbook has no such style.
  subscript(style: Int) -> NumberFormat? {
    if styles.isEmpty, style == 0 { return .general }
    return styles.indices.contains(style) ? formats[styles[style]] : nil
  }
}
