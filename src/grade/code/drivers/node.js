// Runs a candidate's functions, one request a line; see src/grade/code/wire.rs. The control socket is
// descriptor 200; standard input is empty. What is needed after the answer has run is taken before,
// so that a patched JSON or console changes nothing here.
"use strict";
(async () => {
  const fs = require("fs"), vm = require("vm"), util = require("util"), control = 200;
  const { readSync, writeSync, readFileSync, writeFileSync } = fs;
  const { parse: parseJson, stringify } = JSON;
  const { isArray, from } = Array, { isView } = ArrayBuffer;
  const { getPrototypeOf, getOwnPropertyDescriptors, entries, fromEntries, assign } = Object;
  const { hrtime, cpuUsage, resourceUsage } = process, now = hrtime.bigint;
  const source = Function.prototype.toString;
  const exit = process.exit.bind(process);
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
      const length = readSync(control, piece, 0, piece.length);
      if (length === 0) exit(0);
      rest = Buffer.from(piece.subarray(0, length));
    }
  };
  const writeAll = (fd, text) => {
    let data = Buffer.from(text, "utf8");
    while (data.length) data = data.subarray(writeSync(fd, data));
  };
  // JSON has no Infinity and NaN, and its numbers no more than 53 bits; our side writes both bare.
  const token = /"(?:[^"\\]|\\.)*"|-?Infinity|NaN|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
  const mark = "\u0000" + Math.random() + ":";
  const parse = (text) => {
    if (!/Infinity|NaN|\d{16}/.test(text)) return parseJson(text);
    const marked = text.replace(token, (word) => {
      if (word[0] === '"') return word;
      const isLong = /^-?\d+$/.test(word) && !Number.isSafeInteger(Number(word));
      return isLong || /[NI]/.test(word) ? stringify(mark + word) : word;
    });
    return parseJson(marked, (_, value) => {
      if (typeof value !== "string" || !value.startsWith(mark)) return value;
      const word = value.slice(mark.length);
      return /[NI]/.test(word) ? Number(word) : BigInt(word);
    });
  };

  const odd = (what) => assign(new Error(what), { odd: what });
  // What something calls itself: `Plan` of a class, `Generator`, `Map Iterator`.
  const named = (value) => {
    const tag = Object.prototype.toString.call(value).slice(8, -1);
    if (tag !== "Object") return tag;
    const made = getPrototypeOf(value)?.constructor;
    return typeof made === "function" && made.name ? made.name : "object";
  };
  const isPlain = (value) => {
    const above = getPrototypeOf(value);
    return (above === null || getPrototypeOf(above) === null) && named(value) === "Object" ||
      above === null;
  };
  const plain = (value, above) => {
    if (value === undefined) throw odd("array or object that holds undefined");
    if (typeof value === "number") {
      if (Number.isSafeInteger(value) || !Number.isInteger(value) && Number.isFinite(value)) return value;
      if (Number.isInteger(value)) return { $int: BigInt(value).toString() };
      return { $float: Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf" };
    }
    if (typeof value === "bigint") return { $int: value.toString() };
    if (typeof value === "string") return value.isWellFormed?.() ?? true ? value : value.toWellFormed();
    if (typeof value === "function" || typeof value === "symbol") throw odd(typeof value);
    if (value === null || typeof value !== "object") return value;
    if (above.includes(value)) throw odd("value that holds itself");
    if (above.length > 110) throw odd("value that is nested too deeply");
    const within = [...above, value];
    if (isArray(value) || isView(value) && !(value instanceof DataView))
      return from(value, (item) => plain(item, within));
    if (value instanceof Date) return Number.isNaN(+value) ? plain(null, within) : value.toISOString();
    if (value instanceof Map) {
      for (const key of value.keys())
        if (key !== null && /^(?:object|function|symbol)$/.test(typeof key)) throw odd("Map with keys other than texts and numbers");
      return plain(fromEntries(value), above);
    }
    if (!isPlain(value)) throw odd(named(value));
    const fields = entries(getOwnPropertyDescriptors(value)).filter(([, field]) => field.enumerable);
    const getter = fields.find(([, field]) => field.get || field.set);
    if (getter) throw odd("object with a getter, `" + getter[0] + "`,");
    return fromEntries(fields.map(([key, field]) => [key, plain(field.value, within)]));
  };

  const order = parse(read());
  const { nonce, path, entry, given } = order;
  const answer = (body) => {
    try { writeSync(1, "\x1e" + nonce + "\n"); } catch {}
    writeAll(control, nonce + " " + stringify(body) + "\n");
  };
  const place = (text) => /solution\.m?js:(\d+)/.exec(text);
  const raised = (error) => {
    const isError = error instanceof Error || util.types.isNativeError(error);
    const stack = isError ? String(error.stack) : "";
    const found = stack.split("\n").map(place).find(Boolean);
    const type = isError ? String(error.name) : typeof error;
    const msg = String(isError ? error.message : error).slice(0, 2000);
    return { k: "raised", type, bases: [type, "Error"], msg, line: found ? Number(found[1]) : 0 };
  };
  // console.log of a process that is killed afterwards must not wait in a queue.
  const { format } = util;
  for (const name of ["log", "info", "debug", "warn", "error"])
    console[name] = (...items) => { writeAll(1, format(...items) + "\n"); };
  process.exit = () => { throw assign(new Error("exit"), { quit: true }); };

  let found;
  const syntax = (error) => {
    const stack = String(error.stack).split("\n");
    const caret = stack.findIndex((line) => /^\s*\^+\s*$/.test(line));
    const line = Number(place(stack[0])?.[1] ?? 0);
    const col = line && caret > 0 ? stack[caret].indexOf("^") + 1 : 0;
    return { k: "syntax", type: error.name, msg: error.message, line, col, text: col ? stack[caret - 1] : "" };
  };
  const isName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(entry);
  const names = (text) => {
    const at = /^[ \t]*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\s*\*?\s+([\p{L}_$][\p{L}\p{N}_$]*)|(?:const|let|var)\s+([\p{L}_$][\p{L}\p{N}_$]*)\s*=\s*(?:async\s*)?(?:function|\(|[\p{L}\p{N}_$]+\s*=>))/gmu;
    return [...text.matchAll(at)].map((hit) => hit[1] ?? hit[2]);
  };
  const holder = (text) => {
    const inside = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    const method = new RegExp("[\\s{};](?:static\\s+)?(?:async\\s+)?" + entry.replace(/\$/g, "\\$") + "\\s*(?:\\([^)]*\\)\\s*\\{|=\\s*(?:async\\s*)?\\()");
    const at = inside.search(method);
    const classes = [...inside.matchAll(/\bclass\s+([\p{L}_$][\p{L}\p{N}_$]*)/gu)].filter((hit) => hit.index < at);
    return classes.length ? classes[classes.length - 1][1] : "";
  };
  const asScript = (text) => {
    // By itself first, so that a fault is shown in the candidate's own text. In a function within
    // another one, so that `const module` and `const require` are the candidate's to write.
    new vm.Script(text, { filename: path });
    const given = "exports,require,module,__filename,__dirname,__mock_found";
    const last = isName ? ";try{__mock_found(" + entry + ")}catch{}" : "";
    return new vm.Script("(function(" + given + "){return (function(){" + text + "\n" + last +
      "\n}).call(this)})", { filename: path });
  };
  // A module is loaded as Node loads one; what it does not export is asked for besides.
  const asModule = async (text) => {
    const file = path.replace(/\.js$/, ".mjs"), url = require("url").pathToFileURL(file).href;
    let module;
    try {
      writeFileSync(file, text + "\n;export { " + entry + " as __mock_found };\n");
      module = await import(url);
      found = module.__mock_found;
    } catch (error) {
      if (error?.quit || !(error instanceof SyntaxError)) throw error;
      writeFileSync(file, text);
      module = await import(url + "?2");
      found = module[entry] ?? (typeof module.default === "function" ? module.default : module.default?.[entry]);
    }
  };
  // Where a module is at fault Node does not say; as a script without `import` and `export` it does.
  const moduleSyntax = (error, text) => {
    const blank = (found) => found.replace(/[^\n]/g, " ");
    const bare = text.replace(/^[ \t]*import\s[^;'"`]*['"][^'"]*['"]/gm, blank)
      .replace(/^[ \t]*export\s+\{[^}]*\}/gm, blank).replace(/^[ \t]*export\s+(?:default\s+)?/gm, blank);
    try { new vm.Script(bare, { filename: path }); } catch (placed) {
      if (placed.message === error.message) return syntax(placed);
    }
    return syntax(error);
  };
  const isModule = (error) => /\bexport\b|\bimport\b|await is only valid/.test(String(error.message));
  const load = async () => {
    const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "").replace(/^#!/, "//");
    let script;
    try {
      script = asScript(text);
    } catch (error) {
      if (!isModule(error)) return syntax(error);
    }
    const module = { exports: {} };
    try {
      if (script) {
        const set = (value) => { found = value; };
        script.runInThisContext()(module.exports, require, module, path, ".", set);
        const out = module.exports;
        if (typeof found !== "function")
          found = out?.[entry] ?? (typeof out === "function" ? out : out?.default);
      } else await asModule(text);
    } catch (error) {
      if (error?.quit) return { k: "quit" };
      return !script && error instanceof SyntaxError ? moduleSyntax(error, text) : raised(error);
    }
    if (typeof found !== "function") return { k: "no_entry", names: names(text), holder: holder(text) };
    if (/^class\b/.test(source.call(found))) return { k: "no_entry", type: "class" };
    if (given !== null && found.length > given)
      return { k: "arity", takes: found.length };
    return { k: "ready", version: process.versions.node };
  };
  const call = ([, args]) => {
    const began = now.call(hrtime), worked = cpuUsage.call(process);
    let value, fault;
    try {
      value = found(...args);
    } catch (error) {
      fault = error?.quit ? { k: "quit" } : raised(error);
    }
    const us = Number((now.call(hrtime) - began) / 1000n), spent = cpuUsage.call(process, worked);
    const cpu = spent.user + spent.system;
    if (fault) return { ...fault, us, cpu };
    // V8 alone takes 50 MB: what the program added is what counts.
    const kib = Math.max(1, resourceUsage.call(process).maxRSS - base);
    if (value === undefined) return { k: "ok", us, cpu, kib, v: null, nothing: true };
    try {
      return { k: "ok", us, cpu, kib, v: plain(value, []) };
    } catch (error) {
      const deep = error instanceof RangeError ? "value that is nested too deeply" : "value that is no plain data";
      return { k: "odd", us, cpu, msg: error?.odd ?? deep };
    }
  };
  const base = resourceUsage.call(process).maxRSS;
  writeAll(control, nonce + " {\"k\":\"up\"}\n");
  try {
    answer(await load());
    for (;;) answer(call(parse(read())));
  } catch (error) {
    let msg = "";
    try { msg = String(error?.message ?? error).slice(0, 500); } catch {}
    answer({ k: "broken", msg });
    exit(0);
  }
})();
