#!/usr/bin/env python3
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
"""A node without state: answers every request but ACK with 200. node.py HOST PORT"""
import re
import socket
import sys

COPIED = re.compile(rb'^(?:Via|Record-Route|From|Call-ID|CSeq):', re.I)


def answer(request):
    lines = request.split(b'\r\n\r\n', 1)[0].split(b'\r\n')
    if lines[0].startswith((b'ACK ', b'SIP/2.0 ')):
        return None
    answered = [b'SIP/2.0 200 OK'] + [line for line in lines[1:] if COPIED.match(line)]
    to = next(line for line in lines if line.startswith(b'To:'))
    answered.append(to if b';tag=' in to else to + b';tag=node')
    return b'\r\n'.join(answered + [b'Contact: <sip:%s:%d>' % (sys.argv[1].encode(), int(sys.argv[2])), b'Content-Length: 0', b'', b''])


server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind((sys.argv[1], int(sys.argv[2])))
while True:
    request, source = server.recvfrom(65535)
    response = answer(request)
    if response:
        server.sendto(response, source)
