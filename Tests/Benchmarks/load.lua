-- Requests for wrk, with one thread (`-t1`): each sends the next code of the file CODES under a key of its own, beginning
-- after SKIP codes, from the tills whose tokens are in TOKENS. Answers of another status than EXPECT are counted apart.
-- METHOD and PATH_ lead elsewhere. Globals, since `thread:get` reads no locals.
--
-- No more codes are held than a run can send, and nothing is collected while it lasts: with a million strings to look at,
-- the collector stops this one thread for a tenth of a second again and again, which would be measured as the server's.
codes, tokens, number = {}, {}, 0
MOST = 200000
expected, other, otherStatus = 0, 0, 0
local main = {}

function setup(thread)
  main.thread = thread
end

function init()
  skip = tonumber(os.getenv("SKIP"))
  number = skip
  local place = 0
  for line in io.lines(os.getenv("CODES")) do
    place = place + 1
    if place > skip then codes[#codes + 1] = line end
    if #codes == MOST then break end
  end
  for token in string.gmatch(os.getenv("TOKENS"), "%S+") do tokens[#tokens + 1] = token end
  prefix = os.getenv("KEYS") .. "-"
  method, path, wanted = os.getenv("METHOD"), os.getenv("PATH_"), tonumber(os.getenv("EXPECT"))
  collectgarbage()
  collectgarbage("stop")
end

function request()
  number = number + 1
  local headers = {
    ["Content-Type"] = "application/json",
    ["Authorization"] = "Bearer " .. tokens[number % #tokens + 1],
    ["Idempotency-Key"] = prefix .. number,
  }
  local code = codes[(number - skip - 1) % #codes + 1]
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
