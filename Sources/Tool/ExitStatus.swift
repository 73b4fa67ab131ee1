internal import Remote
internal import Tally

/// The exit statuses of the command-line contract.
enum ExitStatus: Int32 {
  case done = 0
  case failed = 1
  case misuse = 2
  /// Done, but some input was rejected.
  case rejected = 3
  case checkFailed = 4
  /// Trying again later can help (EX_TEMPFAIL of sysexits.h).
  case tryLater = 75

  /// The status that an error ends the program with.
  init(_ error: any Error) {
    switch error {
    case _ where StoreError.isTemporary(error): self = .tryLater
    case let error as ImportError where error.isTemporary: self = .tryLater
    case let error as HTTPError where error.isTemporary: self = .tryLater
    case let error as OneUptimeError where error.isTemporary: self = .tryLater
    case is PeriodError, is MisuseError, is WebAddressError: self = .misuse
    case let error as ZoneError where error.isMisuse: self = .misuse
    case let error as ReportError where error.isMisuse: self = .misuse
    default: self = .failed
    }
  }
}
