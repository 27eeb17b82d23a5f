-- What wrk does beside reading one address over and over, which it does alone. Variables of the environment:
--   ENCODING     what the reader accepts
--   POST_SHARE   of all requests, those that post a comment: 0 to 1; with it
--   POST, BODY   where to, and what; %d becomes a number that never comes twice
--   RUN          a word for these numbers, another one for each run
--   TOKENS, TURN a file with one a line, and how many of them are used up; without it nobody signs in
--   THREADS      how many of wrk's threads share the tokens
local variable = os.getenv
local share = tonumber(variable("POST_SHARE") or "0")
local every = tonumber(variable("THREADS") or "1")
local all = {}

wrk.headers["Accept-Encoding"] = variable("ENCODING") or "identity"

function setup(thread)
  thread:set("number", #all)
  all[#all + 1] = thread
end

posted, refused = 0, 0

if share > 0 then
  local tokens, sent, owed, reading = {}, 0, 0, nil
  local post, body, run = variable("POST"), variable("BODY"), variable("RUN")

  function init()
    reading = wrk.format()
    if variable("TOKENS") then
      local at = 0
      for line in io.lines(variable("TOKENS")) do
        if at % every == number then tokens[#tokens + 1] = line end
        at = at + 1
      end
    end
    turn = tonumber(variable("TURN") or "0")
  end

  function request()
    owed = owed + share
    if owed < 1 then return reading end
    owed = owed - 1
    sent = sent + 1
    local unique = run .. "-" .. number .. "-" .. sent
    local headers = { ["Content-Type"] = "application/json" }
    if #tokens > 0 then
      headers["Authorization"] = "Bearer " .. tokens[(turn + sent) % #tokens + 1]
      headers["Idempotency-Key"] = unique
    end
    return wrk.format("POST", post, headers, (body:gsub("%%d", unique)))
  end

  function response(status)
    if status == 201 then posted = posted + 1 elseif status ~= 200 then refused = refused + 1 end
  end
end

function done(summary, latency)
  local posts, bad, errors = 0, 0, summary.errors
  for _, thread in ipairs(all) do
    posts = posts + thread:get("posted")
    bad = bad + thread:get("refused")
  end
  if share == 0 then bad = errors.status end
  io.write(string.format(
    '{"seconds": %f, "requests": %d, "posts": %d, "refused": %d, "errors": %d, "p50": %f, "p99": %f}\n',
    summary.duration / 1e6, summary.requests, posts, bad,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
