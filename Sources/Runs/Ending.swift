/// The exit code of a command. All codes are explained here; an error that ends a command before it has a report has
/// its own code (``Problem/Kind``).
///
/// 0 done; 1 something failed, the rest still ran; 3 done, but some dataset is older than promised or a figure's verdict got
/// worse; 65 bad manifest or data file.
package protocol Ending {
  var exitCode: Int32 { get }
}
