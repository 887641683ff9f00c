import Fetching

extension AskBook {
  /// The copies of robots.txt files in `Data/asked/robots`, one for each host.
  ///
  /// - Parameter remembers: false where nothing may be written.
  func robots(remembers: Bool) -> RobotsMemory {
    RobotsMemory(
      copy: { [self] host in read("\(folder)/robots/\(host).json") },
      keep: { [self] copy, host in if remembers { write(copy, "robots/\(host).json") } })
  }
}
