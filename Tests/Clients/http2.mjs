// Calls a gateway over HTTP/2 as the SDK of AWS for JavaScript does: Node's own client, and a signature over :authority.
// Usage: http2.mjs URL KEY_FILE [CERTIFICATE_AUTHORITY]; prints one line for each answer.
import { createHash, createHmac, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect } from "node:http2";

const [url, keyFile, authority] = process.argv.slice(2);
const key = JSON.parse(readFileSync(keyFile, "utf8"));
const region = "us-east-1";
const hash = (data) => createHash("sha256").update(data).digest("hex");
const mac = (secret, data) => createHmac("sha256", secret).update(data).digest();

function signed(path, body) {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const scope = [date.slice(0, 8), region, "bedrock", "aws4_request"];
  const headers = {
    ":authority": new URL(url).host,
    "amz-sdk-invocation-id": randomUUID(),
    "content-type": "application/json",
    "x-amz-content-sha256": hash(body),
    "x-amz-date": date,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    "POST", path.split("/").map(encodeURIComponent).join("/"), "",
    ...names.map((name) => `${name}:${headers[name]}`), "", names.join(";"), hash(body),
  ].join("\n");
  const text = ["AWS4-HMAC-SHA256", date, scope.join("/"), hash(canonical)].join("\n");
  const signature = mac(scope.reduce(mac, "AWS4" + key.secret_access_key), text).toString("hex");
  headers.authorization =
    `AWS4-HMAC-SHA256 Credential=${key.access_key_id}/${scope.join("/")}, ` +
    `SignedHeaders=${names.join(";")}, Signature=${signature}`;
  return { ":method": "POST", ":path": path, ...headers };
}

function call(session, operation, number) {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify({ messages: [{ role: "user", content: [{ text: `Name river ${number}.` }] }] });
    const stream = session.request(signed(`/model/us.anthropic.claude-sonnet-5/${operation}`, body));
    let status, bytes = 0;
    stream.on("response", (headers) => (status = headers[":status"]));
    stream.on("data", (data) => (bytes += data.length));
    stream.on("error", reject);
    stream.on("end", () => resolve(`${operation} ${status} ${bytes > 0}`));
    stream.end(body);
  });
}

const session = connect(url, authority ? { ca: readFileSync(authority) } : {});
session.on("error", (error) => { console.error(error.message); process.exitCode = 1; });
const operations = Array.from({ length: 20 }, (_, number) => (number % 2 ? "converse" : "converse-stream"));
const answers = await Promise.all(operations.map((operation, number) => call(session, operation, number)));
console.log(answers.join("\n"));
console.log(session.alpnProtocol);
session.close();
