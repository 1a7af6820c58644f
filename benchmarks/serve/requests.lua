-- What wrk asks: the targets that stand in a file, one a line, in turn; at the end the figures as one line of JSON.
-- With "fresh" each request is another query than all before: a comment with its number stands before it.

local targets = {}
local fresh = false

function init(arguments)
  fresh = arguments[2] == "fresh"
  for line in io.lines(arguments[1]) do targets[#targets + 1] = line end
end

local asked = 0

function request()
  asked = asked + 1
  local target = targets[(asked - 1) % #targets + 1]
  if fresh then target = target:gsub("query=", "query=%%23" .. asked .. "%%0A", 1) end
  return wrk.format("GET", target, { ["Accept"] = "application/sparql-results+json" })
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format('{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "failed": %d, "refused": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e6, latency:percentile(99) / 1e6,
    failed, summary.errors.status))
end
