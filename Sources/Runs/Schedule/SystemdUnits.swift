import System

/// A timer and its service for the user's own systemd.
package struct SystemdUnits: Equatable, Sendable {
  package let name: String
  package let service: String
  package let timer: String

  package init(_ job: ScheduledJob, _ schedule: Schedule) {
    name = Self.name(job.id)
    service = Self.marked(
      """
      [Unit]
      Description=Soundings: ask the publishers that are due (\(Self.escaped(job.folder)))

      [Service]
      Type=oneshot
      WorkingDirectory=\(Self.escaped(job.folder))
      \(job.environment.map { "Environment=\(Self.word("\($0.name)=\($0.value)"))" }.joined(separator: "\n"))
      ExecStart=\(job.arguments.map(Self.word).joined(separator: " "))
      # A dataset that is older than promised is news, not a failure.
      SuccessExitStatus=3
      NoNewPrivileges=yes
      PrivateTmp=yes
      ProtectSystem=strict
      ProtectHome=read-only
      ReadWritePaths=\(Self.word(job.dataFolder))
      RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
      RestrictSUIDSGID=yes
      LockPersonality=yes

      """)
    timer = Self.marked(
      """
      [Unit]
      Description=Soundings: \(schedule.words) (\(Self.escaped(job.folder)))

      [Timer]
      OnCalendar=\(schedule.calendar)
      # A machine that slept or was off catches up once.
      Persistent=true

      [Install]
      WantedBy=timers.target

      """)
  }

  package static func name(_ id: String) -> String { "soundings-\(id)" }

  /// The schedule of a timer that this wrote; nil where it is another.
  package static func schedule(of timer: String) -> Schedule? {
    timer.split(separator: "\n").first { $0.hasPrefix("OnCalendar=") }
      .flatMap { Schedule(calendar: $0.dropFirst("OnCalendar=".count)) }
  }

  /// Whether a file is as it was written.
  package static func isWhole(_ text: String) -> Bool {
    guard let end = text.firstIndex(of: "\n") else { return false }
    return text[..<end] == mark(of: String(text[text.index(after: end)...]))
  }

  private static func mark(of text: String) -> String {
    "# Written by soundings schedule; \(Hash.sha256(text).prefix(12)). Remove it with: soundings schedule remove --systemd"
  }

  private static func marked(_ text: String) -> String { "\(mark(of: text))\n\(text)" }

  /// % begins a specifier, and a backslash an escape.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("%", with: "%%")
  }

  /// A word of a command, or of a list of paths. A dollar sign begins a variable.
  private static func word(_ text: String) -> String {
    "\"\(escaped(text).replacing("\"", with: "\\\"").replacing("$", with: "$$"))\""
  }
}
