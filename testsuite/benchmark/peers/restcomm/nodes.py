#!/usr/bin/env python3
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
"""Announces nodes on 127.0.0.1 to the RestComm balancer over HTTP, as long as a process lives: nodes.py PID HEARTBEATPORT[,PORT] NODEPORT..."""
import http.client
import json
import os
import sys
import time

PID, BALANCERS, NODES = sys.argv[1], ['127.0.0.1:' + port for port in sys.argv[2].split(',')], sys.argv[3:]
SESSIONS = {port: str(int(time.time() * 1000)) + port[-3:] for port in NODES}


def post(balancer, message):
    connection = http.client.HTTPConnection(balancer, timeout=3)
    connection.request('POST', '/', json.dumps(message), {'Content-Type': 'application/json'})
    connection.getresponse().read()
    connection.close()


def start(port):
    return {'start': {'hostName': 'node-' + port, 'ip': '127.0.0.1', 'httpPort': '8080', 'udpPort': port, 'tcpPort': port, 'version': '0',
                      'sessionId': SESSIONS[port], 'jvmRoute': 'j' + port}}


started = {}
while os.path.exists('/proc/' + PID):
    for port in NODES:
        for balancer in [started[port]] if port in started else BALANCERS:
            try:
                post(balancer, {'heartbeat': {'sessionId': int(SESSIONS[port])}} if port in started else start(port))
                started[port] = balancer
                break
            except OSError as failure:
                print(port, balancer, failure, flush=True)
    time.sleep(1)
