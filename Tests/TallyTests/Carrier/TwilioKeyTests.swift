import Testing

@testable import Tally

struct TwilioKeyTests {
  @Test(arguments: [
    "parent_call_sid", "parentCallSid", "Parent Call Sid", "PARENT CALL SID", "parent-call-sid",
    " parentcallsid ",
  ])
  func `a name is the same however it is spelled`(name: String) {
    #expect(TwilioKey.named(name) == .parent)
  }

  @Test(arguments: ["", "sids", "call", "parent_call", "start", "prix", "parent_call_sid_2"])
  func `a name that Twilio is not known to have is none`(name: String) {
    #expect(TwilioKey.named(name) == nil)
  }

  @Test func `names as they are told are read as the same key`() {
    for key in TwilioKey.allCases where key != .ignored {
      #expect(TwilioKey.named(key.name) == key)
    }
  }
}
