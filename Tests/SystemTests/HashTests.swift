import System
import Testing

@Suite struct HashTests {
  /// FIPS 180-2, appendix B.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func hashes(_ text: String, _ expected: String) {
    #expect(Hash.sha256(text) == expected)
    var hash = Hash()
    for byte in text.utf8 { hash.add([byte]) }
    #expect(hash.text == expected)
  }

  @Test func writesBytesAsHexadecimal() {
    #expect(Hex.text([0, 9, 10, 0xFF]) == "00090aff")
    #expect(Hex.text([]) == "")
  }
}
