/*
 * Copyright The WildFly Authors
 * SPDX-License-Identifier: Apache-2.0
 */
"use strict";

const PERIOD = 2000;
const HISTORY = 60;
const STATES = {UP: ["up", "good"], DRAINING: ["draining", "warn"], DOWN: ["down", "bad"]};

const byId = id => document.getElementById(id);
const format = new Intl.NumberFormat("en", {maximumFractionDigits: 1});
const history = [];
let before = null;

const sum = counts => Object.values(counts).reduce((all, each) => all + each, 0);

/** How much a count has grown per second since the last look. */
function rate(now, then, seconds) {
    return then === undefined || seconds <= 0 ? 0 : Math.max(0, (now - then) / seconds);
}

async function read(path) {
    const response = await fetch(path, {headers: {Accept: "application/json"}});
    if (!response.ok && response.status !== 503) {
        throw new Error(`${path} answered ${response.status}`);
    }
    return response.json();
}

function text(element, value) {
    if (element.textContent !== value) {
        element.textContent = value;
    }
}

function badge(element, label, kind) {
    text(element, label);
    element.className = `badge ${kind}`;
}

function duration(millis) {
    const minutes = Math.floor(millis / 60000);
    const days = Math.floor(minutes / 1440);
    return (days ? `${days} d ` : "") + `${Math.floor(minutes / 60) % 24} h ${minutes % 60} min`;
}

function line(values) {
    const top = Math.max(1, ...values);
    return values.map((value, i) => `${120 - 120 * (values.length - 1 - i) / (HISTORY - 1)},${29 - 28 * value / top}`).join(" ");
}

function showStatus(status, ready, seconds) {
    const messages = status.messages;
    const through = counts => counts.requestsToNodes + counts.requestsFromNodes + counts.responsesToClients + counts.responsesToNodes;
    const perSecond = rate(through(messages), before && through(before.status.messages), seconds);
    badge(byId("readiness"), ready.status === "up" ? "ready" : `not ready: ${ready.reason}`, ready.status === "up" ? "good" : "bad");
    text(byId("about"), `${status.version ? `version ${status.version}, ` : ""}up ${duration(status.uptimeMillis)}`);
    text(byId("calls"), format.format(status.calls));
    text(byId("connections"), format.format(status.connections));
    if (before) {
        history.push(perSecond);
        history.splice(0, history.length - HISTORY);
        text(byId("rate"), format.format(perSecond));
        text(byId("drops"), format.format(rate(sum(status.dropped), sum(before.status.dropped), seconds)));
        byId("rates").firstElementChild.setAttribute("points", line(history));
    }
}

function showDrops(dropped, seconds) {
    const rows = Object.entries(dropped).filter(([, count]) => count > 0).sort((one, other) => other[1] - one[1]);
    byId("causes").hidden = rows.length === 0;
    byId("no-drops").hidden = rows.length > 0;
    byId("causes").tBodies[0].replaceChildren(...rows.map(([cause, count]) => {
        const row = document.createElement("tr");
        const name = document.createElement("th");
        name.scope = "row";
        name.textContent = cause;
        const cells = [count, rate(count, before && before.status.dropped[cause], seconds)].map(value => {
            const cell = document.createElement("td");
            cell.className = "number";
            cell.textContent = format.format(value);
            return cell;
        });
        row.append(name, ...cells);
        return row;
    }));
}

/** Where a node takes messages: a line for each address, with the transports there. */
function places(addresses) {
    const transports = new Map();
    for (const [transport, address] of Object.entries(addresses)) {
        const [host, port] = address.split(" ");
        const place = `${host.includes(":") ? `[${host}]` : host}:${port}`;
        transports.set(place, [...(transports.get(place) || []), transport]);
    }
    return Array.from(transports, ([place, names]) => `${names.join(", ")} ${place}`).join("\n");
}

/** Tells who cannot see it which nodes have another state than before. */
function tellChanges(nodes) {
    const changed = nodes.filter(node => {
        const then = before && before.nodes.find(each => each.name === node.name);
        return then && then.state !== node.state;
    });
    if (changed.length > 0) {
        text(byId("changes"), changed.map(node => `Node ${node.name} is ${STATES[node.state][0]}.`).join(" "));
    }
}

/** The row of a node: made once, so that its button keeps the focus. */
function row(name, place) {
    const body = byId("nodes").tBodies[0];
    const found = Array.from(body.rows).find(each => each.dataset.node === name);
    if (found) {
        return found;
    }
    const made = body.insertRow(place);
    made.dataset.node = name;
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = name;
    made.append(head);
    for (const kind of ["", "", "address", "number", "number", "number", "number", "number", "number http", "number http", ""]) {
        made.insertCell().className = kind;
    }
    made.cells[1].append(document.createElement("span"));
    const button = document.createElement("button");
    button.type = "button";
    button.addEventListener("click", () => ask(name, button.dataset.action));
    made.cells[11].append(button);
    return made;
}

