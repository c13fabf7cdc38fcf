-- Requests for wrk, with one thread (`-t1`): each checks in the next ticket of the file TICKETS, from SKIP on, by the
-- devices whose tokens are in TOKENS. Globals, since `thread:get` reads no locals.
tickets, tokens, number, redeemed, other = {}, {}, 0, 0, 0
local main = {}

function setup(thread)
  main.thread = thread
end

function init()
  for line in io.lines(os.getenv("TICKETS")) do tickets[#tickets + 1] = line end
  for line in io.lines(os.getenv("TOKENS")) do tokens[#tokens + 1] = line end
  number = tonumber(os.getenv("SKIP"))
  list = os.getenv("LIST")
end

function request()
  number = number + 1
  local headers = {
    ["Content-Type"] = "application/json",
    ["Authorization"] = "Device " .. tokens[number % #tokens + 1],
  }
  local body = string.format(
    '{"secret":"%s","source_type":"barcode","lists":[%s],"nonce":"n%d","force":false,"ignore_unpaid":false}',
    tickets[(number - 1) % #tickets + 1], list, number)
  return wrk.format("POST", "/api/v1/organizers/bench/checkinrpc/redeem/", headers, body)
end

function response(status)
  if status == 201 then redeemed = redeemed + 1 else other = other + 1 end
end

function done(summary)
  local thread = main.thread
  io.write(string.format(
    "RESULT %d %d %d %d\n", thread:get("redeemed"), thread:get("other"), thread:get("number"), summary.duration))
end
