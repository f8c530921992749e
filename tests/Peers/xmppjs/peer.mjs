// One person with @xmpp/client. Commands come in and events go out, one JSON object a line.
import { createInterface } from "node:readline";
import { client, xml } from "@xmpp/client";

const say = (event) => process.stdout.write(JSON.stringify(event) + "\n");
let xmpp;
let bound;
let isWatching = false;

// Presence and roster pushes of others, once somebody asked to see them.
const watch = (stanza) => {
  const { from, type = "" } = stanza.attrs;
  if (stanza.is("presence") && from !== bound && isWatching) {
    say({ event: "presence", from, type, show: stanza.getChildText("show") ?? "", status: stanza.getChildText("status") ?? "" });
  }
};

const commands = {
  login({ port, name, password }) {
    xmpp = client({ service: `xmpp://127.0.0.1:${port}`, domain: "localhost", resource: "js", username: name, password });
    xmpp.timeout = 30_000; // Two seconds are not enough for a step of the login on a machine that is busy with other tests.
    xmpp.reconnect.delay = 100;
    xmpp.on("online", async (address) => {
      bound = address.toString();
      await xmpp.send(xml("presence"));
    });
    // Stream management is turned on behind "online"; dropped before it, there is nothing to resume. The library sets its count to zero some turns
    // after "enabled", and does not count answers that its iqCaller waits for: so the roster is asked for later, and by hand.
    xmpp.on("nonza", (element) => {
      if (element.is("enabled", "urn:xmpp:sm:3")) {
        setTimeout(() => xmpp.send(xml("iq", { type: "get", id: "roster" }, xml("query", "jabber:iq:roster"))), 0);
      }
    });
    xmpp.iqCallee.set("jabber:iq:roster", "query", ({ element }) => {
      for (const { attrs } of isWatching ? element.getChildren("item") : []) {
        say({ event: "roster", contact: attrs.jid, subscription: attrs.subscription });
      }
      return true;
    });
    xmpp.on("stanza", watch);
    xmpp.on("stanza", ({ attrs }) => attrs.id === "roster" && say({ event: "online", address: bound }));
    xmpp.on("stanza", (stanza) => {
      if (stanza.is("message") && stanza.getChild("body")) {
        say({ event: "message", from: stanza.attrs.from, body: stanza.getChildText("body"), late: Boolean(stanza.getChild("delay", "urn:xmpp:delay")), type: stanza.attrs.type });
      }
    });
    xmpp.on("error", (error) => error.code || process.stderr.write(`${error}\n`)); // A cut connection has a code, and what follows is reported.
    xmpp.streamManagement.on("resumed", () => say({ event: "resumed" }));
    xmpp.start().catch((error) => say({ event: "failed", reason: String(error) }));
  },
  send({ to, body }) {
    xmpp.send(xml("message", { type: "chat", to, id: `js-${Date.now()}-${body.length}` }, xml("body", {}, body)));
  },
  watch() {
    isWatching = true;
    say({ event: "watching" });
  },
  presence({ to, type, show, status }) {
    xmpp.send(xml("presence", { to, type }, show && xml("show", {}, show), status && xml("status", {}, status)));
  },
  leave() {
    xmpp.stop();
  },
  drop() {
    xmpp.reconnect.delay = 600_000; // Until it is told to come back.
    xmpp.once("disconnect", () => say({ event: "dropped" }));
    (xmpp.socket.socket ?? xmpp.socket).destroy(); // Inside TLS the socket is wrapped once more.
  },
  back({ port }) {
    xmpp.options.service = port ? `xmpp://127.0.0.1:${port}` : xmpp.options.service;
    xmpp.reconnect.reconnect().catch((error) => say({ event: "failed", reason: String(error) }));
  },
};

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { command, ...rest } = JSON.parse(line);
    commands[command](rest);
  })
  .on("close", () => process.exit(0));
