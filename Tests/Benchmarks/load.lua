-- Requests for wrk, with one thread (`-t1`): each sends the next code of the file CODES under a key of its own, beginning
-- after SKIP codes, from the tills whose tokens are in TOKENS. Answers of another status than EXPECT are counted apart.
-- METHOD and PATH_ lead elsewhere. Globals, since `thread:get` reads no locals.
codes, tokens, number = {}, {}, 0
expected, other, otherStatus = 0, 0, 0
local main = {}

function setup(thread)
  main.thread = thread
end

function init()
  for line in io.lines(os.getenv("CODES")) do codes[#codes + 1] = line end
  for token in string.gmatch(os.getenv("TOKENS"), "%S+") do tokens[#tokens + 1] = token end
  number = tonumber(os.getenv("SKIP"))
  prefix = os.getenv("KEYS") .. "-"
  method, path, wanted = os.getenv("METHOD"), os.getenv("PATH_"), tonumber(os.getenv("EXPECT"))
end

function request()
  number = number + 1
  local headers = {
    ["Content-Type"] = "application/json",
    ["Authorization"] = "Bearer " .. tokens[number % #tokens + 1],
    ["Idempotency-Key"] = prefix .. number,
  }
  local code = codes[(number - 1) % #codes + 1]
  local body = '{"code":"' .. code .. '","amount":{"amount":"80.00","currency":"CNY"}}'
  return wrk.format(method, path, headers, body)
end

function response(status)
  if status == wanted then expected = expected + 1 else other, otherStatus = other + 1, status end
end

function done(summary, latency)
  local thread = main.thread
  io.write(string.format(
    "RESULT %d %d %d %d %d %d %d\n", thread:get("expected"), thread:get("other"), thread:get("otherStatus"),
    thread:get("number"), summary.duration, latency:percentile(50), latency:percentile(99)))
end
