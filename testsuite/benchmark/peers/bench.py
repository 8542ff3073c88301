#!/usr/bin/env python3
# Copyright The WildFly Authors
# SPDX-License-Identifier: Apache-2.0
"""Measures SIP balancers side by side on this host: CPU per forwarded message, memory, round trip. See ../README.md.

All peers of peers.conf run at once, each on its own port, pinned to one core; the load generator (client and nodes) is pinned to
another. In each round every peer is measured once at each rate, in an order that rotates. CPU is the run time of all threads of the peer's
process tree. Ratios are formed inside a round; then the median and the range of the rounds are printed.
"""
import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import time

MESSAGES_OF_CALL = 7
HERE = os.path.dirname(os.path.abspath(__file__))
BIN = '../target/peers/'


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--peers', default='peers.conf', help='file of peers')
    parser.add_argument('--only', default='', help='names of peers, separated by commas')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--rates', default='10000,30000', help='messages per second')
    parser.add_argument('--seconds', type=float, default=4, help='of each measurement')
    parser.add_argument('--warm', type=float, default=12, help='seconds of load before the first round')
    parser.add_argument('--base', default='c-recvfrom', help='the peer that others are compared with')
    parser.add_argument('--ours', default='wildfly', help='the peer that is compared with others')
    parser.add_argument('--out', default=BIN + 'results')
    parser.add_argument('--balancer-cpu', default='1')
    parser.add_argument('--generator-cpu', default='0')
    parser.add_argument('--nodes', type=int, default=3)
    parser.add_argument('--first-port', type=int, default=17001)
    return parser.parse_args()


CLIENT_PORT = 17500
NODE_PORT = 17600


class Peer:
    def __init__(self, line, port):
        self.name, options, self.command = [part.strip() for part in line.split(';', 2)]
        self.options = options.split()
        self.direct = 'nolb' in self.options
        self.connections = max([int(option[4:]) for option in self.options if option.startswith('tcp=')] + [0])
        self.most = max([float(option[4:]) for option in self.options if option.startswith('max=')] + [0]) or float('inf')
        self.port = NODE_PORT if self.direct else port
        self.process = None

    def start(self, args):
        """True if it listens."""
        if self.direct:
            return True
        nodes = ' '.join(str(NODE_PORT + i) for i in range(args.nodes))
        command = self.command.format(port=self.port, uas=NODE_PORT, n=args.nodes, nodes=nodes, uac=CLIENT_PORT)
        with open('%s/%s.log' % (args.out, self.name), 'w') as log:
            self.process = subprocess.Popen('exec taskset -c %s %s' % (args.balancer_cpu, command), shell=True, stdout=log,
                                            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True)
        for _ in range(600):
            if listens(self.port, 'tcp' if self.connections else 'udp'):
                return True
            if self.process.poll() is not None:
                return False
            time.sleep(.1)
        return False

    def tree(self):
        """The process and all it has started."""
        found = [self.process.pid] if self.process else []
        for pid in found:
            for task in listing('/proc/%d/task' % pid):
                found += [int(child) for child in read('/proc/%d/task/%s/children' % (pid, task)).split()]
        return found

    def cpu(self):
        """Microseconds that all threads have run."""
        return sum(int((read('/proc/%d/task/%s/schedstat' % (pid, task)) or '0').split()[0])
                   for pid in self.tree() for task in listing('/proc/%d/task' % pid)) / 1e3

    def memory(self, kind):
        """Resident MB: Rss, or Pss (what is shared with other processes counts in part)."""
        lines = ''.join(read('/proc/%d/smaps_rollup' % pid) for pid in self.tree()).splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith(kind + ':')) / 1024

    def stop(self):
        for pid in reversed(self.tree()):
            try:
                os.kill(pid, signal.SIGTERM)
            except OSError:
                pass
        if self.process:
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ''


def listing(path):
    try:
        return os.listdir(path)
    except OSError:
        return []


def listens(port, protocol):
    lines = (read('/proc/net/' + protocol) + read('/proc/net/' + protocol + '6')).splitlines()
    return any(int(line.split()[1].split(':')[1], 16) == port for line in lines if line.split()[0] != 'sl')


