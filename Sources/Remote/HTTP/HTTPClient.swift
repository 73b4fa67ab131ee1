internal import Glibc
internal import Reports

/// Asks one server, one question after another, and asks again where that can help.
///
/// For example:
///
///     let client = try HTTPClient(address, credentials: .header(name: "ApiKey", key))
///     let response = try client.send(.json(.post, "/api/x/get-list", "{}"))
///
/// What the server says is returned whatever its status; errors are of the way to it.
package final class HTTPClient {
  package let address: WebAddress
  package let settings: HTTPSettings
  /// How many questions were sent, repetitions included.
  package private(set) var requestCount = 0
  /// How many of them were repetitions.
  package private(set) var retryCount = 0
  private let credentials: Credentials
  private let transfer: CurlTransfer
  private let start = ContinuousClock.now
  private let onWait: (HTTPWait) -> Void
  private let backOff = BackOff()
  private var generator = SystemRandomNumberGenerator()

  /// The longest time a server may ask to wait for; what asks for more is left alone until later.
  private static let longestWaitMilliseconds: Int64 = 600_000

  /// In less than this nothing is asked any more.
  private static let leastMilliseconds: Int64 = 50

  /// `credentials` go with every question; `onWait` is told before one is repeated.
  package init(
    _ address: WebAddress,
    credentials: Credentials,
    _ settings: HTTPSettings = HTTPSettings(),
    onWait: @escaping (HTTPWait) -> Void = { _ in }
  ) throws(HTTPError) {
    self.address = address
    self.credentials = credentials
    self.settings = settings
    self.onWait = onWait
    transfer = try CurlTransfer()
  }

  /// Asks, and asks again on 429 and 5xx, silence and broken connections, never on other 4xx.
  ///
  /// `triesOfLarge` is how often at most where a smaller answer might have come through, if that is
  /// not what the settings say. `isWhole` looks at what came with a status of 200; where it says no
  /// the answer was cut short on its way.
  package func send(
    _ request: HTTPRequest,
    triesOfLarge: Int? = nil,
    isWhole: (HTTPResponse) -> Bool = { _ in true }
  ) throws(HTTPError) -> HTTPResponse {
    var done = 0
    var reason = ""
    while true {
      done += 1
      let result = ask(request, isWhole: isWhole)
      var askedFor: Int64?
      switch result {
      case .success(let response):
        guard response.isTemporary, request.isRepeatable || response.isRefusedUndone else {
          return response
        }
        askedFor = response.retryAfterMilliseconds(now: Self.now)
        let tries = response.mayBeSize ? triesOfLarge ?? settings.tries : settings.tries
        if done >= tries || (askedFor ?? 0) > Self.longestWaitMilliseconds { return response }
        reason = "the server answers \(response.status)"
      case .failure(let error):
        let tries = error.mayBeSize ? triesOfLarge ?? settings.tries : settings.tries
        // What the time was used up by is worth more to know than that it is.
        if error.kind == .timeLimit, done > 1 { throw Self.noOtherTry(because: reason) }
        guard error.isTemporary, request.isRepeatable || error.isUnsent, done < tries,
          error.kind != .timeLimit
        else { throw error }
        reason = error.message
      }
      try pause(beforeRetry: done, askedFor: askedFor, because: reason)
    }
  }

  /// Waits before something is tried for the `retry`th time again, counted from 1.
  package func pause(
    beforeRetry retry: Int,
    askedFor: Int64? = nil,
    because reason: String
  ) throws(HTTPError) {
    let wait = backOff.milliseconds(beforeRetry: retry, askedFor: askedFor, using: &generator)
    if let left = millisecondsLeft, left <= wait + Self.leastMilliseconds {
      throw Self.noOtherTry(because: reason)
    }
    onWait(HTTPWait(reason: reason, milliseconds: wait))
    retryCount += 1
    Self.sleep(milliseconds: wait)
  }

  private static func noOtherTry(because reason: String) -> HTTPError {
    HTTPError(.timeLimit, "\(reason), and the time limit leaves no other try")
  }

  private func ask(
    _ request: HTTPRequest,
    isWhole: (HTTPResponse) -> Bool
  ) -> Result<HTTPResponse, HTTPError> {
    if let left = millisecondsLeft, left <= Self.leastMilliseconds { return .failure(timeLimit) }
    requestCount += 1
    do throws(HTTPError) {
      let response = try transfer.perform(
        request,
        to: address,
        as: credentials,
        settings,
        milliseconds: millisecondsLeft
      )
      guard response.status != 200 || response.isHTML || isWhole(response) else {
        return .failure(HTTPError(.cutShort, "the answer ends too early"))
      }
      return .success(response)
    } catch {
      if error.kind == .timedOut, let left = millisecondsLeft, left <= Self.leastMilliseconds {
        return .failure(timeLimit)
      }
      return .failure(error)
    }
  }

  private var timeLimit: HTTPError {
    HTTPError(.timeLimit, "the time limit of \(settings.totalSeconds ?? 0) s is used up")
  }

  private var millisecondsLeft: Int64? {
    settings.totalSeconds.map { total in
      let (seconds, attoseconds) = (ContinuousClock.now - start).components
      return (Int64(total) - seconds) * 1000 - attoseconds / 1_000_000_000_000_000
    }
  }

  private static var now: Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  private static func sleep(milliseconds: Int64) {
    var left = timespec(
      tv_sec: Int(milliseconds / 1000),
      tv_nsec: Int(milliseconds % 1000) * 1_000_000
    )
    var rest = timespec()
    while unsafe nanosleep(&left, &rest) != 0, errno == EINTR { left = rest }
  }
}
