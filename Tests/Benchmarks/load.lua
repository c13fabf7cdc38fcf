-- Requests for wrk, with one thread (`-t1`): each redeems the next coupon of the file CODES under a key of its own,
-- beginning after SKIP coupons, from the tills whose tokens are in TOKENS. Globals, since `thread:get` reads no locals.
codes, tokens, number = {}, {}, 0
redeemed, other = 0, 0
local main = {}

function setup(thread)
  main.thread = thread
end

function init()
  for line in io.lines(os.getenv("CODES")) do codes[#codes + 1] = line end
  for token in string.gmatch(os.getenv("TOKENS"), "%S+") do tokens[#tokens + 1] = token end
  number = tonumber(os.getenv("SKIP"))
end

function request()
  number = number + 1
  local headers = {
    ["Content-Type"] = "application/json",
    ["Authorization"] = "Bearer " .. tokens[number % #tokens + 1],
    ["Idempotency-Key"] = "load-" .. number,
  }
  local code = codes[(number - 1) % #codes + 1]
  local body = '{"code":"' .. code .. '","amount":{"amount":"80.00","currency":"CNY"}}'
  return wrk.format("POST", "/v1/redemptions", headers, body)
end

function response(status)
  if status == 201 then redeemed = redeemed + 1 else other = other + 1 end
end

function done(summary)
  local thread = main.thread
  io.write(string.format(
    "RESULT %d %d %d %d\n", thread:get("redeemed"), thread:get("other"), thread:get("number"), summary.duration))
end
