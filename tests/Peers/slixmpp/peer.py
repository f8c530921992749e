"""One person with slixmpp. Commands come in and events go out, one JSON object a line."""
import asyncio
import json
import ssl
import sys

import slixmpp


def say(**event):
    print(json.dumps(event), flush=True)


class Person(slixmpp.ClientXMPP):
    def __init__(self, port, name, password):
        super().__init__(f"{name}@localhost/py", password)
        self.port = port
        self.elsewhere = None
        # The test server's certificate is its own; what is tested is the stream, not the client's trust store.
        self.ssl_context.check_hostname = False
        self.ssl_context.verify_mode = ssl.CERT_NONE
        self.roster.auto_authorize = None
        self.register_plugin("xep_0198")
        self.register_plugin("xep_0199")
        self.register_plugin("xep_0203")
        self.add_event_handler("session_start", self.started)
        self.add_event_handler("session_resumed", lambda _: say(event="resumed"))
        self.add_event_handler("message", self.received)
        self.add_event_handler("stream_error", self.sent_on)
        self.add_event_handler("failed_all_auth", lambda _: say(event="failed", reason="no mechanism left"))

    def started(self, _):
        self.send_presence()
        asyncio.ensure_future(self.roster_then_online())

    async def roster_then_online(self):
        await self.get_roster()
        say(event="online", address=str(self.boundjid))

    def watch(self):
        """From here on presence and roster pushes are reported too, but for those about this client itself."""
        for kind in ("subscribe", "subscribed", "unsubscribe", "unsubscribed", "available", "away", "unavailable"):
            self.add_event_handler(f"presence_{kind}", self.saw)
        self.add_event_handler("roster_update", self.changed)
        say(event="watching")

    def saw(self, presence):
        if presence["from"] != self.boundjid:
            shown = presence["type"] in ("subscribe", "subscribed", "unsubscribe", "unsubscribed", "unavailable")
            say(event="presence", **{"from": str(presence["from"])}, type=presence["type"] if shown else "", show=presence["show"], status=presence["status"])

    def changed(self, push):
        for contact, item in push["roster"]["items"].items():
            say(event="roster", contact=str(contact), subscription=item["subscription"])

    def received(self, message):
        if message["body"]:
            late = message.get_plugin("delay", check=True) is not None
            say(event="message", **{"from": str(message["from"])}, body=message["body"], late=late, type=message["type"])

    def sent_on(self, error):
        """The library comes back by itself, but to its domain's own address and port 5222; these lines let it go where it was sent."""
        if error["condition"] == "see-other-host":
            host, _, port = error["see_other_host"].rpartition(":")
            self.elsewhere = (host.strip("[]"), int(port))

    def connect(self, address=None, **how):
        if self.elsewhere and not address:
            address, self.elsewhere = self.elsewhere, None
            self.default_port = address[1]
        super().connect(address, **how)

    def go(self):
        self.connect(("127.0.0.1", self.port))

    def drop(self):
        self.add_event_handler("disconnected", lambda _: say(event="dropped"), disposable=True)
        self.transport.abort()


async def main():
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    person = None
    while line := await reader.readline():
        command = json.loads(line)
        match command["command"]:
            case "login":
                person = Person(command["port"], command["name"], command["password"])
                person.go()
            case "send":
                person.send_message(mto=command["to"], mbody=command["body"], mtype="chat")
            case "watch":
                person.watch()
            case "presence":
                person.send_presence(
                    pto=command.get("to"), ptype=command.get("type"), pshow=command.get("show"), pstatus=command.get("status"))
            case "leave":
                person.disconnect()
            case "drop":
                person.drop()
            case "back":
                person.port = command.get("port", person.port)
                person.go()


asyncio.run(main())
