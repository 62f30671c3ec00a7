// Runs a candidate's functions, one request a line; see src/grade/code/wire.rs. Node cannot move
// descriptor 0, so the control socket stays standard input.
"use strict";
(() => {
  const fs = require("fs"), vm = require("vm"), control = 0;
  let rest = Buffer.alloc(0);
  const piece = Buffer.alloc(1 << 16);
  const read = () => {
    const parts = [];
    for (;;) {
      const end = rest.indexOf(10);
      if (end >= 0) {
        parts.push(rest.subarray(0, end));
        rest = Buffer.from(rest.subarray(end + 1));
        return Buffer.concat(parts).toString("utf8");
      }
      if (rest.length) parts.push(rest);
      const length = fs.readSync(control, piece, 0, piece.length);
      if (length === 0) process.exit(0);
      rest = Buffer.from(piece.subarray(0, length));
    }
  };
  const writeAll = (fd, text) => {
    let data = Buffer.from(text, "utf8");
    while (data.length) data = data.subarray(fs.writeSync(fd, data));
  };
  // JSON has no Infinity and NaN; our side writes them bare.
  const parse = (text) => {
    try {
      return JSON.parse(text);
    } catch {
      return vm.runInNewContext("(" + text + ")");
    }
  };
  const odd = (what) => Object.assign(new Error(what), { odd: what });
  const plain = (value, above) => {
    if (value === undefined) return null;
    if (typeof value === "number" && !Number.isFinite(value))
      return { $float: Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf" };
    if (typeof value === "bigint") {
      if (!Number.isSafeInteger(Number(value))) throw odd("BigInt that is too large");
      return Number(value);
    }
    if (typeof value === "function" || typeof value === "symbol") throw odd(typeof value);
    if (value === null || typeof value !== "object") return value;
    if (above.includes(value)) throw odd("value that holds itself");
    const within = [...above, value];
    if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value, (item) => plain(item, within));
    if (value instanceof Date) return value.toISOString();
    if (value instanceof Map) return plain(Object.fromEntries(value), above);
    if (value instanceof Set) throw odd("Set");
    if (value instanceof Promise) throw odd("Promise");
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, within)]));
  };

  const order = parse(read());
  const answer = (body) => {
    try { fs.writeSync(1, "\x1e" + order.nonce + "\n"); } catch {}
    writeAll(control, order.nonce + " " + JSON.stringify(body) + "\n");
  };
  const raised = (error) => {
    const stack = error instanceof Error ? String(error.stack) : "";
    const place = stack.split("\n").find((line) => line.includes("solution.js:"));
    const line = place ? Number(/solution\.js:(\d+)/.exec(place)[1]) : 0;
    const type = error instanceof Error ? error.name : typeof error;
    const msg = String(error instanceof Error ? error.message : error).slice(0, 2000);
    return { k: "raised", type, bases: [type, "Error"], msg, line };
  };
  // console.log of a process that is killed afterwards must not wait in a queue.
  for (const name of ["log", "info", "debug", "warn", "error"])
    console[name] = (...items) => { writeAll(1, require("util").format(...items) + "\n"); };
  const exit = process.exit;
  process.exit = (code) => { throw Object.assign(new Error("exit"), { quit: true }); };

  let found;
  const load = () => {
    const text = fs.readFileSync(order.path, "utf8");
    let script;
    try {
      // By itself first, so that a fault is shown in the candidate's own text.
      new vm.Script(text, { filename: order.path });
      const names = "exports,require,module,__filename,__dirname";
      script = new vm.Script("(function(" + names + "){" + text + "\n;try{module.exports.__entry=" +
        order.entry + "}catch{}\n})", { filename: order.path });
    } catch (error) {
      const stack = String(error.stack).split("\n");
      const line = Number(/solution\.js:(\d+)/.exec(stack[0])?.[1] ?? 0);
      const col = (stack[2] ?? "").indexOf("^") + 1;
      return { k: "syntax", type: error.name, msg: error.message, line, col, text: col ? stack[1] : "" };
    }
    const module = { exports: {} };
    try {
      script.runInThisContext()(module.exports, require, module, order.path, ".");
    } catch (error) {
      return error?.quit ? { k: "quit" } : raised(error);
    }
    found = module.exports?.__entry ?? module.exports?.[order.entry] ??
      (typeof module.exports === "function" ? module.exports : undefined);
    if (typeof found !== "function") return { k: "no_entry", names: [] };
    if (order.given !== null && found.length > order.given)
      return { k: "arity", takes: found.length };
    return { k: "ready", version: process.versions.node };
  };
  const call = ([, args]) => {
    const began = process.hrtime.bigint(), worked = process.cpuUsage();
    let value;
    try {
      value = found(...args);
    } catch (error) {
      const us = Number((process.hrtime.bigint() - began) / 1000n);
      return error?.quit ? { k: "quit" } : { ...raised(error), us };
    }
    const us = Number((process.hrtime.bigint() - began) / 1000n), spent = process.cpuUsage(worked);
    const kib = process.resourceUsage().maxRSS;
    try {
      // V8 alone takes 50 MB: what the program added is what counts.
      return { k: "ok", us, cpu: spent.user + spent.system, kib: Math.max(1, kib - base), v: plain(value, []) };
    } catch (error) {
      return { k: "odd", us, msg: error?.odd ?? "value that is no plain data" };
    }
  };
  const base = process.resourceUsage().maxRSS;
  writeAll(control, order.nonce + " {\"k\":\"up\"}\n");
  answer(load());
  for (;;) answer(call(parse(read())));
})();
