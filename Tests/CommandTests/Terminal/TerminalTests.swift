import Foundation
import TestTools
import Testing

/// What is different on a terminal: colors where they are wanted, and a pager for what is longer than the screen.
@Suite(.tags(.slow)) struct TerminalTests {
  private static let escape = "\u{1B}["

  /// Runs the program in a terminal of so many rows, 80 columns wide.
  private func terminal(_ work: Workdir, rows: Int = 200, _ command: String, variables: String = "TERM=xterm") throws
    -> String
  {
    try work.write("stty rows \(rows) cols 80; unset NO_COLOR; \(variables) \"$PROGRAM\" \(command)\n", "typed.sh")
    let result = work.shell("PROGRAM=\"$0\" PAGER=\"${PAGER-cat}\" script -qec 'sh typed.sh' /dev/null < /dev/null")
    #expect(result.err.isEmpty, "\(result.err)")
    return result.out.replacing("\r\n", with: "\n")
  }

  @Test func colorsOnlyWhereTheyAreWanted() throws {
    let work = try FigureTraceTests().project(now: "2025-07-02T10:00:00Z")
    let plain = work.run("figures").out
    #expect(!plain.contains(Self.escape))
    let colored = try terminal(work, "figures")
    #expect(colored.contains("\(Self.escape)31mCONTRADICTED\(Self.escape)0m  boats-here"), "\(colored)")
    // Without them it is the same text.
    let stripped = colored.replacing(/\u{1B}\[[0-9]+m/, with: "")
    #expect(stripped.contains("CONTRADICTED  boats-here") && !stripped.contains(Self.escape))
    for variables in ["TERM=xterm NO_COLOR=1", "TERM=dumb", "TERM="] {
      #expect(try terminal(work, "figures", variables: variables) == stripped, "\(variables)")
    }
    #expect(try terminal(work, "figures", variables: "TERM=xterm NO_COLOR=") == colored)
    #expect(try terminal(work, "status").contains("\(Self.escape)32mfresh\(Self.escape)0m  "))
    #expect(try terminal(work, "table boats_by_port").hasPrefix("\(Self.escape)1mBoats by port"))
    let wrong = try terminal(work, "table boats_by_part")
    #expect(wrong.contains("\(Self.escape)1m") && wrong.contains("\n-> did you mean"), "\(wrong)")
    // What a program reads has none, on a terminal too.
    for command in ["table boats_by_port --format csv", "figures --json", "table boats_by_port --json"] {
      #expect(try !terminal(work, command).contains(Self.escape), "\(command)")
    }
  }

  @Test func aPagerShowsWhatIsLongerThanTheScreen() throws {
    let work = try FigureTraceTests().project(now: "2025-07-02T10:00:00Z")
    let pager = "PAGER='cat > paged.txt; echo the pager'"
    #expect(try terminal(work, rows: 6, "figures", variables: "TERM=xterm \(pager)").hasSuffix("the pager\n"))
    #expect(try work.read("paged.txt").contains("boats-here"))
    // What fits, what a program reads, and where none is wanted or there is none: as ever.
    #expect(try terminal(work, rows: 200, "figures", variables: "TERM=xterm \(pager)").contains("boats-here"))
    #expect(try terminal(work, rows: 6, "figures --json", variables: "TERM=xterm \(pager)").contains("\"boats-here\""))
    for none in ["PAGER=", "PAGER=cat", "PAGER=/no/such/pager 2>&1"] {
      #expect(try terminal(work, rows: 6, "figures", variables: "TERM=xterm \(none)").contains("boats-here"), "\(none)")
    }
    // Who leaves it before the end has read enough.
    let left = try terminal(work, rows: 6, "figures", variables: "TERM=xterm PAGER='head -n 1'")
    #expect(left.contains("An article") && !left.contains("broken"), "\(left)")
    #expect(work.run("figures").out.contains("boats-here"))
  }
}