def measure(peer, rate, seconds, args):
    before = peer.cpu()
    run = subprocess.run([BIN + 'sipblast', '-l', '127.0.0.1:%d' % peer.port, '-u', str(CLIENT_PORT), '-s', str(NODE_PORT),
                          '-n', '1' if peer.direct else str(args.nodes), '-r', '%.2f' % (rate / MESSAGES_OF_CALL), '-d', str(seconds),
                          '-p', args.generator_cpu, '-T', str(peer.connections)], capture_output=True, text=True, timeout=seconds + 60, check=True)
    result = json.loads(run.stdout)
    result.update(peer=peer.name, rate=rate, cpu_us=(peer.cpu() - before) / max(1, result['msgs_forwarded']), rss=peer.memory('Rss'),
                  pss=peer.memory('Pss'), bad=result['incomplete'] + result['dup_uas'] + result['dup_uac'] + result['misrouted'])
    return result


def rounds(peers, rates, args):
    """Results by peer and rate, in the order of rounds."""
    results = {}
    with open(args.out + '/raw.jsonl', 'w') as raw:
        for number in range(args.rounds):
            order = peers[number % len(peers):] + peers[:number % len(peers)]
            for rate in rates:
                for peer in [each for each in order if rate <= each.most]:
                    result = measure(peer, rate, args.seconds, args)
                    results.setdefault((peer.name, rate), []).append(result)
                    raw.write(json.dumps(dict(result, round=number)) + '\n')
            print('round %d of %d' % (number + 1, args.rounds), flush=True)
    return results


def ratio(results, one, other, rate):
    """Of the CPU of two peers, in each round: median (least - most)."""
    values = [a['cpu_us'] / b['cpu_us'] for a, b in zip(results.get((one, rate), []), results.get((other, rate), [])) if a['cpu_us'] and b['cpu_us']]
    return '%.2f (%.2f-%.2f)' % (statistics.median(values), min(values), max(values)) if values else '-'


def median(results, name, rate, value):
    values = [value(result) for result in results.get((name, rate), [])]
    return '%.2f' % statistics.median(values) if values else '-'


def table(peers, rates, results, args):
    head = ['peer']
    for rate in rates:
        head += ['CPU us/message at %d/s' % rate, 'to ' + args.base, 'to ' + args.ours, 'round trip us']
    head += ['bad calls', 'PSS MB', 'RSS MB']
    lines = ['| ' + ' | '.join(head) + ' |', '|' + '---|' * len(head)]
    for peer in peers:
        row = [peer.name]
        for rate in rates:
            row += [median(results, peer.name, rate, lambda r: r['cpu_us']), ratio(results, peer.name, args.base, rate),
                    ratio(results, peer.name, args.ours, rate), median(results, peer.name, rate, lambda r: r['rtt_us']['p50'])]
        every = [result for rate in rates for result in results.get((peer.name, rate), [])]
        row += [str(sum(result['bad'] for result in every)), '%.0f' % max(result['pss'] for result in every),
                '%.0f' % max(result['rss'] for result in every)]
        lines.append('| ' + ' | '.join(row) + ' |')
    return '\n'.join(lines)


def main():
    args = arguments()
    os.chdir(HERE)
    os.makedirs(args.out, exist_ok=True)
    rates = [float(rate) for rate in args.rates.split(',')]
    lines = [line for line in read(args.peers).splitlines() if line.strip() and not line.startswith('#')]
    wanted = [line for line in lines if not args.only or line.split(';')[0].strip() in args.only.split(',')]
    peers = [Peer(line, args.first_port + 10 * i) for i, line in enumerate(wanted)]
    running = []
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        for peer in peers:
            if not peer.start(args):
                sys.exit('%s does not start, see %s/%s.log' % (peer.name, args.out, peer.name))
            running.append(peer)
        time.sleep(2)
        for peer in running:
            warm = 'warm' in peer.options
            for rate in [each for each in ((1000, 4000, 10000, 30000) if warm else (1000,)) if each <= peer.most]:
                measure(peer, rate, args.warm / 4 if warm else 1, args)
        text = table(running, rates, rounds(running, rates, args), args)
        with open(args.out + '/table.md', 'w') as file:
            file.write(text + '\n')
        print(text)
    finally:
        for peer in peers:
            peer.stop()


main()
