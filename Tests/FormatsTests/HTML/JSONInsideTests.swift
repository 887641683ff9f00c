import Glibc
import Model
import Testing

@testable import Formats

@Suite("JSON inside of a page or a script")
struct JSONInsideTests {
  private static func reading(_ inside: JSONInside, records: String = "") -> Reading {
    var reading = Reading(format: .json, header: ["a"], records: records)
    reading.inside = inside
    return reading
  }

  private func read(_ page: String, _ inside: JSONInside, records: String = "") throws -> Outcome {
    try opened(page, Self.reading(inside, records: records))
  }

  @Test func aScriptIsNamedByAnAttribute() throws {
    let page =
      "<!DOCTYPE html><html><script id=other>[{\"a\": 0}]</script><script type='application/json' id=\"data\">"
      + "{\"x\": [{\"a\": \"1 < 2 &amp; </b>\"}]}</script></html>"
    #expect(try read(page, .script("data"), records: "/x").fields == [["1 < 2 &amp; </b>"]])
    #expect(
      try read(page, .script("none")).problem?.what == "the page has no script with an id or another attribute 'none'")
  }

  @Test(arguments: [
    "var data = [{\"a\": 1}, {\"a\": \"]\\\"\"}];", "window.data=[{\"a\":1},{\"a\":\"]\\\"\"}]\n",
    "let data =\n [{\"a\": 1}, {\"a\": \"]\\\"\"}], b = 2",
  ])
  func aVariableIsFound(_ script: String) throws {
    let noise = "<script>var dataset = [{\"a\": 7}]; olddata = [1]; if (data == []) {} data.x = 1</script>"
    let page = "<html>\(noise)<script>\(script)</script></html>"
    #expect(try read(page, .variable("data")).fields == [["1"], ["]\""]])
    #expect(try read(script, .variable("data")).fields == [["1"], ["]\""]])
  }

  /// What a script adds to the array, only a browser knows.
  @Test(arguments: [
    (".concat([{\"a\": 2}]);", "is followed by '.concat([{\"a\": 2}]);', and not by the end of the statement"),
    ("\n  .concat(more)", "is followed by '.concat(more)', and not"),
    (" /* , */ + more;", "is followed by '+ more;', and not"),
    (".filter(keep)", "is followed by '.filter(keep)', and not"), ("[0];", "is followed by '[0];', and not"),
    ("; data.push({\"a\": 2});", "is changed below by 'data.push({\"a\": 2});'"),
    ("; data = data.concat(more);", "is changed below by 'data = data.concat(more);'"),
    ("; window.data [ 1 ] = {\"a\": 2}", "is changed below by 'data [ 1 ] = {\"a\": 2}'"),
    ("; data[0].a += 5", "is changed below by"), ("; delete data[0];", "is changed below by"),
    ("; data[0].a++", "is changed"),
    ("; data.forEach(d => { d.a = 5 })", "is changed below by 'd.a = 5 })'"),
    ("; data.at(0).a = 7", "is changed below by"),
    ("; for (const d of data) { d.a *= 10 }", "is changed below by"),
    ("; Object.assign(data[0], {a: 9})", "is changed"),
    ("; var rows = data; rows.push({})", "is changed below by 'rows.push({})'"),
    ("; let [first] = data; first.a = 9", "is changed"),
    ("; $.each(data, function (i, d) { d.a = 1 })", "is changed"), ("; data = fix(data)", "is changed"),
    ("; function fix(x) { x[0].a = 2 } fix(data)", "is changed below by 'x[0].a = 2 } fix(data)'"),
    ("; data[\"0\"].a ||= 5", "is changed below by"), ("; $.extend(true, data, more)", "is changed below by"),
    ("\ndata.length = 1", "is changed below by 'data.length = 1'"), ("; data.rows.splice(0)", "is changed below by"),
  ])
  func anArrayThatAScriptChanges(_ rest: String, _ why: String) throws {
    if rest.hasPrefix("; ") {
      let page = "<html><script>var data = [{\"a\": 1}]</script><script>\(rest)</script></html>"
      #expect(try read(page, .variable("data")).problem?.what.contains(why) == true)
    }
    let problem = try #require(try read("var data = [{\"a\": 1}]\(rest)", .variable("data")).problem)
    #expect(problem.what.hasPrefix("the array or object that a script gives to 'data' \(why)"), "\(problem.what)")
    #expect(problem.what.hasSuffix(": the script computes the data") && problem.kind == .badInput)
  }

  @Test(arguments: [
    "", ";", "\n", " // more\nrun()", ", other = 1", "}\nf()", "\n/* end */ show(data)",
    ";\nchart.push(data[0]); data.map(f)",
    "; data.forEach(d => { cell.textContent = d.a; sum += d.a })", "; for (const d of data) { show(d.a); d = null }",
    "; var n = data.length; n += 1; new Chart(x, {data: data})", "; function show(x) { y.a = x[0].a } show(data)",
    "; if (data[0].a >= 1 && data.length != 2) {} ", "; var sorted = data.filter(d => d.a > 1).map(d => d.a)",
    "; if (data[0] == 1) {}", "; mydata.push(1); f('?data=data.x')", "\n!function () {}()",
  ])
  func anArrayThatIsOnlyRead(_ rest: String) throws {
    #expect(try read("var data = [{\"a\": 1}]\(rest)", .variable("data")).fields == [["1"]])
  }

  @Test func whatIsNotThereIsNamed() throws {
    let page = "<html><script>var data = [{\"a\": 1}]; data = [{\"a\": 2}]; var cut = [{\"a\": 1</script></html>"
    #expect(
      try read(page, .variable("data")).problem?.what
        == "the page has more than one array or object that is given to a variable 'data' in a script")
    #expect(
      try read(page, .variable("x")).problem?.what
        == "the page has no array or object that is given to a variable 'x' in a script")
    #expect(try read(page, .variable("cut")).problem?.what.hasPrefix("the file ends") == true)
    #expect(
      try read("<html><script>var x = [{a: 1}]</script>", .variable("x")).problem?.what.hasPrefix("not valid JSON")
        == true)
  }

  @Test(
    "A page of the recorded shape",
    .enabled(
      if: access(page, R_OK) == 0,
      "needs the folder of recorded files: set SOUNDINGS_SHARED, or put it beside the repository as 'shared'"))
  func recordedShape() throws {
    var reading = Reading(
      format: .json, header: ["pais", "poblacion"], records: "/tables/r4v-table/data",
      ignore: ["country", "fuente", "source", "fecha", "Publicacion R4V", "anterior"])
    reading.inside = .script("drupal-settings-json")
    let found = outcome { try Formats.open(path: Self.page, name: "page", readings: [reading]).reader }
    #expect(found.problem == nil && found.fields == [["Tierra Firme", "1000"]])
  }

  private static let page = (sharedFolder ?? "") + "/data/r4v/SYNTHETIC_r4v_page_shape.html"
}
