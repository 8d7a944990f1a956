// What echo_app answers that an upstream is asked for, by Node's own server: node echo_server.js HOST PORT
const http = require("node:http");

const [host, port] = process.argv.slice(2);

const pages = {
  "/redirect-internal": (response) =>
    response.writeHead(302, { Location: `http://${host}:${port}/target` }).end(),
  "/cookie": (response) =>
    response.writeHead(200, { "Set-Cookie": "session=1; Path=/; HttpOnly" }).end(),
};

http
  .createServer((request, response) => {
    const page = pages[request.url];
    if (page) {
      page(response);
    } else {
      const chunks = [];
      request.on("data", (chunk) => chunks.push(chunk));
      request.on("end", () => response.end(Buffer.concat(chunks)));
    }
  })
  .listen(Number(port), host);
