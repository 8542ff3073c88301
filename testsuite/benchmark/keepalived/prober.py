#!/usr/bin/env python3
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
"""Sends an OPTIONS each 10 ms without ever repeating one, and prints the longest time without an answer. prober.py OWN TARGET SECONDS"""
import select
import socket
import sys
import time

own, target, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.bind((own, 5090))
begin = last = time.monotonic()
sent = answered = 0
gap = 0.0
while time.monotonic() - begin < seconds:
    sent += 1
    client.sendto((f'OPTIONS sip:probe@{target} SIP/2.0\r\nVia: SIP/2.0/UDP {own}:5090;branch=z9hG4bK{sent};rport\r\nMax-Forwards: 70\r\n'
                   f'From: <sip:prober@{own}>;tag=1\r\nTo: <sip:probe@{target}>\r\nCall-ID: {sent}@{own}\r\nCSeq: 1 OPTIONS\r\n'
                   'Content-Length: 0\r\n\r\n').encode(), (target, 5060))
    until = begin + sent / 100
    while select.select([client], [], [], max(0.0, until - time.monotonic()))[0]:
        if client.recv(65535).startswith(b'SIP/2.0 200'):
            now = time.monotonic()
            gap, last, answered = max(gap, now - last), now, answered + 1
print(f'{sent} sent, {sent - answered} without an answer, longest time without one {gap * 1000:.0f} ms')
