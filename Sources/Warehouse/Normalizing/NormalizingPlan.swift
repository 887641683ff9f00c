import GRDBSQLite

/// How SQLite runs a `normalize.sql`, as its own listing of the program (EXPLAIN) says.
///
/// Most columns of most datasets are a field of the record as it is, and SQLite would only carry them: from the reader into a
/// value, from there into a register, and back out. Those are read from the record itself, which takes half the time; SQLite is
/// asked for the others.
struct NormalizingPlan {
  /// False if SQLite collects rows (a sort, a window, a group) before it returns them.
  let isStreaming: Bool
  /// True if each row is made of the record that was read last, none of rows that SQLite put by.
  let isInStep: Bool
  /// For each result column the field of `raw` that it is, unchanged; nil where it is computed.
  let copied: [Int?]

  private struct Instruction {
    var opcode: String
    var operands: (Int, Int, Int)
    var detail: String
  }

  /// - Parameters:
  ///   - listing: a prepared EXPLAIN of the statement.
  ///   - raw: a prepared EXPLAIN of `select 1 from raw`.
  ///   - fields: how many of the columns of `raw` are the publisher's; those behind them SQLite carries.
  init(listing: OpaquePointer, raw: OpaquePointer, fields: Int) {
    self.init(Self.program(listing), Self.program(raw), fields)
  }

  private static func program(_ listing: OpaquePointer) -> [Instruction] {
    var program: [Instruction] = []
    while sqlite3_step(listing) == SQLITE_ROW {
      func operand(_ i: Int32) -> Int { Int(sqlite3_column_int64(listing, i)) }
      program.append(
        Instruction(
          opcode: String(cString: sqlite3_column_text(listing, 1)), operands: (operand(2), operand(3), operand(4)),
          detail: sqlite3_column_text(listing, 5).map { String(cString: $0) } ?? ""))
    }
    return program
  }

  private init(_ program: [Instruction], _ raw: [Instruction], _ fields: Int) {
    isStreaming = !program.contains {
      ["SorterOpen", "AggStep", "AggFinal", "AggValue", "Insert"].contains($0.opcode)
    }
    isInStep = isStreaming && !program.contains { $0.opcode == "OpenAutoindex" }
    let results = program.filter { $0.opcode == "ResultRow" }
    // Only in one loop over one cursor is the row that SQLite returns made of the record that was read last.
    func tables(_ program: [Instruction]) -> [String] { program.filter { $0.opcode == "VOpen" }.map(\.detail) }
    guard isStreaming, results.count == 1, tables(program).count == 1, tables(program) == tables(raw),
      let touched = Self.touches(program)
    else {
      copied = []
      return
    }
    let (first, count) = (results[0].operands.0, results[0].operands.1)
    let reads = program.filter { $0.opcode == "VColumn" }
    copied = (first..<first + count).map { register in
      let writers = reads.filter { $0.operands.2 == register }
      guard writers.count == 1, touched[register] == 1, writers[0].operands.1 < fields else { return nil }
      return writers[0].operands.1
    }
  }

  /// A SELECT of the columns that are computed, over the same records.
  ///
  /// - Parameter names: of all columns of the statement `sql`.
  func narrowed(_ sql: String, _ names: [String]) -> String {
    var inner = Substring(sql)
    while let last = inner.last, last.isWhitespace || last == ";" { inner.removeLast() }
    let computed = zip(names, copied).filter { $1 == nil }.map { quoted($0.0) }
    return "select \(computed.isEmpty ? "1" : computed.joined(separator: ", ")) from (\n\(inner)\n)"
  }

  /// How often the program touches each register besides returning it; nil if it has an instruction that is not known here.
  private static func touches(_ program: [Instruction]) -> [Int: Int]? {
    var touches: [Int: Int] = [:]
    for instruction in program {
      guard let registers = registers(of: instruction) else { return nil }
      for register in registers { touches[register, default: 0] += 1 }
    }
    return touches
  }

  /// See "The SQLite Bytecode Engine" (sqlite.org/opcode.html).
  private static func registers(of instruction: Instruction) -> [Int]? {
    let (p1, p2, p3) = instruction.operands
    switch instruction.opcode {
    case "Init", "Goto", "Halt", "Transaction", "VOpen", "VNext", "Once", "Noop", "Explain", "ResultRow": return []
    case "VFilter": return [p3, p3 + 1]
    case "VColumn": return [p3]
    case "CollSeq": return p1 == 0 ? [] : [p1]
    case "Integer", "Int64", "Real", "String8": return [p2]
    case "Null": return Array(p2...max(p2, p3))
    case "NotNull", "IsNull", "If", "IfNot", "Cast", "ClrSubtype": return [p1]
    case "Eq", "Ne", "Lt", "Le", "Gt", "Ge": return [p1, p3]
    case "SCopy", "Not": return [p1, p2]
    case "Copy": return Array(p1...p1 + p3) + Array(p2...p2 + p3)
    case "Affinity": return Array(p1..<p1 + p2)
    case "Concat", "Add", "Subtract", "Multiply", "Divide", "Remainder", "And", "Or": return [p1, p2, p3]
    case "Function", "PureFunc":
      // The listing names the number of arguments, and -1 where the function takes any.
      guard let number = instruction.detail.split(separator: "(").last?.dropLast(), let count = Int(number) else {
        return nil
      }
      return Array(p2..<p2 + (count < 0 ? mostArguments : count)) + [p3]
    default: return nil
    }
  }

  /// SQLITE_MAX_FUNCTION_ARG.
  private static let mostArguments = 127
}
