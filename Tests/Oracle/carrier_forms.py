"""The files that either side would give: OneUptime's lists, and the carrier's calls as pages of its
API, as NDJSON and as its console's CSV."""
import csv
import json
import time

import carrier_world

PAGE_SIZE = 1000
WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
CONSOLE = ("Call Sid,Parent Call Sid,Account Sid,Direction,From,To,Status,Start Time,End Time,"
           "Duration,Price,Price Unit").split(",")


def iso(milliseconds):
    if milliseconds is None:
        return None
    whole = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(milliseconds // 1000))
    return f"{whole}.{milliseconds % 1000:03d}Z"


def rfc2822(milliseconds):
    moment = time.gmtime(milliseconds // 1000)
    return (f"{WEEKDAYS[moment.tm_wday]}, {moment.tm_mday:02d} {MONTHS[moment.tm_mon - 1]} "
            f"{moment.tm_year} {moment.tm_hour:02d}:{moment.tm_min:02d}:{moment.tm_sec:02d} +0000")


def price_text(microcents):
    """A charge is a negative number of at least five decimals."""
    if microcents is None:
        return None
    text = f"{microcents // 10**8}.{microcents % 10**8:08d}"
    text = text[:-3] + text[-3:].rstrip("0")
    return "-" + text if microcents else text


def call_resource(leg, starts, is_settled=True):
    account = f"/2010-04-01/Accounts/{leg.account}/Calls/{leg.sid}"
    return {
        "sid": leg.sid, "date_created": rfc2822(leg.created),
        "date_updated": rfc2822(leg.updated if is_settled else leg.ended),
        "parent_call_sid": leg.parent, "account_sid": leg.account, "to": leg.to,
        "to_formatted": leg.to, "from": leg.from_, "from_formatted": leg.from_,
        "phone_number_sid": None if leg.parent else "PN" + "0a" * 16, "status": leg.status,
        "start_time": rfc2822(leg.start(starts)), "end_time": rfc2822(leg.ended),
        "duration": str(leg.seconds), "price": price_text(leg.price) if is_settled else None,
        "price_unit": leg.currency, "direction": "outbound-dial" if leg.parent else "inbound",
        "answered_by": None, "annotation": None, "api_version": "2010-04-01",
        "forwarded_from": None, "group_sid": None, "caller_name": None, "queue_time": "0",
        "trunk_sid": None, "uri": account + ".json",
        "subresource_uris": {"recordings": account + "/Recordings.json"}}


def listed_legs(world):
    """What the carrier lists, newest first as its API does; a few more than once."""
    legs = [leg for call in world.calls for leg in call.legs if leg.is_listed]
    legs.sort(key=lambda leg: (leg.created, leg.sid), reverse=True)
    for leg in legs:
        yield leg, True
        if leg.was_unsettled:
            yield leg, False


def pages(records, account, page_size):
    base = f"/2010-04-01/Accounts/{account}/Calls.json?PageSize={page_size}"
    count = max(1, -(-len(records) // page_size))
    for page in range(count):
        part = records[page * page_size:(page + 1) * page_size]
        more = page + 1 < count
        yield {
            "calls": part, "end": page * page_size + len(part) - 1,
            "first_page_uri": base + "&Page=0",
            "next_page_uri": base + f"&Page={page + 1}" if more else None, "page": page,
            "page_size": page_size, "previous_page_uri":
                base + f"&Page={page - 1}" if page else None,
            "start": page * page_size, "uri": base + f"&Page={page}"}


def write_console(path, rows, columns):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(columns)
        for leg, starts, is_settled in rows:
            cells = dict(zip(CONSOLE, [
                leg.sid, leg.parent or "", leg.account,
                "outbound-dial" if leg.parent else "inbound", leg.from_, leg.to, leg.status,
                console_time(leg.start(starts)), console_time(leg.ended), leg.seconds,
                (price_text(leg.price) if is_settled else None) or "", leg.currency]))
            writer.writerow([cells[column] for column in columns])


def console_time(milliseconds):
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(milliseconds // 1000))


def write_lines(path, records):
    with open(path, "w", encoding="utf-8") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def write_carrier(world, starts, folder):
    (folder / "pages").mkdir(parents=True)
    legs = list(listed_legs(world))
    records = [call_resource(leg, starts, is_settled) for leg, is_settled in legs]
    for number, page in enumerate(pages(records, carrier_world.ACCOUNT, PAGE_SIZE), 1):
        (folder / "pages" / f"page-{number:04d}.json").write_text(json.dumps(page))
    write_lines(folder / "calls.ndjson", records)
    rows = [(leg, starts, is_settled) for leg, is_settled in legs]
    # The console has no date_updated: the same leg twice there cannot be told apart by age.
    rows = [row for row in rows if row[2]]
    write_console(folder / "console.csv", rows, CONSOLE)
    write_console(folder / "console-without-parents.csv", rows,
                  [column for column in CONSOLE if column != "Parent Call Sid"])
    write_lines(folder / "other-account.ndjson",
                (call_resource(leg, starts) for call in world.strangers for leg in call.legs))


def item(attempt, is_final=True):
    """An Incoming Call Log Item; not final is as it was while the phone rang."""
    return {
        "_id": attempt.id, "createdAt": iso(attempt.created),
        "updatedAt": iso(attempt.updated if is_final else attempt.created),
        "projectId": carrier_world.PROJECT, "incomingCallLogId": attempt.call.id,
        "incomingCallPolicyEscalationRuleId": attempt.rule.id, "userId": attempt.user.id,
        "userPhoneNumber": attempt.user.written,
        "status": attempt.status if is_final else "Ringing", "statusMessage": None,
        "dialDurationInSeconds": attempt.seconds if is_final else 0,
        "callCostInUSDCents": attempt.recorded_cents if is_final else 0,
        "startedAt": iso(attempt.started), "endedAt": iso(attempt.ended) if is_final else None,
        "isAnswered": attempt.is_answered and is_final}


def wrapped(kind, value):
    return None if value is None else {"_type": kind, "value": value}


def log(call):
    return {
        "_id": call.id, "createdAt": wrapped("DateTime", iso(call.created)),
        "updatedAt": wrapped("DateTime", iso(call.updated)),
        "projectId": wrapped("ObjectID", carrier_world.PROJECT),
        "incomingCallPolicyId": wrapped("ObjectID", call.policy.id),
        "callerPhoneNumber": wrapped("Phone", call.caller),
        "routingPhoneNumber": wrapped("Phone", call.policy.number), "callProviderCallId": call.sid,
        "status": call.status, "statusMessage": None, "callDurationInSeconds": 0,
        "callCostInUSDCents": 0, "incomingCallCostInUSDCents": 0, "outgoingCallCostInUSDCents": 0,
        "startedAt": wrapped("DateTime", iso(call.started)),
        "endedAt": wrapped("DateTime", iso(call.ended)), "answeredByUserId": None,
        "currentEscalationRuleOrder": 1, "repeatCount": 0}


def write_lists(path, records, limit=10_000):
    """One list response after the other, as many as the server's largest page makes."""
    with open(path, "w", encoding="utf-8") as file:
        for skip in range(0, max(1, len(records)), limit):
            json.dump({"data": records[skip:skip + limit], "count": len(records), "skip": skip,
                       "limit": limit}, file, ensure_ascii=False, separators=(",", ":"))
            file.write("\n")


def write_oneuptime(world, folder):
    folder.mkdir(parents=True)
    attempts = sorted((attempt for call in world.calls for attempt in call.attempts
                       if attempt.is_kept), key=lambda attempt: (attempt.created, attempt.id))

    def items():
        for attempt in attempts:
            # Rows move between pages while they are read.
            if attempt.created % 50 == 7:
                yield item(attempt, is_final=False)
            yield item(attempt)
            if attempt.created % 70 == 9:
                yield item(attempt)

    write_lines(folder / "items.ndjson", items())
    write_lists(folder / "call-logs.json", [log(call) for call in world.calls if call.has_log])
    stamp = {"createdAt": iso(world.span[0]), "updatedAt": iso(world.span[0]),
             "projectId": carrier_world.PROJECT}
    write_lists(folder / "policies.json", [
        {"_id": policy.id, **stamp, "name": policy.name, "routingPhoneNumber": policy.number,
         "isEnabled": True} for policy in world.policies])
    write_lists(folder / "escalation-rules.json", [
        {"_id": rule.id, **stamp, "name": rule.name, "order": rule.order,
         "escalateAfterSeconds": rule.timeout_seconds, "incomingCallPolicyId": policy.id}
        for policy in world.policies for rule in policy.rules])
    write_lists(folder / "team-members.json", [
        {"_id": user.id, **stamp, "teamId": carrier_world.TEAM, "userId": user.id,
         "user": {"_id": user.id, "name": user.name}}
        for user in world.users])


def write_card(path):
    with open(path, "w", encoding="utf-8") as file:
        file.write("prefix,description,rate_usd_per_minute,connection_fee_usd,initial_seconds,"
                   "increment_seconds,minimum_seconds,direction,valid_from,valid_to\n")
        for prefix, (rate, fee, initial, increment, minimum) in carrier_world.CARD.items():
            dollars = [f"{value // 10**8}.{value % 10**8:08d}" for value in (rate, fee)]
            file.write(f"{prefix},Phones of {prefix},{dollars[0]},{dollars[1]},{initial},"
                       f"{increment},{minimum},outbound,,\n")
