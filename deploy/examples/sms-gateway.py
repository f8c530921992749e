#!/usr/bin/python3
"""The SMS gateway contract in its smallest form: takes what the host posts and appends it to a file instead of sending it.

Usage: sms-gateway.py PORT TOKEN FILE.  Replace `deliver` by a call of your provider.
"""
import json
import sys
from hmac import compare_digest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT, TOKEN, FILE = int(sys.argv[1]), sys.argv[2], sys.argv[3]


def deliver(to, text):
    with open(FILE, "a", encoding="utf-8") as file:
        file.write(json.dumps({"to": to, "text": text}) + "\n")


class Gateway(BaseHTTPRequestHandler):
    def do_POST(self):
        if not compare_digest(self.headers.get("Authorization", ""), "Bearer " + TOKEN):
            return self.answer(401)
        body = json.loads(self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 4096)))
        deliver(body["to"], body["text"])
        self.answer(202)

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Numbers do not belong into logs."""


ThreadingHTTPServer(("127.0.0.1", PORT), Gateway).serve_forever()
