-- One call of Converse, or of a chat completion where LITELLM is set; what the answers were is printed at the end.
local openai = os.getenv("LITELLM_MODEL")
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
if os.getenv("TOKEN") then wrk.headers["Authorization"] = "Bearer " .. os.getenv("TOKEN") end
if openai then
  wrk.path = "/v1/chat/completions"
  wrk.body = '{"model":"' .. openai .. '","max_tokens":20,"messages":[{"role":"user","content":"' .. os.getenv("PROMPT") .. '"}]}'
else
  wrk.path = "/model/" .. os.getenv("MODEL") .. "/converse"
  wrk.body = '{"messages":[{"role":"user","content":[{"text":"' .. os.getenv("PROMPT") .. '"}]}],"inferenceConfig":{"maxTokens":20}}'
end

function done(summary, latency, requests)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %.0f %.0f %.0f\n", summary.requests, summary.duration,
    failed + summary.errors.status, latency:percentile(50), latency:percentile(99), latency.max))
end