function showNodes(nodes, seconds) {
    const names = new Set(nodes.map(node => node.name));
    Array.from(byId("nodes").tBodies[0].rows).filter(each => !names.has(each.dataset.node)).forEach(each => each.remove());
    byId("nobody").hidden = nodes.length > 0;
    byId("nodes").hidden = nodes.length === 0;
    text(byId("up"), `${nodes.filter(node => node.state === "UP").length} of ${nodes.length}`);
    tellChanges(nodes);
    nodes.sort((one, other) => one.name.localeCompare(other.name, "en", {numeric: true}));
    for (const [place, node] of nodes.entries()) {
        const cells = row(node.name, place).cells;
        const [label, kind] = STATES[node.state];
        const then = before && before.nodes.find(each => each.name === node.name);
        const all = each => each.requestsTo + each.requestsFrom;
        const kinds = [node.times.invite_provisional, node.times.invite_final, node.times.other_final];
        const times = kinds.find(kind => kind.count > 0) || kinds[0];
        badge(cells[1].firstElementChild, node.drained && node.state !== "DOWN" ? `${label} (by operator)` : label, kind);
        text(cells[2], node.version);
        text(cells[3], places(node.addresses));
        if (seconds > 0) {
            text(cells[4], format.format(rate(all(node), then ? all(then) : undefined, seconds)));
        }
        text(cells[5], format.format(node.responses[1]));
        text(cells[6], format.format(node.responses[2] + node.responses[3]));
        text(cells[7], format.format(node.responses[4] + node.responses[5]));
        text(cells[8], times.count ? `${format.format(times.p50 / 1000)} / ${format.format(times.p99 / 1000)}` : "–");
        if (node.http) {
            if (seconds > 0) {
                const requestsThen = then && then.http ? then.http.requests : undefined;
                text(cells[9], format.format(rate(node.http.requests, requestsThen, seconds)));
            }
            text(cells[10], format.format(node.http.failures));
        }
        const button = cells[11].firstElementChild;
        button.dataset.action = node.drained ? "undrain" : "drain";
        text(button, node.drained ? "Undrain" : "Drain");
        button.setAttribute("aria-label", `${node.drained ? "Undrain" : "Drain"} node ${node.name}`);
    }
    const takesHttp = nodes.some(node => node.http);
    Array.from(byId("nodes").querySelectorAll(".http")).forEach(cell => {
        cell.hidden = !takesHttp;
    });
}

function ask(name, action) {
    const dialog = byId("confirm");
    const drain = action === "drain";
    text(byId("question"), `${drain ? "Drain" : "Undrain"} node ${name}?`);
    text(byId("consequence"), drain
        ? "It keeps the calls that it has and gets no new ones, whatever it announces, until it is undrained."
        : "It gets new calls again as soon as it announces that it is up.");
    text(byId("yes"), drain ? "Drain" : "Undrain");
    dialog.returnValue = "no";
    dialog.onclose = () => dialog.returnValue === "yes" && command(name, action);
    dialog.showModal();
}

async function command(name, action) {
    try {
        const response = await fetch(`nodes/${encodeURIComponent(name)}/${action}`, {method: "POST"});
        trouble(response.ok ? null : `Node ${name} could not be changed: the balancer answered ${response.status}.`);
        if (response.ok) {
            await look();
        }
    } catch (error) {
        trouble(`Node ${name} could not be changed: ${error.message}.`);
    }
}

function trouble(what) {
    byId("trouble").hidden = !what;
    text(byId("trouble"), what || "");
}

async function look() {
    const [status, ready, nodes] = await Promise.all([read("status"), read("health/ready"), read("nodes")]);
    const at = performance.now();
    const seconds = before ? (at - before.at) / 1000 : 0;
    // A look right after another would make rates of nothing.
    if (before && seconds < 0.5) {
        showNodes(nodes.nodes, 0);
        return;
    }
    showStatus(status, ready, seconds);
    showNodes(nodes.nodes, seconds);
    showDrops(status.dropped, seconds);
    before = {at, status, nodes: nodes.nodes};
}

async function watch() {
    try {
        await look();
        if (byId("trouble").textContent.startsWith("No answer")) {
            trouble(null);
        }
    } catch (error) {
        badge(byId("readiness"), "no answer", "bad");
        trouble(`No answer from the balancer: ${error.message}. What is shown is old.`);
    }
    setTimeout(watch, PERIOD);
}

watch();
