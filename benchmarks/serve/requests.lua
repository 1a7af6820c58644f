-- What wrk asks: the targets that stand in a file, one a line, in turn; at the end the figures as one line of JSON.

local targets = {}

function init(arguments)
  for line in io.lines(arguments[1]) do targets[#targets + 1] = line end
end

local asked = 0

function request()
  asked = asked + 1
  return wrk.format("GET", targets[(asked - 1) % #targets + 1], { ["Accept"] = "application/sparql-results+json" })
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format('{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "failed": %d, "refused": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e6, latency:percentile(99) / 1e6,
    failed, summary.errors.status))
end
